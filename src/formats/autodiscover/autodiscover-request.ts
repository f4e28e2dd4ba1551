/**
 * What Autodiscover clients send. It is meant to be XML, but Thunderbird pastes the address in without escaping it,
 * others leave out the namespace or put white space before the declaration; so values are looked for, not parsed.
 * Nothing is ever expanded, so that a document type declaration has no effect.
 * @module
 */
import { findUtf16, findXmlEncoding, tryDecode } from "../xml-encoding.ts";
import { toPlainMarkup } from "../xml-markup.ts";
import { MOBILESYNC_SCHEMA, OUTLOOK_SCHEMA } from "./autodiscover-pox.ts";

export interface AutodiscoverRequest {
  /** As sent, with entities and CDATA undone; `undefined` where the request names nobody. */
  readonly address: string | undefined;
  /** The schema that the answer shall have, a known one as we spell it; `undefined` where any will do. */
  readonly acceptableSchema: string | undefined;
  readonly hasDoctype: boolean;
}

/**
 * The text of a body. What its bytes are is told by themselves and never by its content type, which is often that of a
 * form, or none. Some declare another encoding than they use: what can be read as UTF-8 is UTF-8,
 * and what is nothing else is what Windows writes in the West.
 */
export function decodeAutodiscoverRequest(body: Uint8Array | ArrayBuffer): string {
  const bytes = new Uint8Array(body);
  return (
    (findUtf16(bytes) === undefined ? tryDecode(bytes, "utf-8") : undefined) ??
    tryDecode(bytes, findXmlEncoding(bytes)) ??
    new TextDecoder("windows-1252").decode(bytes)
  );
}

export function parseAutodiscoverRequest(body: string): AutodiscoverRequest {
  const markup = toPlainMarkup(body);
  const schema = findElementText(markup, SCHEMA);
  return {
    address: findElementText(markup, ADDRESS),
    acceptableSchema: schema && (KNOWN.get(schema) ?? KNOWN.get(toKey(schema)) ?? schema),
    hasDoctype: /<!DOCTYPE/i.test(markup),
  };
}

/** Names of schemas look like URLs, and people copy them as such: from pages with https, with a slash at the end. */
function toKey(schema: string): string {
  return schema
    .toLowerCase()
    .replace(/^https:/, "http:")
    .replace(/\/$/, "");
}

const KNOWN: ReadonlyMap<string, string> = new Map(
  [OUTLOOK_SCHEMA, MOBILESYNC_SCHEMA].map((name) => [toKey(name), name]),
);

/** Whether the body is meant to be such a request at all. */
export function isAutodiscoverRequest(body: string): boolean {
  return /<(?:[\w.-]{1,40}:)?(?:Autodiscover|Request)[\s>]/i.test(body);
}

interface Tags {
  readonly open: RegExp;
  readonly close: RegExp;
}

/**
 * The tags of an element, in any case and with any prefix. `open` begins with the name, since tags are many where that is rare;
 * a `>` in quotes ends no tag, but quotes that nothing ends count for nothing.
 */
function tagsOf(name: string): Tags {
  return {
    open: new RegExp(
      `${name}(?<=<(?:[A-Za-z_][\\w.-]{0,40}:)?${name})(?:\\s(?:(?:[^<>"']|"[^<"]{0,400}"|'[^<']{0,400}'){0,400}|[^<>]{0,400}))?>`,
      "i",
    ),
    close: new RegExp(`</(?:[A-Za-z_][\\w.-]{0,40}:)?${name}\\s{0,40}>`, "i"),
  };
}

const ADDRESS = tagsOf("EMailAddress");
const SCHEMA = tagsOf("AcceptableResponseSchema");

/** The text of the first such element. Linear in the length of the body. */
function findElementText(body: string, { open, close }: Tags): string | undefined {
  const start = open.exec(body);
  if (start === null) return undefined;
  const rest = body.slice(start.index + start[0].length);
  const text = rest.slice(0, Math.max(0, rest.search(close))).trim();
  const value = decodeEntities(text).trim();
  return value === "" ? undefined : value;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Only what XML predefines, once; anything else, such as a lone `&`, stays as it is. */
function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
  });
}
