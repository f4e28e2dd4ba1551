/**
 * A service that has a part of a host alone: `service.origin` with a path. Proxies hand requests on with that path or without.
 * @module
 */
import { describe, expect, test } from "vitest";
import { readSvgCode } from "../support/reading/read-svg-code.ts";
import { createTestApp } from "../support/services/app.ts";

const HOST = "https://hosting.example";
const BASE = "/Mail-setup";
const app = createTestApp({ serviceOrigin: `${HOST}${BASE}` });
const ask = (path: string, init?: RequestInit) => app.request(`${HOST}${path}`, init);

const PAGES = [
  "/",
  "/guides/plain.example",
  "/guides/plain.example/kmail",
  "/guides/plain.example/errors",
  "/guides/plain.example/welcome",
  "/guides/plain.example/support",
  "/guides/nowhere.example",
];

/** Where the links, forms and pictures of a page begin that say no host. */
const targets = (html: string) => Array.from(html.matchAll(/\s[\w-]+="(\/[^"]*)"/g), ([, path = ""]) => path);

describe.each(PAGES)("%s", (page) => {
  test("links, forms and pictures stay below the path, whether a proxy hands it on or not", async () => {
    const [kept, stripped] = await Promise.all([ask(`${BASE}${page}`), ask(page)]);
    const html = await kept.text();
    expect(await stripped.text()).toBe(html);
    expect(stripped.status).toBe(kept.status);
    expect(targets(html).length).toBeGreaterThan(0);
    expect(targets(html).filter((path) => !path.startsWith(`${BASE}/`))).toEqual([]);
  });

  test("compressed as well, whoever asked for the same page at another host before", async () => {
    const headers = { "accept-encoding": "gzip" };
    const fresh = createTestApp({ serviceOrigin: `${HOST}${BASE}` });
    const compressed = async (origin: string) => {
      const { body } = await fresh.request(`${origin}${page}`, { headers });
      return new Response(body?.pipeThrough(new DecompressionStream("gzip"))).text();
    };
    if ((await ask(page)).status !== 200) return;
    const [elsewhere, own] = [await compressed("https://plain.example"), await compressed(HOST)];
    expect(elsewhere).not.toContain(`"${BASE}`);
    expect(own).toBe(await (await ask(page)).text());
  });

  test("at other hosts nothing is put before", async () => {
    const html = await (await app.request(`https://plain.example${page}`)).text();
    expect(html).not.toContain(`"${BASE}`);
  });
});

test.each([
  ["a link's final slash", "/guides/plain.example/", `${BASE}/guides/plain.example`],
  [
    "the same, handed on with the path",
    `${BASE}/guides/plain.example/?lang=en`,
    `${BASE}/guides/plain.example?lang=en`,
  ],
])("a redirect stays below the path: %s", async (_, path, location) => {
  const response = await ask(path);
  expect([response.status, response.headers.get("location")]).toEqual([308, location]);
});

test.each(["", "/"])("the path itself is the first page, with %j behind it", async (end) =>
  expect((await ask(`${BASE}${end}`)).status).toBe(200),
);

test("a form's answer is a page whose links stay below the path", async () => {
  const response = await ask(`${BASE}/guides/plain.example`, {
    method: "POST",
    body: new URLSearchParams({ emailaddress: "alice@plain.example" }),
  });
  const html = await response.text();
  expect(html).toContain("alice@plain.example");
  expect(targets(html).filter((path) => !path.startsWith(`${BASE}/`))).toEqual([]);
});

test.each(["guide", "profile"])("the code of the %s leads below the path", async (kind) => {
  const svg = await (await ask(`${BASE}/qr/${kind}.svg?domain=plain.example`)).text();
  expect(await readSvgCode(svg)).toMatch(new RegExp(`^${HOST}${BASE}/(?:guides|profiles)/`));
});

test("texts that leave the page have links with host and path", async () => {
  const text = await (await ask(`${BASE}/guides/plain.example/errors.md`)).text();
  expect(text).toContain(`${HOST}${BASE}/`);
  expect(text).not.toMatch(/\]\(\/(?!\/)/);
});

test("mail clients are answered below the path and at their own names", async () => {
  const query = "mail/config-v1.1.xml?emailaddress=alice%40plain.example";
  for (const url of [
    `${HOST}${BASE}/${query}`,
    `${HOST}${BASE}/d/plain.example/${query}`,
    `https://autoconfig.plain.example/${query}`,
  ])
    expect((await app.request(url)).status, url).toBe(200);
});
