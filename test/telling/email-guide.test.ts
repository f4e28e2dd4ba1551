/**
 * The email guide takes the place of one that a host writes by hand: what such a guide says is in it, in its order.
 * @module
 */
import { describe, expect, test } from "vitest";
import type { OutgoingServer } from "../../src/model/server.ts";
import type { ServerSettings } from "../../src/model/server-settings.ts";
import { renderArticleText } from "../../src/pages/frame/article-text.ts";
import { toArticle } from "../../src/telling/guides/guide.ts";
import { ENGLISH } from "../support/browser/languages.ts";
import { exampleSettings, settingsOf } from "../support/domains/accounts.ts";

function tell(settings: ServerSettings): string {
  const setting = { settings, language: ENGLISH, reader: "unknown", origin: "https://x.test", query: "" } as const;
  return renderArticleText(toArticle(setting, "email-guide", undefined), ENGLISH, "txt").body;
}

const exampleOf = (name: string) => {
  const found = exampleSettings.find(({ domain }) => domain === name);
  if (found === undefined) throw new Error(`${name} is gone`);
  return found;
};
const shop = exampleOf("shop.example");
const headingsOf = (text: string) => Array.from(text.matchAll(/^(.+)\n-+$/gm), ([, heading]) => heading);

test("its parts stand in the order in which a new customer needs them", () => {
  expect(headingsOf(tell(shop))).toEqual([
    "Two ways to read your mail",
    "Your first login",
    "Mailboxes for your team",
    "Aliases",
    "Your old mail",
    "Set up a program or a phone",
    "Servers and ports",
    "Two-step verification",
    "If something goes wrong",
    "Who can help",
  ]);
});

describe("it says", () => {
  const plain = (text: string) => text.replaceAll(/\s+/g, " ");
  const facts: readonly [what: string, domain: string, text: string][] = [
    ["what suits whom", "shop.example", "It is best if you use mail every day"],
    ["where webmail is", "shop.example", "Webmail is at https://mail.shop.example/."],
    [
      "where it is before the site is live",
      "new-shop.example",
      "webmail is at https://new-shop.hosting.example/mail/.",
    ],
    [
      "where it is afterwards",
      "new-shop.example",
      "Once your site is live, webmail is at https://mail.new-shop.example/.",
    ],
    ["what the first login asks", "shop.example", "your time zone and your regional settings"],
    ["who has the password", "shop.example", "The person who created the mailbox gave you the first password."],
    ["how a mailbox is made", "shop.example", "Choose “Accounts” and press “New”."],
    ["how large all mailboxes are", "shop.example", "All mailboxes at shop.example share 500 MB."],
    ["how an alias is made", "shop.example", "the addresses that receive the mail"],
    [
      "that every program has a guide",
      "shop.example",
      "Thunderbird (https://x.test/guides/shop.example/thunderbird-desktop)",
    ],
    [
      "that what sends alone has one",
      "shop.example",
      "Printers and scanners (https://x.test/guides/shop.example/printer)",
    ],
    ["the port of IMAP", "shop.example", "Incoming mail · IMAP: - Server: mail.shop.example - Port: 993"],
    ["the port of POP3", "shop.example", "Incoming mail · POP3: - Server: mail.shop.example - Port: 995"],
    ["the port of SMTP", "shop.example", "Outgoing mail · SMTP: - Server: mail.shop.example - Port: 465"],
    [
      "what support helps with",
      "shop.example",
      "Example support can help with Outlook (classic) for Windows, Thunderbird,",
    ],
    ["how support is reached", "shop.example", "help@hosting.example"],
  ];

  test.each(facts)("%s, at %s", (_, domain, text) => expect(plain(tell(exampleOf(domain)))).toContain(text));

  test("nothing twice of what is said for administrators", () => {
    expect(tell(shop).split("The login of the domain's administrator.").length - 1).toBe(1);
  });
});

test("without webmail it tells of programs alone", () => {
  const text = tell(settingsOf("plain.example"));
  expect(headingsOf(text)).toEqual(["Set up a program or a phone", "Servers and ports", "If something goes wrong"]);
  expect(text).toContain("You read mail at plain.example in a program or app");
  expect(text).not.toContain("ebmail,");
});

test("that the user name is the same in both places is said where it is", () => {
  const same = "The user name is the same in both places";
  expect(tell(shop)).toContain(same);
  const [smtp] = shop.outgoingServers;
  if (smtp === undefined) throw new Error("nothing sends");
  const apart = { ...smtp, username: "{localPart}" };
  expect(tell({ ...shop, outgoingServers: [apart] })).not.toContain(same);
  const open: OutgoingServer = { ...smtp, authentication: ["none"] };
  expect(tell({ ...shop, outgoingServers: [open] })).not.toContain(same);
});
