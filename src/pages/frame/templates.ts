/**
 * The templates of all pages, with the parts that they share; each page adds its own when its module is loaded.
 * @module
 */
import addressForm from "../../../templates/address-form.eta";
import article from "../../../templates/article.eta";
import code from "../../../templates/code.eta";
import failure from "../../../templates/failure.eta";
import inlines from "../../../templates/inlines.eta";
import screen from "../../../templates/screen.eta";
import settingsTable from "../../../templates/settings-table.eta";
import value from "../../../templates/value.eta";
import { escapeMarkup, type Template } from "../../formats/markup.ts";
import type { ArticleFailure, Block, DrawnScreen, Inlines } from "../../telling/article/article.ts";
import type { Row, SettingsTable } from "../../telling/article/settings-table.ts";
import type { Code } from "./account-code.ts";
import type { AddressForm } from "./address-form.ts";

/**
 * What each template prints: its `it`. The name is that of its file after an `@`. Whoever adds a template adds its line
 * with `declare module`; `test/pages/templates.test.ts` has the type checker read every template by it.
 */
export interface Views {
  "@address-form": AddressForm;
  "@article": readonly Block[];
  "@code": Code;
  "@failure": FailureView;
  "@inlines": Inlines;
  "@screen": DrawnScreen;
  "@settings-table": SettingsTable;
  "@value": Row;
}

export interface FailureView extends ArticleFailure {
  /** By what the index finds it besides what is shown. */
  readonly words?: string;
  readonly isOpen?: boolean;
  /** The guides that it belongs to, where that is not the page's. */
  readonly programs?: readonly { readonly href: string; readonly text: string }[];
}

const loaded = new Map<keyof Views, Template>();

export const templates = {
  load(name: keyof Views, template: Template): void {
    loaded.set(name, template);
  },
  /** A part sees its own view and nothing else: of what eta's `include` adds from the template around it types know nothing. */
  render<Name extends keyof Views>(name: Name, view: Views[Name]): string {
    const template = loaded.get(name);
    if (template === undefined) throw new Error(`no template ${name} is loaded`);
    return template(view, templates.render, escapeMarkup);
  },
};

templates.load("@address-form", addressForm);
templates.load("@article", article);
templates.load("@code", code);
templates.load("@failure", failure);
templates.load("@inlines", inlines);
templates.load("@screen", screen);
templates.load("@settings-table", settingsTable);
templates.load("@value", value);
