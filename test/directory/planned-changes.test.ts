/**
 * A change of servers at its moment: every document says the same servers at any time, from the file and from the
 * directory alike, and nobody is told to keep one for longer than it holds.
 * @module
 */
import * as fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { domainOperations } from "../../src/directory/operations/domain-operations.ts";
import { providerOperations } from "../../src/directory/operations/provider-operations.ts";
import { parseSettings, type Settings } from "../../src/model/settings/parse-settings.ts";
import { keptDirectory } from "../../src/store/cache/directory-reader.ts";
import { memoryStore } from "../../src/store/databases/memory.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { StoreUnavailableError } from "../../src/store/roles.ts";
import type { SettingsReader } from "../../src/store/settings-store.ts";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";
import { IMAP, SUBMISSION } from "../support/domains/small-settings.ts";
import { toEffort } from "../support/drawn/effort.ts";
import { createTestApp } from "../support/services/app.ts";

const OPERATOR = { name: "operator", provider: undefined };
const START = Date.parse("2026-12-01T03:00:00Z");
const MINUTE = 60_000;

interface Plan {
  readonly at: number;
  readonly host: string;
}

/** Servers whose host names all say the same. */
function serversOf(host: string) {
  return {
    incomingServers: [{ ...IMAP, hostname: `imap.${host}.example` }],
    outgoingServers: [{ ...SUBMISSION, hostname: `smtp.${host}.example` }],
    services: { caldav: { url: `https://dav.${host}.example/cal/` } },
  };
}

function toFile(shared: readonly Plan[], own: readonly Plan[]) {
  const toChanges = (plans: readonly Plan[]) =>
    plans.map(({ at, host }) => ({ at: new Date(at).toISOString(), overrides: serversOf(host) }));
  const provider = { displayName: "Hosting", displayShortName: "Hosting", ...serversOf("old") };
  return {
    provider: { ...provider, changes: toChanges(shared) },
    entry: { provider: "p", changes: toChanges(own) },
  };
}

/** What holds at a moment, by a rule of its own: the last of a domain's own changes, else of its provider's. */
function findHost(shared: readonly Plan[], own: readonly Plan[], now: number): string {
  const last = (plans: readonly Plan[]) =>
    plans
      .filter(({ at }) => at <= now)
      .toSorted((one, other) => one.at - other.at)
      .at(-1)?.host;
  return last(own) ?? last(shared) ?? "old";
}

let time = START;
const now = () => new Date(time);

function open(store: SettingsReader) {
  const app = createTestApp({ store, now });
  return async (url: string, init?: RequestInit) => {
    const response = await app.request(url, init);
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
}

function fromFile(file: ReturnType<typeof toFile>): Settings {
  const settings = parseSettings({ providers: { p: file.provider }, domains: { "shop.example": file.entry } });
  if (!settings.ok) throw new Error(JSON.stringify(settings.error));
  return settings.value;
}

async function fromDirectory(file: ReturnType<typeof toFile>) {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  const directory = sqlDirectory(database);
  const empty = parseSettings({ providers: {}, domains: {} });
  if (!empty.ok) throw new Error("nothing is faulty");
  const gone = { isGone: false, asked: 0 };
  const reader = keptDirectory(
    {
      findDomain: async (domain) => {
        gone.asked += 1;
        if (gone.isGone) throw new StoreUnavailableError("gone");
        return directory.findDomain(domain);
      },
    },
    empty.value,
    { runtime: "edge", now, report: () => {} },
  );
  const options = { directory, floor: empty.value, now, changed: reader.forget };
  await providerOperations(options).put(OPERATOR, "p", file.provider);
  await domainOperations(options).put(OPERATOR, "shop.example", file.entry);
  return { reader, gone };
}

const POX = `<?xml version="1.0"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006">
<Request><EMailAddress>alice@shop.example</EMailAddress><AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema></Request></Autodiscover>`;

/** What is asked, and which kinds of server it tells. */
const DOCUMENTS: readonly [url: string, kinds: string, init?: RequestInit][] = [
  ["https://autoconfig.shop.example/mail/config-v1.1.xml", "imap smtp"],
  ["https://autoconfig.shop.example/mail/config-v1.1.xml?emailaddress=alice@customer.example", "imap smtp"],
  ["https://autodiscover.shop.example/autodiscover/autodiscover.xml", "imap smtp dav", { method: "POST", body: POX }],
  ["https://autodiscover.shop.example/autodiscover/autodiscover.xml", "imap smtp dav"],
  ["https://shop.example/.well-known/user-agent-configuration.json", "imap smtp dav"],
  ["https://setup.hosting.example/profiles/apple.mobileconfig?domain=shop.example", "imap smtp dav"],
  ["https://setup.hosting.example/profiles/apple.mobileconfig?emailaddress=alice@shop.example", "imap smtp dav"],
  ["https://setup.hosting.example/guides/shop.example", "imap smtp dav"],
  ["https://setup.hosting.example/guides/shop.example/thunderbird-desktop.txt", "imap smtp dav"],
];

/** Host names in a document, each with its kind. */
function hostsOf(body: string): string[] {
  return [...new Set(body.match(/\b(?:imap|smtp|dav)\.[a-z]+\.example\b/g))].toSorted();
}

const host = fc.constantFrom("new", "newer", "newest");
const plans = fc.array(fc.record({ at: fc.integer({ min: -5, max: 5 }).map((n) => START + n * MINUTE), host }), {
  maxLength: 3,
});

test.each(["the settings file", "the directory"])(
  "once a clock that was ahead is right, %s has what holds now",
  async (place) => {
    const file = toFile([{ at: START + MINUTE, host: "new" }], []);
    time = START;
    const ask = open(place === "the directory" ? (await fromDirectory(file)).reader : memoryStore(fromFile(file), now));
    const hosts: string[][] = [];
    for (const moment of [START + 2 * MINUTE, START]) {
      time = moment;
      const { body } = await ask("https://autoconfig.shop.example/mail/config-v1.1.xml");
      hosts.push(hostsOf(body));
    }
    expect(hosts).toEqual([
      ["imap.new.example", "smtp.new.example"],
      ["imap.old.example", "smtp.old.example"],
    ]);
  },
);

test("at any moment every document says the same servers, and none may be kept beyond the next", async () => {
  await fc.assert(
    fc.asyncProperty(
      plans,
      plans,
      fc.array(fc.integer({ min: -7 * MINUTE, max: 7 * MINUTE }), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (shared, own, moments, isInDirectory) => {
        const file = toFile(shared, own);
        time = START;
        const ask = open(isInDirectory ? (await fromDirectory(file)).reader : memoryStore(fromFile(file), now));
        for (const moment of moments.toSorted((one, other) => one - other)) {
          time = START + moment;
          const expected = findHost(shared, own, time);
          for (const [url, kinds, init] of DOCUMENTS) {
            const { status, headers, body } = await ask(url, init);
            expect(status, url).toBe(200);
            expect(hostsOf(body), url).toEqual(
              kinds
                .split(" ")
                .map((kind) => `${kind}.${expected}.example`)
                .toSorted(),
            );
            const [, age] = /max-age=(\d+)/.exec(headers.get("cache-control") ?? "") ?? [];
            if (age !== undefined) {
              // To the millisecond: what is kept until then is right until then.
              const last = time + Number(age) * 1000 - 1;
              if (last >= time) expect(findHost(shared, own, last), `${url} for ${age} s`).toBe(expected);
            }
          }
        }
      },
    ),
    { numRuns: toEffort(6) },
  );
});

const AUTOCONFIG = "https://autoconfig.shop.example/mail/config-v1.1.xml";

test("a document that a client holds is no longer fresh, nor the same, once servers are others", async () => {
  const ask = open(memoryStore(fromFile(toFile([{ at: START, host: "new" }], [])), now));
  time = START - 90_500;
  const before = await ask(AUTOCONFIG);
  expect(before.headers.get("cache-control")).toBe("public, max-age=90, no-transform");
  const held = { headers: { "if-none-match": before.headers.get("etag") ?? "" } };
  expect((await ask(AUTOCONFIG, held)).status).toBe(304);
  time = START;
  expect(await ask(AUTOCONFIG, held)).toMatchObject({ status: 200, body: expect.stringContaining("imap.new.example") });
  expect((await ask(AUTOCONFIG)).headers.get("cache-control")).toBe("public, max-age=300, no-transform");
});

const DAY = 24 * 60 * MINUTE;

test.each(["", ".txt", "/thunderbird-desktop", "/thunderbird-desktop.txt", "/welcome.html", "/welcome.txt"])(
  "people are told two weeks before, and no longer once it is done: /guides/shop.example%s",
  async (page) => {
    const ask = open(memoryStore(fromFile(toFile([{ at: START, host: "new" }], [])), now));
    const told = "The mail servers change on December 1, 2026 at 03:00 UTC. Programs that you set up before then";
    const isTold = async (moment: number) => {
      time = moment;
      const { status, body } = await ask(`https://setup.hosting.example/guides/shop.example${page}`);
      expect(status).toBe(200);
      return body.replaceAll(/\s+/g, " ").includes(told);
    };
    expect(await isTold(START - 14 * DAY - 1)).toBe(false);
    expect(await isTold(START - 14 * DAY)).toBe(true);
    expect(await isTold(START - 1)).toBe(true);
    expect(await isTold(START)).toBe(false);
  },
);

test("and find in the index of error texts why Outlook still asks for the old server", async () => {
  const ask = open(memoryStore(fromFile(toFile([{ at: START, host: "new" }], [])), now));
  const found = await ask("https://setup.hosting.example/guides/shop.example/errors?q=old+server+outlook");
  expect(found.body).toContain("Outlook keeps using the old server");
});

test("the directory need not be asked for it, nor be there", async () => {
  const { reader, gone } = await fromDirectory(toFile([{ at: START, host: "new" }], []));
  const ask = open(reader);
  time = START - 1_000;
  expect(hostsOf((await ask(AUTOCONFIG)).body)).toContain("imap.old.example");
  const { asked } = gone;
  time = START;
  expect(hostsOf((await ask(AUTOCONFIG)).body)).toContain("imap.new.example");
  expect(gone.asked).toBe(asked);
  gone.isGone = true;
  time = START + 10 * MINUTE;
  expect(hostsOf((await ask(AUTOCONFIG)).body)).toContain("imap.new.example");
});

test("also where it comes while the directory is gone", async () => {
  const { reader, gone } = await fromDirectory(toFile([{ at: START, host: "new" }], []));
  const ask = open(reader);
  time = START - 10 * MINUTE;
  await ask(AUTOCONFIG);
  gone.isGone = true;
  time = START - 5 * MINUTE;
  expect(hostsOf((await ask(AUTOCONFIG)).body)).toContain("imap.old.example");
  time = START;
  expect(hostsOf((await ask(AUTOCONFIG)).body)).toContain("imap.new.example");
});

test("what is rendered stays rendered between two changes, however often the directory is asked", async () => {
  const { reader } = await fromDirectory(toFile([{ at: START, host: "new" }], []));
  const find = () => reader.find(fromFile(toFile([], [])).domains.keys().next().value ?? expect.fail());
  time = START - 10 * MINUTE;
  const before = await find();
  time = START - 2 * MINUTE;
  expect(await find()).toBe(before);
  time = START;
  const after = await find();
  expect(after).not.toBe(before);
  time = START + 10 * MINUTE;
  expect(await find()).toBe(after);
});
