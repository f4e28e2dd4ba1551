/**
 * What a request asks, by its query or by a form's body.
 * @module
 */
import type { Context, Hono } from "hono";
import type { Soon } from "../../model/soon.ts";
import { otherMethods } from "../routing/other-methods.ts";
import { withLength } from "./document.ts";
import { limitBody } from "./limit-body.ts";
import { NOT_A_FORM, TOO_LARGE } from "./problem.ts";
import { refuse } from "./served.ts";

export interface Asked {
  /** The field's values that are not empty: a form sends what nobody filled in as nothing. */
  valuesOf(name: string): readonly string[];
  /** Whether it came in a body, so that an address in it is in no URL. */
  readonly isForm: boolean;
}

/** The longest form that holds accounts, names and choices alone. */
export const MAX_FIELDS_BYTES = 8 * 1024;

/** Routes a path that takes the same fields by GET and by a form's POST, so that a page can ask without an address in a URL. */
export function routeFields(routes: Hono, path: string, answer: (c: Context, asked: Asked) => Soon<Response>): void {
  const limit = limitBody(MAX_FIELDS_BYTES, (c) => refuse(c, TOO_LARGE));
  routes.get(path, (c) => withLength(c, answer(c, readQuery(c))));
  routes.post(path, limit, async (c) => {
    const form = await readForm(c);
    if (form === undefined) return refuse(c, NOT_A_FORM);
    return answer(c, { valuesOf: (name) => form.getAll(name).map(String).filter(isPresent), isForm: true });
  });
  routes.all(path, otherMethods("GET, HEAD, POST"));
}

function readQuery(c: Context): Asked {
  return { valuesOf: (name) => findQueryValues(c, name), isForm: false };
}

function isPresent(value: string): boolean {
  return value !== "";
}

/** The form that a request's body holds; `undefined` where it holds none. */
export async function readForm(c: Context): Promise<FormData | undefined> {
  const type = c.req.header("content-type") ?? "";
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return undefined;
  try {
    return await c.req.formData();
  } catch {
    return undefined;
  }
}

/**
 * The values of a query parameter that are not empty, its name in any case. Unlike a form parser this takes `+` for itself: FairEmail,
 * Nextcloud and Thunderbird for iOS send addresses unencoded. They are read where they stand: to take a query apart makes more
 * texts than all else that an answer for a mail client is put together of.
 */
export function findQueryValues(c: Context, name: string): string[] {
  const { query } = c.get("place");
  const values: string[] = [];
  // Behind the question mark.
  for (let start = 1, end = 0; start < query.length; start = end + 1) {
    end = query.indexOf("&", start);
    if (end < 0) end = query.length;
    const value = start + name.length + 1;
    if (value < end && query[value - 1] === "=" && isNamed(query, start, name))
      values.push(decode(query.slice(value, end)));
  }
  return values;
}

/** Whether that name stands there, in any case. */
function isNamed(query: string, start: number, name: string): boolean {
  return query.startsWith(name, start) || query.slice(start, start + name.length).toLowerCase() === name;
}

function decode(text: string): string {
  // Mostly the @ of an address is all that is encoded.
  const plain = text.replace("%40", "@");
  if (!plain.includes("%")) return plain;
  try {
    return decodeURIComponent(text);
  } catch {
    // Not UTF-8: it stays as sent, and whoever reads it finds no address in it.
    return text;
  }
}
