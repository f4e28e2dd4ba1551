import { describe, expect, test } from "vitest";
import { words } from "../../src/content/en/words/words.ts";
import { CLIENTS } from "../../src/simulator/clients.ts";
import { MECHANISMS } from "../../src/simulator/outcome.ts";
import { createTestApp, STRANGER } from "../support/app.ts";

const app = createTestApp({ findPeer: () => STRANGER });
const ALL = "/check/fish.example/clients";
const ONE = `${ALL}/thunderbird-desktop`;
const get = (path: string, init?: RequestInit) => app.request(`https://setup.hosting.example${path}`, init);
const post = (path: string, fields: Record<string, string>) =>
  get(path, { method: "POST", body: new URLSearchParams(fields) });

describe.each([ALL, ONE])("%s", (path) => {
  test("is there for anybody, to be kept until the settings change", async () => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("public, max-age=300, no-transform");
    const etag = response.headers.get("etag") ?? "";
    expect((await get(path, { headers: { "if-none-match": etag } })).status).toBe(304);
  });

  test("is played for an address that a form sends, and then kept nowhere and linked to by nothing", async () => {
    const response = await post(path, { emailaddress: "alice+x@fish.example" });
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
    const body = await response.text();
    expect(body).toContain("alice+x@fish.example");
    const urls = Array.from(body.matchAll(/ (?:href|action)="([^"]*)"/g), ([, url = ""]) => url);
    expect(urls.filter((url) => url.includes("alice"))).toEqual([]);
    expect(await (await get(path)).text()).not.toContain("alice");
  });

  test.each([
    ["HEAD", 200],
    ["OPTIONS", 204],
    ["DELETE", 405],
  ])("answers %s with %i", async (method, status) => expect((await get(path, { method })).status).toBe(status));

  test("an address that is none, and a body that is no form, are refused", async () => {
    expect((await post(path, { emailaddress: "nobody" })).status).toBe(400);
    expect((await post(path, { emailaddress: "a@unserved.example" })).status).toBe(404);
    expect((await get(path, { method: "POST", body: "{}" })).status).toBe(415);
    expect((await post(path, { emailaddress: "a".repeat(70_000) })).status).toBe(413);
  });
});

test.each([
  ["/check/unserved.example/clients"],
  ["/check/moved.example/clients"],
  ["/check/no_domain/clients"],
  [`${ALL}/nobody`],
  ["/check/fish.example/nothing"],
])("%s is not found", async (path) => expect((await get(path)).status).toBe(404));

test("every program has its row, and a page of its own that ends with an account or says why not", async () => {
  const all = await (await get("/check/plain.example/clients")).text();
  for (const { id, seeks } of CLIENTS) {
    const url = `/check/plain.example/clients/${id}`;
    expect(all).toContain(`href="${url}"`);
    const one = await (await get(url)).text();
    expect(one, id).toMatch(/<section class="card result/);
    if (seeks === undefined) expect(one, id).toMatch(/plain\.example, port \d+/);
  }
});

test("every way has its words", () => expect(Object.keys(words.simulation.ways)).toEqual(Object.keys(MECHANISMS)));
