/**
 * What the pages of the console have in common: how a request is read, and how it is answered.
 * @module
 */
import type { Context } from "hono";
import { MAX_ENTRY_BYTES } from "../../../directory/operations/check-entry.ts";
import type { DirectoryError } from "../../../directory/operations/directory-error.ts";
import type { Operators } from "../../../directory/operators.ts";
import type { RenderedDocument } from "../../../formats/rendered-document.ts";
import type { Notice, Visitor } from "../../../pages/console/console-page.ts";
import { type ProblemPage, renderProblemPage } from "../../../pages/console/problem-page.ts";
import { type HeaderFields, NO_FIELDS } from "../../wire/answer-headers.ts";
import { readForm } from "../../wire/asked.ts";
import { documentResponse, PRIVATE } from "../../wire/document.ts";
import { limitBody } from "../../wire/limit-body.ts";

export interface ConsoleParts {
  readonly operators: Operators;
  readonly now: () => Date;
  /** Where people reach the service. */
  readonly findOrigin: (c: Context) => string;
}

/** Domains and providers are counted so far, and no further. */
export const MOST_COUNTED = 1_000;
/** Providers that a field suggests. */
const SUGGESTED = 200;

/** An entry as it was and as it is typed, each three times as long where a form has to escape all of it, and more. */
const MAX_FORM_BYTES = 8 * MAX_ENTRY_BYTES;

export const limitForm = limitBody(MAX_FORM_BYTES, (c) =>
  answerProblem(c, 413, "That is more than an entry can hold."),
);

export function toVisitor(c: Context): Visitor {
  const { name, provider, access } = c.get("actor");
  return { name, provider, mayWrite: access === "write" };
}

/** A page of the console: it is kept nowhere. */
export async function answer(
  c: Context,
  page: RenderedDocument | Promise<RenderedDocument>,
  status = 200,
  headers: HeaderFields = NO_FIELDS,
): Promise<Response> {
  return documentResponse(c, await page, { status, cacheControl: PRIVATE, headers });
}

/** What cannot be done, where there is no form to say it in. */
export function answerProblem(
  c: Context,
  status: number,
  text: string,
  more: Pick<ProblemPage, "section" | "way"> = {},
): Promise<Response> {
  const visitor = c.get("actor") === undefined ? undefined : toVisitor(c);
  return answer(c, renderProblemPage({ status, text, visitor, ...more }), status);
}

/** To a page after something was done, which a reload must not do again. */
export function leadTo(c: Context, path: string, done?: Done): Response {
  return c.redirect(done === undefined ? path : `${path}?done=${done}`, 303);
}

/** What a page that follows says was done: by a word of ours, so that no link can put words into our mouth. */
const DONE = {
  saved: "Saved. Mail programs are told from now on; elsewhere within a minute.",
  same: "Nothing needed changing.",
  suspended: "Suspended. Nothing is answered for the domain until it is resumed.",
  unsuspended: "Resumed. Mail programs are answered again.",
  removed: "Removed. History keeps what it was.",
  rolled: "It is back to what it was.",
  login_removed: "Removed. Mail programs are told what the rule makes of the address.",
  started: "Started. The domains are checked one by one.",
  stopped: "Stopped. Checks under way finish; nothing else is checked.",
  revoked: "Revoked. The token is refused from now on.",
} as const;
export type Done = keyof typeof DONE;

export function findNotice(c: Context): Notice | undefined {
  const done = c.req.query("done");
  const text = Object.entries(DONE).find(([word]) => word === done)?.[1];
  return text === undefined ? undefined : { kind: "done", text };
}

/** The fields of a form; `undefined` where none was sent. A NUL becomes what browsers make of it: no database is asked for one. */
export async function readFields(c: Context): Promise<Map<string, string> | undefined> {
  const form = await readForm(c);
  if (form === undefined) return undefined;
  return new Map(
    [...form].map(([name, value]) => [name, String(value).replaceAll("\r\n", "\n").replaceAll("\0", "\u{FFFD}")]),
  );
}

/** Providers that this visitor may name, the first of them. */
export async function suggestProviders(c: Context, { providers, floor }: Operators): Promise<readonly string[]> {
  const actor = c.get("actor");
  if (actor.provider !== undefined) return [actor.provider];
  const { items } = await providers.list(actor, SUGGESTED);
  return [...new Set([...items.map(({ id }) => id), ...floor.providers.keys()])].slice(0, SUGGESTED);
}

/** Why something was not done, but for faults and conflicts, which a form shows. */
export function explain(error: Exclude<DirectoryError, { reason: "faulty" | "changed" }>): string {
  switch (error.reason) {
    case "not_found":
      return "There is nothing with this name.";
    case "name_malformed":
      return "That name is not allowed.";
    case "in_use":
      return "Domains still use this provider: give them another one first.";
    case "not_yours":
      return "The name is taken, or you are not allowed to use it.";
  }
}
