import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeText } from "../../src/formats/rendered-document.ts";

test("any text is encoded as the platform encodes it, short or long", () => {
  const latin1 = fc.nat(0xff).map((code) => String.fromCharCode(code));
  const texts = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.string({ unit: latin1 }),
    fc.string({ minLength: 90, maxLength: 110 }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(encodeText(text)).toEqual(new TextEncoder().encode(text));
    }),
  );
});
