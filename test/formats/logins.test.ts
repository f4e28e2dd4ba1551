/**
 * Login names that are not the address as it was typed, in every document that holds one.
 * @module
 */

import { expect, test } from "vitest";
import { renderAutoconfig } from "../../src/formats/autoconfig/autoconfig.ts";
import { autodiscoverPox } from "../../src/formats/autodiscover/autodiscover-pox.ts";
import { toDavx5Link } from "../../src/formats/codes/davx5.ts";
import { toThunderbirdPayloads } from "../../src/formats/codes/thunderbird-android.ts";
import { renderPersonal } from "../../src/formats/document-template.ts";
import { renderPacc } from "../../src/formats/pacc.ts";
import { mobileconfig, renderProfile } from "../../src/formats/profile/mobileconfig.ts";
import { findOfferedParts, PROFILE_PARTS } from "../../src/formats/profile/profile-payloads.ts";
import { findAccount, type MailAccount } from "../../src/model/address/mail-account.ts";
import type { ServerSettings } from "../../src/model/server-settings.ts";
import { renderArticleText } from "../../src/pages/frame/article-text.ts";
import { type SteppedGuideId, toArticle } from "../../src/telling/guides/guide.ts";
import type { Reader } from "../../src/telling/values/setting.ts";
import { ENGLISH } from "../support/browser/languages.ts";
import { profileOptions } from "../support/domains/profile-options.ts";
import { IMAP, SUBMISSION, smallSettings } from "../support/domains/small-settings.ts";
import { readAutoconfig, readPlist } from "../support/reading/read-documents.ts";

async function accountAt(settings: ServerSettings, address: string): Promise<MailAccount> {
  const account = await findAccount({ find: async () => settings }, address);
  if (!account.ok) throw new Error(account.error.reason);
  return account.value;
}

const dav = { url: "https://dav.hosting.example/" };

test("a provider may want logins in lower case", async () => {
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

/** The styles of Virtualmin, which is where most logins come from that are neither the address nor its first part. */
test.each([
  ["{localPart}.{prefix}", "alice.shop", "%EMAILLOCALPART%.shop"],
  ["{localPart}-{prefix}", "alice-shop", "%EMAILLOCALPART%-shop"],
  ["{prefix}.{localPart}", "shop.alice", "shop.%EMAILLOCALPART%"],
  ["{prefix}-{localPart}", "shop-alice", "shop-%EMAILLOCALPART%"],
  ["{localPart}_{prefix}", "alice_shop", "%EMAILLOCALPART%_shop"],
  ["{prefix}_{localPart}", "shop_alice", "shop_%EMAILLOCALPART%"],
  ["{localPart}@{domain}", "alice@shop.example", "%EMAILADDRESS%"],
  ["{localPart}%{prefix}", "alice%shop", "%EMAILLOCALPART%%shop"],
  ["{localPart}-{domain}", "alice-shop.example", "%EMAILLOCALPART%-shop.example"],
])("%s is told wherever a login is", async (username, login, inAutoconfig) => {
  const settings = smallSettings({
    incomingServers: [{ ...IMAP, username }],
    outgoingServers: [{ ...SUBMISSION, username }],
  });
  const autoconfig = renderAutoconfig(settings).body;
  expect(autoconfig.match(/(?<=<username>)[^<]*/g)).toEqual([inAutoconfig, inAutoconfig]);
  expect(readAutoconfig(autoconfig, "alice@shop.example").incomingServers[0]?.username).toBe(login);
  const account = await accountAt(settings, "alice@shop.example");
  const pox = await renderPersonal(autodiscoverPox, account, { withLogin: true });
  expect(pox.body.match(/(?<=<LoginName>)[^<]*/g)).toEqual([login, login]);
  const profile = readPlist((await renderPersonal(mobileconfig, account, profileOptions())).body);
  expect(profile.PayloadContent).toMatchObject([
    { IncomingMailServerUsername: login, OutgoingMailServerUsername: login },
  ]);
  // PACC has words for the address alone.
  expect(renderPacc(settings) === undefined).toBe(login !== account.address.canonical);
  expect(tellGuide(settings, account.address)).toContain(`User name: ${login}\n`);
});

test.each([
  ["{localPart}.{prefix}", "‹the part of your address before the @›.shop"],
  ["{localPart}@{domain}", "Your full email address"],
])("%s is described before the address is known", (username, described) => {
  const settings = smallSettings({ incomingServers: [{ ...IMAP, username }] });
  expect(tellGuide(settings, "unknown")).toContain(`User name: ${described}\n`);
});

function tellGuide(settings: ServerSettings, reader: Reader): string {
  const setting = { settings, language: ENGLISH, reader, origin: "", query: "" };
  return renderArticleText(toArticle(setting, "thunderbird-desktop", undefined), ENGLISH, "txt").body;
}

test("calendars and contacts may have logins of their own", async () => {
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

test.each([
  [{}, "<authentication>OAuth2</authentication>", []],
  [{ username: "{localPart}" }, '<authentication system="http">Basic</authentication>', ["calendars"]],
])("beside servers that take OAuth2 alone no password is asked for calendars with %j", (login, method, parts) => {
  const settings = smallSettings({
    incomingServers: [{ ...IMAP, authentication: ["OAuth2"] }],
    outgoingServers: [{ ...SUBMISSION, authentication: ["OAuth2"] }],
    services: { caldav: { url: "https://dav.hosting.example/dav/", inAutoconfig: true, ...login } },
  });
  expect(renderAutoconfig(settings).body).toContain(`<url>https://dav.hosting.example/dav/</url>\n    ${method}`);
  expect(findOfferedParts(settings, PROFILE_PARTS, { protocol: undefined, name: undefined })).toEqual(parts);
});
