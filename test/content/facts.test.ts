/**
 * What is known of programs and must not be lost when their guides are written anew.
 * @module
 */
import { describe, expect, test } from "vitest";
import { CLIENT_IDS, CLIENTS } from "../../src/content/catalogue.ts";
import { sendAsAlias } from "../../src/content/en/webmail/webmail-parts.ts";
import type { ClientId } from "../../src/model/guides/client-id.ts";
import { renderArticleText } from "../../src/pages/frame/article-text.ts";
import { type SteppedGuideId, toArticle } from "../../src/telling/guides/guide.ts";
import { ENGLISH } from "../support/browser/languages.ts";
import { settingsOf } from "../support/domains/accounts.ts";

function tell(id: SteppedGuideId, domain: string): string {
  const setting = {
    settings: settingsOf(domain),
    language: ENGLISH,
    reader: "unknown",
    origin: "",
    query: "",
  } as const;
  return renderArticleText(toArticle(setting, id, undefined), ENGLISH, "txt").body.replaceAll(/\s+/g, " ");
}

describe("with POP3, mail stays on the server for good only if the program is told so", () => {
  const keeping: readonly [ClientId, ...words: string[]][] = [
    ["thunderbird-desktop", "Leave messages on server", "untick “For at most”", "Until I delete them"],
    ["outlook-windows-classic", "Leave a copy of messages on the server", "untick “Remove from server after 14 days”"],
    ["apple-mail-macos", "untick “Remove copy from server after retrieving a message”"],
    ["apple-mail-ios", "For “Delete from server” choose “Never”"],
    ["thebat", "Leave messages on server", "Keep messages on server for"],
    ["other", "leaves a copy of messages on the server", "If there is a number of days beside it, switch that off"],
  ];

  test.each(keeping)("%s", (id, ...words) => {
    const beside = tell(id, "fish.example");
    const alone = tell(id, "pop.example");
    for (const text of words) {
      expect(beside).toContain(text);
      expect(alone).toContain(text);
      expect(tell(id, "plain.example")).not.toContain(text);
    }
  });
});

describe("a guide says", () => {
  const facts: readonly [SteppedGuideId, domain: string, text: string][] = [
    ["thunderbird-desktop", "plain.example", "choose “Add Account”, then “Email”. In version 140 it is “New Account”"],
    ["thunderbird-desktop", "plain.example", "Account settings found automatically."],
    ["thunderbird-desktop", "plain.example", "Configuration found at email provider."],
    ["thunderbird-desktop", "plain.example", "Choose “IMAP” and press “Set up account”."],
    [
      "thunderbird-desktop",
      "plain.example",
      "In version 128 and before it is “Remove Account” under “Account Actions”",
    ],
    ["outlook-windows-classic", "plain.example", "Outlook may find the settings itself"],
    ["outlook-windows-classic", "fish.example", "tick “This server requires an encrypted connection (SSL/TLS)”"],
    ["outlook-windows-classic", "plain.example", "leave “Use same settings as my incoming mail server” selected"],
    ["outlook-windows-new", "plain.example", "on Windows 10"],
    ["outlook-windows-new", "plain.example", "We couldn't reach the email server. Please try again."],
    ["outlook-android", "fish.example", "since version 4.0.7"],
    ["apple-mail-ios", "plain.example", "“Use SSL” is a switch: leave it on"],
    ["apple-mail-ios", "plain.example", "‹ to go back and ✓ to confirm"],
    ["apple-mail-macos", "plain.example", "Leave “Use TLS/SSL” ticked"],
    ["gmail-android", "plain.example", "stops fetching from them altogether later in 2026"],
    ["emclient", "plain.example", "For a shop or a company you need a paid one"],
    ["thebat", "plain.example", "In the list “Connection”, “Regular” means no encryption"],
    ["deltachat", "plain.example", "Use Other Server"],
    ["davx5", "all.example", "In the Play Store it costs money; from F-Droid it is free"],
    ["davx5", "all.example", "tap “Finish”"],
    ["samsung-email", "plain.example", "never choose a security type that accepts all certificates"],
    ["other", "plain.example", "Betterbird"],
    ["other", "plain.example", "Mimestream does not"],
    ["webmail-first-login", "fish.example", "The welcome mail does not contain the password"],
  ];

  test.each(facts)("%s at %s: %s", (id, domain, text) => expect(tell(id, domain)).toContain(text));
});

describe.each(["plain.example", "pop.example", "upgraded.example"])("what only sends, at %s", (domain) => {
  test.each(["website", "printer", "nas-camera", "gmail-web"] as const)(
    "%s: the outgoing server, and no other",
    (id) => {
      const { incomingServers, outgoingServers } = settingsOf(domain);
      const [outgoing] = outgoingServers;
      const text = tell(id, domain);
      expect(text).toContain(outgoing.hostname);
      expect(text).toMatch(new RegExp(`\\b${outgoing.port}\\b`));
      expect(text).not.toContain("–,");
      for (const { hostname } of incomingServers)
        if (hostname !== outgoing.hostname) expect(text).not.toContain(hostname);
    },
  );
});

test("a service that reads mail too is told the outgoing server alone where there is no IMAP", () => {
  expect(tell("crm", "plain.example")).toContain("It reads and sends (IMAP and SMTP)");
  expect(tell("crm", "pop.example")).not.toContain("It reads and sends (IMAP and SMTP)");
  expect(tell("crm", "pop.example")).toContain("It only sends (SMTP)");
});

test("a drawn limit of a mailbox has its unit", () => {
  const limits = JSON.stringify(ENGLISH.webmailGuides).match(/"label":"Mailbox [^"]*Limit","value":"[^"]*"/g);
  expect(limits?.length).toBeGreaterThan(2);
  for (const limit of limits ?? []) expect(limit).toMatch(/ MB"$/);
});

test("whoever is told to stop a scanner is told to start it again", () => {
  const texts = JSON.stringify([ENGLISH.clientGuides, ENGLISH.sharedFailures]).match(/"[^"]*\bthe scanning\b[^"]*"/g);
  expect(texts?.length).toBeGreaterThan(2);
  for (const text of texts ?? []) expect(text).toMatch(/switch (?:it|the scanning) back on/);
});

test("the page on aliases leads to the programs that can send from one, and to no other", () => {
  const cannot = CLIENT_IDS.filter((id) => {
    const [first] = ENGLISH.clientGuides[id].aliases ?? [];
    return first === undefined || /\bcannot\b|\bno known way\b|\bhas no list\b|\bonly\b/.test(first.text);
  });
  const linked = sendAsAlias.flatMap(({ text }) => Array.from(text.matchAll(/<guide:([^|]+)\|/g), ([, id]) => id));
  expect(linked.toSorted()).toEqual(CLIENT_IDS.filter((id) => id !== "other" && !cannot.includes(id)).toSorted());
});

describe("a guide says where its labels were seen, and when", () => {
  const reviewed: readonly [ClientId, text: string][] = [
    ["thunderbird-desktop", "Checked against its source, August 2026"],
    ["thebat", "Checked against its maker's help, 2026"],
    ["outlook-ios", "Checked against mail hosts' guides, April 2025"],
    ["other", "Not checked: wording may differ"],
  ];

  test.each(reviewed)("%s: %s", (id, text) => expect(tell(id, "plain.example")).toContain(text));

  test("nowhere, only where no single program is meant, it is no longer made, or labels are guessed and not quoted", () => {
    const unseen = CLIENT_IDS.filter((id) => CLIENTS[id].reviewed.in === "nowhere");
    expect(unseen).toEqual(["gmail-ios", "windows-mail", "phone-apps", "nas-camera", "other"]);
  });
});
