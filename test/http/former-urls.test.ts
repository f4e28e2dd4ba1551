/**
 * Requests that other systems answer, at the paths that their sources have: whoever moves here keeps links and redirects.
 * @module
 */
import { expect, test } from "vitest";
import outlook from "../fixtures/requests/outlook-2019-pox.xml?raw";
import { createTestApp } from "../support/services/app.ts";

const app = createTestApp();
const SITE = "https://setup.hosting.example";
const AUTOCONFIG = "https://autoconfig.plain.example";
const AUTODISCOVER = "https://autodiscover.plain.example";

const PROFILES: readonly [system: string, url: string][] = [
  ["automx2", `${AUTOCONFIG}/mobileconfig/?emailaddress=alice%40plain.example&name=Alice`],
  ["automx2, without the slash", `${SITE}/mobileconfig?emailaddress=alice@plain.example`],
  ["autodiscover-email-settings", `${AUTODISCOVER}/email.mobileconfig?email=alice@plain.example`],
  ["autodiscover-email-settings, of a name", `${AUTODISCOVER}/email.mobileconfig?email=alice`],
  ["go-autoconfig", `${SITE}/email.mobileconfig?email=alice%40plain.example`],
  ["mox", `${SITE}/profile.mobileconfig?addresses=alice%40plain.example%2Cinfo%40plain.example&name=Alice`],
];

test.each(PROFILES)("a profile as %s has it", async (_, url) => {
  const response = await app.request(url);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/x-apple-aspen-config");
  expect(response.headers.get("cache-control")).toContain("no-store");
  // By way of its bytes: workerd warns of text that the type does not say is text.
  const text = new TextDecoder().decode(await response.arrayBuffer());
  expect(text.match(/<key>EmailAddress<\/key>\s*<string>alice@plain\.example<\/string>/g)).toHaveLength(1);
  const own = await app.request(
    `${SITE}/profiles/apple.mobileconfig?emailaddress=alice@plain.example${url.includes("name=") ? "&name=Alice" : ""}`,
  );
  expect(text).toBe(new TextDecoder().decode(await own.arrayBuffer()));
});

test.each([
  `${SITE}/email.mobileconfig?email=alice@unknown.example`,
  `${SITE}/profile.mobileconfig?addresses=alice@unknown.example`,
  `${SITE}/mobileconfig/?emailaddress=alice@unknown.example`,
])("%s: a domain that is not served is not found", async (url) => expect((await app.request(url)).status).toBe(404));

test.each([
  ["of nobody, at a host that is no customer's", `${SITE}/email.mobileconfig`, 404],
  ["of a name, at a host that is no customer's", `${SITE}/email.mobileconfig?email=alice`, 404],
  ["of an empty address", `${AUTOCONFIG}/profile.mobileconfig?addresses=,`, 400],
  ["of what is no address", `${AUTOCONFIG}/profile.mobileconfig?addresses=@`, 400],
])("there is no profile %s", async (_, url, status) => expect((await app.request(url)).status).toBe(status));

/** automx2, autodiscover-email-settings, mox, mailcow and go-autoconfig all have these, and some have no more. */
test.each<[string, RequestInit, string]>([
  [`${AUTOCONFIG}/mail/config-v1.1.xml?emailaddress=alice%40plain.example`, {}, 'id="plain.example"'],
  [`${AUTOCONFIG}/.well-known/autoconfig/mail/config-v1.1.xml`, {}, 'id="plain.example"'],
  [`${AUTODISCOVER}/autodiscover/autodiscover.xml`, { method: "POST", body: outlook }, "<Type>IMAP</Type>"],
  [`${AUTODISCOVER}/AutoDiscover/AutoDiscover.xml`, { method: "POST", body: outlook }, "<Type>IMAP</Type>"],
  [`${AUTODISCOVER}/Autodiscover/Autodiscover.xml`, { method: "GET" }, "<Type>IMAP</Type>"],
  [
    `${AUTODISCOVER}/autodiscover/autodiscover.json?Email=a@plain.example&Protocol=AutodiscoverV1`,
    {},
    "AutodiscoverV1",
  ],
])("%s is answered", async (url, init, part) => {
  const response = await app.request(url, init);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain(part);
});
