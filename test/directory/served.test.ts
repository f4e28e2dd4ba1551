import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type DomainOperations, domainOperations } from "../../src/directory/operations/domain-operations.ts";
import { providerOperations } from "../../src/directory/operations/provider-operations.ts";
import { parseSettings, type Settings } from "../../src/model/settings/parse-settings.ts";
import { type KeptDirectory, keptDirectory } from "../../src/store/cache/directory-reader.ts";
import { openSqlite, type SqliteDatabase } from "../../src/store/databases/sqlite.ts";
import { StoreUnavailableError } from "../../src/store/roles.ts";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { awkward } from "../support/domains/accounts.ts";
import { createTestApp } from "../support/services/app.ts";

const OPERATOR = { name: "operator", provider: undefined };
const PLAIN = awkwardSettings.providers.plain;

let app: ReturnType<typeof createTestApp>;
let database: SqliteDatabase;
let domains: DomainOperations;
let reader: KeptDirectory;
let isGone: boolean;
let time: number;

beforeEach(async () => {
  database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  const directory = sqlDirectory(database);
  isGone = false;
  time = Date.parse("2026-11-29T10:00:00Z");
  const now = () => new Date(time);
  reader = keptDirectory(
    {
      findDomain: (domain) => {
        if (isGone) throw new StoreUnavailableError("gone");
        return directory.findDomain(domain);
      },
    },
    awkward,
    { runtime: "machine", now, report: () => {} },
  );
  const options = { directory, floor: awkward, now, changed: reader.forget };
  domains = domainOperations(options);
  await providerOperations(options).put(OPERATOR, "shops", { ...PLAIN, displayName: "Shops" });
  app = createTestApp({ store: reader, now, countStale: () => reader.health.staleAnswers });
});

function toSettings(providers: object, domains: Readonly<Record<string, string>>): Settings {
  const entries = Object.entries(domains).map(([name, provider]) => [name, { provider }]);
  const settings = parseSettings({ providers, domains: Object.fromEntries(entries) });
  if (!settings.ok) throw new Error(JSON.stringify(settings.error));
  return settings.value;
}

async function ask(domain: string) {
  const response = await app.request(`https://autoconfig.${domain}/mail/config-v1.1.xml`);
  const body = await response.text();
  return { status: response.status, headers: response.headers, name: /<displayName>(.*?)</.exec(body)?.[1] };
}

describe("the next answer", () => {
  test("knows a domain that was made, and no longer one that was removed", async () => {
    expect((await ask("new.example")).status).toBe(404);
    await domains.put(OPERATOR, "new.example", { provider: "shops" });
    expect(await ask("new.example")).toMatchObject({ status: 200, name: "Shops" });
    await domains.remove(OPERATOR, "new.example");
    expect((await ask("new.example")).status).toBe(404);
  });

  test("has what was changed, in every document", async () => {
    await domains.put(OPERATOR, "new.example", { provider: "shops" });
    await ask("new.example");
    await domains.patch(OPERATOR, "new.example", { overrides: { displayName: "Own" } });
    expect((await ask("new.example")).name).toBe("Own");
    const page = await app.request("https://setup.hosting.example/guides/new.example");
    expect(await page.text()).toContain("Own");
  });

  test("is 404 while a domain is suspended", async () => {
    await domains.put(OPERATOR, "new.example", { provider: "shops" });
    await domains.patch(OPERATOR, "new.example", { suspended: true });
    expect((await ask("new.example")).status).toBe(404);
    await domains.patch(OPERATOR, "new.example", { suspended: null });
    expect((await ask("new.example")).status).toBe(200);
  });
});

test("after a back-up was put back, what has the number of another revision is another answer", async () => {
  await domains.put(OPERATOR, "new.example", { provider: "shops" });
  await ask("new.example");
  const change = async (sql: string) => void (await database.batch([{ sql, values: [] }]));
  await change(`UPDATE domains SET body = '{"provider":"shops","overrides":{"displayName":"Before"}}'`);
  time += 10_000;
  expect((await ask("new.example")).name).toBe("Before");
  await change(`UPDATE domains SET body = '{"provider":"shops"}'`);
  await change("UPDATE providers SET body = replace(body, 'Shops', 'Earlier')");
  time += 10_000;
  expect((await ask("new.example")).name).toBe("Earlier");
});

describe("directory and file", () => {
  test("the directory wins, domain by domain", async () => {
    expect((await ask("plain.example")).name).toBe("Plain Mail");
    await domains.put(OPERATOR, "plain.example", { provider: "shops" });
    expect((await ask("plain.example")).name).toBe("Shops");
    expect((await ask("other.example")).name).toBe("Plain Mail");
  });

  test("a domain of the directory may use a provider of the file", async () => {
    await domains.put(OPERATOR, "new.example", { provider: "plain" });
    expect((await ask("new.example")).name).toBe("Plain Mail");
  });

  test("a domain that is named in either wins over the wildcard of either", async () => {
    await domains.put(OPERATOR, "*", { provider: "shops" });
    expect((await ask("anything.example")).name).toBe("Shops");
    expect((await ask("plain.example")).name).toBe("Plain Mail");
    expect((await ask("moved.example")).status).toBe(404);
  });

  test("the wildcard of the directory leaves .md to the text of a domain's page", async () => {
    await domains.put(OPERATOR, "*", { provider: "shops" });
    await domains.put(OPERATOR, "new.shop.md", { provider: "shops" });
    const typeOf = async (name: string) =>
      (await app.request(`https://setup.hosting.example/guides/${name}`)).headers.get("content-type");
    expect(await typeOf("anything.example.md")).toBe("text/markdown; charset=utf-8");
    expect(await typeOf("new.shop.md")).toBe("text/html; charset=utf-8");
  });
});

describe("while the directory is gone", () => {
  test("what it last said is served and marked, and what it never said is to be asked for again", async () => {
    await domains.put(OPERATOR, "new.example", { provider: "shops" });
    expect((await ask("new.example")).headers.get("cache-status")).toBeNull();
    time += 55_000;
    await ask("plain.example");
    isGone = true;
    time += 5_000;
    const stale = await ask("new.example");
    expect(stale).toMatchObject({ status: 200, name: "Shops" });
    expect(stale.headers.get("cache-status")).toBe("waypost; hit; detail=stale");
    // Those alone: this one was confirmed a moment ago.
    expect((await ask("plain.example")).headers.get("cache-status")).toBeNull();
    const never = await ask("other.example");
    expect(never.status).toBe(503);
    expect([never.headers.get("retry-after"), never.headers.get("cache-status")]).toEqual(["30", null]);
    isGone = false;
    expect((await ask("other.example")).status).toBe(200);
    expect((await ask("new.example")).headers.get("cache-status")).toBeNull();
  });

  test("a settings file that is read again takes nothing away of it, and says what is the file's to say", async () => {
    await domains.put(OPERATOR, "new.example", { provider: "shops" });
    await domains.put(OPERATOR, "other.example", { provider: "plain" });
    await Promise.all(["new.example", "other.example", "plain.example", "none.example"].map(ask));
    isGone = true;
    reader.startOver(toSettings({ renamed: { ...PLAIN, displayName: "Renamed" } }, { "none.example": "renamed" }));
    expect(await ask("new.example")).toMatchObject({ status: 200, name: "Shops" });
    expect(await ask("none.example")).toMatchObject({ status: 200, name: "Renamed" });
    expect((await ask("none.example")).headers.get("cache-status")).toBe("waypost; hit; detail=stale");
    expect((await ask("plain.example")).status).toBe(404);
    // Its provider was the file's.
    expect((await ask("other.example")).status).toBe(503);
    reader.startOver(toSettings({ plain: { ...PLAIN, displayName: "Back" } }, {}));
    expect(await ask("other.example")).toMatchObject({ status: 200, name: "Back" });
    expect((await ask("none.example")).status).toBe(404);
  });

  test("nothing of a back-up that was put back is taken for what was kept, though its revisions are the same", async () => {
    await domains.put(OPERATOR, "new.example", { provider: "shops" });
    await ask("new.example");
    await database.query({
      sql: "UPDATE domains SET body = ?1",
      values: [JSON.stringify({ provider: "shops", overrides: { displayName: "Put back" } })],
    });
    reader.startOver(awkward);
    expect(await ask("new.example")).toMatchObject({ status: 200, name: "Put back" });
  });

  test.each([
    ["no JSON", "{"],
    ["another shape", "[]"],
    ["settings that no longer hold", '{"provider":"shops","overrides":{"incomingServers":[]}}'],
  ])("a record that is %s is nobody's settings", async (_, body) => {
    await domains.put(OPERATOR, "new.example", { provider: "shops" });
    await database.query({ sql: "UPDATE domains SET body = ?1", values: [body] });
    expect((await ask("new.example")).status).toBe(503);
    expect((await ask("plain.example")).status).toBe(200);
  });
});
