/**
 * What a name looks like that DNS can hold. It builds on nothing, because the scripts of pages have the same rules.
 * @module
 */
import { withoutInvisible } from "../printable.ts";

/** What IDNA takes for dots (UTS 46). */
const DOTS = /[\u{3002}\u{FF0E}\u{FF61}]/gu;
const PLAIN = /^[a-z0-9.-]+$/;
/** Characters that would make the URL parser see something other than a host, or a host without them. */
const NOT_A_NAME = /[\s\p{Cc}/\\?#@:[\]%<>^|]/u;
/** Labels of letters, digits and inner hyphens; the last is none that URL parsers read as part of an IPv4 address. */
const HOSTNAME =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!(?:\d+|0x[0-9a-f]*)$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Lower-cases and punycodes with the URL parser, the one IDNA implementation that every runtime has. */
export function toALabels(name: string): string {
  const isPlain = PLAIN.test(name) && !name.includes("xn--");
  const visible = isPlain ? name : withoutInvisible(name).replace(DOTS, ".");
  const bare = visible.endsWith(".") ? visible.slice(0, -1) : visible;
  if (isPlain) return bare;
  // 253 octets of A-labels cannot come from more characters than that, and long names cost time.
  if (bare.length > 253 || NOT_A_NAME.test(bare)) return "";
  try {
    // URL.parse would do without an exception, but phones before iOS 18 do without URL.parse.
    return new URL(`https://${bare}`).hostname;
  } catch {
    return "";
  }
}

export function isHostname(name: string): boolean {
  return name.length <= 253 && HOSTNAME.test(name);
}
