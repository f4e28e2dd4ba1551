import fc from "fast-check";
import { expect, test } from "vitest";
import { Domain, findDomain, toUnicode } from "../../src/model/domain.ts";

test.each([
  ["shop.example", "shop.example"],
  ["SHOP.Example", "shop.example"],
  ["shop.example.", "shop.example"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["BÜCHER.example", "xn--bcher-kva.example"],
  ["xn--bcher-kva.example", "xn--bcher-kva.example"],
  ["XN--BCHER-KVA.example", "xn--bcher-kva.example"],
  ["a-b.c1.example", "a-b.c1.example"],
  [`${"a".repeat(63)}.example`, `${"a".repeat(63)}.example`],
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
  "xn--\u{FFFF}.example",
  "<script>.example",
  "a\0.example",
  `${"a".repeat(64)}.example`,
  `${"a.".repeat(150)}example`,
  "x".repeat(100_000),
])("%j is no domain", (input) => expect(findDomain(input)).toBeUndefined());

test("people see Unicode", () => {
  expect(toUnicode(Domain.parse("xn--bcher-kva.example"))).toBe("bücher.example");
  expect(toUnicode(Domain.parse("shop.example"))).toBe("shop.example");
});

test("whatever is accepted is its own canonical form", () => {
  fc.assert(
    fc.property(fc.oneof(fc.domain(), fc.string({ unit: "binary", maxLength: 40 })), (input) => {
      const domain = findDomain(input);
      if (domain !== undefined) {
        expect(findDomain(domain)).toBe(domain);
        expect(findDomain(toUnicode(domain))).toBe(domain);
        expect(domain).toMatch(/^[a-z0-9.-]+$/);
      }
    }),
  );
});
