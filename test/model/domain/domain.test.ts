import fc from "fast-check";
import punycode from "punycode/punycode.es6.js";
import { expect, test } from "vitest";
import { findDomain, toUnicode } from "../../../src/model/domain/domain.ts";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { anyCharacter } from "../../support/drawn/arbitrary-character.ts";

/** A name of one label more, encoded by a program that checks nothing. */
function punycoded(label: string): string {
  return `xn--${punycode.encode(label)}.example`;
}

/** A name of so many characters, in labels as long as may be. */
const long = (size: number) => `${`${"a".repeat(63)}.`.repeat(3)}${"a".repeat(size - 200)}.example`;

test.each([
  ["shop.example", "shop.example"],
  ["SHOP.Example", "shop.example"],
  ["shop.example.", "shop.example"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["BÜCHER.example", "xn--bcher-kva.example"],
  ["xn--bcher-kva.example", "xn--bcher-kva.example"],
  ["xn--mgba3gch31f060k.example", "xn--mgba3gch31f060k.example"],
  ["نامه\u{200C}ای.example", "xn--mgba3gch31f060k.example"],
  ["xn--ls8h.example", "xn--ls8h.example"],
  ["\u{FEFF}shop\u{AD}.exam\u{200B}ple\u{200E}.\u{2060}", "shop.example"],
  ["\u{202A}bücher.example\u{202C}", "xn--bcher-kva.example"],
  ["bücher。example．", "xn--bcher-kva.example"],
  ["a\u{200D}b.example", "ab.example"],
  ["XN--BCHER-KVA.example", "xn--bcher-kva.example"],
  ["a-b.c1.example", "a-b.c1.example"],
  [`${"a".repeat(63)}.example`, `${"a".repeat(63)}.example`],
  [long(253).toUpperCase(), long(253)],
])("%s is the domain %s", (input, name) => expect(Domain.parse(input)).toBe(name));

test.each([
  "",
  ".",
  "localhost",
  "127.0.0.1",
  "127.1",
  "0x7f.1",
  "[::1]",
  "a..example",
  ".example.org",
  "-a.example",
  "a-.example",
  "a_b.example",
  "a b.example",
  "a@b.example",
  "a/b.example",
  "a.example:80",
  "a%2eb.example",
  "xn--.example",
  // No punycode, or punycode for ASCII alone.
  "xn--0.example",
  "shop.xn--0",
  "xn--abc-.example",
  // A control character, the marks of holes in documents, a zero-width space, marks of direction, a surrogate.
  "xn--a.example",
  "xn--aaddressb-bn34csa.example",
  punycoded("a\u{FDD0}b"),
  punycoded("a\u{200B}b"),
  punycoded("a\u{200C}b"),
  punycoded("a\u{202E}b"),
  punycoded("a\u{200F}b"),
  punycoded("a\u{D800}"),
  // A label that IDNA writes in another way.
  punycoded("bÜcher"),
  punycoded("ｓhop"),
  punycoded("a。b"),
  "xn--\u{FFFF}.example",
  "<script>.example",
  "a\0.example",
  "a.example\0",
  "\u0001a.example",
  `${"a".repeat(64)}.example`,
  `${"a.".repeat(150)}example`,
  long(254),
  "x".repeat(100_000),
])("%j is no domain", (input) => expect(findDomain(input)).toBeUndefined());

test("people see Unicode", () => {
  expect(toUnicode(Domain.parse("xn--bcher-kva.example"))).toBe("bücher.example");
  expect(toUnicode(Domain.parse("shop.example"))).toBe("shop.example");
});

const hostileALabel = fc.oneof(
  fc.stringMatching(/^xn--[a-z0-9-]{0,12}\.example$/),
  fc.string({ unit: anyCharacter, minLength: 1, maxLength: 8 }).map(punycoded),
);

test("whatever is accepted is its own canonical form", () => {
  fc.assert(
    fc.property(fc.oneof(fc.domain(), fc.string({ unit: anyCharacter, maxLength: 40 }), hostileALabel), (input) => {
      const domain = findDomain(input);
      if (domain !== undefined) {
        expect(findDomain(domain)).toBe(domain);
        expect(findDomain(toUnicode(domain))).toBe(domain);
        expect(domain).toMatch(/^[a-z0-9.-]+$/);
        expect(toUnicode(domain)).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}\s]/u);
      }
    }),
  );
});
