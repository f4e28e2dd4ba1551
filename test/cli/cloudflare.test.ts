import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openCloudflare } from "../../src/cli/cloudflare/cloudflare-api.ts";
import { syncHostnames } from "../../src/cli/cloudflare/sync-hostnames.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { openDirectory } from "../../src/store/databases/open-directory.ts";
import { PLAIN } from "../support/services/api.ts";
import { CLOUDFLARE_TOKEN, type FakeCloudflare, startCloudflare, ZONE } from "../support/services/cloudflare.ts";
import { LAUNCHER, type Printed, waypost } from "../support/services/waypost.ts";

let folder: string;
let fake: FakeCloudflare;
let place: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "cloudflare-"));
  const settings = join(folder, "settings.json");
  writeFileSync(settings, JSON.stringify({ providers: { shops: PLAIN }, domains: {} }));
  place = ["--data", join(folder, "data"), "--settings", settings];
  fake = await startCloudflare();
});
afterEach(async () => {
  await fake.stop();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => waypost([...args, ...place], { env: fake.env });
const sync = (...args: string[]) => run("cloudflare", "sync", "--zone", ZONE.name, "--per-minute", "600000", ...args);
const toTotal = ({ out }: Printed) => JSON.parse(out.trim().split("\n").at(-1) ?? "").total;
const names = () => [...fake.hostnames.keys()].toSorted();
const changes = () => fake.asked.filter((line) => !line.startsWith("GET "));

async function add(...domains: readonly string[]): Promise<void> {
  for (const domain of domains) expect((await run("domain", "add", domain, "provider=shops")).status).toBe(0);
}

/** Each of what a domain needs: PLAIN's can be told by PACC, too. */
const namesOf = (domain: string) =>
  ["autoconfig", "autodiscover", "ua-auto-config"].map((label) => `${label}.${domain}`);

describe("waypost cloudflare sync", () => {
  test("changes nothing without --apply, and says what it would do", async () => {
    await add("shop.com");
    const tried = await sync();
    expect(tried.out).toBe(
      namesOf("shop.com")
        .map((name) => `create\t${name}\n`)
        .join(""),
    );
    expect(tried.error).toContain("3 to create");
    expect(changes()).toEqual([]);
    expect(toTotal(await sync("--json"))).toEqual({ create: 3, remove: 0, keep: 0, givenUp: 0, foreign: 0 });
  });

  test("makes what is needed, keeps how it stands, and has nothing to do the second time", async () => {
    await add("shop.com");
    const applied = await sync("--apply");
    expect(applied).toMatchObject({
      status: 0,
      out: namesOf("shop.com")
        .map((name) => `created\t${name}\n`)
        .join(""),
    });
    expect(names()).toEqual(namesOf("shop.com"));
    const shown = await run("domain", "show", "shop.com");
    expect(shown.error).toContain("autoconfig.shop.com: waiting: Cloudflare waits for the name to lead here; publish");
    for (const one of fake.hostnames.values())
      Object.assign(one, { status: "active", ssl: { ...one.ssl, status: "active" } });
    expect(toTotal(await sync("--apply", "--json"))).toMatchObject({ created: 0, works: 3, waiting: 0 });
    const { customHostnames } = JSON.parse((await run("domain", "show", "shop.com", "--json")).out);
    expect(customHostnames[0]).toMatchObject({ hostname: "autoconfig.shop.com", state: "works", status: "active" });
    expect(changes()).toHaveLength(3);
  });

  test("removes what it made and nobody needs, and leaves alone what it did not make or does not know", async () => {
    await add("shop.com", "gone.com", "moved.com", "shut.com");
    await sync("--apply");
    fake.add("shop.stranger.com");
    fake.add("autoconfig.by-hand.com");
    await run("domain", "remove", "gone.com");
    await run("domain", "set", "moved.com", "mailElsewhere=microsoft-365");
    await run("domain", "suspend", "shut.com");
    const synced = await sync("--apply", "--json");
    expect(toTotal(synced)).toMatchObject({ removed: 9, foreign: 1 });
    expect(names()).toEqual(["autoconfig.by-hand.com", ...namesOf("shop.com"), "shop.stranger.com"].toSorted());
    expect(toTotal(await sync("--apply", "--json", "--remove-foreign"))).toMatchObject({ removed: 1, foreign: 0 });
    expect(names()).toEqual([...namesOf("shop.com"), "shop.stranger.com"].toSorted());
  });

  test("does not remove a name that was there before it, once nobody needs it", async () => {
    fake.add("autoconfig.shop.com");
    await add("shop.com");
    await sync("--apply");
    await run("domain", "remove", "shop.com");
    await sync("--apply");
    expect(names()).toEqual(["autoconfig.shop.com"]);
  });

  test("keeps the names of a domain whose provider is lost for now, but for PACC's, and of a settings file's domains", async () => {
    await add("shop.com");
    writeFileSync(
      place[3] ?? "",
      JSON.stringify({ providers: { shops: PLAIN }, domains: { "file.com": { provider: "shops" } } }),
    );
    await sync("--apply");
    expect(names()).toEqual([...namesOf("file.com"), ...namesOf("shop.com")].toSorted());
    writeFileSync(place[3] ?? "", JSON.stringify({ providers: {}, domains: {} }));
    await sync("--apply");
    expect(names()).toEqual(["autoconfig.shop.com", "autodiscover.shop.com"]);
  });

  test("does not remove many by accident", async () => {
    await add(...Array.from({ length: 8 }, (_, index) => `shop-${index}.com`));
    await sync("--apply");
    for (let index = 0; index < 8; index += 1) await run("domain", "remove", `shop-${index}.com`);
    const refused = await sync("--apply");
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.error).toContain("24 names would be removed, of 24");
    expect(names()).toHaveLength(24);
    await sync("--apply", "--remove-many");
    expect(names()).toEqual([]);
  });

  test("reads a list of several pages whole", async () => {
    await add("shop.com");
    for (let index = 0; index < 120; index += 1) fake.add(`name-${index}.stranger.com`);
    for (const name of namesOf("shop.com")) fake.add(name);
    expect(toTotal(await sync("--json"))).toMatchObject({ create: 0, keep: 3 });
    expect(fake.asked.filter((line) => line.endsWith("/custom_hostnames"))).toHaveLength(3);
  });

  test("waits as long as Cloudflare says, and tries again what was not answered", async () => {
    await add("shop.com");
    const late = { status: 429, headers: { "retry-after": "0" } };
    fake.faults.push(late, undefined, late, undefined, { status: 503, headers: { "retry-after": "0" } });
    const synced = await sync("--apply", "--json");
    expect(toTotal(synced)).toMatchObject({ created: 3, refused: 0 });
    expect(names()).toEqual(namesOf("shop.com"));
  });

  test("knows a name as its own where it was made and the answer was lost", async () => {
    await add("shop.com");
    fake.faults.push(undefined, undefined, { status: 502, isDone: true, headers: { "retry-after": "0" } });
    const synced = await sync("--apply", "--json");
    expect(toTotal(synced)).toMatchObject({ created: 3 });
    await run("domain", "remove", "shop.com");
    await sync("--apply");
    expect(names()).toEqual([]);
  });

  test("makes nothing twice where the list shows late what was made", async () => {
    await add("shop.com");
    fake.listed = "as before";
    await sync("--apply");
    expect(toTotal(await sync("--apply", "--json"))).toMatchObject({ created: 3, refused: 0 });
    expect(changes()).toHaveLength(3);
    fake.listed = "now";
    await run("domain", "remove", "shop.com");
    expect(toTotal(await sync("--apply", "--json"))).toMatchObject({ removed: 3 });
  });

  test("does not remove what somebody made meanwhile and the list did not show, once nobody needs it", async () => {
    await add("shop.com");
    fake.listed = "as before";
    fake.add("autoconfig.shop.com");
    expect(toTotal(await sync("--apply", "--json"))).toMatchObject({ created: 3, refused: 0 });
    fake.listed = "now";
    await run("domain", "remove", "shop.com");
    await sync("--apply");
    expect(names()).toEqual(["autoconfig.shop.com"]);
  });

  test("removes what is gone already without a word", async () => {
    await add("shop.com");
    await sync("--apply");
    await run("domain", "remove", "shop.com");
    fake.asked.length = 0;
    await sync();
    fake.listed = "as before";
    fake.hostnames.clear();
    expect(toTotal(await sync("--apply", "--json"))).toMatchObject({ removed: 3 });
  });

  test("tells why a name is refused, and makes the others", async () => {
    await add("first.localhost", "shop.com");
    const synced = await sync("--apply");
    expect(synced.status).toBe(1);
    expect(synced.error).toContain("autoconfig.first.localhost: failing: Cloudflare takes no such name");
    expect(names()).toEqual(namesOf("shop.com"));
    expect((await run("domain", "show", "first.localhost")).error).toContain("Cloudflare takes no such name");
  });

  test("ends where the quota does, and says how many are left", async () => {
    fake.quota = 1;
    await add("shop.com");
    const synced = await sync("--apply");
    expect(synced.status).toBe(1);
    expect(synced.error).toContain("1 names were not asked for: the zone may have no more custom hostnames");
    expect(names()).toHaveLength(1);
  });

  test("lets Cloudflare look again at what it has given up, where that is wanted", async () => {
    await add("shop.com");
    await sync("--apply");
    const moved = fake.hostnames.get("autoconfig.shop.com");
    Object.assign(moved ?? {}, { status: "moved" });
    expect(await sync("--apply")).toMatchObject({
      status: 1,
      error: expect.stringContaining("failing: the name does not lead here any more"),
    });
    await sync("--apply", "--look-again");
    expect(moved?.status).toBe("pending");
  });

  test("asks for as many certificates in a minute as is said", async () => {
    const waits: number[] = [];
    let time = 0;
    const api = openCloudflare(CLOUDFLARE_TOKEN, fake.env.CLOUDFLARE_BASE_URL, async (milliseconds) => {
      waits.push(milliseconds);
      time += milliseconds;
    });
    if (!api.ok) throw new Error("the token is there");
    const domain = Domain.parse("shop.com");
    const create = namesOf(domain).map((name) => ({ hostname: Domain.parse(name), domain }));
    const plan = { create, remove: [], keep: [], lookAgain: [], foreign: [], forget: [] };
    const records = { async *list() {}, write: async () => {} };
    const rest = { lookAgain: false, now: () => new Date(time), report: () => {}, known: new Map() };
    await syncHostnames(plan, { api: api.value, zone: ZONE.id, records, perMinute: 15, ...rest });
    expect(waits).toEqual([4000, 4000]);
    expect(names()).toEqual(namesOf(domain));
  });

  test("goes on where a run was killed, and knows what that made as its own", async () => {
    await add(...Array.from({ length: 5 }, (_, index) => `shop-${index}.com`));
    const args = ["cloudflare", "sync", "--zone", ZONE.name, "--apply", "--per-minute", "3000", ...place];
    const child = spawn(process.execPath, [LAUNCHER, "src/cli/waypost.ts", ...args], {
      env: { ...process.env, ...fake.env },
    });
    const ended = new Promise((done) => child.once("exit", done));
    await vi.waitFor(() => expect(fake.hostnames.size).toBeGreaterThan(3), { timeout: 60_000, interval: 5 });
    child.kill("SIGKILL");
    await ended;
    expect(fake.hostnames.size).toBeLessThan(15);
    expect((await sync("--apply")).status).toBe(0);
    expect(fake.hostnames.size).toBe(15);
    for (let index = 0; index < 5; index += 1) await run("domain", "remove", `shop-${index}.com`);
    await sync("--apply", "--remove-many");
    expect(names()).toEqual([]);
  });

  test.each([
    [["sync"], {}, "no zone was named"],
    [["sync", "--zone", "other.example"], {}, 'there is no zone "other.example"'],
    [["sync", "--zone", ZONE.name, "--per-minute", "0"], {}, "not a number"],
    [["sink", "--zone", ZONE.name], {}, "expected the word sync"],
    [["sync", "--zone", ZONE.name], { CLOUDFLARE_API_TOKEN: "" }, "Cloudflare wants a token"],
    [
      ["sync", "--zone", ZONE.name],
      { CLOUDFLARE_API_TOKEN: "another" },
      "does not let this token do it: Authentication error",
    ],
    [["sync", "--zone", ZONE.name], { CLOUDFLARE_BASE_URL: "http://api.cloudflare.com" }, "over https only"],
    [["sync", "--zone", "f".repeat(32)], {}, "there is no zone"],
  ])("%j with %j is misuse", async (args, env, message) => {
    await (await openDirectory({ folder: join(folder, "data") })).close();
    const told = await waypost(["cloudflare", ...args, ...place], { env: { ...fake.env, ...env } });
    expect(told).toMatchObject({ status: 2, out: "" });
    expect(told.error).toContain(message);
    expect(told.error).not.toContain("another ");
  });

  test("keeps nothing of a list that says the same, and forgets names that are gone", async () => {
    await add("shop.com");
    await sync("--apply");
    const directory = await openDirectory({ folder: join(folder, "data") });
    const before = await directory.hostnames.listHostnames(ZONE.id, 10);
    await sync("--apply");
    expect(await directory.hostnames.listHostnames(ZONE.id, 10)).toEqual(before);
    fake.hostnames.clear();
    await run("domain", "remove", "shop.com");
    await sync("--apply");
    expect((await directory.hostnames.listHostnames(ZONE.id, 10)).items).toEqual([]);
    await directory.close();
  });
});
