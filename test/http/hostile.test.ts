import { describe, expect, test } from "vitest";
import outlook from "../fixtures/requests/outlook-2019-pox.xml?raw";
import { createTestApp } from "../support/app.ts";

const app = createTestApp();

// At a host that is served, so that nothing is refused merely for its name.
const HOST = "https://plain.example";

const texts: Record<string, string> = {
  "no address": "not-an-address",
  "an over-long address": `${"a".repeat(5000)}@plain.example`,
  "an over-long domain": `a@${"b.".repeat(2000)}example`,
  markup: "<script>alert(1)</script>@plain.example",
  "markup for a domain": "a@<script>alert(1)</script>",
  NUL: "a\0b@plain.example",
  "line breaks": "a\r\nSet-Cookie: x=1@plain.example",
  "a quoted name": '"a b"@plain.example',
  "a noncharacter that marks holes": "\u{FDD0}address\u{FDD1}@plain.example",
  "an address in brackets": "a@[127.0.0.1]",
};

const asForm = (name: string, value: string): RequestInit => ({
  method: "POST",
  body: new URLSearchParams({ [name]: value }),
});
const asXml = (value: string): RequestInit => ({
  method: "POST",
  body: outlook.replace(
    "alice@plain.example",
    value.replace(/[<>&]/g, (found) => `&#${found.charCodeAt(0)};`),
  ),
});

const endpoints: Record<string, (text: string) => Response | Promise<Response>> = {
  "Autodiscover POX": (text) => app.request(`${HOST}/autodiscover/autodiscover.xml`, asXml(text)),
  "Autodiscover v2": (text) =>
    app.request(`${HOST}/autodiscover/autodiscover.json?Email=${encodeURIComponent(text)}&Protocol=AutodiscoverV1`),
  "Autodiscover v2 by path": (text) =>
    app.request(`${HOST}/autodiscover/autodiscover.json/v1.0/${encodeURIComponent(text)}?Protocol=AutodiscoverV1`),
  "Apple profile": (text) =>
    app.request(`${HOST}/profiles/apple.mobileconfig?emailaddress=${encodeURIComponent(text)}`),
  "Apple profile by form": (text) => app.request(`${HOST}/profiles/apple.mobileconfig`, asForm("emailaddress", text)),
  "Apple profile of a domain": (text) =>
    app.request(`${HOST}/profiles/apple.mobileconfig?domain=${encodeURIComponent(text)}`),
  "code of a page": (text) => app.request(`${HOST}/qr/guide.svg?domain=${encodeURIComponent(text)}`),
  "code of a guide": (text) =>
    app.request(`${HOST}/qr/guide.svg?domain=plain.example&guide=${encodeURIComponent(text)}`),
  "code of an account": (text) =>
    app.request(`${HOST}/qr/thunderbird-android.png?emailaddress=${encodeURIComponent(text)}`),
  "code by form": (text) => app.request(`${HOST}/qr/davx5.svg`, asForm("emailaddress", text)),
  "start page": (text) => app.request(`${HOST}/`, asForm("emailaddress", text)),
  "domain page": (text) => app.request(`${HOST}/guides/plain.example`, asForm("emailaddress", text)),
  "domain page by path": (text) => app.request(`${HOST}/guides/${encodeURIComponent(text)}`),
  guide: (text) => app.request(`${HOST}/guides/plain.example/kmail`, asForm("emailaddress", text)),
  "guide as text": (text) => app.request(`${HOST}/guides/plain.example/kmail.md`, asForm("emailaddress", text)),
  "guide by path": (text) => app.request(`${HOST}/guides/plain.example/${encodeURIComponent(text)}`),
  "ISPDB path": (text) => app.request(`https://127.0.0.1/v1.1/${encodeURIComponent(text)}`),
  "named domain": (text) => app.request(`https://127.0.0.1/d/${encodeURIComponent(text)}/mail/config-v1.1.xml`),
};

/** Names that are no names, or stand for what is none, wherever a domain is read. */
const NO_NAMES = [
  "xn--0.example",
  "xn--a.example",
  "xn--\u{DF}.example",
  "xn--aaddressb-bn34csa.example",
  "xn--.example",
  "a.xn--",
  "\u{202E}elpmaxe.example",
  "a\u{200B}b..example",
  "\u{FDD0}.example",
  "1.2.3.4",
  "0x7f.1",
  "..",
  "-.example",
  `${"a".repeat(64)}.example`,
];

test.each(NO_NAMES)("%j is no domain anywhere, and nothing fails at it", async (name) => {
  for (const [place, ask] of Object.entries(endpoints))
    for (const text of [name, `alice@${name}`, `autoconfig.${name}`]) {
      const response = await ask(text);
      expect([place, text, response.status < 500]).toEqual([place, text, true]);
    }
});

describe.each(Object.entries(endpoints))("%s", (_, ask) => {
  test.each(Object.entries(texts))("refuses %s and reflects nothing of it unescaped", async (_name, text) => {
    const response = await ask(text);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    const body = await response.text();
    expect(body).not.toContain("<script>alert");
    expect(body).not.toMatch(/\n\s+at .*:\d+:\d+/);
    for (const [name, value] of response.headers) expect(`${name}: ${value}`).not.toMatch(/alert|set-cookie/i);
  });
});

test.each(Object.entries(texts))("autoconfig answers for the host and reflects nothing of %s", async (_name, text) => {
  const url = `${HOST}/mail/config-v1.1.xml`;
  const response = await app.request(`${url}?emailaddress=${encodeURIComponent(text)}`);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(await (await app.request(url)).text());
  const elsewhere = await app.request(
    `https://127.0.0.1/mail/config-v1.1.xml?emailaddress=${encodeURIComponent(text)}`,
  );
  expect(await elsewhere.text()).not.toMatch(/alert|address\u{FDD1}|\0/u);
});

describe("a domain in a path is the whole of what stands there", () => {
  test.each([
    "%00",
    "%00.evil.example",
    "%0A",
    "%20",
    "%2F",
    "%5C",
    "%40x",
    "%3F",
    "%23",
    "%25",
    "%",
    "%ff",
    "%F0%9F",
    "%C0%80",
  ])("%s after it is not left out", async (more) => {
    for (const path of [
      `/v1.1/plain.example${more}`,
      `/d/plain.example${more}/mail/config-v1.1.xml`,
      `/d/plain.example${more}/autodiscover/autodiscover.xml`,
      `/guides/plain.example${more}`,
      `/guides/plain.example${more}/kmail`,
      `/qr/guide.svg?domain=plain.example${more}`,
    ]) {
      const { status } = await app.request(`https://127.0.0.1${path}`);
      expect([path, status]).toEqual([path, status === 400 ? 400 : 404]);
    }
  });
});

describe("a megabyte is refused where a body is read, and ignored where none is", () => {
  const body = "x".repeat(2 ** 20);
  test.each([
    [413, "/autodiscover/autodiscover.xml"],
    [413, "/profiles/apple.mobileconfig"],
    [413, "/qr/thunderbird-android.svg"],
    [413, "/"],
    [413, "/guides/plain.example"],
    [413, "/guides/plain.example/kmail"],
    [405, "/mail/config-v1.1.xml"],
    [405, "/autodiscover/autodiscover.json"],
    [404, "/nothing"],
  ])("%i at %s, with its length told and without", async (status, path) => {
    for (const told of [{}, { "content-length": String(body.length) }]) {
      const headers = { "content-type": "application/x-www-form-urlencoded", ...told };
      expect((await app.request(`${HOST}${path}`, { method: "POST", body, headers })).status).toBe(status);
    }
  });
});

describe("the wrong type of body is refused", () => {
  test.each([
    "/profiles/apple.mobileconfig",
    "/qr/profile.png",
    "/",
    "/guides/plain.example",
    "/guides/plain.example/kmail.txt",
  ])("415 at %s", async (path) => {
    const init = {
      method: "POST",
      body: '{"emailaddress":"alice@plain.example"}',
      headers: { "content-type": "application/json" },
    };
    expect((await app.request(`${HOST}${path}`, init)).status).toBe(415);
  });
});

test.each([
  `<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${outlook.replace("alice", "&b;")}`,
  // Of a domain that is served: nothing but the document type is wrong with it.
  outlook.replace("<Autodiscover", '<!DOCTYPE Autodiscover SYSTEM "file:///etc/passwd"><Autodiscover'),
  outlook.replace("alice@plain.example", "&b;&b;&b;"),
  "<EMailAddress>".repeat(4000),
  `<Autodiscover>${"<EMailAddress ".repeat(4000)}`,
])("a body made to cost time or space is refused: %.40s", async (body) => {
  const response = await app.request("https://127.0.0.1/autodiscover/autodiscover.xml", { method: "POST", body });
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
});

test("nothing asks for credentials, whatever is sent", async () => {
  for (const path of [
    "/",
    "/mail/config-v1.1.xml",
    "/autodiscover/autodiscover.xml",
    "/.well-known/caldav",
    "/nothing",
  ])
    expectNoQuestion(await app.request(`${HOST}${path}`, { headers: { authorization: "Basic YTpi" } }));
  for (const ask of Object.values(endpoints))
    for (const text of [...Object.values(texts), "alice@unknown.example"]) expectNoQuestion(await ask(text));

  function expectNoQuestion(response: Response): void {
    expect(response.status).not.toBe(401);
    expect(response.headers.has("www-authenticate")).toBe(false);
    expect(response.headers.has("set-cookie")).toBe(false);
  }
});

test("an unknown path is a line of text to clients and a page to people; at clients' hosts always text", async () => {
  const typeOf = async (url: string, accept: string) =>
    (await app.request(url, { headers: { accept } })).headers.get("content-type");
  const browser = "text/html,application/xhtml+xml,*/*;q=0.8";
  expect(await typeOf(`${HOST}/nothing`, "*/*")).toContain("text/plain");
  expect(await typeOf(`${HOST}/nothing`, browser)).toContain("text/html");
  expect(await typeOf("https://autoconfig.plain.example/nothing", browser)).toContain("text/plain");
  expect(await typeOf("https://autodiscover.plain.example/", browser)).toContain("text/plain");
});
