import { readFileSync } from "node:fs";
import { compileFunction } from "node:vm";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type QrCode, renderQrMarkup } from "../../../src/formats/codes/qr-code.ts";

const script = readFileSync(`${import.meta.dirname}/../../../templates/qr-code.js`, "utf8");
// Its functions as a function's own: globals of a context are looked up by name each time, at twice the cost.
const drawQrCode: Draw = compileFunction(`${script}\nreturn drawQrCode;`)();

type Draw = (svg: object, text: string, level: QrCode["errorCorrection"]) => void;

/** What the browser's script would write into an SVG. */
function draw(text: string, level: QrCode["errorCorrection"]) {
  const attributes: Record<string, string> = {};
  const element = {
    setAttribute: (name: string, value: string) => {
      attributes[name] = value;
    },
    querySelector: () => element,
  };
  drawQrCode(element, text, level);
  return attributes;
}

function expectSame(payload: string, errorCorrection: QrCode["errorCorrection"]) {
  const svg = renderQrMarkup({ payload, title: "", errorCorrection });
  const { viewBox, d } = draw(payload, errorCorrection);
  expect(svg).toContain(`viewBox="${viewBox}"`);
  expect(svg).toContain(` d="${d}"`);
  return viewBox;
}

/** Growing as the room in versions does, up to what the level can hold. */
const lengths = (most: number) =>
  Array.from({ length: 40 }, (_, index) => Math.floor(12 + (most - 12) * (index / 39) ** 1.7));

test.each(["L", "M"] as const)("at level %s the browser draws what the server does, at every size", (level) => {
  const sizes = new Set<string | undefined>();
  for (const length of lengths({ L: 2953, M: 2331 }[level])) {
    const text = "Waypost & more; ".repeat(200).slice(0, length);
    sizes.add(expectSame(text, level));
  }
  expect(sizes.size).toBeGreaterThan(30);
});

test("and for any text", () => {
  const text = fc.string({ unit: "binary", minLength: 1, maxLength: 150 }).filter((value) => value.isWellFormed());
  fc.assert(
    fc.property(text, fc.constantFrom("L" as const, "M" as const), (...drawn) => void expectSame(...drawn)),
    { numRuns: 60 },
  );
});

test("what no code can hold is an error, not a wrong code", () => {
  expect(() => draw("x".repeat(2953), "L")).not.toThrow();
  expect(() => draw("x".repeat(2954), "L")).toThrow();
});
