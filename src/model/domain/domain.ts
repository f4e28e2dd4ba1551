import punycode from "punycode/punycode.es6.js";
import type * as z from "zod";
import { isPrintable } from "../printable.ts";
import { isHostname, toALabels } from "./hostname.ts";

/**
 * A DNS name of two labels or more as A-labels: lower case, punycoded, no trailing dot (RFC 5890, RFC 1123). Each A-label
 * stands for the one printable U-label that gives it.
 */
export type Domain = string & z.$brand<"Domain">;

/** The domain that `text` names, if it names one. */
export function findDomain(text: string): Domain | undefined {
  // As nearly all come: one look tells.
  if (isHostname(text) && !text.includes("xn--")) return text as Domain;
  const name = toALabels(text);
  // Exactly the checks of the schema.
  return isDomain(name) ? (name as Domain) : undefined;
}

/** The same name as people write it: `xn--bcher-kva.example` becomes `bücher.example`. */
export function toUnicode(domain: Domain): string {
  return findUnicode(domain) ?? domain;
}

/** Whether it is one as it stands. */
export function isDomain(name: string): boolean {
  return isHostname(name) && findUnicode(name) !== undefined;
}

/**
 * What the A-labels of `name` stand for. URL parsers let any `xn--` pass, so that what comes out may be nothing at all,
 * control characters, or the very characters that mark the holes of `formats/document-template.ts`.
 */
function findUnicode(name: string): string | undefined {
  if (!name.includes("xn--")) return name;
  let decoded: string;
  try {
    decoded = punycode.toUnicode(name);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return isPrintable(decoded) && URL.parse(`https://${decoded}`)?.hostname === name ? decoded : undefined;
}
