/**
 * Log-in names that are not the address as it was typed, in every document that holds one.
 * @module
 */
import { expect, test } from "vitest";
import { ENGLISH } from "../../src/content/language.ts";
import { autodiscoverPox } from "../../src/formats/autodiscover/autodiscover-pox.ts";
import { toDavx5Link } from "../../src/formats/codes/davx5.ts";
import { toThunderbirdPayloads } from "../../src/formats/codes/thunderbird-android.ts";
import { renderPersonal } from "../../src/formats/document-template.ts";
import { mobileconfig, renderProfile } from "../../src/formats/profile/mobileconfig.ts";
import { findAccount, type MailAccount } from "../../src/model/mail-account.ts";
import type { ServerSettings } from "../../src/model/server-settings.ts";
import { renderArticleText } from "../../src/pages/frame/article-text.ts";
import { type SteppedGuideId, toArticle } from "../../src/telling/guides/guide.ts";
import { profileOptions } from "../support/profile-options.ts";
import { readPlist } from "../support/read-documents.ts";
import { IMAP, smallSettings } from "../support/small-settings.ts";

async function accountAt(settings: ServerSettings, address: string): Promise<MailAccount> {
  const account = await findAccount(async () => settings, address);
  if (!account.ok) throw new Error(account.error.reason);
  return account.value;
}

const dav = { url: "https://dav.hosting.example/" };

test("a provider may want log-ins in lower case", async () => {
  const settings = smallSettings({ lowerCaseLogin: true, services: { caldav: dav } });
  const account = await accountAt(settings, "Alice.B@SHOP.example");
  const documents = [
    (await renderPersonal(autodiscoverPox, account, { withLogin: true })).body,
    renderProfile([account], profileOptions()).body,
    toThunderbirdPayloads([account])?.join() ?? "",
    toDavx5Link(account) ?? "",
  ];
  for (const document of documents) {
    expect(document).toMatch(/alice\.b(?:@|%40)shop\.example/);
    expect(document).not.toContain("Alice");
  }
});

test("without that rule an address keeps its case", async () => {
  const { address } = await accountAt(smallSettings(), "Alice.B@SHOP.example");
  expect(address.canonical).toBe("Alice.B@shop.example");
});

test("calendars and contacts may have log-ins of their own", async () => {
  const services = {
    caldav: { ...dav, username: "cal-{localPart}" },
    carddav: { ...dav, username: "{localPart}-card" },
  };
  const account = await accountAt(smallSettings({ services }), "alice@shop.example");
  const profile = readPlist((await renderPersonal(mobileconfig, account, profileOptions())).body);
  expect(profile.PayloadContent).toMatchObject([
    { IncomingMailServerUsername: "alice@shop.example" },
    { CalDAVUsername: "cal-alice" },
    { CardDAVUsername: "alice-card" },
  ]);
  expect(toDavx5Link(account)).toBe("davx5://cal-alice@dav.hosting.example/");
  const onlyContacts = smallSettings({ services: { carddav: services.carddav } });
  expect(toDavx5Link(await accountAt(onlyContacts, "alice@shop.example"))).toBe(
    "davx5://alice-card@dav.hosting.example/",
  );
  const { body } = await renderPersonal(autodiscoverPox, account, { withLogin: true });
  expect(body).toMatch(/CalDAV<\/Type>\s*<Server>[^<]*<\/Server>\s*<LoginName>cal-alice<[\s\S]*<LoginName>alice-card</);
});

test("guides tell them, and the folder that holds all others", async () => {
  const settings = smallSettings({
    incomingServers: [{ ...IMAP, pathPrefix: "INBOX." }],
    services: { caldav: { ...dav, username: "cal-{localPart}" } },
  });
  const account = await accountAt(settings, "alice@shop.example");
  const tell = (id: SteppedGuideId) =>
    renderArticleText(
      toArticle({ settings, language: ENGLISH, reader: account.address, origin: "", query: "" }, id, undefined),
      ENGLISH,
      "txt",
    ).body;
  expect(tell("davx5")).toContain("The user name is cal-alice.");
  expect(tell("thunderbird-desktop")).toMatch(/Path prefix: INBOX\./);
  expect(tell("thunderbird-desktop")).toContain("type cal-alice as the user name");
});

test("a profile tells the folder that holds all others", async () => {
  const settings = smallSettings({ incomingServers: [{ ...IMAP, pathPrefix: "INBOX." }] });
  const account = await accountAt(settings, "alice@shop.example");
  const { PayloadContent } = readPlist((await renderPersonal(mobileconfig, account, profileOptions())).body);
  expect(PayloadContent).toMatchObject([{ IncomingMailServerIMAPPathPrefix: "INBOX." }]);
});
