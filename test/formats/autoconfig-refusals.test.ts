import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAutoconfig } from "../../src/formats/autoconfig-reader.ts";
import { bad, IMAP, SMTP, toDocument } from "../support/autoconfig-documents.ts";

describe("what is refused", () => {
  test.each([
    ["", "not well-formed"],
    ["text", "not well-formed"],
    ["<clientConfig>", "not well-formed"],
    ["<clientConfig><a></clientConfig>", "not well-formed"],
    ["<clientConfig/><b/>", "not well-formed"],
    ['<clientConfig a="1" a="2"/>', "not well-formed"],
    ["<clientConfig a=1/>", "not well-formed"],
    ["<clientConfig>&nbsp;</clientConfig>", "not well-formed"],
    ['<!DOCTYPE clientConfig [<!ENTITY a "b">]><clientConfig>&a;</clientConfig>', "DOCTYPE"],
    ["<a>".repeat(50) + "</a>".repeat(50), "nested too deeply"],
    [`<clientConfig>${" ".repeat(1_000_000)}</clientConfig>`, "longer than"],
  ])("malformed XML: %.60s", (xml, because) => {
    expect(bad(xml)).toMatch(/^xml_malformed: /);
    expect(bad(xml)).toContain(because);
  });

  test.each([
    ["another document", "<html/>", "not <clientConfig>"],
    ["no provider", "<clientConfig/>", "no <emailProvider>"],
    ["no domain", toDocument().replace("<domain>example.com</domain>", ""), "no <domain>"],
    ["no server to read from", toDocument({ servers: SMTP }), "incomingServers"],
    ["no server to send by", toDocument({ servers: IMAP }), "outgoingServers"],
    ["only servers that cannot be carried", toDocument({ servers: IMAP.replace("SSL", "TLS") + SMTP }), "socketType"],
    [
      "no authentication known",
      toDocument({ servers: IMAP.replace("password-cleartext", "x") + SMTP }),
      "x is not known",
    ],
  ])("a document with %s", (_, xml, because) => {
    expect(bad(xml)).toMatch(/^config_unusable: /);
    expect(bad(xml)).toContain(because);
  });
});

test("hostile text is an error value, never an exception", () => {
  const piece = fc.oneof(
    fc.constantFrom("<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml", "?>", "&", "&#0;", "&#x110000;"),
    fc.constantFrom(
      "<a>",
      "</a>",
      "<clientConfig>",
      "</clientConfig>",
      "<emailProvider id='x'>",
      "<domain>",
      "xmlns:a='b'",
    ),
    fc.constantFrom(
      "__proto__",
      "constructor",
      "<__proto__/>",
      "{address}",
      "%EMAILDOMAIN%",
      "\u{0}",
      "\u{FDD0}",
      "\u{D800}",
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (pieces, inside) => {
      const text = pieces.join("");
      expect(parseAutoconfig(inside ? toDocument({ inside: text }) : text)).toHaveProperty("ok");
    }),
    { numRuns: 500 },
  );
});

test("a document spoilt anywhere is an error value or is still read, never an exception", () => {
  const whole = toDocument({
    inside: '<documentation url="https://x.example/"><descr lang="en">x</descr></documentation>',
  });
  fc.assert(
    fc.property(fc.nat(whole.length), fc.nat(20), fc.string({ maxLength: 8 }), (start, length, text) => {
      expect(parseAutoconfig(whole.slice(0, start) + text + whole.slice(start + length))).toHaveProperty("ok");
    }),
    { numRuns: 500 },
  );
});

test("long text that is nearly markup takes no long time", () => {
  const started = performance.now();
  for (const text of [
    `<a ${" ".repeat(900_000)}`,
    `<${"a".repeat(900_000)}`,
    "<a ".repeat(300_000),
    "&".repeat(900_000),
  ])
    expect(parseAutoconfig(text).ok).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});
