import { describe, expect, test } from "vitest";
import { renderPersonal } from "../../src/formats/document-template.ts";
import { domainPage } from "../../src/pages/domain-page.ts";
import { accountOf, settingsOf } from "../support/accounts.ts";
import { ENGLISH_PAGE } from "../support/english-page.ts";

/** The page without tags, so that tests read what people read. */
async function textOf(domain: string): Promise<string> {
  return toText((await domainPage.renderTemplate(settingsOf(domain), { ...ENGLISH_PAGE, personal: false })).body);
}

function toText(body: string): string {
  const main = body.slice(body.indexOf("<main"), body.indexOf("</main>"));
  return main
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ");
}

const copiesOf = (body: string) =>
  Array.from(body.matchAll(/<code data-copy="[^"]*"[^>]*>([^<]*)<\/code>/g), ([, text]) => text);

describe("the settings", () => {
  test("are whole for a simple service", async () => {
    const text = await textOf("plain.example");
    expect(text).toContain(
      "Incoming mail · IMAP Server imap.plain.example Port 993 Security SSL/TLS Authentication Normal password User name Your full email address",
    );
    expect(text).toContain("Outgoing mail · SMTP Server smtp.plain.example Port 465 Security SSL/TLS");
    expect(text).not.toContain("POP3");
    expect(text).not.toContain("Recommended");
  });

  test("name every alternative, the best first and marked", async () => {
    const text = await textOf("fish.example");
    const order = ["IMAP Recommended", "SMTP Recommended", "IMAP Alternative", "POP3 Server", "SMTP Alternative"];
    const places = order.map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test.each([
    ["upgraded.example", "Security STARTTLS"],
    ["upgraded.example", "The part of your address before the @"],
    ["modern.example", "OAuth2"],
    ["pop.example", "Authentication None User name None"],
    ["pop.example", "POP3 fetches your mail to one device"],
    ["fish.example", "IMAP is recommended"],
    ["fish.example", "Switch IMAP on"],
    ["fish.example", "Make an app password"],
  ])("of %s say: %s", async (domain, words) => expect(await textOf(domain)).toContain(words));

  test("are never inside something closed", async () => {
    expect(
      (await domainPage.renderTemplate(settingsOf("fish.example"), { ...ENGLISH_PAGE, personal: false })).body,
    ).not.toContain("<details");
  });
});

test("people see Unicode, copies hold A-labels", async () => {
  const { body } = await domainPage.renderTemplate(settingsOf("bücher.example"), { ...ENGLISH_PAGE, personal: false });
  expect(toText(body)).toContain("Set up your mail at bücher.example");
  expect(toText(body)).toContain("This is imap.bücher.example");
  expect(copiesOf(body)).toContain("imap.xn--bcher-kva.example");
  for (const value of copiesOf(body)) expect(value).toMatch(/^[\x21-\x7e]*$/);
});

test("texts in other languages are left out where this one has its own", async () => {
  const text = await textOf("fish.example");
  expect(text).not.toContain("Einschalten");
  expect(text).not.toContain("Hilfe");
});

test("a profile is offered only where one can be made", async () => {
  expect(await textOf("plain.example")).toContain("Download the Apple profile");
  expect(await textOf("modern.example")).not.toContain("Apple profile");
});

test("one person's page has that person's values, escaped", async () => {
  const account = accountOf("R&D+x@fish.example");
  const { body } = await renderPersonal(domainPage, account, { ...ENGLISH_PAGE, personal: true });
  expect(copiesOf(body)).toContain("R&amp;D+x@fish.example");
  expect(body).toContain('name="emailaddress" value="R&amp;D+x@fish.example"');
  expect(body).toContain(
    '<main id="content" tabindex="-1" data-domain="fish.example" data-address="R&amp;D+x@fish.example">',
  );
});

test("the part before the @ is filled in where that is the user name", async () => {
  const { body } = await renderPersonal(domainPage, accountOf("bob@upgraded.example"), {
    ...ENGLISH_PAGE,
    personal: true,
  });
  expect(copiesOf(body)).toContain("bob");
});
