import { describe, expect, test, vi } from "vitest";
import type { Probes } from "../../src/check/network/probes.ts";
import { words } from "../../src/content/en/words/words.ts";
import { ratesInMemory } from "../../src/http/limits/rates.ts";
import { CLIENTS } from "../../src/simulator/clients.ts";
import { MECHANISMS } from "../../src/simulator/outcome.ts";
import { createTestApp, STRANGER } from "../support/services/app.ts";

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

describe("asked of the Internet", () => {
  const LIVE = "/check/plain.example/clients";
  const asked: string[] = [];
  /** DNS that leads every name of the domain to an address of the Internet, but one; and a web of our own answers. */
  const probes: Probes = {
    askDns: async ({ name, type }) => {
      const isHere = type === "A" && name.endsWith("plain.example") && !name.startsWith("autodiscover");
      const address = name === "inward.plain.example" ? "10.0.0.1" : "198.41.0.4";
      return isHere
        ? { state: "found", data: [{ type: "A", address }], aliases: [], isAuthentic: false }
        : { state: "nothing", nameExists: false, aliases: [], isAuthentic: false };
    },
    async sendWeb({ method, url, headers, body }) {
      asked.push(url);
      const answer = await app.request(url, { method, headers, ...(body !== undefined && { body }) });
      return {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: await answer.text(),
        tls: undefined,
      };
    },
    connectMail: () => Promise.reject(new Error("no mail here")),
  };
  const live = createTestApp({ findPeer: () => STRANGER, loadProbes: async () => probes });
  const open = (path: string, init?: RequestInit) => live.request(`https://setup.hosting.example${path}`, init);

  test("a program is told step by step, and what it ends with", async () => {
    const response = await open(`${LIVE}/deltachat?ask=live`, { headers: { "accept-encoding": "gzip" } });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    });
    expect(response.headers.get("content-encoding")).toBeNull();
    const body = await response.text();
    expect(body).toMatch(/<small class="time">\d+\.\d\d s<\/small>/);
    expect(body.indexOf("autoconfig.plain.example/mail")).toBeLessThan(body.indexOf('class="card result"'));
    expect(body).toContain("plain.example, port 993");
    expect(body.endsWith("</html>\n")).toBe(true);
  });

  test("nobody is asked but the domain's own names, and what has no address says so", async () => {
    asked.length = 0;
    const body = await (await open(`${LIVE}?ask=live`)).text();
    expect(new Set(asked.map((url) => new URL(url).hostname.replace(/^[^.]+\.(?=plain)/, "")))).toEqual(
      new Set(["plain.example"]),
    );
    expect(body).toMatch(/no account|No account/);
    const one = await (await open(`${LIVE}/outlook-windows-classic?ask=live`)).text();
    expect(one).toContain("no answer: ");
    const kmail = await (await open(`${LIVE}/kmail?ask=live`)).text();
    expect(kmail).not.toContain('thunderbird.net/v1.1/plain.example</code></p>\n<p class="answer" lang="en"><span>200');
  });

  test("an address is played by POST, and stands in no link", async () => {
    const body = await (
      await open(`${LIVE}/deltachat?ask=live`, {
        method: "POST",
        body: new URLSearchParams({ emailaddress: "alice@plain.example" }),
      })
    ).text();
    expect(body).toContain("alice%40plain.example");
    const urls = Array.from(body.matchAll(/ (?:href|action)="([^"]*)"/g), ([, url = ""]) => url);
    expect(urls.filter((url) => url.includes("alice"))).toEqual([]);
  });

  test("whoever asks too often is told to wait", async () => {
    const limited = createTestApp({
      findPeer: () => ({ ...STRANGER, findSource: () => "198.51.100.7" }),
      loadProbes: async () => probes,
      rates: ratesInMemory(() => new Date(0)),
    });
    const statuses = [];
    for (let index = 0; index < 4; index++)
      statuses.push((await limited.request(`https://setup.hosting.example${LIVE}/davx5?ask=live`)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  test("where the Internet cannot be asked, the settings answer", async () => {
    const body = await (await get(`${ALL}?ask=live`)).text();
    expect(body).toContain("Nobody else is asked.");
    expect(body).not.toContain("As the Internet answers now");
  });

  test("a page that fails on its way says so, and ends as a page", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const failing = createTestApp({ loadProbes: () => Promise.reject(new Error("broken")) });
    const body = await (await failing.request(`https://setup.hosting.example${LIVE}/davx5?ask=live`)).text();
    vi.restoreAllMocks();
    expect(body).toContain("Something went wrong here");
    expect(body.endsWith("</html>\n")).toBe(true);
  });
});
