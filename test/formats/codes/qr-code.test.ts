import * as fc from "fast-check";
import { XmlDocument } from "libxml2-wasm";
import { PNG } from "pngjs";
import { expect, test } from "vitest";
import { type QrCode, renderQrPng, renderQrSvg } from "../../../src/formats/codes/qr-code.ts";
import { anyCharacter } from "../../support/drawn/arbitrary-character.ts";
import { toEffort } from "../../support/drawn/effort.ts";
import { readQrCode } from "../../support/reading/read-qr-code.ts";

const TITLE = `Fish & <Chips> "n" 'more' 魚`;
const code = (payload: string, errorCorrection: QrCode["errorCorrection"] = "M"): QrCode => ({
  payload,
  errorCorrection,
});

test.each(["https://setup.hosting.example/guides/shop.example", "x", `["Jörg & 魚 😀",1]`, "a".repeat(800)])(
  "what a PNG says is what was put in: %.40s",
  async (payload) => {
    const { contentType, body } = await renderQrPng(code(payload));
    expect(contentType).toBe("image/png");
    expect(readQrCode(body)).toBe(payload);
  },
);

test("any text up to the size of an account code can be read back", async () => {
  const text = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom("L" as const, "M" as const), async (payload, level) => {
      expect(readQrCode((await renderQrPng(code(payload, level))).body)).toBe(payload);
    }),
    { numRuns: toEffort(15) },
  );
});

test("a PNG is small, square, and has a light border of four modules", async () => {
  const { body } = await renderQrPng(code("https://setup.hosting.example/guides/shop.example"));
  expect(body.length).toBeLessThan(1200);
  const { data, width, height } = PNG.sync.read(Buffer.from(body));
  const dark: number[] = [];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if (data[4 * (y * width + x)] === 0) dark.push(x, y);
  expect(height).toBe(width);
  expect(Math.min(...dark)).toBe(4 * 8);
  expect(Math.max(...dark)).toBe(width - 4 * 8 - 1);
});

test("an SVG is one path on white, and has a name", () => {
  const { contentType, body } = renderQrSvg(code("https://setup.hosting.example/guides/shop.example"), TITLE);
  expect(contentType).toBe("image/svg+xml");
  using document = XmlDocument.fromString(body);
  const { root } = document;
  const namespaces = { s: "http://www.w3.org/2000/svg" };
  expect(root.attr("role")?.value).toBe("img");
  expect(root.get("s:title", namespaces)?.content).toBe(TITLE);
  expect(root.find("s:rect[@fill='#fff' and @width='100%' and @height='100%']", namespaces)).toHaveLength(1);
  expect(root.find("s:path", namespaces)).toHaveLength(1);
  expect(body.length).toBeLessThan(4000);
});
