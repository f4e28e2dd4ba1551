/**
 * What `docs/clients.md` says of methods, caching and headers, row by row, against the running routes.
 * @module
 */
import { describe, expect, test } from "vitest";
import clients from "../../docs/clients.md?raw";
import outlook from "../fixtures/requests/outlook-2019-pox.xml?raw";
import { createTestApp, STRANGER } from "../support/services/app.ts";

const app = createTestApp({ findPeer: () => STRANGER });
const SITE = "https://setup.hosting.example";
const ADDRESS = "emailaddress=alice@fish.example";

interface Sample {
  readonly url: string;
  readonly init?: RequestInit;
}

const gets = (...urls: string[]): Sample[] => urls.map((url) => ({ url }));
const posts = (...urls: string[]): Sample[] =>
  urls.map((url) => ({
    url,
    init: { method: "POST", body: new URLSearchParams({ emailaddress: "alice@fish.example" }) },
  }));

/** Requests that a row speaks of, by what its first cell begins with. */
const SAMPLES: Readonly<Record<string, readonly Sample[]>> = {
  "`config-v1.1.xml` and": gets(
    "https://autoconfig.plain.example/mail/config-v1.1.xml",
    "http://autoconfig.plain.example/mail/config-v1.1.xml",
    "https://plain.example/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=a+b@plain.example",
    "https://plain.example/.well-known/mail-v1.xml",
    "https://autoconfig.plain.example/v1.1/mail/config-v1.1.xml",
    `${SITE}/v1.1/plain.example`,
    `${SITE}/d/plain.example/mail/config-v1.1.xml`,
  ),
  "the same at an MX host": gets(
    "https://autoconfig.mx-host.example/mail/config-v1.1.xml?emailaddress=a@customer.example",
  ),
  "`autodiscover.xml`, GET": gets(
    "https://autodiscover.plain.example/autodiscover/autodiscover.xml",
    `${SITE}/d/plain.example/autodiscover/autodiscover.xml`,
  ),
  "`autodiscover.xml`, POST": [
    {
      url: "https://autodiscover.plain.example/autodiscover/autodiscover.xml",
      init: { method: "POST", body: outlook },
    },
    {
      url: "https://autodiscover.plain.example/autodiscover/autodiscover.xml",
      init: { method: "POST", body: outlook.replace("responseschema/2006a", "responseschema/2006b") },
    },
  ],
  "`autodiscover.json`, a protocol": gets(
    `${SITE}/autodiscover/autodiscover.json?Email=a@plain.example&Protocol=AutodiscoverV1`,
    "https://autodiscover.plain.example/autodiscover/autodiscover.json?Protocol=AutodiscoverV1",
  ),
  "`autodiscover.json`, any": gets(`${SITE}/autodiscover/autodiscover.json/v1.0/a@plain.example?Protocol=EWS`),
  "`user-agent-configuration.json`": gets(
    "https://ua-auto-config.plain.example/.well-known/user-agent-configuration.json",
    "https://plain.example/.well-known/user-agent-configuration.json",
  ),
  "`/.well-known/caldav`": gets(
    "https://sync-dav.example/.well-known/caldav",
    "https://sync-dav.example/.well-known/carddav/",
  ),
  "`apple.mobileconfig` without": gets(
    `${SITE}/profiles/apple.mobileconfig?domain=fish.example`,
    "https://fish.example/profiles/apple.mobileconfig",
  ),
  "`apple.mobileconfig` with an": [
    ...gets(`${SITE}/profiles/apple.mobileconfig?${ADDRESS}`),
    ...posts(`${SITE}/profiles/apple.mobileconfig`),
  ],
  "`/qr/guide`": gets(
    `${SITE}/qr/guide.svg?domain=fish.example`,
    `${SITE}/qr/guide.png?domain=fish.example`,
    `${SITE}/qr/profile.svg?domain=fish.example`,
    `${SITE}/qr/profile.png?domain=fish.example`,
  ),
  "`/qr/profile` by POST": posts(`${SITE}/qr/profile.svg`, `${SITE}/qr/profile.png`),
  "`/qr/thunderbird-android`": [
    ...gets(`${SITE}/qr/thunderbird-android.svg?${ADDRESS}`, `${SITE}/qr/davx5.png?${ADDRESS}`),
    ...posts(`${SITE}/qr/thunderbird-android.png`),
  ],
  "pages: `/guides": gets(
    ...["", "/kmail", "/kmail.md", "/errors", "/errors.txt", "/support", "/welcome", "/welcome.html"].map(
      (page) => `${SITE}/guides/fish.example${page}`,
    ),
  ),
  "pages with": gets(`${SITE}/guides/fish.example?lang=en`, `${SITE}/guides/fish.example/kmail?lang=de`),
  "profiles with": gets(`${SITE}/profiles/apple.mobileconfig?domain=fish.example&lang=en`),
  "`welcome.eml`": gets(`${SITE}/guides/fish.example/welcome.eml`),
  "the start page": gets(`${SITE}/`, `${SITE}/?`, `${SITE}/support`),
  "pages by POST": posts(`${SITE}/guides/fish.example`, `${SITE}/guides/fish.example/kmail`),
  "`/healthz`": gets(`${SITE}/healthz`),
  "problems of autoconfig": gets(
    "https://autoconfig.unknown.example/mail/config-v1.1.xml",
    `${SITE}/mail/config-v1.1.xml?emailaddress=x`,
    "https://upgraded.example/.well-known/user-agent-configuration.json",
  ),
  "problems of `autodiscover.json`": gets(
    `${SITE}/autodiscover/autodiscover.json?Email=a@unknown.example&Protocol=AutodiscoverV1`,
    `${SITE}/autodiscover/autodiscover.json?Email=x&Protocol=AutodiscoverV1`,
  ),
  "problems of POX": [
    ...gets(
      "https://autodiscover.unknown.example/autodiscover/autodiscover.xml",
      `${SITE}/profiles/apple.mobileconfig?emailaddress=x`,
      `${SITE}/qr/davx5.svg?emailaddress=x`,
      "https://autoconfig.plain.example/nothing",
    ),
    { url: `${SITE}/autodiscover/autodiscover.xml`, init: { method: "POST", body: "x" } },
  ],
};

/** The rows of the section's table, without its head. */
const rows = (clients.split("\n## ").find((section) => section.startsWith("Methods and headers")) ?? "")
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .slice(2)
  .map((line) =>
    line
      .slice(2, -2)
      .split(" | ")
      .map((cell) => cell.trim()),
  );

const cellOf = (value: string | null) => (value === null ? "–" : `\`${value}\``);

test("every row has requests here, and every request a row", () =>
  expect(rows.map(([name = ""]) => Object.keys(SAMPLES).filter((start) => name.startsWith(start)))).toEqual(
    Object.keys(SAMPLES).map((start) => [start]),
  ));

describe.each(rows)("%s", (name = "", methods = "", cacheControl = "", etag = "", vary = "", cors = "") => {
  const samples = Object.entries(SAMPLES).find(([start]) => name.startsWith(start))?.[1] ?? [];

  test.each(samples)("says who may keep it, and on what it depends: $url", async ({ url, init }) => {
    const response = await app.request(url, init);
    const { headers } = response;
    expect(cellOf(headers.get("cache-control"))).toBe(cacheControl);
    expect(headers.has("etag") ? "yes" : "–").toBe(etag);
    expect(cellOf(headers.get("vary"))).toBe(vary);
    expect(headers.get("access-control-allow-origin")).toBe(cors === "any origin" ? "*" : null);
    if (etag === "yes") {
      const again = await app.request(url, { ...init, headers: { "if-none-match": headers.get("etag") ?? "" } });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe("");
      for (const header of ["etag", "cache-control", "vary", "access-control-allow-origin"])
        expect([header, again.headers.get(header)]).toEqual([header, headers.get(header)]);
    }
  });

  test.each(samples.filter(({ init }) => init === undefined))("HEAD $url", async ({ url }) => {
    const [get, head] = [await app.request(url), await app.request(url, { method: "HEAD" })];
    expect(head.status).toBe(get.status);
    const named = ({ headers }: Response) => [...headers].filter(([name]) => name !== "content-length");
    expect(named(head)).toEqual(named(get));
    expect(await head.text()).toBe("");
  });

  test.each(methods.endsWith("OPTIONS") ? samples : [])("OPTIONS and other methods at $url", async ({ url }) => {
    const options = await app.request(url, { method: "OPTIONS" });
    expect(options.status).toBe(204);
    expect(options.headers.get("allow")).toBe(methods);
    expect(options.headers.get("access-control-allow-origin")).toBe(cors === "any origin" ? "*" : null);
    for (const method of ["DELETE", "PROPFIND"]) {
      const other = await app.request(url, { method });
      expect(other.status).toBe(405);
      expect(other.headers.get("allow")).toBe(methods);
    }
  });

  test.each(methods === "every method" ? samples : [])("every method at $url", async ({ url }) => {
    for (const method of ["OPTIONS", "PROPFIND", "DELETE", "POST"]) {
      const response = await app.request(url, { method });
      expect(response.status).toBe(307);
      expect(cellOf(response.headers.get("cache-control"))).toBe(cacheControl);
    }
  });
});

describe("what browsers are told besides", () => {
  const headersOf = async (url: string, init?: RequestInit) =>
    Object.fromEntries((await app.request(url, init)).headers);
  const everything = Object.values(SAMPLES).flat();

  test.each(everything)("$url is never taken for another type than it says", async ({ url, init }) => {
    const headers = await headersOf(url, init);
    if ("content-type" in headers) expect(headers["x-content-type-options"]).toBe("nosniff");
    else expect(headers).toHaveProperty("location");
  });

  test.each(everything)("$url runs nothing and asks for nothing, where a browser shows it", async ({ url, init }) => {
    const headers = await headersOf(url, init);
    if (!/html|svg/.test(headers["content-type"] ?? "")) return;
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'/);
    if (/html/.test(headers["content-type"] ?? "")) expect(headers["permissions-policy"]).toContain("camera=()");
  });

  test("a page that says what went wrong is guarded as any other", async () =>
    expect(await headersOf(`${SITE}/guides/unknown.example`)).toMatchObject({
      "content-security-policy": expect.stringContaining("default-src 'none'"),
      "permissions-policy": expect.stringContaining("camera=()"),
      "cache-control": "no-store, no-transform",
    }));
});
