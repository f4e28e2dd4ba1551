/**
 * Guides and their drawings as they lie on a screen, measured in frames of one page.
 * @module
 */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { ClientId } from "../../../src/model/guides/client-id.ts";
import type { ServerSettings } from "../../../src/model/server-settings.ts";
import { guidePage } from "../../../src/pages/guide/guide-page.ts";
import type { SteppedGuideId } from "../../../src/telling/guides/guide.ts";
import { settingsOf } from "../domains/accounts.ts";
import { measureInFrame } from "./browser.ts";
import { ENGLISH_PAGE } from "./english-page.ts";

const plain = settingsOf("plain.example");

/** Servers of long names, each word of which fits into a dialog on a small phone. */
const longNames: ServerSettings = {
  ...plain,
  incomingServers: plain.incomingServers.map((server) => ({
    ...server,
    hostname: `${server.protocol}.secure-mailboxes.customers.hosting-company.example`,
  })) as unknown as ServerSettings["incomingServers"],
  outgoingServers: plain.outgoingServers.map((server) => ({
    ...server,
    hostname: "smtp.secure-mailboxes.customers.hosting-company.example",
  })) as unknown as ServerSettings["outgoingServers"],
};

/** What `measure` says of a guide in a frame of the page. */
export async function measureGuide<Measured>(
  page: Page,
  id: SteppedGuideId,
  measure: string,
  { settings = plain, language = ENGLISH_PAGE.language } = {},
): Promise<Measured> {
  const options = { ...ENGLISH_PAGE, language, id, personal: false, protocol: undefined, profileSigned: false };
  const { body } = await guidePage.renderTemplate(settings, options);
  return measureInFrame(page, body, measure);
}

/**
 * Of a guide on a phone: how far down its first step is, what it says before anything is unfolded, its width once all is, and
 * what its drawings say that are cut off there with text of twice the size.
 */
const MEASURE_ON_PHONE = `(document, setWidth) => {
  const places = Array.from(document.querySelectorAll(".profile .button, .steps > li > p:first-child, .instead a"));
  const top = places.find((place) => place.checkVisibility()).getBoundingClientRect().top;
  // What must be switched on before all else stands above that.
  const needed = Array.from(document.querySelectorAll(".notice:has(a)"), (notice) => notice.getBoundingClientRect());
  const text = document.querySelector("main").innerText;
  for (const details of document.querySelectorAll("details")) details.open = true;
  const widthAt = (width) => {
    setWidth(width);
    return document.documentElement.scrollWidth;
  };
  const widths = [1280, 320].map(widthAt);
  document.documentElement.style.fontSize = "200%";
  widths.push(widthAt(320));
  const drawings = Array.from(document.querySelectorAll(".window"));
  const cut = drawings.filter((drawing) => drawing.scrollWidth > drawing.clientWidth);
  const neededHeight = needed.reduce((sum, { height }) => sum + height, 0);
  const neededBottom = Math.max(0, ...needed.map(({ bottom }) => bottom));
  return { top: top - neededHeight, neededBottom, text, widths, cut: cut.map((drawing) => drawing.innerText) };
}`;

/** A guide starts on the first screen of `page`, a phone, and stays within every screen, with text of twice the size too. */
export async function expectToFitScreens(page: Page, id: SteppedGuideId, language = ENGLISH_PAGE.language) {
  const settings = settingsOf("bücher.example");
  const { top, neededBottom, text, widths, cut } = await measureGuide<{
    top: number;
    neededBottom: number;
    text: string;
    widths: number[];
    cut: string[];
  }>(page, id, MEASURE_ON_PHONE, { settings, language });
  expect(widths, id).toEqual([1280, 320, 320]);
  expect(cut, id).toEqual([]);
  expect(text.match(/[\p{L}\p{N}]\S*/gu)?.length, id).toBeLessThanOrEqual(900);
  expect(neededBottom, id).toBeLessThanOrEqual(844);
  // A line of it, at least; but for the guide that is read from beginning to end.
  if (id !== "email-guide") expect(top + 24, id).toBeLessThanOrEqual(844);
}

/** Unfolds a guide, and tells words of what `selector` finds, as people read them, that stand on more than one line. */
export const findBrokenWords = (selector: string) => `(document) => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const broken = [];
  for (const place of document.querySelectorAll("${selector}")) {
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
      for (const { index, 0: word } of node.data.matchAll(/[^\\s/-]+/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top)));
        if (lines.size > 1) broken.push(word);
      }
  }
  return broken;
}`;

/** No word of a dialog is broken on `page`, a small phone, however long a server's name is. */
export async function expectWholeWords(page: Page, id: ClientId) {
  const measure = `(document) => ({
    broken: (${findBrokenWords(".window")})(document),
    end: Math.max(0, ...Array.from(document.querySelectorAll(".window *"), (part) => part.getBoundingClientRect().right)),
  })`;
  const { broken, end } = await measureGuide<{ broken: string[]; end: number }>(page, id, measure, {
    settings: longNames,
  });
  expect(broken, id).toEqual([]);
  expect(end, id).toBeLessThanOrEqual(320);
}
