/**
 * Failures that no client reports: each once cost some existing service its users.
 * @module
 */
import { describe, expect, test } from "vitest";
import outlook from "../fixtures/requests/outlook-2019-pox.xml?raw";
import { readSvgCode } from "../support/reading/read-svg-code.ts";
import { scanAll } from "../support/reading/read-thunderbird-code.ts";
import { createTestApp } from "../support/services/app.ts";

const app = createTestApp();
const A1 = "https://autoconfig.plain.example/mail/config-v1.1.xml";
const POX = "https://autodiscover.plain.example/autodiscover/autodiscover.xml";

const textOf = async (url: string, init?: RequestInit) => (await app.request(url, init)).text();
const post = (headers: Record<string, string>, body = outlook) => app.request(POX, { method: "POST", body, headers });

describe.each(["autoconfig", "autodiscover", "ua-auto-config"])("1: at %s. of an unknown domain", (label) => {
  test.each([
    "/mail/config-v1.1.xml",
    "/mail/config-v1.1.xml?emailaddress=x",
    "/.well-known/autoconfig/mail/config-v1.1.xml",
    "/autodiscover/autodiscover.xml",
    "/.well-known/caldav",
    "/.well-known/user-agent-configuration.json",
    "/anything",
    "/",
  ])("%s is 404 in plain text for every method", async (path) => {
    for (const method of ["GET", "HEAD", "POST", "OPTIONS", "PROPFIND", "PUT", "DELETE"]) {
      const response = await app.request(`https://${label}.unknown.example${path}`, { method });
      expect([method, response.status]).toEqual([method, 404]);
      expect(response.headers.has("allow")).toBe(false);
      expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    }
  });
});

test("1: at a discovery host of a known domain an unknown path is 404 in plain text for every method", async () => {
  for (const label of ["autoconfig", "autodiscover"])
    for (const method of ["GET", "HEAD", "POST", "OPTIONS", "PROPFIND", "PUT", "DELETE"]) {
      const response = await app.request(`https://${label}.plain.example/anything`, { method });
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    }
});

test("2: exactly one IMAP and one SMTP server, IMAP first", async () =>
  expect((await textOf(A1)).match(/(?<=Server type=")\w+/g)).toEqual(["imap", "smtp"]));

test("3: no plain, no %EMAILDOMAIN%, no attribute on an element that holds a value", async () => {
  const body = await textOf(A1);
  expect(body).not.toMatch(/>plain<|%EMAILDOMAIN%/);
  expect(body).not.toMatch(/<(?:domain|hostname|port|socketType|authentication|username)\s/);
});

test("4: a short name is always there", async () => expect(await textOf(A1)).toContain("<displayShortName>Plain<"));

test("5: a raw plus and an encoded one are the same address", async () => {
  const ask = (address: string) => textOf(`https://x.example/profiles/apple.mobileconfig?emailaddress=${address}`);
  expect(await ask("a+b@plain.example")).toBe(await ask("a%2Bb%40plain.example"));
  expect(await ask("a+b@plain.example")).toContain("<string>a+b@plain.example</string>");
});

test("6: POX with an unescaped ampersand, a form's content type, or none", async () => {
  const body = outlook.replace("alice@", "R&D@");
  for (const headers of [{ "content-type": "application/x-www-form-urlencoded" }, { "content-type": "" }])
    expect(await (await post(headers, body)).text()).toContain("<LoginName>R&amp;D@plain.example</LoginName>");
});

test("7: credentials change nothing", async () => {
  const response = await post({ authorization: "Basic YWxpY2U6c2VjcmV0", "content-type": "text/xml" });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(await (await post({ "content-type": "text/xml" })).text());
});

test("8: paths in mixed case", async () => {
  expect((await app.request("https://autoconfig.plain.example/Mail/Config-v1.1.XML")).status).toBe(200);
  expect((await app.request(POX.replace("autodiscover/autodiscover", "AutoDiscover/AutoDiscover"))).status).toBe(200);
});

test("9: v2 knows Autodiscover in any case, and no Exchange", async () => {
  const ask = (protocol: string) =>
    app.request(`https://x.example/autodiscover/autodiscover.json?Email=a@plain.example&Protocol=${protocol}`);
  expect((await ask("autodiscoverv1")).status).toBe(200);
  const refused = await ask("EWS");
  expect(refused.status).toBe(400);
  expect(await refused.json()).not.toHaveProperty("Url");
});

test("10: PROPFIND on a well-known path keeps its method", async () =>
  expect((await app.request("https://fish.example/.well-known/caldav", { method: "PROPFIND" })).status).toBe(307));

test("11: an account code has no null, and gives back every account", async () => {
  const addresses = ["a@fish.example", "b+c@fish.example", "d@fish.example", "e@fish.example"];
  const query = addresses.map((address) => `emailaddress=${encodeURIComponent(address)}`).join("&");
  const ask = async (part: number) =>
    readSvgCode(await textOf(`https://x.example/qr/thunderbird-android.svg?${query}&part=${part}`));
  const codes = [await ask(2), await ask(1)];
  for (const code of codes) expect(code).not.toContain("null");
  const imported = scanAll(codes);
  if (typeof imported === "string") throw new Error(imported);
  expect(imported.map(({ accountName }) => accountName)).toEqual(addresses);
  expect(imported.map(({ incoming }) => incoming.username)).toEqual(addresses);
});

test("12: a look-up by MX host names the asked domain too", async () => {
  const body = await textOf(
    "https://autoconfig.mx-host.example/mail/config-v1.1.xml?emailaddress=a%40customer.example",
  );
  expect(body).toContain('id="mx-host.example"');
  expect(body).toContain("<domain>customer.example</domain>");
});
