import { describe, expect, test } from "vitest";
import { GuideId } from "../../src/model/guides/guide-id.ts";
import {
  LINK_FORMATS,
  type LinkChoice,
  toLinkable,
  toLinkChoice,
  toReply,
  toSupportLink,
} from "../../src/pages/support/support-link.ts";
import { renderSupportPage } from "../../src/pages/support/support-page.ts";
import type { Setting } from "../../src/telling/values/setting.ts";
import { ENGLISH, PSEUDO } from "../support/browser/languages.ts";
import { accountOf, exampleSettings, settingsOf } from "../support/domains/accounts.ts";
import { findHtmlFaults } from "../support/reading/html-faults.ts";

const settingOf = (domain: string): Setting => ({
  settings: settingsOf(domain),
  language: ENGLISH,
  reader: "unknown",
  origin: "https://setup.hosting.example",
  query: "",
});
const PAGE: LinkChoice = { guide: undefined, language: undefined, protocol: undefined, format: "html" };
const link = (choice: Partial<LinkChoice>) => toSupportLink(settingOf("fish.example"), { ...PAGE, ...choice });

test.each([
  [{}, ""],
  [{ guide: "kmail" }, "/kmail"],
  [{ guide: "kmail", format: "md" }, "/kmail.md"],
  [{ guide: "kmail", format: "txt", language: "en", protocol: "pop3" }, "/kmail.txt?lang=en&protocol=pop3"],
  [{ guide: "errors", format: "txt" }, "/errors.txt"],
  [{ guide: "webmail-users", protocol: "pop3" }, "/webmail-users"],
  // What there is not, the page stands in for.
  [{ guide: "welcome", format: "md" }, "/welcome"],
  [{ guide: "welcome", format: "txt" }, "/welcome.txt"],
  [{ format: "md" }, ".md"],
] as const)("%j leads to %s", (choice, path) =>
  expect(link(choice)).toBe(`https://setup.hosting.example/guides/fish.example${path}`),
);

test("only what can be used at a domain is offered", () => {
  const offered = (domain: string) => Object.values(toLinkable(settingOf(domain))).flat();
  expect(offered("fish.example")).toEqual(expect.arrayContaining(["kmail", "webmail-users", "errors", "welcome"]));
  expect(offered("plain.example")).not.toContain("webmail-users");
  expect(offered("plain.example")).not.toContain("apple-calendar-contacts");
  expect(offered("pop.example")).not.toContain("outlook-ios");
});

test("what is not offered is not chosen", () => {
  const choose = (domain: string, query: Record<string, string>) =>
    toLinkChoice(settingOf(domain), (name) => query[name]);
  expect(
    choose("plain.example", { guide: "webmail-users", language: "en-XA", protocol: "pop3", format: "pdf" }),
  ).toEqual(PAGE);
  expect(choose("fish.example", { guide: "kmail", language: "en", protocol: "pop3", format: "md" })).toEqual({
    guide: "kmail",
    language: "en",
    protocol: "pop3",
    format: "md",
  });
});

describe("an answer", () => {
  test("is the whole guide, in the format that was chosen", () => {
    const setting = settingOf("fish.example");
    expect(toReply(setting, PAGE)).toContain("https://setup.hosting.example/guides/fish.example/thunderbird-desktop");
    const plain = toReply(setting, { ...PAGE, guide: "outlook-windows-classic" });
    expect(plain).toContain("imap.fish.example");
    expect(plain).not.toContain("**");
    expect(toReply(setting, { ...PAGE, guide: "outlook-windows-classic", format: "md" })).toContain("# Set up Outlook");
    const pop = toReply(setting, { ...PAGE, guide: "outlook-windows-classic", protocol: "pop3" });
    expect(pop.indexOf("pop.fish.example")).toBeLessThan(pop.indexOf("imap.fish.example"));
  });

  test("leads to the page where that says too much", () => {
    const setting = settingOf("fish.example");
    const errors = { ...PAGE, guide: "errors", format: "md" } as const;
    expect(toReply(setting, errors)).toMatch(/guides\/fish\.example\/errors$/);
    const { address: reader } = accountOf("R&D+x@fish.example");
    expect(toReply({ ...setting, reader }, errors)).toMatch(/fish\.example\/errors#R%26D%2Bx@fish\.example$/);
  });
});

const guides = [undefined, ...GuideId.options];
test.each(
  [...exampleSettings, settingsOf("fish.example"), settingsOf("pop.example"), settingsOf("modern.example")].map(
    (settings) => [settings.domain, settings] as const,
  ),
)("%s: every choice is a page with nothing left open", async (_, settings) => {
  const setting = { ...settingOf("fish.example"), settings };
  const offered = new Set<string | undefined>(Object.values(toLinkable(setting)).flat());
  let largest = "";
  for (const guide of guides.filter((id) => id === undefined || offered.has(id))) {
    const { body } = await renderSupportPage(setting, {
      ...PAGE,
      guide,
      format: LINK_FORMATS[guides.indexOf(guide) % 3] ?? "html",
    });
    expect(body.match(/ selected>/g)?.length, guide).toBeGreaterThan(2);
    const shown = body.replace(/<(style|script)>[\s\S]*?<\/\1>| data-(?:known|username)="[^"]*"/g, "");
    expect(shown, guide).not.toMatch(/[{}]|undefined|\[object|[\u{FDD0}-\u{FDEF}]/u);
    if (body.length > largest.length) largest = body;
  }
  const packed = new Blob([largest]).stream().pipeThrough(new CompressionStream("gzip"));
  expect((await new Response(packed).arrayBuffer()).byteLength).toBeLessThanOrEqual(40 * 1024);
});

// Domains differ in values, and this one in the most.
test.each([undefined, "outlook-windows-classic"] as const)("the page is valid HTML with %s chosen", async (guide) => {
  const { body } = await renderSupportPage(settingOf("fish.example"), { ...PAGE, guide });
  expect(await findHtmlFaults(body)).toEqual([]);
});

test("a form for the address keeps what was chosen, and no link of ours holds an address in its query", async () => {
  const { address: reader } = accountOf("R&D+x'@fish.example");
  const choice = { guide: "kmail", language: "en", protocol: "pop3", format: "html" } as const;
  const { body } = await renderSupportPage({ ...settingOf("fish.example"), reader }, choice);
  expect(body).toContain(
    'method="post" action="/guides/fish.example/support?guide=kmail&amp;language=en&amp;protocol=pop3"',
  );
  expect(body).toContain("/kmail?lang=en&amp;protocol=pop3#R%26D%2Bx&#39;@fish.example");
  for (const [, url = ""] of body.matchAll(/(?:href|action)="([^"#]*)/g)) expect(url).not.toContain("R%26D");
  expect(await findHtmlFaults(body)).toEqual([]);
});

test("the pseudo-locale leaves no text of ours as it was", async () => {
  const { body } = await renderSupportPage(
    { ...settingOf("plain.example"), language: PSEUDO },
    { ...PAGE, guide: "kmail" },
  );
  const own = body.replace(/<(style|script|textarea|optgroup|svg)\b[\s\S]*?<\/\1>|<[^>]+>|https:\S+/g, " ");
  expect(own.match(/\b(?:the|and|your|with|server|settings|program|link|answer)\b/gi) ?? []).toEqual([]);
});
