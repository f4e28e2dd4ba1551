import punycode from "punycode/punycode.es6.js";
import * as z from "zod";

/** A DNS name of two labels or more as A-labels: lower case, punycoded, no trailing dot (RFC 5890, RFC 1123). */
export const Domain = z
  .string()
  .transform(toALabels)
  .refine(isHostname, { error: "expected a domain name such as mail.example.com" })
  .brand<"Domain">();
export type Domain = z.infer<typeof Domain>;

/** The domain that `text` names, if it names one: what {@link Domain} does, for the many requests that need no fault. */
export function findDomain(text: string): Domain | undefined {
  const name = toALabels(text);
  // Exactly the checks of the schema above.
  return isHostname(name) ? (name as Domain) : undefined;
}

/** The same name as people write it: `xn--bcher-kva.example` becomes `bücher.example`. */
export function toUnicode(domain: Domain): string {
  return domain.includes("xn--") ? punycode.toUnicode(domain) : domain;
}

const PLAIN = /^[a-z0-9.-]+$/;
/** Characters that would make the URL parser see something other than a host. */
const NOT_A_NAME = /[\s/\\?#@:[\]%<>^|]/;
/** Labels of letters, digits and inner hyphens; the last is none that URL parsers read as part of an IPv4 address. */
const HOSTNAME =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!(?:\d+|0x[0-9a-f]*)$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Lower-cases and punycodes with the URL parser, the one IDNA implementation that every runtime has. */
function toALabels(name: string): string {
  const bare = name.endsWith(".") ? name.slice(0, -1) : name;
  if (PLAIN.test(bare) && !bare.includes("xn--")) return bare;
  // 253 octets of A-labels cannot come from more characters than that, and long names cost time.
  if (bare.length > 253 || NOT_A_NAME.test(bare)) return "";
  return URL.parse(`https://${bare}`)?.hostname ?? "";
}

function isHostname(name: string): boolean {
  return name.length <= 253 && HOSTNAME.test(name);
}
