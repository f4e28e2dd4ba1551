import { expect, test } from "vitest";
import { SURFACES, toBrandColors } from "../../src/pages/frame/brand-color.ts";
import { toContrast } from "../support/reading/contrast.ts";

const channels = ["00", "33", "66", "99", "cc", "ff"];
const colors = channels.flatMap((red) => channels.flatMap((green) => channels.map((blue) => `#${red}${green}${blue}`)));

test.each(["light", "dark"] as const)("any brand can be read in the %s theme", (theme) => {
  for (const color of [...colors, "#0B5FFF", "#777777", "#808080"]) {
    const { text, fill, ink, tint } = toBrandColors(color)[theme];
    for (const surface of [SURFACES[theme].paper, SURFACES[theme].ground, tint])
      expect(toContrast(text, surface), `${color}: ${text} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    expect(toContrast(ink, fill), `${color}: ${ink} on ${fill}`).toBeGreaterThanOrEqual(4.5);
  }
});

test("a colour that can be read already stays as it is", () => {
  expect(toBrandColors("#0b5fff").light).toMatchObject({ text: "#0b5fff", fill: "#0b5fff", ink: "#ffffff" });
});

test("a light brand keeps its buttons and darkens its links", () => {
  const { light } = toBrandColors("#ffee00");
  expect(light).toMatchObject({ fill: "#ffee00", ink: "#0b0e14" });
  expect(light.text).not.toBe("#ffee00");
});

test("contrast is WCAG's: 21 for black on white", () => {
  expect(toContrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(toContrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});
