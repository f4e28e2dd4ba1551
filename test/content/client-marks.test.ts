import { expect, test } from "vitest";
import { CLIENT_IDS, CLIENTS } from "../../src/content/catalogue.ts";
import { CLIENT_MARKS } from "../../src/content/client-marks.ts";
import { toContrast } from "../support/reading/contrast.ts";

test.each(CLIENT_IDS)("%s: its mark can be read", (id) => {
  const mark = CLIENT_MARKS[id];
  expect(toContrast("#ffffff", mark.color)).toBeGreaterThanOrEqual(4.5);
  if ("letters" in mark) expect(mark.letters.length).toBeLessThanOrEqual(2);
});

test("what runs on no device of the reader's has a sign, but for web mail of one name", () => {
  const lettered = CLIENT_IDS.filter((id) => CLIENTS[id].platforms.length === 0 && "letters" in CLIENT_MARKS[id]);
  expect(lettered).toEqual(["gmail-web"]);
});

test("no sign is that of two", () => {
  const signs = CLIENT_IDS.map((id) => CLIENT_MARKS[id]).flatMap((mark) => ("sign" in mark ? [mark.sign] : []));
  expect(new Set(signs).size).toBe(signs.length);
});
