/**
 * What axe has against guides: in `npm test` against few that hold every kind of element, in `npm run accessibility` against
 * all of them.
 * @module
 */
import { expect, test } from "vitest";
import { PUBLIC_LANGUAGES } from "../../../src/content/language.ts";
import { guidePage } from "../../../src/pages/guide/guide-page.ts";
import { STEPPED_GUIDE_IDS } from "../../../src/telling/guides/guide.ts";
import { findLowContrast, findViolations } from "../../support/accessibility.ts";
import { settingsOf } from "../../support/accounts.ts";
import { unfold, useBrowser } from "../../support/browser.ts";
import { chooseCover } from "../../support/cover.ts";
import { LOOKS_AT_ALL } from "../../support/effort.ts";
import { ENGLISH_PAGE } from "../../support/english-page.ts";

const { open } = useBrowser();

/** Each guide as its page in English. */
const bodies = new Map(
  await Promise.all(
    STEPPED_GUIDE_IDS.map(async (id) => {
      const options = { ...ENGLISH_PAGE, id, personal: false, protocol: undefined, profileSigned: false };
      const { body } = await guidePage.renderTemplate(settingsOf("bücher.example"), options);
      return [id, body.replace(/<(script|svg)\b[\s\S]*?<\/\1>/g, "")] as const;
    }),
  ),
);
const DRAWING = /<figure class="screen[\s\S]*?<\/figure>/g;

/** Elements by what style and axe tell them by. */
const listKinds = (html: string) => new Set(Array.from(html.matchAll(/<\w+[^>]*>/g), toKind));

function toKind([element]: RegExpMatchArray): string {
  const [tag, ...told] = element.match(/^<\w+| (?:class|role|type)="[^"]*"/g) ?? [];
  return [tag, ...told].join("");
}

const kinds = new Map([...bodies].map(([id, body]) => [id, listKinds(body.replace(DRAWING, ""))]));
const looked = LOOKS_AT_ALL ? STEPPED_GUIDE_IDS : chooseCover(kinds);

test.each(looked)("%s, in light and in dark", async (id) => {
  // In the languages that are offered, by turns.
  const { tag } = PUBLIC_LANGUAGES[STEPPED_GUIDE_IDS.indexOf(id) % PUBLIC_LANGUAGES.length] ?? { tag: "en" };
  const { page } = await open(`/guides/xn--bcher-kva.example/${id}?lang=${tag}#alice@xn--bcher-kva.example`, {
    viewport: { width: 390, height: 844 },
  });
  await unfold(page);
  expect(await findViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await findLowContrast(page)).toEqual([]);
});

// Each program has colours of its own, for each of the parts that a drawing is made of.
test("drawings of every program, in light and in dark", async () => {
  const drawings = [...bodies.values()].flatMap((body) => body.match(DRAWING) ?? []);
  const kindsOf = (drawing: string) => {
    const program = /class="screen ([^"]*)"/.exec(drawing)?.[1];
    return new Set([...listKinds(drawing)].map((kind) => `${program} ${kind}`));
  };
  const chosen = chooseCover(new Map(drawings.map((drawing) => [drawing, kindsOf(drawing)])));
  const styles = new Set([...bodies.values()].flatMap((body) => body.match(/<style>[\s\S]*?<\/style>/g) ?? []));
  // The policy of the page below would take their styles away.
  const { page } = await open("/healthz", { bypassCSP: true });
  await page.setContent(
    `<!doctype html><html lang="en"><title>Drawings</title>${[...styles].join("")}<main>${chosen.join("")}</main>`,
  );
  expect(await page.locator(".window").count()).toBe(chosen.length);
  expect(await page.evaluate("getComputedStyle(document.querySelector('.window')).backgroundColor")).toMatch(/^rgb\(/);
  expect(await findLowContrast(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await findLowContrast(page)).toEqual([]);
});
