/**
 * What guides tell of POP3: where a domain has nothing else, and where somebody asked for it.
 * @module
 */
import { describe, expect, test } from "vitest";
import { CLIENT_IDS, CLIENTS } from "../../src/content/catalogue.ts";
import type { ClientId } from "../../src/model/guides/client-id.ts";
import { renderArticleText } from "../../src/pages/frame/article-text.ts";
import type { Article } from "../../src/telling/article/article.ts";
import { toPlainText } from "../../src/telling/article/inline.ts";
import { toArticle } from "../../src/telling/guides/guide.ts";
import type { Protocol } from "../../src/telling/values/server-pair.ts";
import type { Setting } from "../../src/telling/values/setting.ts";
import { ENGLISH } from "../support/browser/languages.ts";
import { settingsOf } from "../support/domains/accounts.ts";

const settingOf = (domain: string): Setting => ({
  settings: settingsOf(domain),
  language: ENGLISH,
  reader: "unknown",
  origin: "https://setup.example",
  query: "",
});

/** The quick way as text, nothing where there is none. */
function quickWayOf(article: Article): string {
  const sections = article.sections.filter(({ id }) => id === "automatic");
  return sections.length === 0 ? "" : renderArticleText({ ...article, sections }, ENGLISH, "txt").body;
}

describe("where there is nothing but POP3", () => {
  const setting = settingOf("pop.example");

  test.each(CLIENT_IDS.filter((id) => quickWayOf(toArticle(setting, id, undefined)) !== ""))(
    "the quick way of %s keeps messages on the server",
    (id) => {
      if (!CLIENTS[id].protocols.includes("pop3")) return;
      expect(quickWayOf(toArticle(setting, id, undefined)).replaceAll(/\s+/g, " ")).toMatch(
        /Leave messages on server|“Delete from server” choose “Never”|untick “Remove copy from server after|Leave fetched messages on the server|leaves a copy of messages on the server|“Leave a copy of messages on the server” ticked|“Do not delete on server”/,
      );
    },
  );
});

describe("where POP3 was asked for and there is IMAP too", () => {
  const setting = settingOf("fish.example");
  const tell = (id: ClientId, protocol?: Protocol) => toArticle(setting, id, protocol);
  const finding = CLIENT_IDS.filter(
    (id) =>
      CLIENTS[id].protocols.includes("pop3") && CLIENTS[id].discovers !== "profile" && quickWayOf(tell(id)) !== "",
  );

  test("programs that find the settings are many", () => expect(finding.length).toBeGreaterThan(5));

  test.each(finding)("%s is set up by hand, for it would find IMAP", (id) => {
    const article = tell(id, "pop3");
    expect(quickWayOf(article)).toBe("");
    expect(toPlainText(article.lead)).toContain("For POP3, you enter the settings by hand");
    expect(article.facts.map(({ text }) => text)).toContain("You enter the settings");
    expect(JSON.stringify(article)).not.toContain(ENGLISH.words.guide.manualIntro);
  });

  test.each(finding)("%s has its quick way where IMAP was", (id) =>
    expect(tell(id, "imap")).toEqual(tell(id, undefined)),
  );

  test.each(["apple-mail-ios", "apple-mail-macos"] as const)("%s has a profile for it", (id) => {
    expect(quickWayOf(tell(id, "pop3"))).toContain("/profiles/apple.mobileconfig?domain=fish.example&protocol=pop3");
    expect(quickWayOf(tell(id, "pop3"))).toContain("from server");
    expect(quickWayOf(tell(id))).not.toContain("protocol=");
  });

  test("a program that speaks IMAP alone is told as ever", () =>
    expect(tell("geary", "pop3")).toEqual(tell("geary", undefined)));
});
