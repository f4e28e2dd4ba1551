/**
 * What a Host may be, and what of an answer it decides.
 * @module
 */
import { describe, expect, test } from "vitest";
import outlook from "../fixtures/requests/outlook-2019-pox.xml?raw";
import { readSvgCode } from "../support/reading/read-svg-code.ts";
import { createTestApp, STRANGER } from "../support/services/app.ts";

const app = createTestApp();
/** Without an origin in the settings, links begin with the host that was asked. */
const open = createTestApp({ serviceOrigin: undefined });
const unproxied = createTestApp({ findPeer: () => STRANGER });

/** Paths of every surface, and of none. */
const PATHS = [
  "/mail/config-v1.1.xml",
  "/mail/config-v1.1.xml?emailaddress=alice@plain.example",
  "/autodiscover/autodiscover.xml",
  "/autodiscover/autodiscover.json?Email=a@plain.example&Protocol=AutodiscoverV1",
  "/d/plain.example/autodiscover/autodiscover.xml",
  "/.well-known/caldav",
  "/profiles/apple.mobileconfig?domain=plain.example",
  "/qr/guide.svg?domain=plain.example",
  "/guides/plain.example",
  "/guides/plain.example/kmail.md",
  "/guides/plain.example/support",
  "/",
  "/healthz",
  "/nothing",
];

/** A request as a server makes it of a Host header: with the text as it came, which no `Request` takes. */
function requestAt(host: string, path: string, init?: RequestInit): Request {
  const request = new Request("https://placeholder.example/", init);
  return Object.defineProperty(request, "url", { value: `http://${host}${path}` });
}

describe.each([
  "%",
  "a b",
  "[::",
  "[::1]x",
  "shop.example:99999",
  "shop.example:",
  "shop.example:x",
  "",
  ":",
  "alice@plain.example",
  "alice:secret@plain.example",
  "autodiscover.plain.example\\x",
  "autodiscover.plain.example?x",
  "autodiscover.plain.example#x",
  "<script>",
  "plain.example,evil.example",
  "%70lain.example",
])("the host %j is none", (host) => {
  test("and gets 400 in plain text from every path, by whatever method", async () => {
    for (const path of PATHS)
      for (const method of ["GET", "POST", "OPTIONS"]) {
        const response = await app.fetch(requestAt(host, path, { method }));
        expect([path, method, response.status]).toEqual([path, method, 400]);
        expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
        expect(response.headers.get("cache-control")).toBe("no-store");
        expect(response.headers.has("location")).toBe(false);
      }
  });
});

test.each([
  "autoconfig.xn--a.example",
  "autoconfig.xn--0.example",
  "autoconfig.1.2.3.999",
  "autoconfig.bücher..example",
])("%s could be a name and is none: clients are to ask elsewhere", async (host) => {
  for (const path of ["/mail/config-v1.1.xml", "/autodiscover/autodiscover.xml", "/.well-known/caldav"])
    expect((await app.fetch(requestAt(host, path))).status).toBe(404);
});

test.each([
  ["plain.example", 200],
  ["autoconfig.plain.example", 200],
  ["AutoConfig.Plain.Example", 200],
  ["autoconfig.plain.example.", 200],
  ["autoconfig.plain.example:8080", 200],
  ["autoconfig.bücher.example", 200],
  ["autoconfig.xn--bcher-kva.example", 200],
  ["unknown.example", 404],
  ["localhost:8787", 404],
  ["127.0.0.1:8787", 404],
  ["[::1]:8787", 404],
  ["under_score.example", 404],
])("the host %s is one: %i", async (host, status) =>
  expect((await app.fetch(requestAt(host, "/mail/config-v1.1.xml"))).status).toBe(status),
);

describe("X-Forwarded-Host", () => {
  const ask = (service: typeof app, forwarded: string, path = "/mail/config-v1.1.xml") =>
    service.request(`https://inner.example${path}`, { headers: { "x-forwarded-host": forwarded } });

  test("of a proxy of ours is where the client went; of a chain the first counts", async () => {
    for (const forwarded of [
      "autoconfig.plain.example",
      "autoconfig.plain.example, inner.example",
      "plain.example:443",
    ])
      expect(await (await ask(app, forwarded)).text()).toContain('id="plain.example"');
  });

  test("of a stranger is nothing", async () =>
    expect((await ask(unproxied, "autoconfig.plain.example")).status).toBe(404));

  test.each(["%", "alice@plain.example", "plain.example/x", "a b"])(
    "that is no host, %j, gets 400",
    async (forwarded) => expect((await ask(app, forwarded)).status).toBe(400),
  );

  test("that says nothing leaves the Host", async () =>
    expect(
      (await app.request("https://plain.example/mail/config-v1.1.xml", { headers: { "x-forwarded-host": " " } }))
        .status,
    ).toBe(200));

  test("is what links begin with where the settings name no origin", async () => {
    const response = await ask(open, "mail.plain.example:8443", "/qr/guide.svg?domain=plain.example");
    expect(readSvgCode(await response.text())).toBe("https://mail.plain.example:8443/guides/plain.example");
  });
});

test.each([
  ["of a proxy of ours is how the client came", app, "max-age=15552000"],
  ["of a stranger is nothing", unproxied, null],
])("X-Forwarded-Proto %s", async (_, service, expected) => {
  const response = await service.request("http://setup.hosting.example/guides/plain.example", {
    headers: { "x-forwarded-proto": "https" },
  });
  expect(response.headers.get("strict-transport-security")).toBe(expected);
});

describe("a cache that leaves the host out of its key is told of it", () => {
  test.each(PATHS)("%s", async (path) => {
    for (const [service, expected] of [
      [unproxied, /^(?:accept-language, )?host(?:, accept-encoding)?$/],
      [app, /^(?:accept-language, )?host, x-forwarded-host(?:, accept-encoding)?$/],
    ] as const) {
      const { headers } = await service.request(`https://sync-dav.example${path}`);
      if (headers.get("cache-control")?.startsWith("public")) expect(headers.get("vary")).toMatch(expected);
      else expect(headers.get("cache-control")).toMatch(/^no-store/);
    }
  });
});

/** What holds links that are followed from elsewhere. */
const LINKED = [
  "/guides/plain.example",
  "/guides/plain.example.md",
  "/guides/plain.example/thunderbird-android",
  "/guides/plain.example/apple-mail-ios.txt",
  "/guides/plain.example/errors.md",
  "/guides/plain.example/support?guide=kmail",
  "/guides/plain.example/welcome",
  "/guides/plain.example/welcome.html",
  "/guides/plain.example/welcome.txt",
  "/qr/guide.svg?domain=plain.example",
  "/qr/guide.png?domain=plain.example",
  "/qr/profile.svg?domain=plain.example",
  "/qr/profile.png?domain=plain.example",
];

describe.each(LINKED)("without an origin in the settings, %s", (path) => {
  test("is kept by whoever asked for it, and by no cache that serves others", async () => {
    const first = await open.request(`https://one.example${path}`);
    expect(first.headers.get("cache-control")).toBe("private, max-age=300, no-transform");
    const etag = first.headers.get("etag") ?? "";
    const again = await open.request(`https://one.example${path}`, { headers: { "if-none-match": etag } });
    expect([again.status, again.headers.get("cache-control")]).toEqual([304, "private, max-age=300, no-transform"]);
  });

  test("never shows one host to whoever asked another", async () => {
    const bodyAt = async (origin: string) =>
      new TextDecoder("latin1").decode(await (await open.request(`${origin}${path}`)).arrayBuffer());
    const [one, two] = [await bodyAt("https://one.example"), await bodyAt("https://two.example")];
    expect(one).not.toBe(two);
    expect(two).not.toContain("one.example");
    expect(await bodyAt("https://one.example")).toBe(one);
    expect(await bodyAt("http://one.example")).not.toBe(one);
  });

  test("is anybody's to keep where the settings name one", async () => {
    const [one, two] = await Promise.all(
      ["https://one.example", "https://two.example"].map((origin) => app.request(`${origin}${path}`)),
    );
    expect(one?.headers.get("cache-control")).toBe("public, max-age=300, no-transform");
    expect(one?.headers.get("etag")).toBe(two?.headers.get("etag"));
  });
});

test.each(["/guides/plain.example/errors", "/", "/profiles/apple.mobileconfig?domain=plain.example"])(
  "%s holds no such links, and is anybody's to keep whatever the settings name",
  async (path) =>
    expect((await open.request(`https://one.example${path}`)).headers.get("cache-control")).toMatch(/^public/),
);

describe("the way to https", () => {
  const PATH = "/autodiscover/autodiscover.xml";
  const ask = (host: string, path: string, method = "GET") =>
    app.request(`http://${host}${path}`, method === "POST" ? { method, body: outlook } : { method });

  test("is told at a name that is served", async () =>
    expect((await ask("autodiscover.plain.example:8080", PATH)).headers.get("location")).toBe(
      `https://autodiscover.plain.example${PATH}`,
    ));

  test.each(["autodiscover.unknown.example", "autodiscover.moved.example", "autodiscover.plain.example"])(
    "is not told at %s for a path that names a domain",
    async (host) => {
      for (const method of ["GET", "POST"]) {
        const response = await ask(host, `/d/plain.example${PATH}`, method);
        expect([method, response.headers.get("location")]).toEqual([method, null]);
        expect(response.status).toBe(200);
      }
      expect((await ask(host, `/d/unknown.example${PATH}`)).status).toBe(404);
    },
  );
});

describe("Strict-Transport-Security", () => {
  test.each([
    ["https://setup.hosting.example/guides/plain.example", "max-age=15552000"],
    ["https://setup.hosting.example/qr/guide.svg?domain=plain.example", "max-age=15552000"],
    ["https://setup.hosting.example:8443/guides/plain.example", null],
    ["http://setup.hosting.example/guides/plain.example", null],
    ["https://plain.example/mail/config-v1.1.xml", null],
    ["https://autoconfig.plain.example/mail/config-v1.1.xml", null],
  ])("%s: %j, which binds nothing of a customer's", async (url, expected) =>
    expect((await app.request(url)).headers.get("strict-transport-security")).toBe(expected),
  );
});
