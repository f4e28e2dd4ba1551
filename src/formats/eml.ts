/**
 * A message that is ready to be sent, as mail programs open it: text and HTML of the same (RFC 5322, RFC 2045 to 2047), with
 * the pictures that the HTML shows (RFC 2387, RFC 2392).
 * @module
 */
import type { RenderedDocument } from "./rendered-document.ts";

export interface Message {
  /** Who sends it; without one, the program that opens it fills in its own account. */
  readonly from: { readonly name: string; readonly email: string } | undefined;
  readonly to: { readonly localPart: string; readonly domain: string } | undefined;
  readonly subject: string;
  readonly date: Date;
  /** BCP 47. */
  readonly language: string;
  readonly text: string;
  readonly html: string;
  readonly pictures: readonly Picture[];
  readonly fileName: string;
}

/** What the HTML shows as `cid:` and its id. Programs show no picture that is written into the HTML itself. */
export interface Picture {
  readonly id: string;
  readonly contentType: string;
  readonly fileName: string;
  readonly base64: string;
}

/** Neither base64 nor a header has `=_`, so no part can end early (RFC 2045 section 6.7 suggests the like). */
const BOUNDARY = "=_waypost_parts";
const RELATED = "=_waypost_related";

/**
 * `X-Unsent` makes Outlook and its kin open it as a draft. It has no Message-ID: the program or the server that sends it
 * gives it one (RFC 6409 section 8.3).
 */
export function renderEml(message: Message): RenderedDocument {
  const { from, to, subject, date, language, text, html, pictures, fileName } = message;
  const lines = [
    ...(from === undefined ? [] : [toSender(from)]),
    ...(to === undefined ? [] : [`To: ${toAddress(to)}`]),
    `Subject: ${toHeaderText(subject, "Subject: ".length)}`,
    `Date: ${date.toUTCString().replace(/GMT$/, "+0000")}`,
    `Content-Language: ${language}`,
    "X-Unsent: 1",
    "MIME-Version: 1.0",
    `Content-Type: multipart/alternative; boundary="${BOUNDARY}"`,
    "",
    // The last that a program can show is the one that it shows (RFC 2046 section 5.1.4).
    `--${BOUNDARY}`,
    ...toText("text/plain", text),
    `--${BOUNDARY}`,
    ...toRelated(html, pictures),
    `--${BOUNDARY}--`,
    "",
  ];
  return { contentType: "message/rfc822", fileName, body: lines.join("\r\n") };
}

function toRelated(html: string, pictures: readonly Picture[]): string[] {
  const part = toText("text/html", html);
  if (pictures.length === 0) return part;
  return [
    `Content-Type: multipart/related; type="text/html"; boundary="${RELATED}"`,
    "",
    `--${RELATED}`,
    ...part,
    ...pictures.flatMap(({ id, contentType, fileName, base64 }) => [
      `--${RELATED}`,
      `Content-Type: ${contentType}`,
      `Content-ID: <${id}>`,
      `Content-Disposition: inline; filename="${fileName}"`,
      ...toEncoded(base64),
    ]),
    `--${RELATED}--`,
  ];
}

function toText(type: string, body: string): string[] {
  // Text has CRLF before it is encoded (RFC 2046 section 4.1.1).
  return [`Content-Type: ${type}; charset=utf-8`, ...toEncoded(toBase64(body.replace(/\r?\n/g, "\r\n")))];
}

function toEncoded(base64: string): string[] {
  return ["Content-Transfer-Encoding: base64", "", ...(base64.match(/.{1,76}/g) ?? [])];
}

function toBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
}

function toSender({ name, email }: { readonly name: string; readonly email: string }): string {
  const line = `From: ${toPhrase(name)} <${email}>`;
  return line.length <= 76 && !line.includes("\r\n") ? line : `From: ${toPhrase(name)}\r\n <${email}>`;
}

/** A name before an address: as it is, quoted, or encoded. */
function toPhrase(name: string): string {
  if (/^[\w ]+$/.test(name)) return name;
  if (/^[\x20-\x7e]*$/.test(name)) return `"${name.replace(/["\\]/g, "\\$&")}"`;
  return toEncodedWords(name, "From: ".length);
}

const DOT_ATOM = /^[^\s"(),.:;<>@[\\\]]+(?:\.[^\s"(),.:;<>@[\\\]]+)*$/;

/** Dots where RFC 5322 has none are quoted; what is not ASCII stands as it is (RFC 6532). */
function toAddress({ localPart, domain }: { readonly localPart: string; readonly domain: string }): string {
  return DOT_ATOM.test(localPart) ? `${localPart}@${domain}` : `"${localPart}"@${domain}`;
}

/** Plain where it is short ASCII that cannot be taken for an encoded word. */
function toHeaderText(text: string, used: number): string {
  const isPlain = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text) && !text.includes("=?");
  return isPlain && used + text.length <= 76 ? text : toEncodedWords(text, used);
}

/** Words of at most 75 characters, none of which cuts a character in two (RFC 2047 sections 2 and 5). */
function toEncodedWords(text: string, used: number): string {
  const words: string[] = [];
  let word = "";
  const room = () => (words.length === 0 ? Math.min(75, 76 - used) : 75);
  for (const character of text) {
    if (encodeWord(word + character).length > room()) {
      words.push(encodeWord(word));
      word = "";
    }
    word += character;
  }
  return [...words, encodeWord(word)].join("\r\n ");
}

function encodeWord(text: string): string {
  return `=?utf-8?B?${toBase64(text)}?=`;
}
