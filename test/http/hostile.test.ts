import { describe, expect, test } from "vitest";
import { HOSTILE_TEXTS, NO_NAMES, toHostileRequests } from "../fixtures/hostile-requests.ts";
import outlook from "../fixtures/requests/outlook-2019-pox.xml?raw";
import { createTestApp } from "../support/services/app.ts";

const app = createTestApp();

// At a host that is served, so that nothing is refused merely for its name.
const HOST = "https://plain.example";

const endpoints = Object.keys(toHostileRequests("plain.example", ""));

async function send(endpoint: string, text: string): Promise<Response> {
  const request = toHostileRequests("plain.example", text)[endpoint];
  if (request === undefined) throw new Error(endpoint);
  const { host = "plain.example", path, body } = request;
  const headers = { "content-type": body?.type ?? "" };
  return app.request(`https://${host}${path}`, body && { method: "POST", body: body.text, headers });
}

test.each(NO_NAMES)("%j is no domain anywhere, and nothing fails at it", async (name) => {
  for (const endpoint of endpoints)
    for (const text of [name, `alice@${name}`, `autoconfig.${name}`]) {
      const response = await send(endpoint, text);
      expect([endpoint, text, response.status < 500]).toEqual([endpoint, text, true]);
    }
});

describe.each(endpoints)("%s", (endpoint) => {
  test.each(Object.entries(HOSTILE_TEXTS))("refuses %s and reflects nothing of it unescaped", async (_name, text) => {
    const response = await send(endpoint, text);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    const body = await response.text();
    expect(body).not.toContain("<script>alert");
    expect(body).not.toMatch(/\n\s+at .*:\d+:\d+/);
    for (const [name, value] of response.headers) expect(`${name}: ${value}`).not.toMatch(/alert|set-cookie/i);
  });
});

test.each(Object.entries(HOSTILE_TEXTS))(
  "autoconfig answers for the host and reflects nothing of %s",
  async (_name, text) => {
    const url = `${HOST}/mail/config-v1.1.xml`;
    const response = await app.request(`${url}?emailaddress=${encodeURIComponent(text)}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(await (await app.request(url)).text());
    const elsewhere = await app.request(
      `https://127.0.0.1/mail/config-v1.1.xml?emailaddress=${encodeURIComponent(text)}`,
    );
    expect(await elsewhere.text()).not.toMatch(/alert|address\u{FDD1}|\0/u);
  },
);

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
  for (const endpoint of endpoints)
    for (const text of [...Object.values(HOSTILE_TEXTS), "alice@unknown.example"])
      expectNoQuestion(await send(endpoint, text));

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
