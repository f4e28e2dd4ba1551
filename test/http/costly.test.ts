import { describe, expect, test } from "vitest";
import operations from "../../docs/operations.md?raw";
import { RateLimit } from "../../src/http/limits/rate-limit.ts";
import { COSTLY_PER_MINUTE, type Rate, ratesInMemory, ratesOfPlatform } from "../../src/http/limits/rates.ts";
import { toSource } from "../../src/http/wire/peer.ts";
import type { ProfileSigner } from "../../src/signing/profile-signer.ts";
import wrangler from "../../wrangler.toml?raw";
import outlook from "../fixtures/requests/outlook-2019-pox.xml?raw";
import { createTestApp, STRANGER } from "../support/services/app.ts";

/** Signs with nothing: how often it is asked is what counts. */
const SIGNER: ProfileSigner = { isSigned: () => true, sign: async (content) => content, findProblems: () => [] };

/** A service that allows one of a kind to a source and two to a domain within a minute; requests name their source. */
function createLimitedApp() {
  const few = (perMinute: number): Rate => {
    const limit = new RateLimit(perMinute);
    return (key, count) => limit.spend(key, Math.min(count, 1), 15_000);
  };
  return createTestApp({
    profileSigner: SIGNER,
    rates: { ofSource: few(1), ofDomain: few(2) },
    findPeer: (c) => ({ ...STRANGER, findSource: () => c.req.header("x-test-source") }),
  });
}

const SITE = "https://setup.hosting.example";
type Ask = (domain: string, source?: string) => readonly [url: string, init: RequestInit];
const post =
  (path: (domain: string) => string, more: Readonly<Record<string, string>> = {}): Ask =>
  (domain, source) => [
    `${SITE}${path(domain)}`,
    {
      method: "POST",
      body: new URLSearchParams({ emailaddress: `alice@${domain}`, ...more }),
      headers: source === undefined ? {} : { "x-test-source": source },
    },
  ];
const get =
  (toUrl: (domain: string) => string): Ask =>
  (domain, source) => [toUrl(domain), { headers: source === undefined ? {} : { "x-test-source": source } }];

const COSTLY: Readonly<Record<string, Ask>> = {
  "a signed profile": post(() => "/profiles/apple.mobileconfig"),
  "a signed profile at a former path": get((domain) => `https://${domain}/mobileconfig?emailaddress=alice@${domain}`),
  "a code for Thunderbird": get((domain) => `${SITE}/qr/thunderbird-android.svg?emailaddress=alice@${domain}`),
  "a code for DAVx5": post(() => "/qr/davx5.png"),
  "a search": post((domain) => `/guides/${domain}/errors`, { search: "0x800CCC0E" }),
  "a search in text": post((domain) => `/guides/${domain}/errors.txt`, { search: "0x800CCC0E" }),
  "the page of support": post((domain) => `/guides/${domain}/support`),
  "the welcome mail": post((domain) => `/guides/${domain}/welcome`),
  "the welcome mail as a message": get((domain) => `${SITE}/guides/${domain}/welcome.eml`),
  "a domain's page": post((domain) => `/guides/${domain}`),
  "the page that the start leads to": post(() => "/"),
  "a guide": post((domain) => `/guides/${domain}/kmail`),
  "a guide as text": post((domain) => `/guides/${domain}/kmail.md`),
  "mail programs played": get((domain) => `${SITE}/check/${domain}/clients`),
  "a mail program played for an address": post((domain) => `/check/${domain}/clients/kmail`),
  "a domain's page as text": post((domain) => `/guides/${domain}.txt`),
};

const DOMAIN = "sync-dav.example";
const OTHER_DOMAIN = "fish.example";

describe.each(Object.entries(COSTLY))("%s", (name, ask) => {
  test("is refused to a source that has had its share, in the words of the surface, and to nobody else", async () => {
    const app = createLimitedApp();
    const first = await app.request(...ask(DOMAIN, "192.0.2.1"));
    expect(first.status).toBe(200);
    const refused = await app.request(...ask(DOMAIN, "192.0.2.1"));
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
    expect(refused.headers.get("cache-control")).toMatch(/^no-store/);
    const isPage = !/profile|code/.test(name);
    expect(refused.headers.get("content-type")).toMatch(isPage ? /^text\/html/ : /^text\/plain/);
    expect(await refused.text()).toContain("Too many requests within a minute");
    expect((await app.request(...ask(DOMAIN, "192.0.2.2"))).status).toBe(200);
  });

  test("is refused where the whole of a domain has had its share, while other domains go on", async () => {
    const app = createLimitedApp();
    // Refusals of a source take nothing from the domain.
    for (const source of ["192.0.2.1", "192.0.2.1", "192.0.2.1"]) await app.request(...ask(DOMAIN, source));
    const statuses = [];
    for (const source of ["192.0.2.2", "192.0.2.3"]) statuses.push((await app.request(...ask(DOMAIN, source))).status);
    expect(statuses).toEqual([200, 429]);
    if (name.includes("DAVx5")) return;
    expect((await app.request(...ask(OTHER_DOMAIN, "192.0.2.4"))).status).toBe(200);
  });

  test("counts by the domain alone where nobody knows the source", async () => {
    const app = createLimitedApp();
    const statuses = [];
    for (const _ of [1, 2, 3]) statuses.push((await app.request(...ask(DOMAIN))).status);
    expect(statuses).toEqual([200, 200, 429]);
  });
});

test("each kind is counted by itself", async () => {
  const app = createLimitedApp();
  for (const [name, ask] of Object.entries(COSTLY))
    if (["a signed profile", "a code for DAVx5", "a search", "the welcome mail"].includes(name))
      expect((await app.request(...ask(DOMAIN, "192.0.2.1"))).status).toBe(200);
});

const NEVER_LIMITED: Readonly<Record<string, Ask>> = {
  autoconfig: get((domain) => `https://autoconfig.${domain}/mail/config-v1.1.xml?emailaddress=alice@${domain}`),
  "Autodiscover POX": (domain, source = "") => [
    `https://autodiscover.${domain}/autodiscover/autodiscover.xml`,
    { method: "POST", body: outlook.replace("plain.example", domain), headers: { "x-test-source": source } },
  ],
  "Autodiscover v2": get(
    (domain) => `${SITE}/autodiscover/autodiscover.json?Email=a@${domain}&Protocol=AutodiscoverV1`,
  ),
  "the profile of a domain": get((domain) => `${SITE}/profiles/apple.mobileconfig?domain=${domain}`),
  "the code of a page": get((domain) => `${SITE}/qr/guide.png?domain=${domain}`),
  "a guide": get((domain) => `${SITE}/guides/${domain}/kmail`),
  "the page of a domain": get((domain) => `${SITE}/guides/${domain}`),
  "the index of errors": get((domain) => `${SITE}/guides/${domain}/errors`),
};

test.each(Object.entries(NEVER_LIMITED))("%s is answered however often one source asks", async (_, ask) => {
  const app = createLimitedApp();
  const statuses = new Set<number>();
  for (const _again of Array.from({ length: 20 }))
    statuses.add((await app.request(...ask("plain.example", "192.0.2.1"))).status);
  expect([...statuses]).toEqual([200]);
});

test("a profile that is not signed costs little, and is counted by nobody", async () => {
  const app = createTestApp({ rates: { ofSource: () => 60, ofDomain: () => 60 } });
  expect((await app.request(...post(() => "/profiles/apple.mobileconfig")(DOMAIN))).status).toBe(200);
});

describe("how often", () => {
  test("is the same at home, at the edge and in the document", async () => {
    const limits = [
      ...wrangler.matchAll(
        /name = "COSTLY_OF_(\w+)"\nnamespace_id = "\d+"\nsimple = \{ limit = (\d+), period = 60 \}/g,
      ),
    ];
    const { ofSource, ofDomain } = COSTLY_PER_MINUTE;
    const three = [0, 1, 2].flatMap(() => [
      ["SOURCE", `${ofSource}`],
      ["DOMAIN", `${ofDomain}`],
    ]);
    expect(limits.map(([, of, limit]) => [of, limit])).toEqual(three);
    expect(operations).toContain(`${ofSource} a minute`);
    expect(operations).toContain(`${ofDomain.toLocaleString("en")} a minute`);
  });

  test("is counted in memory by a clock", async () => {
    const clock = { time: 0 };
    const { ofSource } = ratesInMemory(() => new Date(clock.time));
    for (let asked = 0; asked < COSTLY_PER_MINUTE.ofSource; asked += 1) expect(ofSource("a", 1)).toBe(0);
    clock.time = 45_000;
    expect([ofSource("a", 1), ofSource("b", COSTLY_PER_MINUTE.ofSource)]).toEqual([15, 0]);
    clock.time = 60_000;
    expect(ofSource("a", 1)).toBe(0);
  });

  test("is what the platform says, and one of its limiters that fails keeps nobody out", async () => {
    const asked: string[] = [];
    const limiter = { limit: async ({ key }: { key: string }) => ({ success: asked.push(key) < 2 }) };
    const broken = { limit: () => Promise.reject(new Error("not now")) };
    const { ofSource, ofDomain } = ratesOfPlatform(limiter, broken);
    expect([await ofSource("a", 1), await ofSource("a", 10), await ofDomain("b", 10)]).toEqual([0, 60, 0]);
    expect(asked).toEqual(["a", "a"]);
  });
});

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::7", "2001:db8:1:2::/64"],
  ["2001:db8::7", "2001:db8:0:0::/64"],
  ["2001:db8:0:1::", "2001:db8:0:1::/64"],
  ["fe80::1", "fe80:0:0:0::/64"],
  ["::1", "::1"],
  ["unknown", "unknown"],
  ["a:b", "a:b"],
  ["[::1]/@x:y", "[::1]/@x:y"],
])("a request from %s is counted as one from %s", (address, source) => expect(toSource(address)).toBe(source));
