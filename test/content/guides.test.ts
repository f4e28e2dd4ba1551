import { describe, expect, test } from "vitest";
import { CLIENT_IDS, CLIENTS } from "../../src/content/catalogue.ts";
import type { ClientGuide, Screen, ScreenPart } from "../../src/content/guide.ts";
import { GuideId, TaskId } from "../../src/model/guides/guide-id.ts";
import { parseInline, toPlainText } from "../../src/telling/article/inline.ts";
import { toFindLink } from "../../src/telling/values/find-link.ts";
import { toFindValue } from "../../src/telling/values/find-value.ts";
import { findPair } from "../../src/telling/values/server-pair.ts";
import type { Setting } from "../../src/telling/values/setting.ts";
import { ENGLISH } from "../support/browser/languages.ts";
import { accountOf } from "../support/domains/accounts.ts";

/** The labels that a text names, as written. */
function labelsOf(text: string): string[] {
  return Array.from(text.matchAll(/\[([^[\]]+)\]/g), ([, label = ""]) => label);
}

const { address, settings } = accountOf("alice@fish.example");
const setting: Setting = { settings, language: ENGLISH, reader: address, origin: "https://x.example", query: "" };

const guides: [name: string, guide: unknown][] = [
  ...CLIENT_IDS.map((id): [string, unknown] => [id, ENGLISH.clientGuides[id]]),
  ...Object.entries(ENGLISH.webmailGuides).flatMap(([product, { current, legacy }]) =>
    TaskId.options.flatMap((id): [string, unknown][] => [
      [`${product} ${id}`, current[id]],
      [`${product} ${id}, legacy`, legacy[id]],
    ]),
  ),
  ["error texts of all programs", ENGLISH.sharedFailures],
];
const written = guides.filter(([, guide]) => guide !== undefined);

/** Members of a guide that are no text. */
const OTHER_MEMBERS: ReadonlySet<string> = new Set([
  "kind",
  "layout",
  "after",
  "when",
  "unless",
  "only",
  "codes",
  "product",
]);

interface Found {
  readonly path: string;
  readonly text: string;
}

function textsOf(value: unknown, path = ""): Found[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    OTHER_MEMBERS.has(key) ? [] : textsOf(inner, path === "" ? key : `${path}.${key}`),
  );
}

interface DrawnStep {
  readonly text: string;
  readonly screen: Screen;
}

function drawnStepsOf(value: unknown): DrawnStep[] {
  if (typeof value !== "object" || value === null) return [];
  const here = "screen" in value && "text" in value ? [value as DrawnStep] : [];
  return [...here, ...Object.values(value).flatMap(drawnStepsOf)];
}

/** What is pressed among the parts. */
function marksOf(parts: readonly ScreenPart[]): string[] {
  return parts.flatMap((part) => {
    if (part.kind === "line") return marksOf(part.parts);
    if (!("press" in part) || part.press !== true) return [];
    return ["chosen" in part ? part.chosen : part.label];
  });
}

test("every guide says who sees the mail, but for a program that is no longer made", () => {
  const silent = CLIENT_IDS.filter((id) => ENGLISH.clientGuides[id].privacy === undefined);
  expect(silent.filter((id) => CLIENTS[id].discontinued === undefined)).toEqual([]);
});

test("every client has a guide", () => {
  expect(CLIENT_IDS.filter((id) => ENGLISH.clientGuides[id] === undefined)).toEqual([]);
});

describe.each(written)("%s", (_, guide) => {
  test("every mark, value and link in its texts means something", () => {
    const pair = findPair(settings, "imap");
    for (const { path, text } of textsOf(guide)) {
      const inlines = parseInline(
        text,
        toFindValue(setting, "other", pair),
        toFindLink(setting, undefined, "imap", "guide"),
        (label) => ({ text: label, lang: "en" }),
      );
      const told = inlines.filter(({ kind }) => kind === "text");
      expect(toPlainText(told), path).not.toMatch(/[{}[\]`|]|\*\*|<[a-z]/);
      for (const [, id] of text.matchAll(/<guide:([^|]+)\|/g))
        expect(GuideId.safeParse(id).success, `${path} ${id}`).toBe(true);
    }
  });

  test("ports and servers come from the settings", () => {
    const typed = textsOf(guide).filter(({ text }) =>
      /\b(?:993|995|465|587|143|110)\b|\b(?:imap|smtp|pop3?)\.[a-z]/.test(text.replace(/\{[^}]*\}/g, "")),
    );
    expect(typed).toEqual([]);
  });

  test("a user name within a sentence is set off: it may be words, while nobody knows the address", () => {
    const joined = textsOf(guide).filter(({ text }) => /the user name \{smtp\.user\} and/.test(text));
    expect(joined).toEqual([]);
  });

  test("what only the reader can fill in is said in the reader's language", () => {
    const said = textsOf(guide).filter(({ path, text }) => path.endsWith(".value") && /^[a-z]+ [a-z]/.test(text));
    expect(said.filter(({ text }) => !(text in ENGLISH.words.guide.shownValues))).toEqual([]);
  });

  test("what a drawing marks is what its step says to press", () => {
    for (const { text, screen } of drawnStepsOf(guide)) {
      const marked = [...marksOf(screen.parts), ...(screen.press === undefined ? [] : [screen.press])];
      expect(marked.length, `${screen.title}: one thing is marked`).toBeLessThanOrEqual(1);
      for (const label of marked) expect(labelsOf(text), text).toContain(label);
    }
  });

  test("what a drawing marks is one of its buttons, its way back or the open entry of its list, once", () => {
    for (const { screen } of drawnStepsOf(guide)) {
      const { title, press, back, side, buttons = [] } = screen;
      const labels = [...buttons, ...(back === undefined ? [] : [back]), ...(side === undefined ? [] : [side.chosen])];
      if (press !== undefined)
        expect(
          labels.filter((label) => label === press),
          title,
        ).toEqual([press]);
    }
  });

  test("nobody is told to do without encryption, or that it is easy", () => {
    const wrong = textsOf(guide).filter(({ text }) => /\b(?:simply|obviously|easily)\b|\bjust (?!in case)/i.test(text));
    expect(wrong).toEqual([]);
  });
});

const withMail = CLIENT_IDS.filter((id) => CLIENTS[id].protocols.includes("imap") && !CLIENTS[id].discontinued);

test.each(withMail)("%s: both servers, with their ports, are part of the way by hand", (id) => {
  const guide: ClientGuide = ENGLISH.clientGuides[id];
  const told = textsOf(guide.manual)
    .map(({ text }) => text)
    .join(" ");
  for (const name of ["in.host", "in.port", "smtp.host", "smtp.port", "user"]) expect(told).toContain(`{${name}}`);
  expect(drawnStepsOf(guide.manual).length, "drawings").toBeGreaterThan(0);
  expect(guide.failures.length, "failures").toBeGreaterThan(1);
});
