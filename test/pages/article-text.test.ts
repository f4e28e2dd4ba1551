import { expect, test } from "vitest";
import { loadLanguage } from "../../src/content/language.ts";
import { EmailAddress } from "../../src/model/address/email-address-schema.ts";
import type { ServerSettings } from "../../src/model/server-settings.ts";
import { fillTemplates } from "../../src/model/settings/template.ts";
import { toVisitorValues } from "../../src/pages/frame/address-form.ts";
import { renderArticleText, type TextFormat } from "../../src/pages/frame/article-text.ts";
import { toFillableText } from "../../src/pages/frame/fillable-text.ts";
import { renderWelcomeText } from "../../src/pages/support/welcome-mail.ts";
import { toErrorsArticle, toFailureIndex } from "../../src/telling/failures/failure-index.ts";
import { STEPPED_GUIDE_IDS, type SteppedGuideId, toArticle } from "../../src/telling/guides/guide.ts";
import type { Reader, Setting } from "../../src/telling/values/setting.ts";
import { ENGLISH } from "../support/browser/languages.ts";
import { exampleSettings, settingsOf } from "../support/domains/accounts.ts";

const shop = exampleSettings.find(({ domain }) => domain === "shop.example") ?? settingsOf("plain.example");
const alice = EmailAddress.parse("alice@shop.example");

const settingOf = (settings: ServerSettings, reader: Reader = "unknown"): Setting => ({
  settings,
  language: ENGLISH,
  reader,
  origin: "https://setup.hosting.example",
  query: "",
});

function tell(id: SteppedGuideId, format: TextFormat, reader: Reader = "unknown"): string {
  return renderArticleText(toArticle(settingOf(shop, reader), id, undefined), ENGLISH, format).body;
}

test("of a domain without IMAP nobody is told to choose it, and of a server without a login nobody to log in there", () => {
  const told = (settings: ServerSettings, id: SteppedGuideId) =>
    renderArticleText(toArticle(settingOf(settings), id, undefined), ENGLISH, "txt").body;
  const popOnly = settingsOf("pop.example");
  for (const id of STEPPED_GUIDE_IDS)
    expect(told(popOnly, id), id).not.toMatch(/an IMAP account|again as “?IMAP|“Other”, “IMAP”|provider”, then “IMAP”/);
  // A value that is not there leaves no gap behind.
  for (const id of STEPPED_GUIDE_IDS)
    for (const settings of [popOnly, settingsOf("plain.example"), settingsOf("modern.example")])
      expect(told(settings, id), id).not.toMatch(/(?:^|[\s(:])–(?=[\s,.:;)]|$)/m);
  const other = told(popOnly, "other");
  expect(other).toContain("It asks for no login: leave user name and password empty.");
  expect(other).not.toMatch(/user name None|No field for a login/);
  expect(told(shop, "other")).toContain("and the password here as well");
  // What is said of a typed password, and of encryption, is said where there is one.
  expect(told(shop, "other")).toContain("“clear text”: the encryption keeps it safe");
  expect(told(settingsOf("modern.example"), "other")).not.toContain("“clear text”");
});

// Each as its drawing shows it: a password, a tick, a switch, a row with a value.
test.each<[SteppedGuideId, TextFormat, line: string]>([
  ["thunderbird-desktop", "txt", "   - Password: your password"],
  ["outlook-windows-classic", "txt", "   - Let me set up my account manually: ticked"],
  ["outlook-windows-classic", "md", "   - Let me set up my account manually: ticked"],
  ["gmail-android", "txt", "   - Require signin: on"],
  ["apple-mail-ios", "md", "   - Use SSL: on"],
])("%s as %s tells how its drawings are filled in: %s", (id, format, line) => {
  expect(tell(id, format).split("\n")).toContain(line);
});

test.each<[SteppedGuideId, TextFormat, Reader, quotation: string]>([
  [
    "outlook-windows-classic",
    "txt",
    "unknown",
    "“Allow this website to configure ‹your full email address› server settings?”",
  ],
  [
    "outlook-windows-classic",
    "md",
    "unknown",
    "“Allow this website to configure ‹your full email address› server settings?”",
  ],
  ["outlook-windows-classic", "txt", alice, "“Allow this website to configure alice@shop.example server settings?”"],
  ["outlook-windows-classic", "md", alice, "“Allow this website to configure `alice@shop.example` server settings?”"],
  ["thunderbird-desktop", "md", "unknown", "“Connection to server mail.shop.example timed out.”"],
])("%s as %s quotes a message in one piece, whatever value is in it", (id, format, reader, quotation) => {
  expect(tell(id, format, reader)).toContain(quotation);
});

test.each(STEPPED_GUIDE_IDS)(
  "%s as Markdown: an address put in by the page's script is as the service writes it",
  (id) => {
    const awkward = EmailAddress.parse("r&d_*x'é@shop.example");
    const { template } = toFillableText(
      settingOf(shop),
      (setting) => renderArticleText(toArticle(setting, id, undefined), ENGLISH, "md").body,
    );
    const values = new Map(Object.entries(toVisitorValues(awkward)));
    expect(fillTemplates(template, values)).toBe(tell(id, "md", awkward));
  },
);

test("a label and its value, and what a program shows, are set as the language sets them", async () => {
  const language = await loadLanguage("fr");
  const setting = { ...settingOf(shop), language };
  const text = renderArticleText(toArticle(setting, "outlook-windows-classic", undefined), language, "txt").body;
  const lines = text.replaceAll("\u00a0", "~").split("\n");
  for (const line of ["Dans la petite fenêtre~:", "- Port~: 993", "- E\u2011mail~: help@hosting.example"])
    expect(lines).toContain(line);
  expect(text).toContain("«\u00a0Fichier\u00a0»");
  expect(text).not.toMatch(/[“”]/);
});

test("contacts are told once: an address and a number say themselves where they lead", () => {
  for (const text of [renderWelcomeText(settingOf(shop)).body, tell("kmail", "txt")]) {
    expect(text).toContain(
      "- Email: help@hosting.example\n- Phone: +1 555 0100\n- Web: https://hosting.example/help\n",
    );
    expect(text.match(/help@hosting\.example/g)).toHaveLength(1);
  }
});

test("a text leads to the guide's page for a code, and to the profile itself", () => {
  const index = renderArticleText(
    toErrorsArticle(settingOf(shop), toFailureIndex(settingOf(shop))),
    ENGLISH,
    "txt",
  ).body;
  const code = "https://setup.hosting.example/guides/shop.example/thunderbird-android#code";
  expect(index).toContain(`the code in the guide (${code})`);
  expect(tell("thunderbird-android", "txt")).toContain(`the code on this page (${code})`);
  expect(tell("apple-mail-ios", "txt")).toContain(
    "Download the profile (https://setup.hosting.example/profiles/apple.mobileconfig?domain=shop.example)",
  );
});
