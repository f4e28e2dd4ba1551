import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Operators } from "../../src/directory/operators.ts";
import { EmailAddress } from "../../src/model/address/email-address-schema.ts";
import type { Login } from "../../src/model/address/login.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { createConnection } from "../../src/store/cache/cached-reader.ts";
import { keptDirectory } from "../../src/store/cache/directory-reader.ts";
import { keptLogins } from "../../src/store/cache/login-reader.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import type { LoginReader } from "../../src/store/login-roles.ts";
import { StoreUnavailableError } from "../../src/store/roles.ts";
import { sqlDirectory } from "../../src/store/sql/sql-directory.ts";
import { sqlLogins } from "../../src/store/sql/sql-logins.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { settingsOf } from "../support/domains/accounts.ts";
import type { createTestApp } from "../support/services/app.ts";
import { faultyDatabase } from "../support/services/faulty-database.ts";
import { COMMAND, createOperatedApp } from "../support/services/operators.ts";

const PLAIN = awkwardSettings.providers.plain;
/** Mail by rule, calendars with login names of their own, contacts with the mailbox's. */
const PROVIDER = {
  ...PLAIN,
  services: {
    caldav: { url: "https://dav.hosting.example/", username: "dav-{localPart}" },
    carddav: { url: "https://dav.hosting.example/contacts/" },
    activesync: { url: "https://eas.hosting.example/Microsoft-Server-ActiveSync" },
  },
  incomingServers: [{ ...PLAIN.incomingServers[0], username: "{localPart}.{prefix}" }],
};
const OUR = { name: "panel", provider: "ours" };
const THEIR = { name: "panel", provider: "theirs" };
const DOMAIN = "ours.example";

let app: ReturnType<typeof createTestApp>;
let operators: Operators;
let asked: string[];
let isGone: boolean;
let clock: { time: number };
let readAgain: () => void;

beforeEach(async () => {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  const [directory, store] = [sqlDirectory(database), sqlLogins(database)];
  isGone = false;
  asked = [];
  const reach = () => {
    if (isGone) throw new StoreUnavailableError("gone");
  };
  const logins: LoginReader = {
    findLogin(domain, localPart) {
      asked.push(`${localPart}@${domain}`);
      reach();
      return store.findLogin(domain, localPart);
    },
  };
  const options = {
    runtime: "machine",
    now: () => new Date(clock.time),
    report: () => {},
    connection: createConnection(),
  } as const;
  const floor = { service: {}, providers: new Map(), domains: new Map(), wildcard: undefined };
  const records: Pick<typeof directory, "findDomain"> = {
    findDomain(domain) {
      reach();
      return directory.findDomain(domain);
    },
  };
  const reader = keptDirectory(records, floor, options);
  const kept = keptLogins(logins, options);
  readAgain = () => {
    reader.startOver(floor);
    kept.startOver();
  };
  clock = { time: Date.parse("2026-11-29T10:00:00Z") };
  const made = await createOperatedApp(
    database,
    { changed: reader.forget, loginsChanged: kept.forget },
    {
      store: reader,
      findLogin: kept.find,
      countStale: () => reader.health.staleAnswers + kept.health.staleAnswers,
      now: options.now,
    },
  );
  ({ app, operators } = made);
  await operators.providers.put(COMMAND, "ours", PROVIDER);
  await operators.domains.put(COMMAND, DOMAIN, { provider: "ours", explicitLogins: true });
  const written = await operators.logins.write(COMMAND, DOMAIN, [
    { address: `Alice@${DOMAIN}`, entry: { username: `OURS\\u<1>"&'é{address}` } },
    { address: `info@${DOMAIN}`, entry: { mailbox: `bob@${DOMAIN}` } },
    { address: `sales@${DOMAIN}`, entry: { mailbox: `alice@${DOMAIN}` } },
  ]);
  expect(written.ok && written.value.every(({ ok }) => ok)).toBe(true);
});

const EXPLICIT = `OURS\\u<1>"&'é{address}`;

/** What each answer says that an address logs in with: by IMAP, by SMTP, at calendars and at contacts. */
const TELLERS: readonly [string, (address: string) => Promise<Response>, (body: string) => (string | undefined)[]][] = [
  [
    "Autodiscover",
    async (address) =>
      app.request("https://setup.example/autodiscover/autodiscover.xml", { method: "POST", body: toPox(address) }),
    (body) =>
      ["IMAP", "SMTP", "CalDAV", "CardDAV"].map((type) =>
        textOf(body, new RegExp(`<Type>${type}</Type>.*?<LoginName>(.*?)</LoginName>`, "s")),
      ),
  ],
  [
    "an Apple profile",
    async (address) =>
      app.request(
        "https://setup.example/profiles/apple.mobileconfig",
        form(address, { include: "mail,calendars,contacts" }),
      ),
    (body) =>
      ["IncomingMailServerUsername", "OutgoingMailServerUsername", "CalDAVUsername", "CardDAVUsername"].map((key) =>
        textOf(body, new RegExp(`<key>${key}</key>\\s*<string>(.*?)</string>`)),
      ),
  ],
  [
    "a guide",
    async (address) => app.request(`https://setup.example/guides/${DOMAIN}`, form(address)),
    (body) => [
      textOf(body, /data-copy="IMAP User name"[^>]*>(.*?)</),
      textOf(body, /data-copy="SMTP User name"[^>]*>(.*?)</),
      textOf(body, /data-copy="Calendars \(CalDAV\) User name"[^>]*>(.*?)</),
      undefined,
    ],
  ],
];

describe.each(TELLERS)("%s", (_, ask, read) => {
  test.each<[string, string, string[]]>([
    ["without an entry has the rule's names", "Bob", ["Bob.ours", `Bob@${DOMAIN}`, "dav-Bob", "Bob.ours"]],
    [
      "with a name of its own has that, and at services with their own names theirs",
      "alice",
      [EXPLICIT, EXPLICIT, "dav-alice", EXPLICIT],
    ],
    ["that is an alias has its mailbox's, by the rule", "info", ["bob.ours", `bob@${DOMAIN}`, "dav-bob", "bob.ours"]],
    ["that is an alias has its mailbox's own", "Sales", [EXPLICIT, EXPLICIT, "dav-alice", EXPLICIT]],
  ])("tells an address that %s", async (_, localPart, names) => {
    const response = await ask(`${localPart}@${DOMAIN}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toContain("no-store");
    const found = read(await response.text());
    expect(found).toEqual(names.map((name, index) => found[index] && name));
    expect(found.slice(0, 3)).not.toContain(undefined);
  });

  test("asks once for each address, with an entry or without, and not again for a while", async () => {
    asked = [];
    for (const localPart of ["alice", "nobody", "info", "alice", "nobody", "ALICE"])
      await ask(`${localPart}@${DOMAIN}`);
    expect(asked).toEqual([`alice@${DOMAIN}`, `nobody@${DOMAIN}`, `info@${DOMAIN}`]);
  });
});

describe("autoconfig", () => {
  const ask = (query: string) => app.request(`https://autoconfig.${DOMAIN}/mail/config-v1.1.xml${query}`);
  const of = async (query: string) => {
    const response = await ask(query);
    const body = await response.text();
    return {
      headers: response.headers,
      names: Array.from(body.matchAll(/<username>(.*?)</g), ([, name = ""]) => unescapeMarkup(name)),
    };
  };

  test("leaves the rule's names to the client, and tells others, in answers that are kept nowhere", async () => {
    const rule = ["%EMAILLOCALPART%.ours", "%EMAILADDRESS%"];
    const [whole, bob, evolution, alice, info] = [
      await of(""),
      await of(`?emailaddress=bob@${DOMAIN}`),
      await of(`?emailaddress=EVOLUTIONUSER@${DOMAIN}`),
      await of(`?emailaddress=alice@${DOMAIN}`),
      await of(`?emailaddress=info@${DOMAIN}`),
    ];
    expect([whole.names, bob.names, evolution.names]).toEqual([rule, rule, rule]);
    expect(alice.names).toEqual([EXPLICIT, EXPLICIT]);
    expect(info.names).toEqual(["bob.ours", `bob@${DOMAIN}`]);
    expect(whole.headers.get("cache-control")).toContain("public");
    for (const { headers } of [evolution, alice, info])
      expect(Object.fromEntries(headers)).toEqual(Object.fromEntries(bob.headers));
    expect(bob.headers.get("cache-control")).toContain("no-store");
    expect(bob.headers.get("etag")).toBeNull();
  });

  test("of a domain without a table asks for nothing", async () => {
    await operators.domains.put(COMMAND, DOMAIN, { provider: "ours" });
    asked = [];
    const { headers, names } = await of(`?emailaddress=alice@${DOMAIN}`);
    expect(names).toEqual(["%EMAILLOCALPART%.ours", "%EMAILADDRESS%"]);
    expect(headers.get("cache-control")).toContain("public");
    expect(asked).toEqual([]);
  });
});

describe("a page", () => {
  test("for nobody yet has its script ask the service, and knows no name", async () => {
    const body = await (await app.request(`https://setup.example/guides/${DOMAIN}/thunderbird-desktop`)).text();
    expect(body).toContain('data-logins="{}"');
    expect(body).toMatch(/Your mailbox(?:'|&#39;)s user name/);
    expect(body).not.toContain("{localPart}");
  });

  test("for one person gives its script the names that codes are made of", async () => {
    const page = await app.request(
      `https://setup.example/guides/${DOMAIN}/thunderbird-android`,
      form(`alice@${DOMAIN}`),
    );
    const body = await page.text();
    const names = JSON.parse(unescapeMarkup(/data-logins="(.*?)"/.exec(body)?.[1] ?? ""));
    expect(names).toEqual({ login0: EXPLICIT, login1: EXPLICIT, login2: "dav-alice" });
    expect(unescapeMarkup(/data-from="(\[1.*?)"/.exec(body)?.[1] ?? "")).toContain('"{login0}"');
  });

  test.each(["welcome.txt", "thunderbird-desktop.md"])("%s tells one person's name", async (name) => {
    const body = await (
      await app.request(`https://setup.example/guides/${DOMAIN}/${name}`, form(`info@${DOMAIN}`))
    ).text();
    expect(body).toContain("bob.ours");
    expect(body).not.toContain("{login");
  });
});

describe("while the database is gone", () => {
  const ask = (localPart: string) =>
    app.request("https://setup.example/autodiscover/autodiscover.xml", {
      method: "POST",
      body: toPox(`${localPart}@${DOMAIN}`),
    });

  test.each([
    ["stands", () => {}],
    ["stands when the settings file is read again", () => readAgain()],
  ])(
    "what it last said of an address %s, and is marked; of others nothing is said, with an entry or without",
    async (_, happen) => {
      for (const localPart of ["alice", "bob"]) await ask(localPart);
      clock.time += 11_000;
      for (const localPart of ["alice", "bob"]) await ask(localPart);
      isGone = true;
      happen();
      clock.time += 11_000;
      for (const [localPart, name] of [
        ["alice", EXPLICIT],
        ["bob", "bob.ours"],
      ] as const) {
        const response = await ask(localPart);
        expect(response.headers.get("cache-status")).toContain("stale");
        expect(unescapeMarkup(await response.text())).toContain(`<LoginName>${name}</LoginName>`);
      }
      for (const localPart of ["sales", "nobody"]) {
        const response = await ask(localPart);
        expect([response.status, response.headers.get("retry-after")]).toEqual([503, "30"]);
      }
    },
  );
});

describe("entries", () => {
  const write = async (...items: Parameters<Operators["logins"]["write"]>[2]) => {
    const made = await operators.logins.write(OUR, DOMAIN, items);
    if (!made.ok) throw new Error(made.error.reason);
    return made.value.map((outcome) => (outcome.ok ? outcome.value : outcome.error.reason));
  };
  const at = (localPart: string) => `${localPart}@${DOMAIN}`;

  test("are as good twice as once, and the last word of a call holds", async () => {
    const username = { username: "u1" };
    expect(await write({ address: at("new"), entry: username }, { address: at("NEW"), entry: username })).toEqual([
      "added",
      "unchanged",
    ]);
    expect(
      await write({ address: at("new"), entry: { mailbox: at("Bob") } }, { address: at("none"), entry: undefined }),
    ).toEqual(["changed", "unchanged"]);
    expect(await write({ address: at("new"), entry: undefined }, { address: at("new"), entry: username })).toEqual([
      "removed",
      "added",
    ]);
  });

  test.each<[string, string, unknown]>([
    ["an address of another domain", "alice@theirs.example", { username: "u1" }],
    ["no address", "alice", { username: "u1" }],
    ["neither name nor mailbox", at("new"), {}],
    ["both", at("new"), { username: "u1", mailbox: at("bob") }],
    ["a mailbox elsewhere", at("new"), { mailbox: "bob@theirs.example" }],
    ["itself as its mailbox", at("new"), { mailbox: at("New") }],
    ["a name with what cannot be seen", at("new"), { username: "u\u200b1" }],
    ["a name that would make a hole", at("new"), { username: "\u{FDD0}address\u{FDD1}" }],
    ["more than there is", at("new"), { username: "u1", password: "secret" }],
  ])("with %s are refused, and keep no other from being made", async (_, address, entry) =>
    expect(await write({ address, entry }, { address: at("other"), entry: { username: "u2" } })).toEqual([
      "faulty",
      "added",
    ]),
  );

  test("of another provider's domain, of the wildcard and of no domain are not there", async () => {
    await operators.domains.put(COMMAND, "*", { provider: "ours", explicitLogins: true });
    const all = async (actor: typeof THEIR, domain: string) => [
      await operators.logins.list(actor, { domain }, 10),
      await operators.logins.count(actor, domain, 10),
      await operators.logins.write(actor, domain, [{ address: `a@${domain}`, entry: { username: "u1" } }]),
    ];
    const nothing = { ok: false, error: { reason: "not_found" } };
    for (const [actor, domain] of [
      [THEIR, DOMAIN],
      [OUR, "*"],
      [OUR, "none.example"],
      [OUR, ""],
    ] as const)
      expect(await all(actor, domain)).toEqual([nothing, nothing, nothing]);
    const page = await operators.logins.list(THEIR, {}, 10);
    expect(page.ok && page.value.items).toEqual([]);
  });

  test("show in the next answer, and go with their domain, whoever has it then", async () => {
    const ask = async () =>
      unescapeMarkup(
        await (
          await app.request("https://setup.example/autodiscover/autodiscover.xml", {
            method: "POST",
            body: toPox(at("carol")),
          })
        ).text(),
      );
    expect(await ask()).toContain("<LoginName>carol.ours</LoginName>");
    await write({ address: at("carol"), entry: { username: "u7" } });
    expect(await ask()).toContain("<LoginName>u7</LoginName>");
    await operators.domains.remove(COMMAND, DOMAIN);
    await operators.domains.put(COMMAND, DOMAIN, { provider: "theirs", explicitLogins: true });
    isGone = false;
    expect(await ask()).not.toContain("u7");
    expect(await operators.logins.count(THEIR, DOMAIN, 10)).toEqual({ ok: true, value: 0 });
  });

  test("are counted in audit, and named nowhere", async () => {
    await write({ address: at("new"), entry: { username: "u9" } }, { address: at("none"), entry: undefined });
    const page = await operators.audit.list(OUR, 100);
    expect(page?.items.find(({ author }) => author === "panel")).toMatchObject({
      action: "logins_changed",
      name: DOMAIN,
      provider: "ours",
      count: 1,
    });
    const all = JSON.stringify(await operators.audit.list(COMMAND, 100));
    expect(all).not.toMatch(/u9|new@|alice/);
    expect((await operators.audit.list(THEIR, 100))?.items.some(({ action }) => action === "logins_changed")).toBe(
      false,
    );
  });

  test("come page by page, by how they begin", async () => {
    const first = await operators.logins.list(OUR, { domain: DOMAIN }, 2);
    expect(first.ok && first.value.items).toEqual([
      { address: at("alice"), username: EXPLICIT },
      { address: at("info"), mailbox: at("bob") },
    ]);
    const rest = await operators.logins.list(OUR, { domain: DOMAIN }, 2, first.ok ? first.value.next : undefined);
    expect(rest.ok && rest.value).toEqual({ items: [{ address: at("sales"), mailbox: at("alice") }], next: undefined });
    const found = await operators.logins.list(OUR, { domain: DOMAIN, prefix: "SA" }, 2);
    expect(found.ok && found.value.items).toHaveLength(1);
  });
});

test("what is kept of one owner's table is no answer for the next owner's, though the address is the same", async () => {
  const [before, after] = [{ domain: Domain.parse(DOMAIN) }, { domain: Domain.parse(DOMAIN) }] as never[];
  const seen: string[] = [];
  const kept = keptLogins(
    {
      async findLogin() {
        seen.push("asked");
        return seen.length === 1 ? { username: "old" } : undefined;
      },
    },
    { runtime: "edge", now: () => new Date(0), report: () => {} },
  );
  const address = { localPart: "alice", domain: Domain.parse(DOMAIN) } as never;
  expect(await kept.find(address, before as never)).toEqual({ username: "old" });
  expect(await kept.find(address, after as never)).toEqual({});
  expect(await kept.find(address, before as never)).toEqual({ username: "old" });
});

function toPox(address: string): string {
  return `<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request><EMailAddress>${address}</EMailAddress><AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema></Request></Autodiscover>`;
}

function form(emailaddress: string, more: Readonly<Record<string, string>> = {}) {
  return { method: "POST", body: new URLSearchParams({ emailaddress, ...more }) };
}

function textOf(body: string, pattern: RegExp): string | undefined {
  const text = pattern.exec(body)?.[1];
  return text === undefined ? undefined : unescapeMarkup(text);
}

/** What the templates escape, in XML and HTML alike. */
function unescapeMarkup(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

test.each(["garbage", "mistyped", "anothers"] as const)(
  "a database that answers with %s is told to whoever asks, and gives nobody another's name",
  async (fault) => {
    const database = await openSqlite(":memory:");
    onTestFinished(() => database.close());
    const faults: (typeof fault)[] = [];
    const logins = sqlLogins(faultyDatabase(database, () => faults.shift()));
    await createOperatedApp(database);
    const [alice, bob] = ["alice", "bob"];
    const domain = Domain.parse(DOMAIN);
    const changes = [alice, bob].map((localPart) => ({ localPart, login: { username: `of-${localPart}` } }));
    expect(await logins.writeLogins(domain, "ours", changes)).toBe(true);
    expect(await logins.findLogin(domain, alice)).toEqual({ username: "of-alice" });
    faults.push(fault);
    await expect(logins.findLogin(domain, bob)).rejects.toBeInstanceOf(StoreUnavailableError);
    expect(await logins.findLogin(domain, bob)).toEqual({ username: "of-bob" });
  },
);

test("an answer is kept as long with an entry as without: how soon it comes tells nothing", async () => {
  const settings = settingsOf("plain.example");
  const countAsked = async (login: Login | undefined) => {
    let count = 0;
    const findLogin = async () => {
      count += 1;
      return login;
    };
    const kept = keptLogins({ findLogin }, { runtime: "edge", now: () => new Date(0), report: () => {} });
    const find = (index: number) => kept.find(EmailAddress.parse(`a${index}@plain.example`), settings);
    for (let index = 0; index < 3000; index++) await find(index);
    for (let index = 2999; index >= 500; index--) await find(index);
    return count;
  };
  const without = await countAsked(undefined);
  expect(without).toBeGreaterThan(3000);
  expect(await countAsked({ username: "u".repeat(200) })).toBe(without);
});
