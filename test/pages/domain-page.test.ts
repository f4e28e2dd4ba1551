import { describe, expect, test } from "vitest";
import { CLIENT_IDS, CLIENTS } from "../../src/content/catalogue.ts";
import { renderPersonal } from "../../src/formats/document-template.ts";
import { TaskId } from "../../src/model/guides/guide-id.ts";
import type { ServerSettings } from "../../src/model/server-settings.ts";
import { domainPage } from "../../src/pages/domain/domain-page.ts";
import { toElsewhere, toProgramGroups } from "../../src/pages/domain/program-groups.ts";
import { ENGLISH_PAGE } from "../support/browser/english-page.ts";
import { ENGLISH } from "../support/browser/languages.ts";
import { accountOf, exampleSettings, settingsOf } from "../support/domains/accounts.ts";

/** The page without tags, so that tests read what people read. */
async function textOf(domain: string): Promise<string> {
  return toText((await domainPage.renderTemplate(settingsOf(domain), { ...ENGLISH_PAGE, personal: false })).body);
}

function toText(body: string): string {
  const main = body.slice(body.indexOf("<main"), body.indexOf("</main>"));
  return withoutBreaks(main)
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ");
}

const copiesOf = (body: string) =>
  Array.from(withoutBreaks(body).matchAll(/<code data-copy="[^"]*"[^>]*>([^<]*)<\/code>/g), ([, text]) => text);

/** Where a value may go on in the next line is no part of it. */
const withoutBreaks = (body: string) => body.replaceAll("<wbr>", "");

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
    ["pop.example", "POP3 downloads your mail to one device"],
    ["fish.example", "IMAP is recommended"],
    ["fish.example", "Switch IMAP on"],
    ["fish.example", "Create an app password"],
  ])("of %s say: %s", async (domain, words) => expect(await textOf(domain)).toContain(words));

  test("are never inside something that closes, but for those that few ask for", async () => {
    const { body } = await domainPage.renderTemplate(settingsOf("fish.example"), { ...ENGLISH_PAGE, personal: false });
    const folded = body.match(/<details[\s\S]*?<\/details>/g) ?? [];
    expect(folded.length).toBeGreaterThan(5);
    const [others = "", ...more] = folded.filter((fold) => fold.includes("<table"));
    expect(more).toEqual([]);
    expect(others).toMatch(/Other ways to connect .*POP3/);
    expect(toText(body.replace(others, ""))).not.toContain("995");
  });
});

test("people see Unicode, copies hold A-labels", async () => {
  const { body } = await domainPage.renderTemplate(settingsOf("bücher.example"), { ...ENGLISH_PAGE, personal: false });
  expect(toText(body)).toContain("Set up your mail at bücher.example");
  expect(toText(body)).toContain("That is imap.bücher.example");
  expect(copiesOf(body)).toContain("imap.xn--bcher-kva.example");
  for (const value of copiesOf(body)) expect(value).toMatch(/^[\x21-\x7e]*$/);
});

test("texts in other languages are left out where this one has its own", async () => {
  const text = await textOf("fish.example");
  expect(text).not.toContain("Einschalten");
  expect(text).not.toContain("Hilfe");
});

test("a profile is offered only where one can be made, with what the device will say of it", async () => {
  const unsigned = await textOf("plain.example");
  expect(unsigned).toContain("Install the profile");
  expect(unsigned).toContain("The profile is shown as “Not Signed”");
  expect(unsigned).not.toContain("“Verified”");
  const options = { ...ENGLISH_PAGE, personal: false, profileSigned: true };
  const signed = toText((await domainPage.renderTemplate(settingsOf("plain.example"), options)).body);
  expect(signed).toContain("The profile is shown as “Verified”");
  expect(signed).not.toContain("Not Signed");
  expect(await textOf("modern.example")).not.toContain("the profile");
});

describe("programs", () => {
  const groupsAt = (settings: ServerSettings) =>
    toProgramGroups(
      { settings, language: ENGLISH, reader: "unknown", origin: "", query: "" },
      "https://setup.hosting.example",
      false,
    );
  /** Names by platform, in order. */
  const namesAt = (settings: ServerSettings) =>
    Object.fromEntries(
      groupsAt(settings).map(({ platform, best, programs }) => [
        platform,
        [best, ...programs].flatMap((program) => program?.name ?? []),
      ]),
    );

  test("every client is in the group of each of its platforms, and links to its guide", async () => {
    const { body } = await domainPage.renderTemplate(settingsOf("sync-dav.example"), {
      ...ENGLISH_PAGE,
      personal: false,
    });
    for (const id of CLIENT_IDS) expect(body).toContain(`href="/guides/sync-dav.example/${id}"`);
    const names = namesAt(settingsOf("sync-dav.example"));
    for (const id of CLIENT_IDS.filter((client) => client !== "other"))
      for (const platform of CLIENTS[id].platforms) expect(names[platform]).toContain(ENGLISH.clientNames[id].name);
  });

  test("the best way is first: a profile, then what finds the settings, then by hand; what is no longer made is last", () => {
    const { windows = [], mac = [], ios = [], android = [], linux = [] } = namesAt(settingsOf("plain.example"));
    expect([windows[0], mac[0], ios[0], android[0], linux[0]]).toEqual([
      "Thunderbird",
      "Mail on Mac",
      "Mail on iPhone and iPad",
      "Thunderbird for Android",
      "Thunderbird",
    ]);
    expect(windows.at(-1)).toBe("Windows Mail");
    expect(windows.indexOf("Outlook (classic) for Windows")).toBeLessThan(windows.indexOf("Outlook (new) for Windows"));
  });

  test("what support helps with is marked, and goes before others of its kind", () => {
    const shop = exampleSettings.find(({ domain }) => domain === "shop.example");
    if (shop === undefined) throw new Error("the example is gone");
    const [windows] = groupsAt(shop);
    expect(windows?.best).toMatchObject({ name: "Thunderbird", supported: "Supported by Example support" });
    const [first, ...others] = windows?.programs.map(({ supported }) => supported !== undefined) ?? [];
    expect(first).toBe(true);
    expect(others).not.toContain(true);
  });

  test("websites, appliances and services are a group of their own, with those that are of use at the domain", async () => {
    const namesOf = (domain: string) => {
      const setting = {
        settings: settingsOf(domain),
        language: ENGLISH,
        reader: "unknown",
        origin: "",
        query: "",
      } as const;
      return toElsewhere(setting).map(({ name }) => name);
    };
    const always = [
      "Websites, shops and apps",
      "Printers and scanners",
      "NAS, routers and cameras",
      "CRM and help desks",
    ];
    expect(namesOf("plain.example")).toEqual(["Gmail on the web", "Nextcloud, Roundcube and other webmail", ...always]);
    expect(namesOf("pop.example")).toEqual(["Gmail on the web", ...always]);
    const shown = Object.values(namesAt(settingsOf("plain.example"))).flat();
    expect(shown.filter((name) => namesOf("plain.example").includes(name))).toEqual([]);
    expect(await textOf("plain.example")).toContain("Websites, printers and services");
  });

  test("at a domain with POP3 alone, those that speak IMAP only are still there and say so", () => {
    const [, mac, ios] = groupsAt(settingsOf("pop.example"));
    expect(mac?.programs.find(({ name }) => name === "Spark")).toMatchObject({
      facts: "IMAP only, so not for pop.example",
      isQuick: false,
    });
    expect(ios?.best?.name).toBe("Mail on iPhone and iPad");
    // Of POP3 neither Thunderbird nor FairEmail finds anything by the address alone.
    const android = groupsAt(settingsOf("pop.example")).find(({ platform }) => platform === "android");
    expect(android?.best).toMatchObject({ isQuick: false, handOver: undefined });
  });

  test("those for calendars and contacts are there where the domain has some", () => {
    expect(JSON.stringify(namesAt(settingsOf("plain.example")))).not.toMatch(/DAVx|Calendar/);
    expect(namesAt(settingsOf("sync-dav.example"))).toMatchObject({
      android: expect.arrayContaining(["DAVx⁵"]),
      ios: expect.arrayContaining(["Calendar and Contacts on iPhone, iPad and Mac"]),
    });
  });

  test("each Outlook is told from the others", async () => {
    const text = await textOf("plain.example");
    for (const words of ["Which Outlook is this?", "listed as “Outlook (classic)”", "called “Legacy Outlook”"])
      expect(text).toContain(words);
  });
});

test("Thunderbird's store, its steps, and DAVx⁵ where there are calendars", async () => {
  const options = { ...ENGLISH_PAGE, personal: false };
  const { body } = await domainPage.renderTemplate(settingsOf("sync-dav.example"), options);
  expect(body).toContain('href="https://play.google.com/store/apps/details?id=net.thunderbird.android"');
  expect(body).toContain(
    'data-qr="davx5" data-from="[&quot;{address}&quot;,&quot;dav.sync-dav.example/dav/&quot;]" hidden',
  );
  const plain = await domainPage.renderTemplate(settingsOf("plain.example"), options);
  expect(plain.body.slice(0, plain.body.indexOf("<script>"))).not.toContain("davx5");
});

test("webmail is where it is today, and says where it will be", async () => {
  const render = async (name: string) => {
    const settings = exampleSettings.find(({ domain }) => domain === name);
    if (settings === undefined) throw new Error("the example is gone");
    return (await domainPage.renderTemplate(settings, { ...ENGLISH_PAGE, personal: false })).body;
  };
  const before = await render("new-shop.example");
  expect(before).toContain('<a class="button" href="https://new-shop.hosting.example/mail/"');
  expect(toText(before)).toContain("until your site goes live. After that it is https://mail.new-shop.example/.");
  const live = await render("shop.example");
  expect(live).toContain('<a class="button" href="https://mail.shop.example/"');
  expect(toText(live)).not.toContain("until your site goes live");
  for (const id of TaskId.options) expect(live).toContain(`href="/guides/shop.example/${id}"`);
  expect(live).toContain('href="/guides/shop.example/errors"');
  expect(toText(live)).toContain("500 MB shared by all mailboxes at shop.example.");
});

test("one person's page has that person's values, escaped", async () => {
  const account = accountOf("R&D+x@fish.example");
  const { body } = await renderPersonal(domainPage, account, { ...ENGLISH_PAGE, personal: true });
  expect(body).not.toContain("Enter your address first");
  expect(copiesOf(body)).toContain("R&amp;D+x@fish.example");
  expect(body).toContain('name="emailaddress" value="R&amp;D+x@fish.example"');
  expect(body).toContain(
    '<main id="content" tabindex="-1" class="chooser" data-domain="fish.example" data-shown-domain="fish.example" data-address="R&amp;D+x@fish.example">',
  );
});

test("the part before the @ is filled in where that is the user name", async () => {
  const { body } = await renderPersonal(domainPage, accountOf("bob@upgraded.example"), {
    ...ENGLISH_PAGE,
    personal: true,
  });
  expect(copiesOf(body)).toContain("bob");
});

test("that the mailbox's name and password open calendars too is said where they do", async () => {
  const render = async (settings: ServerSettings) =>
    toText((await domainPage.renderTemplate(settings, { ...ENGLISH_PAGE, personal: false })).body);
  const same = "The user name and password are the same as for your mailbox.";
  const settings = settingsOf("plain.example");
  const caldav = { url: "https://dav.plain.example/" };
  expect(await render({ ...settings, services: { caldav } })).toContain(same);
  expect(await render({ ...settings, services: { caldav: { ...caldav, username: "{localPart}" } } })).not.toContain(
    same,
  );
});
