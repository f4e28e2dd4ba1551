/**
 * The templates of all pages, with the parts that they share; each page adds its own when its module is loaded.
 * @module
 */

import drawn from "../../../templates/drawings/drawn.eta";
import screen from "../../../templates/drawings/screen.eta";
import screenButton from "../../../templates/drawings/screen-button.eta";
import screenPart from "../../../templates/drawings/screen-part.eta";
import addressForm from "../../../templates/parts/address-form.eta";
import article from "../../../templates/parts/article.eta";
import breakable from "../../../templates/parts/breakable.eta";
import code from "../../../templates/parts/code.eta";
import failure from "../../../templates/parts/failure.eta";
import inlines from "../../../templates/parts/inlines.eta";
import notice from "../../../templates/parts/notice.eta";
import settingsTable from "../../../templates/parts/settings-table.eta";
import value from "../../../templates/parts/value.eta";
import whose from "../../../templates/parts/whose.eta";
import { escapeMarkup, type Template } from "../../formats/markup.ts";
import type {
  ArticleFailure,
  Block,
  DrawnButton,
  DrawnPart,
  DrawnScreen,
  Inlines,
} from "../../telling/article/article.ts";
import type { Row, SettingsTable } from "../../telling/article/settings-table.ts";
import type { Notice } from "../../telling/guides/notices.ts";
import type { Code } from "./account-code.ts";
import type { AddressForm, Whose } from "./address-form.ts";

/**
 * What each template prints: its `it`. The name is that of its file after an `@`. Whoever adds a template adds its line
 * with `declare module`; `test/pages/templates.test.ts` has the type checker read every template by it.
 */
export interface Views {
  "@address-form": AddressForm;
  "@article": readonly Block[];
  /** Text that goes on to the next line between its words, behind a dot or an `@`. */
  "@breakable": string;
  "@code": Code;
  "@drawn": Inlines;
  "@failure": FailureView;
  "@inlines": Inlines;
  "@notice": Notice;
  "@screen": DrawnScreen;
  "@screen-button": DrawnButton;
  "@screen-part": DrawnPart;
  "@settings-table": SettingsTable;
  "@value": Row;
  "@whose": Whose & { readonly url: string };
}

interface FailureView extends ArticleFailure {
  /** By what the index finds it besides what is shown. */
  readonly words?: string;
  readonly isOpen?: boolean;
  /** Where it is told in full, on a page that has what it shows alone. */
  readonly whole?: { readonly url: string; readonly text: string };
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
templates.load("@breakable", breakable);
templates.load("@code", code);
templates.load("@drawn", drawn);
templates.load("@failure", failure);
templates.load("@inlines", inlines);
templates.load("@notice", notice);
templates.load("@screen", screen);
templates.load("@screen-button", screenButton);
templates.load("@screen-part", screenPart);
templates.load("@settings-table", settingsTable);
templates.load("@whose", whose);
templates.load("@value", value);
