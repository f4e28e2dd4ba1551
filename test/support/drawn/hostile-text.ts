/**
 * Text as somebody sends it who wants a parser to fail: pieces that mean something to one parser or another, in any order,
 * with any characters between.
 * @module
 */
import * as fc from "fast-check";
import { anyCharacter } from "./arbitrary-character.ts";

/** Markup that is to come back from nowhere as markup. */
export const MARK = "<waypost-mark onload=alert(1)>";

const PIECES = [
  MARK,
  "alice@plain.example",
  "@plain.example",
  "plain.example",
  "fish.example",
  "xn--",
  "xn--0.example",
  "a".repeat(64),
  "a.".repeat(130),
  "%EMAILADDRESS%",
  "%00",
  "%ff",
  "%E0%A4%A",
  "\r\nset-cookie: waypost-mark=1",
  "\r\n\r\n",
  "\0",
  "\u{FEFF}",
  "\u{202E}",
  "\u{FDD0}address\u{FDD1}",
  "\u{FFFE}",
  "İ",
  "ß",
  "{domain}",
  "{in.host}",
  "$" + "{x}",
  "<%= it %>",
  "&amp;",
  "&#0;",
  "&#x110000;",
  "<!DOCTYPE a [<!ENTITY b 'c'>]>",
  "<![CDATA[",
  "]]>",
  "<Autodiscover><Request><EMailAddress>",
  "</EMailAddress></Request></Autodiscover>",
  "<AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a",
  "<clientConfig version='1.1'><emailProvider id='x'>",
  "<incomingServer type='imap'><hostname>",
  "</incomingServer>",
  "__proto__",
  "constructor",
  '{"version":1,"providers":{"__proto__":',
  '"domains":{"a.example":',
  '{"kind":"domain","name":"',
  "[[[[[[[[",
  "}}}}}}}}",
  "1e999",
  "\\u0000",
  "\\ud800",
  '"',
  "'",
  ",",
  ";",
  "=",
  "&",
  "?",
  "#",
  "/",
  "//",
  "\\",
  "..",
  "[::1]",
  "127.0.0.1:99999",
  "user:password@",
  "Bearer ",
  "wp_0123456789ab_",
  "__Host-waypost=",
  "q=0.5",
  "*",
  "-1",
  "9".repeat(400),
  " ".repeat(200),
  "\n",
  "\t",
  "msgid ",
  'msgstr "',
  "\\",
  "#, fuzzy",
  "-----BEGIN PRIVATE KEY-----",
  "-----END PRIVATE KEY-----",
] as const;

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 2, arbitrary: fc.array(anyCharacter, { maxLength: 12 }).map((all) => all.join("")) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...PIECES), fc.integer({ min: 2, max: 60 }))
      .map(([text, times]) => text.repeat(times)),
  },
);

export const hostileText: fc.Arbitrary<string> = fc.array(piece, { maxLength: 10 }).map((all) => all.join(""));

/** The same in ASCII: of what else a header may hold runtimes make different things before the app is asked. */
export const hostileHeader: fc.Arbitrary<string> = hostileText.map((text) =>
  text
    .replace(/[^\x20-\x7e]/g, "")
    .trim()
    .slice(0, 4_000),
);
