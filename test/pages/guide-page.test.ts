import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { renderPersonal } from "../../src/formats/document-template.ts";
import { toUnicode } from "../../src/model/domain/domain.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { renderArticleText } from "../../src/pages/frame/article-text.ts";
import { type GuidePageOptions, guidePage } from "../../src/pages/guide/guide-page.ts";
import { STEPPED_GUIDE_IDS, type SteppedGuideId, toArticle } from "../../src/telling/guides/guide.ts";
import { ENGLISH_PAGE } from "../support/browser/english-page.ts";
import { ENGLISH, PSEUDO } from "../support/browser/languages.ts";
import { accountOf, exampleSettings, settingsOf } from "../support/domains/accounts.ts";
import { chooseCover, listKinds } from "../support/drawn/cover.ts";
import { findHtmlFaults } from "../support/reading/html-faults.ts";
import { readSvgCode } from "../support/reading/read-svg-code.ts";

const options = (id: SteppedGuideId, more: Partial<GuidePageOptions> = {}): GuidePageOptions => ({
  ...ENGLISH_PAGE,
  id,
  personal: false,
  protocol: undefined,
  origin: "https://setup.hosting.example",
  profileSigned: false,
  ...more,
});

const AWKWARD = ["fish.example", "xn--bcher-kva.example", "modern.example", "upgraded.example", "pop.example"];
/** Of two of one name the awkward one. */
const domains = new Map(
  [...exampleSettings, ...AWKWARD.map(settingsOf)].map((settings) => [settings.domain, settings]),
);

const HOSTS = /(?<![\p{L}\d-])(?:[\p{L}\d-]+\.)+example\b/gu;

/** Every port and host name in a text, wherever it stands. */
function findServers(text: string): { ports: Set<string>; hosts: Set<string> } {
  return {
    ports: new Set(text.match(/(?<![\d.#&-])(?:25|110|143|465|587|993|995)(?![\d.])/g)),
    hosts: new Set(Array.from(new Set(text.match(HOSTS)), (host) => toUnicode(Domain.parse(host)))),
  };
}

const visible = (html: string) =>
  html
    .replace(/<(style|script|svg)[\s\S]*?<\/\1>/g, " ")
    .replace(/<wbr>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"');

/** Links to a place on the page that is not there. */
function findLostAnchors(html: string): string[] {
  const ids = new Set(Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id]) => id));
  return Array.from(html.matchAll(/ href="#([^"]+)"/g), ([, id = ""]) => id).filter((id) => !ids.has(id));
}

describe.each([...domains])("at %s", (_, settings) => {
  const ports = new Set([...settings.incomingServers, ...settings.outgoingServers].map(({ port }) => String(port)));
  const { hosts } = findServers(JSON.stringify(settings));

  test.each(STEPPED_GUIDE_IDS)("%s tells nothing but what the settings say", async (id) => {
    const { body } = await guidePage.renderTemplate(settings, options(id));
    const text = visible(body);
    expect(text).not.toMatch(/\{|\}|undefined|NaN/);
    expect(body).not.toContain("[object");
    // Who it is from is no value to be typed.
    expect(body).not.toContain(`<code>${settings.displayName}</code>`);
    expect(findLostAnchors(body)).toEqual([]);
    const found = findServers(text);
    expect([...found.ports].filter((port) => !ports.has(port))).toEqual([]);
    expect([...found.hosts].filter((host) => !hosts.has(host) && host !== "setup.hosting.example")).toEqual([]);
  });

  test("every guide as Markdown and as plain text", () => {
    for (const id of STEPPED_GUIDE_IDS) {
      const setting = { settings, language: ENGLISH, reader: "unknown", origin: "https://x.test", query: "" } as const;
      const article = toArticle(setting, id, undefined);
      for (const format of ["md", "txt"] as const) {
        const { body } = renderArticleText(article, ENGLISH, format);
        expect(body, id).not.toMatch(/\{|\}|undefined|\[object|NaN|\n{3}/);
        const found = findServers(body);
        expect(
          [...found.ports].filter((port) => !ports.has(port)),
          id,
        ).toEqual([]);
      }
    }
  });
});

test("a guide that does not apply tells why not, and leads to the others", async () => {
  const { body } = await guidePage.renderTemplate(settingsOf("pop.example"), options("deltachat"));
  expect(body).toContain("only works with IMAP, and pop.example only offers POP3");
  expect(body).not.toMatch(/id="(?:check|code|worked|failures|recognise|remove|hand)"/);
  expect(body).toContain("All programs for pop.example");
});

const accountOfFish = accountOf("R&D+x'@fish.example");
const personalOf = (id: SteppedGuideId) =>
  renderPersonal(guidePage, accountOfFish, options(id, { personal: true, protocol: "pop3" }));

test.each(STEPPED_GUIDE_IDS)("%s is escaped where it is somebody's", async (id) => {
  const { body } = await personalOf(id);
  expect(body).toContain("R&amp;D+x&#39;@fish.example");
  expect(body).not.toContain("R&D+x'@");
});

const bodies = await Promise.all(
  STEPPED_GUIDE_IDS.map(async (id) => (await guidePage.renderTemplate(settingsOf("bücher.example"), options(id))).body),
);
const withoutDrawings = (body: string) => body.replace(/<figure class="screen[\s\S]*?<\/figure>/g, "");

// Of every guide, as it is served: test/browser/accessibility/guides.test.ts.
test("guides that hold every kind of element are valid HTML", async () => {
  for (const body of chooseCover(new Map(bodies.map((body) => [body, listKinds(withoutDrawings(body))]))))
    expect(await findHtmlFaults(body)).toEqual([]);
});

test("no guide weighs more than 40 KiB", () => {
  for (const body of bodies) expect(gzipSync(body).byteLength).toBeLessThanOrEqual(40 * 1024);
});

// What a page of somebody has besides is the same in every guide.
test.each(["apple-mail-ios", "outlook-windows-classic"] as const)("%s: valid HTML of somebody", async (id) => {
  expect(await findHtmlFaults((await personalOf(id)).body)).toEqual([]);
});

const APPLE: readonly [SteppedGuideId, domain: string, parts: readonly string[], wanted: readonly string[]][] = [
  ["apple-mail-ios", "sync-dav.example", ["mail", "calendars", "contacts"], ["mail", "calendars", "contacts"]],
  ["apple-mail-macos", "plain.example", [], []],
  ["apple-mail-ios", "all.example", ["mail", "calendars", "contacts", "activesync"], ["mail", "calendars", "contacts"]],
  ["apple-calendar-contacts", "sync-dav.example", ["mail", "calendars", "contacts"], ["calendars", "contacts"]],
];

test.each(APPLE)(
  "%s at %s sends for the profile by a form: a name, and a choice of %j",
  async (id, domain, parts, wanted) => {
    const { body } = await guidePage.renderTemplate(settingsOf(domain), options(id));
    const [form = ""] = /<form id="profile"[\s\S]*?<\/form>/.exec(body) ?? [];
    expect(form).toContain('method="post" action="/profiles/apple.mobileconfig"');
    expect(form).toContain(`<input type="hidden" name="domain" value="${domain}">`);
    expect(form).toContain('<input type="hidden" name="emailaddress" value="">');
    expect(form).toContain('name="name" maxlength="100" autocomplete="name"');
    const boxes = [...form.matchAll(/name="include" value="(\w+)"( checked)?/g)];
    expect(boxes.map(([, part]) => part)).toEqual(parts);
    expect(boxes.flatMap(([, part, checked]) => (checked === undefined ? [] : [part]))).toEqual(wanted);
    // The first step sends it too: its address would stand in the URL of a link.
    expect(body).toContain('<button class="link" type="submit" form="profile">Download the profile</button>');
    expect(body).not.toContain('href="/profiles/');
  },
);

// Whether one sees it: test/browser/guides.test.ts.
test.each<[SteppedGuideId, payload: string]>([
  ["apple-mail-ios", "/profiles/apple.mobileconfig?domain=sync-dav.example"],
  ["apple-calendar-contacts", "/profiles/apple.mobileconfig?domain=sync-dav.example&include=calendars,contacts"],
  ["outlook-ios", "/guides/sync-dav.example/outlook-ios"],
])("%s has a code for the device that it is for", async (id, payload) => {
  const { body } = await guidePage.renderTemplate(settingsOf("sync-dav.example"), options(id));
  const [hand = ""] = /<section class="hand card"[\s\S]*?<\/section>/.exec(body) ?? [];
  expect(readSvgCode(hand)).toBe(`https://setup.hosting.example${payload}`);
});

test("the form for the profile asks in the page's language", async () => {
  const page = options("apple-mail-ios", { language: PSEUDO, query: "?lang=en-XA" });
  const { body } = await guidePage.renderTemplate(settingsOf("plain.example"), page);
  expect(body).toContain('<input type="hidden" name="lang" value="en-XA">');
});

test("the pseudo-locale leaves no text of ours as it was", async () => {
  for (const id of STEPPED_GUIDE_IDS) {
    const { body } = await guidePage.renderTemplate(settingsOf("plain.example"), options(id, { language: PSEUDO }));
    expect(body).toContain('<html lang="en-XA"');
    // What stays as it is: labels and quotations of programs, drawings, values, names.
    const own = visible(withoutDrawings(body).replace(/<(kbd|code|q|title)\b[\s\S]*?<\/\1>/g, " "));
    const plain = own.match(/\b(?:the|and|your|with|password|server|settings|program)\b/gi) ?? [];
    expect(plain, id).toEqual([]);
  }
});

describe("a page that tells POP3 first, where there is IMAP too", () => {
  const render = async (id: SteppedGuideId, protocol: "pop3" | undefined) =>
    (await renderPersonal(guidePage, accountOf("alice@fish.example"), options(id, { protocol }))).body;
  const field = '<input type="hidden" name="protocol" value="pop3">';

  test("sends for a profile with POP3, and has it in the code for the phone", async () => {
    expect(await render("apple-mail-ios", undefined)).not.toContain(field);
    const page = await render("apple-mail-ios", "pop3");
    expect(page).toContain(field);
    expect(page).toContain("domain=fish.example&amp;protocol=pop3");
  });

  test("shows no code that brings IMAP", async () => {
    expect(await render("thunderbird-android", undefined)).toContain('id="code"');
    expect(await render("thunderbird-android", "pop3")).not.toContain('id="code"');
  });
});
