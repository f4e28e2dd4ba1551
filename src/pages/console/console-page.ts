/**
 * What all pages of the console share: where one is, who one is, and what has just been done.
 * @module
 */

import consoleStyle from "../../../templates/built/console.min.css";
import consoleScript from "../../../templates/built/console.min.js";
import consolePage from "../../../templates/console/console-page.eta";
import { ENGLISH } from "../../content/language.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { OWN_BRAND, renderPage } from "../frame/page.ts";
import { templates } from "../frame/templates.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@console-page": ConsoleView;
  }
}

templates.load("@console-page", consolePage);

export interface Link {
  readonly href: string;
  readonly text: string;
}

export interface Badge {
  readonly text: string;
  readonly kind: "good" | "warn" | "";
}

export type Section = "domains" | "providers" | "findings" | "checks" | "counts" | "tokens" | "audit";

/** Whose page it is. */
export interface Visitor {
  readonly name: string;
  /** The one provider that they see, if it is one. */
  readonly provider: string | undefined;
  readonly mayWrite: boolean;
}

export interface ConsolePage {
  readonly title: string;
  /** Where the page belongs; absent before one has logged in. */
  readonly section?: Section | undefined;
  readonly visitor?: Visitor | undefined;
  readonly heading?: string | undefined;
  /** The page above this one. */
  readonly above?: Link | undefined;
  readonly badge?: Badge | undefined;
  readonly actions?: readonly Link[];
  readonly notice?: Notice | undefined;
  /** Markup from one of the templates. */
  readonly content: string;
}

export interface Notice {
  readonly kind: "done" | "problem";
  readonly text: string;
}

interface ConsoleView {
  readonly sections: readonly (Link & { readonly isCurrent: boolean })[];
  readonly visitor: Visitor | undefined;
  readonly heading: string;
  readonly above: Link | undefined;
  readonly badge: Badge | undefined;
  readonly actions: readonly Link[];
  readonly notice: Notice | undefined;
  readonly content: string;
}

export const CONSOLE = "/console";

export const SECTIONS: Readonly<Record<Section, string>> = {
  domains: "Domains",
  providers: "Providers",
  findings: "What is wrong",
  checks: "Checks",
  counts: "Requests",
  tokens: "Tokens",
  audit: "Audit",
};

/** What is for those alone who may change everything. */
const OF_ALL: ReadonlySet<Section> = new Set(["tokens"]);
/** What is for those alone who see everything. */
const OF_WHOLE: ReadonlySet<Section> = new Set(["checks", "counts"]);

/** Pages may ask their own origin again, as one types, and hold a preview. */
const POLICY = ["connect-src 'self'", "frame-src 'self'"];

const WORDS = {
  ...ENGLISH.words.frame,
  site: "Console",
  footer: "This page loads nothing from elsewhere. You are logged out after half an hour without a click.",
};
const LANGUAGE = { ...ENGLISH, words: { ...ENGLISH.words, frame: WORDS } };

export function renderConsolePage(page: ConsolePage): Promise<RenderedDocument> {
  const { title, section, visitor, heading = title, above, badge, actions = [], notice, content } = page;
  const mayChangeAll = visitor?.mayWrite === true && visitor.provider === undefined;
  const sections = Object.entries(SECTIONS) as [Section, string][];
  return renderPage({
    title: `${title} – Waypost console`,
    language: LANGUAGE,
    brand: OWN_BRAND,
    languages: [],
    home: CONSOLE,
    styles: [consoleStyle],
    script: consoleScript,
    policy: POLICY,
    body: templates.render("@console-page", {
      sections: sections
        .filter(([id]) => (mayChangeAll || !OF_ALL.has(id)) && (visitor?.provider === undefined || !OF_WHOLE.has(id)))
        .map(([id, text]) => ({ href: `${CONSOLE}/${id}`, text, isCurrent: id === section })),
      visitor,
      heading,
      above,
      badge,
      actions: visitor?.mayWrite === true ? actions : [],
      notice,
      content,
    }),
  });
}

/** A name as a part of a path. */
export function toHref(section: Section, name: string, action?: string): string {
  return [CONSOLE, section, encodeURIComponent(name), action].filter((part) => part !== undefined).join("/");
}

/** What is a part of a line in a terminal. */
export function toSentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** A time as people read it, in UTC. */
export function toTime(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

/** A count that went no further than `most`. */
export function toCount(count: number, most: number, [one, many]: readonly [string, string]): string {
  const number = count.toLocaleString("en");
  return count >= most ? `${number} ${many} or more` : `${number} ${count === 1 ? one : many}`;
}
