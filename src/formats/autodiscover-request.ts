/**
 * What Autodiscover clients send. It is meant to be XML, but Thunderbird pastes the address in without escaping it,
 * others leave out the namespace or put white space before the declaration; so values are looked for, not parsed.
 * Nothing is ever expanded, so that a document type declaration has no effect.
 * @module
 */

export interface AutodiscoverRequest {
  /** As sent, with entities and CDATA undone; `undefined` where the request names nobody. */
  readonly address: string | undefined;
  /** The schema that the answer shall have; `undefined` where any will do. */
  readonly acceptableSchema: string | undefined;
}

export function parseAutodiscoverRequest(body: string): AutodiscoverRequest {
  return {
    address: findElementText(body, "EMailAddress"),
    acceptableSchema: findElementText(body, "AcceptableResponseSchema"),
  };
}

/** The text of the first element of that name, in any case and with any prefix. Linear in the length of the body. */
function findElementText(body: string, name: string): string | undefined {
  const open = new RegExp(`<(?:[A-Za-z_][\\w.-]{0,40}:)?${name}(?:\\s[^<>]{0,400})?>`, "i").exec(body);
  if (open === null) return undefined;
  const rest = body.slice(open.index + open[0].length);
  const end = rest.search(new RegExp(`</(?:[A-Za-z_][\\w.-]{0,40}:)?${name}\\s{0,40}>`, "i"));
  const text = end < 0 ? "" : rest.slice(0, end).trim();
  const cdata = /^<!\[CDATA\[([\s\S]*)\]\]>$/.exec(text)?.[1];
  const value = cdata === undefined ? decodeEntities(text) : cdata.trim();
  return value === "" ? undefined : value;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Only what XML predefines, once; anything else, such as a lone `&`, stays as it is. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
  });
}
