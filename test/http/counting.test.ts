import { afterEach, describe, expect, test, vi } from "vitest";
import { findClientFamily } from "../../src/http/counting/client-family.ts";
import type { CountedRequest } from "../../src/model/request-count.ts";
import { PERSONAL_REQUESTS, pox, SECRETS } from "../support/browser/personal-requests.ts";
import { createTestApp, STRANGER } from "../support/services/app.ts";

afterEach(() => vi.restoreAllMocks());

/** Every request is counted before its answer is there. */
function openCounting() {
  const counted: CountedRequest[] = [];
  const tally = { count: (request: CountedRequest) => void counted.push(request) };
  const app = createTestApp({ findPeer: () => ({ ...STRANGER, findSource: () => "198.51.100.77" }), tally });
  return { app, counted };
}

const POX = "/autodiscover/autodiscover.xml";
const JSON_PATH = "/autodiscover/autodiscover.json";
const CONFIG = "/mail/config-v1.1.xml";

const ROWS: readonly (readonly [
  url: string,
  init: RequestInit,
  mechanism: string,
  outcome: string,
  domain: string | undefined,
])[] = [
  [`https://autoconfig.fish.example${CONFIG}`, {}, "autoconfig", "answered", "fish.example"],
  [
    `https://autoconfig.fish.example${CONFIG}?emailaddress=a@fish.example`,
    {},
    "autoconfig",
    "answered",
    "fish.example",
  ],
  [`https://autoconfig.fish.example${CONFIG}?emailaddress=a@mx.example`, {}, "autoconfig", "answered", "fish.example"],
  [`https://autoconfig.lake.example${CONFIG}`, {}, "autoconfig", "unserved", "lake.example"],
  [`https://setup.hosting.example/v1.1/fish.example`, {}, "autoconfig", "answered", "fish.example"],
  [`https://setup.hosting.example${CONFIG}?emailaddress=a@lake.example`, {}, "autoconfig", "unserved", "lake.example"],
  [`https://setup.hosting.example${CONFIG}?emailaddress=nobody`, {}, "autoconfig", "refused", undefined],
  [`https://autoconfig.moved.example${CONFIG}`, {}, "autoconfig", "elsewhere", "moved.example"],
  [`https://autoconfig.fish.example${CONFIG}`, { method: "DELETE" }, "autoconfig", "refused", "fish.example"],
  [
    `https://autodiscover.fish.example${POX}`,
    { method: "POST", body: pox("a@fish.example") },
    "autodiscover",
    "answered",
    "fish.example",
  ],
  [
    `https://autodiscover.fish.example${POX}`,
    { method: "POST", body: "no" },
    "autodiscover",
    "refused",
    "fish.example",
  ],
  [
    `https://autodiscover.lake.example${POX}`,
    { method: "POST", body: pox("a@lake.example") },
    "autodiscover",
    "unserved",
    "lake.example",
  ],
  [`http://autodiscover.fish.example${POX}`, {}, "autodiscover", "redirected", "fish.example"],
  [
    `https://autodiscover.fish.example${JSON_PATH}?Email=a@fish.example&Protocol=Autodiscoverv1`,
    {},
    "autodiscover-json",
    "answered",
    "fish.example",
  ],
  [
    `https://autodiscover.fish.example${JSON_PATH}/v1.0/a@fish.example?Protocol=Ews`,
    {},
    "autodiscover-json",
    "refused",
    "fish.example",
  ],
  [
    "https://ua-auto-config.fish.example/.well-known/user-agent-configuration.json",
    {},
    "pacc",
    "answered",
    "fish.example",
  ],
  [
    "https://autoconfig.sync-dav.example/.well-known/caldav",
    { method: "PROPFIND" },
    "dav",
    "redirected",
    "sync-dav.example",
  ],
  ["https://autoconfig.plain.example/.well-known/jmap", {}, "jmap", "refused", "plain.example"],
  [
    "https://setup.hosting.example/profiles/apple.mobileconfig?emailaddress=a@fish.example",
    {},
    "profile",
    "answered",
    "fish.example",
  ],
  [
    "https://setup.hosting.example/profiles/apple.mobileconfig?domain=lake.example",
    {},
    "profile",
    "unserved",
    "lake.example",
  ],
];

describe("what mail clients ask for is counted", () => {
  test.each(ROWS)("%s", async (url, init, mechanism, outcome, domain) => {
    const { app, counted } = openCounting();
    await app.request(url, init);
    expect(counted).toEqual([{ family: "unnamed", mechanism, outcome, domain }]);
  });

  test.each(["/", "/guides/fish.example", "/healthz", "/qr/guide.svg?domain=fish.example", "/nothing"])(
    "and %s is not",
    async (path) => {
      const { app, counted } = openCounting();
      await app.request(`https://setup.hosting.example${path}`);
      expect(counted).toEqual([]);
    },
  );

  test("what fails is counted as that", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const counted: CountedRequest[] = [];
    const store = { find: () => Promise.reject(new Error("broken")) };
    const app = createTestApp({ store, tally: { count: (request) => void counted.push(request) } });
    await app.request(`https://setup.hosting.example${CONFIG}?emailaddress=a@fish.example`);
    expect(counted).toMatchObject([{ outcome: "failed" }]);
  });
});

describe("no address and no network gets into a count", () => {
  test("from wherever it stands in a request", async () => {
    const { app, counted } = openCounting();
    for (const [url, init] of PERSONAL_REQUESTS) await app.request(url, init);
    expect(counted.length).toBeGreaterThan(150);
    const text = JSON.stringify(counted);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    expect(new Set(counted.map(({ domain }) => domain))).toEqual(
      new Set(["fish.example", "lake.example", "moved.example", undefined]),
    );
  });
});

test.each([
  ["", "unnamed"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.0", "thunderbird"],
  ["Thunderbird/1 CFNetwork/3826.500.131 Darwin/24.5.0", "thunderbird-ios"],
  ["Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)", "outlook"],
  ["accountsd/113 CFNetwork/1568.300.101 Darwin/24.2.0", "apple"],
  ["Android/14-EAS-2.0", "exchange-android"],
  ["DAVx5/4.5.19 (ical4j) Android/16", "davx5"],
  ["Evolution/3.56.2", "evolution"],
  ["eM Client/10.3", "emclient"],
  ["Nextcloud Server Crawler", "nextcloud"],
  ["SnappyMail/2.38.2", "snappymail"],
  ["Nine", "nine"],
  ["okhttp/5.1.0", "okhttp"],
  ["libews/0.1", "libews"],
  ["Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36", "browser"],
  ["Mozilla/5.0 (compatible; Googlebot/2.1)", "robot"],
  ["curl/8.5.0", "robot"],
  ["something else entirely", "other"],
])("%j is of the family %s", (userAgent, family) => expect(findClientFamily(userAgent)).toBe(family));
