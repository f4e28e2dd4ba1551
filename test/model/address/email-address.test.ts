import fc from "fast-check";
import { expect, test } from "vitest";
import { EmailAddress } from "../../../src/model/address/email-address-schema.ts";
import { anyCharacter } from "../../support/drawn/arbitrary-character.ts";

test.each([
  ["alice@shop.example", "alice@shop.example"],
  ["  alice@shop.example\n", "alice@shop.example"],
  ["Alice+tag@SHOP.example", "Alice+tag@shop.example"],
  ["a.b-c_d'e@bücher.example", "a.b-c_d'e@xn--bcher-kva.example"],
  ["jörg@shop.example", "jörg@shop.example"],
  ["alice@shop.example.", "alice@shop.example"],
  ["\u{FEFF} ali\u{AD}ce\u{200B}@shop\u{200B}.example\u{200E}", "alice@shop.example"],
  ["\u{2068}alice\u{2069}@shop.example", "alice@shop.example"],
  ["al\u{200C}ice@shop.example", "alice@shop.example"],
  ["alice\u{200C}\u{200C}@shop.example", "alice@shop.example"],
  ["\u{200B}\u{200D}alice\u{200B}\u{200D}\u{FE0F}@shop.example", "alice@shop.example"],
  ["نامه\u{200C}\u{200B}\u{200C}ای@shop.example", "نامه\u{200C}\u{200C}ای@shop.example"],
  ["نامه\u{200C}ای@shop.example", "نامه\u{200C}ای@shop.example"],
  ["a@b@shop.example".replace("@b", "{b"), "a{b@shop.example"],
  ["ali\u{34F}ce\u{FE0F}@shop.example", "alice@shop.example"],
  ["\u{FFFC}ali\u{FFF9}ce\u{FFFB}@shop\u{FFFC}.example\u{FFFA}", "alice@shop.example"],
  ["jör\u{FFFC}g\u{FFF9}ü\u{FFFB}@shop.example", "jörgü@shop.example"],
  ["葉\u{E0100}@shop.example", "葉\u{E0100}@shop.example"],
  ["<alice@shop.example>", "alice@shop.example"],
  ["Alice Smith <alice@shop.example>,", "alice@shop.example"],
  ['"Smith, Alice" < mailto:alice@shop.example >; ', "alice@shop.example"],
  ["alice@shop.example <alice@shop.example>", "alice@shop.example"],
  ["mailto:alice@shop.example", "alice@shop.example"],
  ["MAILTO:alice@shop.example?subject=Hello", "alice@shop.example"],
  ["alice@shop.example,", "alice@shop.example"],
  ["“alice@shop.example”", "alice@shop.example"],
  ["'alice@shop.example' ;", "alice@shop.example"],
  ['"alice@shop.example"', "alice@shop.example"],
  ["(alice@shop.example)", "alice@shop.example"],
  ["alice\u{A0}@ shop.example", "alice@shop.example"],
  ["'alice@shop.example", "'alice@shop.example"],
  ["alice＠shop．example。", "alice@shop.example"],
  ["ａlice@shop。example", "ａlice@shop.example"],
  [`${"a".repeat(64)}@shop.example`, `${"a".repeat(64)}@shop.example`],
])("%j is the address %s", (input, canonical) => expect(EmailAddress.parse(input).canonical).toBe(canonical));

test.each([
  ["alice", "it has no @"],
  ["@shop.example", "there is nothing before the @"],
  ['"a@shop.example', "quoted names before the @ are not supported"],
  ['"a b"@shop.example', "quoted names before the @ are not supported"],
  ["a b@shop.example", "the part before the @ has a character that addresses cannot have"],
  ["a@b@shop.example", "the part before the @ has a character that addresses cannot have"],
  ["<script>@shop.example", "the part before the @ has a character that addresses cannot have"],
  ["alice@shop.example, bob@shop.example", "the part before the @ has a character that addresses cannot have"],
  ["A <alice@shop.example>, B <bob@shop.example>", "the part before the @ has a character that addresses cannot have"],
  ["alice@shop.example<br>", "the part after the @ is not a domain name"],
  ["a\0@shop.example", "the part before the @ has a character that addresses cannot have"],
  ["a\u{FDD0}@shop.example", "the part before the @ has a character that addresses cannot have"],
  ["j\u{FFFD}rg@shop.example", "the part before the @ has a character that addresses cannot have"],
  ["a\u{3000}b@shop.example", "the part before the @ has a character that addresses cannot have"],
  ["alice@localhost", "the part after the @ is not a domain name"],
  ["alice@[127.0.0.1]", "the part after the @ is not a domain name"],
  [`${"a".repeat(65)}@shop.example`, "the part before the @ is longer than 64 bytes"],
  [`${"ü".repeat(33)}@shop.example`, "the part before the @ is longer than 64 bytes"],
  [
    `alice@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.example`,
    "it is longer than 254 bytes",
  ],
])("%j is refused: %s", (input, because) =>
  expect(EmailAddress.safeParse(input).error?.issues[0]?.message).toBe(because),
);

const long = (size: number) => `alice@${`${"b".repeat(60)}.`.repeat(4)}`.slice(0, size - 8).concat(".example");

test("an address has up to 254 bytes", () => {
  expect(EmailAddress.safeParse(long(254)).success).toBe(true);
  expect(EmailAddress.safeParse(long(255)).success).toBe(false);
});

test.each([
  ["Alice@SHOP.Example", "Alice@SHOP.Example"],
  ["Alice@SHOP.Example.", "Alice@shop.example"],
  ["Alice@Bücher.example", "Alice@xn--bcher-kva.example"],
  ["alice\u{200B}@Shop.example", "alice@Shop.example"],
])("%j is told to who compares as %s", (input, asTyped) => expect(EmailAddress.parse(input).asTyped).toBe(asTyped));

test("an address is parsed into its parts", () => {
  expect(EmailAddress.parse("Alice@Bücher.example")).toMatchObject({
    localPart: "Alice",
    domain: "xn--bcher-kva.example",
  });
});

test("every accepted address can stand in XML and is accepted again", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.emailAddress(),
        fc.string({ unit: anyCharacter }).map((text) => `${text}@shop.example`),
      ),
      (input) => {
        const parsed = EmailAddress.safeParse(input);
        if (!parsed.success) return;
        expect(EmailAddress.parse(parsed.data.canonical).canonical).toBe(parsed.data.canonical);
        expect(parsed.data.canonical).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\s<>"]/u);
      },
    ),
  );
});
