/**
 * The check as strangers and operators come by it.
 * @module
 */
import { expect, test } from "vitest";
import type { CheckReport } from "../../src/check/check-domain.ts";
import { checkKnown } from "../../src/check/check-known.ts";
import { ConnectError } from "../../src/check/network/probes.ts";
import { type Checked, type SharedChecks, shareChecks } from "../../src/check/shared-checks.ts";
import { ratesInMemory } from "../../src/http/limits/rates.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { renderCheckPage } from "../../src/pages/check/check-page.ts";
import { ENGLISH } from "../support/browser/languages.ts";
import { settingsOf } from "../support/domains/accounts.ts";
import { createTestApp, STRANGER } from "../support/services/app.ts";

/** Of a domain that nobody tells of. */
function checkLost(checked: Checked, serviceOrigin: string): Promise<CheckReport> {
  const fail = async () => {
    throw new ConnectError("refused", "");
  };
  return checkKnown(checked, {
    probes: {
      askDns: async () => ({ state: "nothing", nameExists: false, aliases: [], isAuthentic: false }),
      sendWeb: fail,
      connectMail: fail,
    },
    serviceOrigin,
    now: () => new Date(0),
  });
}

function open(run = checkLost) {
  let count = 0;
  let now = new Date(0);
  const checks: SharedChecks = shareChecks(
    (...asked) => {
      count += 1;
      return run(...asked);
    },
    () => now,
    4,
  );
  const app = createTestApp({
    checks,
    rates: ratesInMemory(() => now),
    findPeer: () => ({ ...STRANGER, findSource: () => "192.0.2.1" }),
  });
  const ask = (path: string, method = "GET") =>
    app.request(`https://setup.hosting.example${path}`, {
      method,
      headers: { accept: "text/html" },
      ...(method === "POST" && { body: new URLSearchParams() }),
    });
  return {
    ask,
    checks,
    count: () => count,
    pass: (milliseconds: number) => (now = new Date(now.getTime() + milliseconds)),
  };
}

test("a page that is opened checks nothing, and shows what was found in the last minutes", async () => {
  const { ask, count, pass } = open();
  expect(await (await ask("/check/plain.example")).text()).toContain("Check now");
  expect(count()).toBe(0);
  const checked = await (await ask("/check/plain.example", "POST")).text();
  expect(checked).toContain("The domain plain.example does not exist in DNS.");
  expect(checked).toContain("Check the spelling, the registration");
  const again = await ask("/check/plain.example");
  expect(await again.text()).toContain("does not exist in DNS");
  expect(again.headers.get("cache-control")).toBe("no-store, no-transform");
  pass(4 * 60_000);
  expect(await (await ask("/check/plain.example")).text()).not.toContain("does not exist in DNS");
  expect(count()).toBe(1);
});

test("of a domain whose mail is elsewhere it tells what still leads here, and what is missing there", async () => {
  const { ask, count } = open();
  const first = await ask("/check/moved.example");
  expect(first.status).toBe(200);
  expect(await first.text()).toContain("Mail for moved.example is with Microsoft 365.");
  const checked = await (await ask("/check/moved.example", "POST")).text();
  expect(checked).toContain("autodiscover.moved.example does not send mail programs to Microsoft 365.");
  expect(checked).not.toContain('id="clients"');
  expect(await (await ask("/check/moved.example")).text()).toContain("does not send mail programs");
  expect(count()).toBe(1);
});

test("what an operator noted of where mail is, is on no page", async () => {
  const setting = { checked: { domain: Domain.parse("moved.example"), mailElsewhere: "a server at Bob's" } };
  const report = await checkLost(setting.checked, "https://setup.hosting.example");
  const { body } = await renderCheckPage({ ...setting, language: ENGLISH, query: "" }, report);
  expect(body).toContain("Mail for moved.example is with another provider.");
  expect(body).not.toContain("Bob");
});

test("what stands on the page already comes before the result does", async () => {
  let go = (): void => {};
  const going = new Promise<void>((done) => (go = done));
  const { ask } = open(async (...asked) => {
    await going;
    return checkLost(...asked);
  });
  const response = await ask("/check/plain.example", "POST");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = (await reader?.read())?.value ?? "";
  expect(first).toContain("Asking DNS, web servers and mail servers");
  expect(first).not.toContain("</main>");
  go();
  let rest = "";
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) rest += part.value;
  expect(rest).toContain("does not exist in DNS");
  expect(rest).toMatch(/<\/html>\s*$/);
});

test("a domain is checked once for all who ask at the same time, and few domains at once", async () => {
  let [running, most] = [0, 0];
  const { checks, count } = open(async (...asked) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((done) => setTimeout(done, 5));
    running -= 1;
    return checkLost(...asked);
  });
  const domains = ["plain.example", "other.example", "fish.example", "plain.example", "modern.example", "pop.example"];
  const known = domains.map(settingsOf);
  const many = [...known, ...known.map((settings) => ({ ...settings, displayName: "Changed" }))];
  await Promise.all(many.map((settings) => checks.check(settings, "https://setup.hosting.example")));
  expect([count(), most]).toEqual([10, 4]);
});

test("of two hundred domains a result is kept, and who was checked longest ago is forgotten first", async () => {
  const origin = "https://setup.hosting.example";
  const plain = settingsOf("plain.example");
  const report = await checkLost(plain, origin);
  const { checks } = open(async () => report);
  const known = Array.from({ length: 201 }, (_, index) => ({ ...plain, domain: Domain.parse(`d${index}.example`) }));
  const [first = plain, second = plain, ...others] = known;
  const again = { ...first, displayName: "Changed" };
  for (const settings of [first, second, ...others.slice(1), again, ...others.slice(0, 1)])
    await checks.check(settings, origin);
  expect([again, second, ...others].filter((settings) => checks.find(settings, origin) === undefined)).toEqual([
    second,
  ]);
});

test("a result of a clock that was ahead is none once it is right", async () => {
  const { checks, pass } = open(async (...asked) => ({
    ...(await checkLost(...asked)),
    checkedAt: new Date(60_000).toISOString(),
  }));
  const [origin, plain] = ["https://setup.hosting.example", settingsOf("plain.example")];
  pass(60_000);
  await checks.check(plain, origin);
  expect(checks.find(plain, origin)).toBeDefined();
  pass(-1);
  expect(checks.find(plain, origin)).toBeUndefined();
});

test("a check that fails is no result, and the page says so in place of it", async () => {
  const { ask, count } = open(async () => {
    throw new Error("a bug");
  });
  expect(await (await ask("/check/plain.example", "POST")).text()).toContain("Something went wrong here");
  expect(await (await ask("/check/plain.example", "POST")).text()).toContain("Something went wrong here");
  expect(count()).toBe(2);
});

test.each(["/check/unserved.example", "/check/no_domain"])("%s is not checked", async (path) => {
  const { ask, count } = open();
  expect((await ask(path)).status).toBe(404);
  expect((await ask(path, "POST")).status).toBe(404);
  expect(count()).toBe(0);
});

test("a stranger checks seldom, and sees results as often as anybody", async () => {
  const { ask } = open();
  const seen = new Set<number>();
  for (let time = 0; time < 30; time++) seen.add((await ask("/check/plain.example", "POST")).status);
  expect([...seen]).toEqual([200]);
  const { ask: askAgain, count } = open(async () => {
    throw new Error("of which nothing is kept");
  });
  const statuses: number[] = [];
  for (let time = 0; time < 30; time++) statuses.push((await askAgain("/check/plain.example", "POST")).status);
  expect(statuses).toContain(429);
  expect(count()).toBeLessThan(20);
});

test("where nobody can look at the world, there is no such page", async () => {
  const app = createTestApp();
  expect((await app.request("https://setup.hosting.example/check/plain.example")).status).toBe(404);
});
