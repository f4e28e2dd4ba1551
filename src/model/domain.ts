import punycode from "punycode/punycode.es6.js";
import * as z from "zod";
import { isPrintable, withoutInvisible } from "./text.ts";

/**
 * A DNS name of two labels or more as A-labels: lower case, punycoded, no trailing dot (RFC 5890, RFC 1123). Each A-label
 * stands for the one printable U-label that gives it.
 */
export const Domain = z
  .string()
  .transform(toALabels)
  .refine(isDomain, { error: "expected a domain name such as mail.example.com" })
  .brand<"Domain">();
export type Domain = z.infer<typeof Domain>;

/** The domain that `text` names, if it names one: what {@link Domain} does, for the many requests that need no fault. */
export function findDomain(text: string): Domain | undefined {
  const name = toALabels(text);
  // Exactly the checks of the schema above.
  return isDomain(name) ? (name as Domain) : undefined;
}

/** The same name as people write it: `xn--bcher-kva.example` becomes `bücher.example`. */
export function toUnicode(domain: Domain): string {
  return findUnicode(domain) ?? domain;
}

const PLAIN = /^[a-z0-9.-]+$/;
/** Characters that would make the URL parser see something other than a host, or a host without them. */
const NOT_A_NAME = /[\s\p{Cc}/\\?#@:[\]%<>^|]/u;
/** Labels of letters, digits and inner hyphens; the last is none that URL parsers read as part of an IPv4 address. */
const HOSTNAME =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!(?:\d+|0x[0-9a-f]*)$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Lower-cases and punycodes with the URL parser, the one IDNA implementation that every runtime has. */
function toALabels(name: string): string {
  const visible = withoutInvisible(name);
  const bare = visible.endsWith(".") ? visible.slice(0, -1) : visible;
  if (PLAIN.test(bare) && !bare.includes("xn--")) return bare;
  // 253 octets of A-labels cannot come from more characters than that, and long names cost time.
  if (bare.length > 253 || NOT_A_NAME.test(bare)) return "";
  return URL.parse(`https://${bare}`)?.hostname ?? "";
}

function isDomain(name: string): boolean {
  return name.length <= 253 && HOSTNAME.test(name) && findUnicode(name) !== undefined;
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
