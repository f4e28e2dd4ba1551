import { createHash } from "node:crypto";
import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import type { ServerSettings } from "../../src/model/server-settings.ts";
import { renderWelcomeHtml, renderWelcomeMessage, renderWelcomeText } from "../../src/pages/support/welcome-mail.ts";
import { renderWelcomePage } from "../../src/pages/support/welcome-page.ts";
import type { Setting } from "../../src/telling/values/setting.ts";
import { ENGLISH, PSEUDO } from "../support/browser/languages.ts";
import { accountOf, exampleSettings, settingsOf } from "../support/domains/accounts.ts";
import { findHtmlFaults, findMailFaults } from "../support/reading/html-faults.ts";
import { readQrCode } from "../support/reading/read-qr-code.ts";

const ORIGIN = "https://setup.hosting.example";
const NOW = new Date("2026-11-24T12:34:56.789Z");
const shared = (settings: ServerSettings): Setting => ({
  settings,
  language: ENGLISH,
  reader: "unknown",
  origin: ORIGIN,
  query: "",
});
const personal = (address: string): Setting => ({
  ...shared(accountOf(address).settings),
  reader: accountOf(address).address,
});

const AWKWARD = ["fish.example", "xn--bcher-kva.example", "modern.example", "upgraded.example", "pop.example"];
const domains = [...exampleSettings, ...AWKWARD.map(settingsOf)].map(
  (settings) => [settings.domain, settings] as const,
);
const example = (domain: string) =>
  exampleSettings.find((settings) => settings.domain === domain) ?? settingsOf(domain);

test("the mail looks the same where its style element is taken away, and is no wider than mail programs show whole", async () => {
  const { body, contentSecurityPolicy = "" } = await renderWelcomeHtml(shared(example("shop.example")));
  const styled = Array.from(body.matchAll(/ style="([^"]*)"/g), ([, style = ""]) => style);
  expect(Number(/max-width:(\d+)px/.exec(styled.join())?.[1])).toBeLessThanOrEqual(600);
  const bare = body.match(/<(?:h[1-3]|p|ul|a|code|th|td(?! ?><img)|body)(?=[ >])(?![^>]* style=)[^>]*>/g) ?? [];
  expect(bare.filter((tag) => tag !== "<td>")).toEqual([]);
  // A browser shows the page with the styles of its elements: each is known to its policy.
  for (const style of new Set(styled)) {
    const digest = createHash("sha256").update(style).digest("base64");
    expect(contentSecurityPolicy).toContain(`'sha256-${digest}'`);
  }
});

describe.each(domains)("for %s", (_, settings) => {
  test("HTML is valid, has no script, no picture but its own, and no link that leads nowhere", async () => {
    const { body, contentSecurityPolicy } = await renderWelcomeHtml(shared(settings));
    expect(await findMailFaults(body)).toEqual([]);
    expect(body).not.toMatch(/<script|<svg|url\(|undefined|\[object/);
    for (const [, source = ""] of body.matchAll(/<img[^>]*? src="([^"]*)"/g)) expect(source).toMatch(/^data:image\//);
    for (const [, href = ""] of body.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(?:https:\/\/|mailto:|tel:)/);
    expect(contentSecurityPolicy).toContain("script-src 'none'");
    expect(body.match(/<style>/g)).toHaveLength(1);
    for (const [, attributes = ""] of body.matchAll(/<img([^>]*)>/g)) expect(attributes).toMatch(/ alt="/);
  });

  test("text and HTML say the same, of every server that the settings name", async () => {
    const text = renderWelcomeText(shared(settings)).body;
    const { body } = await renderWelcomeHtml(shared(settings));
    expect(text).not.toMatch(/[{}]|undefined|\[object|\n{3}/);
    const [incoming] = settings.incomingServers;
    const [outgoing] = settings.outgoingServers;
    for (const value of [incoming.hostname, String(incoming.port), outgoing.hostname, String(outgoing.port)]) {
      expect(text).toContain(value);
      expect(body).toContain(`">${value}</code>`);
    }
  });

  test("the page that offers it is valid HTML and small", async () => {
    const { body } = await renderWelcomePage(shared(settings));
    expect(await findHtmlFaults(body)).toEqual([]);
    const shown = body.replace(/<(style|script)>[\s\S]*?<\/\1>/g, "");
    expect(shown).not.toMatch(/undefined|\[object/);
  });
});

describe("what it says", () => {
  const textOf = (setting: Setting) => renderWelcomeText(setting).body;

  test("the set-up page, where it is filled in for the reader", () => {
    expect(textOf(shared(settingsOf("fish.example")))).toContain(`${ORIGIN}/guides/fish.example\n`);
    expect(textOf(personal("R&D+x@fish.example"))).toContain(`${ORIGIN}/guides/fish.example#R%26D%2Bx@fish.example\n`);
  });

  test("where webmail is now, and where it will be", () => {
    const early = textOf(shared(example("new-shop.example")));
    expect(early).toContain("Until then, webmail is at https://new-shop.hosting.example/mail/");
    expect(early).toContain("Once your site is live, it is at https://mail.new-shop.example/");
    expect(textOf(shared(example("shop.example")))).toContain("Webmail is at https://mail.shop.example/");
    expect(textOf(shared(settingsOf("plain.example")))).not.toMatch(/webmail is at/i);
  });

  test("quota, app password, support and a warning of fraud", () => {
    const text = textOf(shared(example("shop.example")));
    for (const said of ["500\u{A0}MB", "app password", "help@hosting.example", "+1 555 0100", "is a scam"])
      expect(text).toContain(said);
  });

  test("the reader's own values, and of nobody else", () => {
    const text = textOf(personal("bob@upgraded.example"));
    expect(text).toContain("User name: bob\n");
    expect(text).toContain("Hello, your mailbox bob@upgraded.example");
    expect(textOf(shared(settingsOf("upgraded.example")))).toContain(
      "User name: The part of your address before the @",
    );
  });
});

test("a hostile address stays text", async () => {
  const setting = personal("R&D+x'@fish.example");
  const { body } = await renderWelcomeHtml(setting);
  expect(await findMailFaults(body)).toEqual([]);
  expect(body).toContain("R&amp;D+x&#39;@fish.example");
  expect(body).not.toContain("R&D");
});

test("the message holds both, addressed to the reader, from support", async () => {
  const setting = personal("R&D+x'@fish.example");
  const message = await PostalMime.parse((await renderWelcomeMessage(setting, NOW)).body);
  expect(message.from).toMatchObject({ name: "Fish & Chips", address: "help@fish.example" });
  expect(message.to?.map(({ address }) => address)).toEqual(["R&D+x'@fish.example"]);
  expect(message.subject).toBe("Your mailbox R&D+x'@fish.example is ready");
  expect(message.text?.replaceAll("\r\n", "\n")).toBe(renderWelcomeText(setting).body);
  const withoutPictures = (html = "") => html.replaceAll("\r\n", "\n").replace(/src="[^"]*"/g, "");
  expect(withoutPictures(message.html)).toBe(withoutPictures((await renderWelcomeHtml(setting)).body));
});

test("the code in it, a picture of its own in the message, opens the page that the button opens", async () => {
  const { body } = await renderWelcomeMessage(personal("bob@fish.example"), NOW);
  const { html = "", attachments } = await PostalMime.parse(body);
  const [code] = attachments;
  const { contentId, mimeType, content } = code ?? {};
  expect([contentId, mimeType]).toEqual(["<code@fish.example>", "image/png"]);
  expect(html).toContain('<img src="cid:code@fish.example"');
  const [, button] = html.match(/class="button"[^>]*><a href="([^"]*)"/) ?? [];
  expect(readQrCode(Buffer.from(content as ArrayBuffer))).toBe(button);
  expect(button).toBe(`${ORIGIN}/guides/fish.example#bob@fish.example`);
});

test.each([
  ["data:image/png;base64,iVBORw0KGgo=", "image/png"],
  ["data:image/jpeg;base64,/9j/4AA=", "image/jpeg"],
  // What mail programs do not show is left to the provider's name.
  ["data:image/svg+xml,<svg/>", undefined],
  [undefined, undefined],
])("a logo %s is shown as %s", async (logo, contentType) => {
  const { settings } = accountOf("bob@fish.example");
  const branded = shared({ ...settings, branding: logo === undefined ? {} : { logo } });
  const { html = "", attachments } = await PostalMime.parse((await renderWelcomeMessage(branded, NOW)).body);
  expect(attachments.map(({ mimeType }) => mimeType)[1]).toBe(contentType);
  expect(html.includes("cid:logo@fish.example")).toBe(contentType !== undefined);
  expect(html).toMatch(/class="brand"[^>]*>Fish &amp; /);
});

test("IMAP has its tables, and POP3 beside it a line", () => {
  const text = renderWelcomeText(shared(example("shop.example"))).body;
  expect(text).toContain("IMAP");
  expect(text.match(/POP3/g)).toHaveLength(1);
  expect(text).toMatch(/only supports POP3: mail\.shop\.example, port 995, SSL\/TLS/);
});

test("a provider without an address for support leaves the sender open", async () => {
  const message = await PostalMime.parse((await renderWelcomeMessage(shared(settingsOf("plain.example")), NOW)).body);
  expect([message.from, message.to]).toEqual([undefined, undefined]);
  expect(message.subject).toBe("Your mailbox at plain.example is ready");
});

test("the page's text is the mail's, and has a place for the address that the browser fills in", async () => {
  const { body } = await renderWelcomePage(shared(settingsOf("fish.example")));
  const [, known = "", text = ""] = body.match(/<textarea[^>]* data-known="([^"]*)">([^<]*)</) ?? [];
  const plain = (html: string) =>
    html
      .replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
  expect(plain(text)).toBe(renderWelcomeText(shared(settingsOf("fish.example"))).body);
  const filled = plain(known)
    .replaceAll("{shownAddress}", "bob@fish.example")
    .replaceAll("{address}", "bob@fish.example")
    .replaceAll("{hash}", "#bob@fish.example");
  expect(filled).toBe(renderWelcomeText(personal("bob@fish.example")).body);
});

test("the pseudo-locale leaves no text of ours as it was", async () => {
  const setting = { ...shared(settingsOf("plain.example")), language: PSEUDO };
  const mail = (await renderWelcomeHtml(setting)).body.replace(/<style>[\s\S]*?<\/style>|<[^>]+>|https:\S+/g, " ");
  const page = (await renderWelcomePage(setting)).body;
  const own = page.replace(/<(style|script|svg)[\s\S]*?<\/\1>|<[^>]+>|https:\S+/g, " ");
  const plain = /\b(?:the|and|your|with|server|settings|program|mailbox)\b/gi;
  expect([...(mail.match(plain) ?? []), ...(own.match(plain) ?? [])]).toEqual([]);
});
