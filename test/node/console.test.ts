import { Agent, request } from "node:http";
import { BlockList } from "node:net";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { ConnectedProvider } from "../../src/check/domain-connect.ts";
import { workOnRun } from "../../src/directory/fleet/check-runs.ts";
import type { FleetOptions } from "../../src/directory/fleet/run-fleet.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { Provider } from "../../src/model/settings/provider.ts";
import { startServer } from "../../src/node/http-server.ts";
import { findNodePeer } from "../../src/node/peer.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { settingsOf } from "../support/domains/accounts.ts";
import { findHtmlFaults } from "../support/reading/html-faults.ts";
import { faultyDatabase } from "../support/services/faulty-database.ts";
import { LOOPBACK } from "../support/services/loopback.ts";
import { ADMIN_TOKEN, COMMAND, createOperatedApp } from "../support/services/operators.ts";

const ORIGIN = "https://setup.hosting.example";
const PLAIN = awkwardSettings.providers.plain;
const OWN = { "sec-fetch-site": "same-origin" };

let operated: Awaited<ReturnType<typeof createOperatedApp>>;
let ask: Ask;

beforeEach(async () => {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  operated = await createOperatedApp(database);
  ask = await logIn(ADMIN_TOKEN);
});

type Ask = (path: string, fields?: Readonly<Record<string, string>>) => Promise<Response>;

/** Asks as whoever has the token: by a form's POST where there are fields, else by GET. */
async function logIn(token: string): Promise<Ask> {
  const send = (path: string, fields: Readonly<Record<string, string>> | undefined, headers: Record<string, string>) =>
    operated.app.request(`${ORIGIN}${path}`, {
      headers: { ...headers, ...OWN },
      ...(fields !== undefined && { method: "POST", body: new URLSearchParams(fields) }),
    });
  const { headers } = await send("/console/log-in", { token }, {});
  const [cookie = ""] = headers.get("set-cookie")?.split(";") ?? [];
  return async (path, fields) => send(path, fields, { cookie });
}

/** A token that may see or change what `request` says, logged in. */
async function logInWith(request: object): Promise<Ask> {
  const made = await operated.operators.tokens.create(COMMAND, { name: "another", access: "write", ...request });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return logIn(made.value.text);
}

const find = (name: string) => operated.operators.domains.get(COMMAND, name);
const text = async (response: Promise<Response>) => (await response).text();
/** The value of a hidden field, as a browser would send it on. */
const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? "";

const PAGES = [
  "/console/log-in",
  "/console/domains",
  "/console/domains?prefix=o&provider=ours&state=served",
  "/console/domains/ours.example",
  "/console/domains/ours.example/logins",
  "/console/domains/ours.example/edit",
  "/console/checks",
  "/console/counts",
  "/console/counts?domain=shop.example",
  "/console/domains/ours.example/suspend",
  "/console/domains/ours.example?plan=1",
  "/console/domains/ours.example/remove",
  "/console/new-domain",
  "/console/providers",
  "/console/providers/ours",
  "/console/providers/ours/edit",
  "/console/new-provider",
  "/console/tokens",
  "/console/audit",
  "/console/findings",
];

test.each(PAGES)("%s is sound HTML, kept nowhere, and changes nothing", async (path) => {
  const before = await operated.operators.directory.listChanges(undefined, 100);
  const response = await ask(path);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toContain("no-store");
  expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
  const page = await response.text();
  expect(page).not.toMatch(/ on\w+=| style="/);
  expect(await findHtmlFaults(page)).toEqual([]);
  expect(await operated.operators.directory.listChanges(undefined, 100)).toEqual(before);
});

test("which mail programs go without which certificate is told where it is asked for", async () => {
  expect(await text(ask("/console/domains/ours.example"))).toContain("?plan=1#certificates");
  const page = await text(ask("/console/domains/ours.example?plan=1"));
  expect(page).toMatch(/<h3><code>autodiscover\.ours\.example<\/code><\/h3>\s*<p><b>finds nothing<\/b>: Outlook/);
  expect(page).toContain("If none of the names has one");
});

test.each([
  ["hosting.example", ["hosting.example"]],
  ["", []],
])("where names of %j alone have certificates, the domain's page and the list of names say so", async (_, only) => {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  const service = { origin: ORIGIN, certificatesOnlyFor: only.map((name) => Domain.parse(name)) };
  operated = await createOperatedApp(database, {
    floor: { service, providers: new Map(), domains: new Map(), wildcard: undefined },
  });
  const page = await text((await logIn(ADMIN_TOKEN))("/console/domains/ours.example"));
  expect(page).toContain("The domain’s names have none: mail programs ask them over plain http");
  expect(page.includes("(<code>certificatesOnlyFor</code>) has them for names of")).toBe(only.length > 0);
  expect(page.includes("<code>hosting.example</code> alone.")).toBe(only.length > 0);
  expect(await findHtmlFaults(page)).toEqual([]);
  const list = await operated.operators.certificates(COMMAND);
  expect(list.certificatesOnlyFor).toEqual(only);
  expect((await operated.operators.certificates({ name: "x", provider: "ours" })).certificatesOnlyFor).toBeUndefined();
});

test("a provider's token finds what its domain was, and nothing of what another makes of it", async () => {
  const own = await logInWith({ access: "read", provider: "ours" });
  const { domains, hostnames } = operated.operators;
  await domains.put(COMMAND, "ours.example", { provider: "theirs" });
  const hostname = Domain.parse("autoconfig.ours.example");
  const state = { hostname, domain: Domain.parse("ours.example"), zone: "0".repeat(32), id: "a1", made: true };
  const found = {
    ...state,
    status: "active",
    certificateStatus: "active",
    errors: [],
    checkedAt: "2026-11-29T10:00:00.000Z",
  };
  await hostnames.writeHostnames([{ hostname, zone: state.zone, state: found }]);
  const before = await text(own("/console/domains/ours.example"));
  expect(before).toContain("revision 2");
  expect(before).not.toContain("autoconfig.ours.example");
  for (let time = 0; time < 12; time += 1)
    await domains.put(COMMAND, "ours.example", { provider: "theirs", variables: { time: String(time) } });
  expect(await text(own("/console/domains/ours.example"))).toBe(before);
});

test("which providers the settings file has is told to nobody who is another's", async () => {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  const provider = Provider.parse(PLAIN);
  const providers = new Map(["filed", "own"].map((id) => [id, provider]));
  operated = await createOperatedApp(database, {
    floor: { service: {}, providers, domains: new Map(), wildcard: undefined },
  });
  const own = await logInWith({ provider: "own" });
  const show = async (by: Ask, id: string) => (await text(by(`/console/providers/${id}`))).replaceAll(id, "…");
  expect(await show(own, "filed")).toBe(await show(own, "nobody"));
  for (const [by, id] of [
    [own, "own"],
    [await logIn(ADMIN_TOKEN), "filed"],
  ] as const)
    expect(await show(by, id)).toContain("is in the settings file");
});

test("how names at Cloudflare stand, and what to do, is told on their domain's page", async () => {
  const state = {
    hostname: Domain.parse("autoconfig.ours.example"),
    domain: Domain.parse("ours.example"),
    zone: "0".repeat(32),
    id: "a1",
    made: true,
    status: "moved",
    certificateStatus: "active",
    errors: ["<b>it says why</b>"],
    checkedAt: "2026-11-29T10:00:00.000Z",
  };
  await operated.operators.hostnames.writeHostnames([{ hostname: state.hostname, zone: state.zone, state }]);
  const page = await text(ask("/console/domains/ours.example"));
  expect(page).toContain('<code>autoconfig.ours.example</code> <span class="badge warn">Fails</span>');
  expect(page).toContain(
    "<p>The name does not lead here any more, or did not for as long as Cloudflare looked. Publish the CNAME",
  );
  expect(await findHtmlFaults(page)).toEqual([]);
  const own = await logInWith({ provider: "ours" });
  expect(await text(own("/console/domains/ours.example"))).toContain("Names at Cloudflare");
  await operated.operators.domains.put(COMMAND, "ours.example", { provider: "theirs" });
  expect(await text(own("/console/domains/ours.example"))).not.toContain("Names at Cloudflare");
});

describe("a change", () => {
  const entry = { provider: "ours", overrides: { displayName: "Typed" } };

  test("is looked at first, and saved as it was looked at", async () => {
    const revision = hidden(await text(ask("/console/domains/ours.example/edit")), "revision");
    const looked = await text(
      ask("/console/domains/ours.example/edit", { as: "json", json: JSON.stringify(entry), revision }),
    );
    expect(looked).toContain("<ins>+    &lt;displayName&gt;Typed&lt;/displayName&gt;</ins>");
    expect(await find("ours.example")).toMatchObject({ value: { body: { provider: "ours" } } });
    const saved = await ask("/console/domains/ours.example/save", { revision, json: JSON.stringify(entry) });
    expect([saved.status, saved.headers.get("location")]).toEqual([303, "/console/domains/ours.example?done=saved"]);
    expect(await find("ours.example")).toMatchObject({ value: { body: entry } });
  });

  test("of what somebody else changed in the meantime shows that, and keeps what was typed", async () => {
    const revision = hidden(await text(ask("/console/domains/ours.example/edit")), "revision");
    await operated.operators.domains.patch(COMMAND, "ours.example", { launched: false });
    for (const step of ["edit", "save"]) {
      const response = await ask(`/console/domains/ours.example/${step}`, { json: JSON.stringify(entry), revision });
      expect(response.status).toBe(409);
      const page = await response.text();
      expect(page).toContain("Somebody else changed this in the meantime");
      expect(page).toMatch(/role="alert" tabindex="-1" id="faults">/);
      // What they changed, and nothing of what was typed.
      const [, diff = ""] = /<pre[^>]*>([\s\S]*?)<\/pre>/.exec(page) ?? [];
      const lines = Array.from(diff.matchAll(/<(ins|del)>. *(.*)<\/\1>/g), ([, kind, line]) => `${kind} ${line}`);
      expect(lines).toEqual([
        "del &quot;provider&quot;: &quot;ours&quot;",
        "ins &quot;provider&quot;: &quot;ours&quot;,",
        "ins &quot;launched&quot;: false",
      ]);
      expect(page).toContain('value="Typed"');
      // Whoever goes on knows of it.
      const now = hidden(page, "revision");
      expect(now).not.toBe(revision);
    }
    expect(await find("ours.example")).toMatchObject({ value: { body: { launched: false } } });
  });

  test("of what nobody knows any more shows no difference", async () => {
    const response = await ask("/console/domains/ours.example/save", { json: JSON.stringify(entry), revision: "999" });
    const page = await response.text();
    expect([response.status, page.includes("Somebody else changed this"), page.includes("<pre")]).toEqual([
      409,
      true,
      false,
    ]);
  });

  test("that is sent twice is made once, and is nobody else's", async () => {
    const [shop, ours] = ["/console/domains/shop.example", "/console/domains/ours.example"];
    const revision = hidden(await text(ask(`${ours}/edit`)), "revision");
    const json = JSON.stringify(entry);
    const send = async (path: string, fields: Readonly<Record<string, string>>) => {
      const { status, headers } = await ask(path, fields);
      return [status, headers.get("location")];
    };
    const twice = async (path: string, fields: Readonly<Record<string, string>>, leadsTo: string) => {
      expect(await send(path, fields)).toEqual([303, leadsTo]);
      const changes = await operated.operators.directory.listChanges(undefined, 100);
      expect(await send(path, fields)).toEqual([303, leadsTo]);
      expect(await operated.operators.directory.listChanges(undefined, 100)).toEqual(changes);
    };
    await twice(`${ours}/save`, { json, revision }, `${ours}?done=saved`);
    expect(await send(`${ours}/edit`, { json, revision })).toEqual([303, `${ours}?done=same`]);
    await twice("/console/new-domain/save", { name: "shop.example", json, revision: "none" }, `${shop}?done=saved`);
    const suspend = hidden(await text(ask(`${ours}/suspend`)), "revision");
    await twice(`${ours}/suspend`, { revision: suspend, to: "0" }, `${ours}?done=suspended`);
    const remove = hidden(await text(ask(`${ours}/remove`)), "revision");
    await twice(`${ours}/remove`, { revision: remove, to: "0" }, `${ours}?done=removed`);
  });

  test.each([
    ["domain", "ours.example"],
    ["domain", "OURS.example."],
    ["provider", "ours"],
  ])(
    "of a new %s called %s, which is there already, leads to that and does not become a change of it",
    async (kind, name) => {
      const before = await operated.operators.directory.listChanges(undefined, 100);
      const json = JSON.stringify(kind === "domain" ? entry : { ...PLAIN, displayName: "Typed" });
      for (const [step, revision] of [
        ["", "none"],
        ["/save", "none"],
        ["/save", String(before[0]?.revision)],
      ]) {
        const response = await ask(`/console/new-${kind}${step}`, { name, json, revision: revision ?? "" });
        expect(response.status).toBe(409);
        const page = await response.text();
        expect(page).toMatch(/<a href="#name">name: .* is there already<\/a>/);
        expect(page).toMatch(/<input [^>]*id="name"[^>]*aria-invalid="true"/);
        expect(page).toContain(`<a href="/console/${kind}s/${name}" target="_blank">`);
        expect(page).toContain(`action="/console/new-${kind}"`);
        expect(await findHtmlFaults(page)).toEqual([]);
      }
      expect(await operated.operators.directory.listChanges(undefined, 100)).toEqual(before);
    },
  );

  test.each(["NEW.example", "new.example.", "münchen.example"])(
    "of %s, which is kept in another spelling, is refused at its fields",
    async (name) => {
      const fields = { as: "form", name, base: "{}", "entry.provider": "nobody" };
      const page = await text(ask("/console/new-domain", fields));
      expect(page).toContain('<a href="#entry-provider">');
      expect(page).toMatch(/id="entry-provider"[^>]*aria-invalid="true"/);
      expect(page).toContain(`name="name" value="${name}"`);
    },
  );

  test.each([
    ["no JSON", '{"provider": "ours",}', "expected no comma before it"],
    ["a member that there is none of", '{"provider": "ours", "launch": true}', "unknown member"],
    ["a member twice", '{"provider": "ours", "provider": "ours"}', "expected once"],
    ["a provider that there is none of", '{"provider": "nobody"}', "expected a provider that there is"],
  ])("with %s is refused, and what was typed is kept", async (_, json, fault) => {
    const response = await ask("/console/new-domain", { name: "new.example", json });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain(fault);
    expect(page.replaceAll("&quot;", '"').replaceAll(/\s/g, "")).toContain(json.replaceAll(/\s/g, ""));
    expect(await find("new.example")).toMatchObject({ ok: false });
  });

  test("with more than an entry can hold is refused, and what was typed is kept", async () => {
    const $comment = "x".repeat(200_000);
    for (const step of ["", "/save"]) {
      const fields = { as: "json", name: "new.example", json: JSON.stringify({ provider: "ours", $comment }) };
      const response = await ask(`/console/new-domain${step}`, fields);
      const page = await response.text();
      expect([response.status, page.includes("expected at most 131072 bytes")]).toEqual([422, true]);
      expect(page.match(/x{200000}/g)?.length).toBeGreaterThan(1);
    }
    const typed = { as: "form", base: JSON.stringify({ provider: "ours", $comment: "é".repeat(65_000) }) };
    const most = { ...typed, name: "new.example", "entry.$comment": "è".repeat(65_000) };
    expect((await ask("/console/new-domain", most)).status).toBe(200);
  });

  test("of a name that is none is told at the name", async () => {
    const page = await text(ask("/console/new-domain", { name: "no domain", json: '{"provider":"ours"}' }));
    expect(page).toContain("expected a domain name");
    expect(page).toContain('<a href="#name">');
  });

  test("without what there must be is refused at fields, and each fault leads to its own", async () => {
    const server = {
      protocol: "imap",
      hostname: "x.example",
      port: "993",
      authentication: "password-cleartext, secret",
    };
    const typed = Object.entries(server).map(([name, value]) => [`entry.incomingServers.0.${name}`, value]);
    const fields = { as: "form", name: "new", base: "{}", "entry.outgoingServers.0.port": "465" };
    const page = await text(ask("/console/new-provider", { ...fields, ...Object.fromEntries(typed) }));
    const [, list = ""] = /id="faults">([\s\S]*?)<\/ul>/.exec(page) ?? [];
    const led = Array.from(list.matchAll(/<li><a href="#([^"]+)">/g), ([, id]) => id);
    expect(led).toEqual(expect.arrayContaining(["entry-displayName", "entry-outgoingServers-0-hostname"]));
    expect(led).toContain("entry-incomingServers-0-authentication");
    expect(led).toHaveLength(list.match(/<li>/g)?.length ?? 0);
    for (const id of led) expect(page).toMatch(new RegExp(`id="${id}"[^>]*aria-invalid="true"`));
  });

  test.each(["store.host", "store-host", "", "domain", "store_host", "a[0]"])(
    "with a variable called %j is refused at its name, which can be mended there",
    async (name) => {
      const send = (base: string, variable: string) =>
        ask("/console/new-domain", {
          as: "form",
          name: "new.example",
          base,
          "entry.provider": "ours",
          "entry.newVariable.name": variable,
          "entry.newVariable.value": "new.hosting.example",
        });
      const refused = await send("{}", name);
      expect(refused.status).toBe(422);
      const page = await refused.text();
      expect(page).toContain('<a href="#entry-newVariable-name">');
      const [, field] = /<input [^>]*(id="entry-newVariable-name"[^>]*)>/.exec(page) ?? [];
      expect(field).toContain(`value="${name}"`);
      expect(field).toContain('aria-invalid="true"');
      expect(page).toMatch(/name="entry\.newVariable\.value" value="new\.hosting\.example"/);
      const mended = await send(hidden(page, "base").replaceAll("&quot;", '"'), "storeHost");
      expect([mended.status, await mended.text()]).toEqual([200, expect.stringContaining("Add new.example?")]);
    },
  );

  test("with a server that lacks its name is refused there, and keeps the rest of the row", async () => {
    const row = { protocol: "imap", hostname: "", port: "1993", socketType: "tls", username: "{localPart}" };
    const typed = Object.entries(row).map(([name, value]) => [`entry.overrides.incomingServers.0.${name}`, value]);
    const fields = { as: "form", name: "new.example", base: "{}", "entry.provider": "ours" };
    const refused = await ask("/console/new-domain", { ...fields, ...Object.fromEntries(typed) });
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain('<a href="#entry-overrides-incomingServers-0-hostname">');
    expect(page).toMatch(/name="entry\.overrides\.incomingServers\.0\.hostname" [^>]*aria-invalid="true"/);
    expect(page).toMatch(/name="entry\.overrides\.incomingServers\.0\.port" value="1993"/);
  });

  test("of a provider is shown for its domains, and counted", async () => {
    const body = await operated.operators.providers.get(COMMAND, "ours");
    if (!body.ok) throw new Error(body.error.reason);
    const json = JSON.stringify({ ...(body.value.body as object), displayName: "New name" });
    const page = await text(ask("/console/providers/ours/edit", { json, revision: String(body.value.revision) }));
    expect(page).toContain("It reaches 1 domain.");
    expect(page).toContain("&lt;displayName&gt;New name&lt;/displayName&gt;");
  });

  test("by a button that was drawn before another change is not made", async () => {
    const revision = hidden(await text(ask("/console/domains/ours.example/remove")), "revision");
    await operated.operators.domains.patch(COMMAND, "ours.example", { launched: false });
    expect((await ask("/console/domains/ours.example/remove", { revision })).status).toBe(409);
    expect(await find("ours.example")).toMatchObject({ ok: true });
  });

  test("by the buttons of a domain's page suspends it, takes it back, goes back to what it was, and removes it", async () => {
    const page = "/console/domains/ours.example";
    const press = async (button: string) => {
      const asked = await text(ask(`${page}/${button}`));
      const [, fields = ""] = /<form method="post"[^>]*>([\s\S]*?)<\/form>(?![\s\S]*<form)/.exec(asked) ?? [];
      const sent = Array.from(fields.matchAll(/name="(\w+)" value="([^"]*)"/g), ([, name, value]) => [name, value]);
      expect((await ask(`${page}/${button.split("?")[0]}`, Object.fromEntries(sent))).status).toBe(303);
      return (await find("ours.example")) as { readonly value: { readonly body: object } };
    };
    expect((await press("suspend")).value.body).toMatchObject({ suspended: true });
    const [, first = ""] = /\/(roll-back\?revision=\d+)"/.exec(await text(ask(page))) ?? [];
    expect((await press("unsuspend")).value.body).not.toHaveProperty("suspended");
    await operated.operators.domains.patch(COMMAND, "ours.example", { launched: false });
    expect(await text(ask(`${page}/${first}`))).toMatch(/<h1>Go back with ours\.example to revision \d+\?<\/h1>/);
    expect((await press(first)).value.body).toEqual({ provider: "ours" });
    expect(await press("remove")).toMatchObject({ ok: false });
    await operated.operators.domains.put(COMMAND, "ours.example", { provider: "ours" });
    const told = (await text(ask(page))).matchAll(/<p><b>(Added|Changed|Removed)<\/b>/g);
    const changed = Array.from({ length: 4 }, () => "Changed");
    expect(Array.from(told, ([, what]) => what)).toEqual(["Added", "Removed", ...changed, "Added"]);
  });

  test("that domains cannot bear is not made: a provider in use stays", async () => {
    for (const fields of [undefined, { revision: "1" }]) {
      const page = await text(ask("/console/providers/ours/remove", fields));
      expect(page).toContain("Domains still use this provider");
    }
  });
});

test("the review of what is planned has the differences of its moment under a heading of its own", async () => {
  const changes = [{ at: "2099-01-01T00:00:00Z", overrides: { displayName: "Later" } }];
  const shown = await text(ask("/console/domains/ours.example/edit"));
  const typed = {
    as: "json",
    revision: hidden(shown, "revision"),
    json: JSON.stringify({ provider: "ours", changes }),
  };
  const review = await text(ask("/console/domains/ours.example/edit", typed));
  expect(review).toMatch(/Nothing changes now\.[\s\S]*<h3>From 2099-01-01 00:00 UTC on<\/h3>[\s\S]*Later/);
  expect(await findHtmlFaults(review)).toEqual([]);
});

describe("a preview", () => {
  const preview = (fields: Readonly<Record<string, string>>) =>
    ask("/console/preview/domains", { name: "ours.example", base: '{"provider":"ours"}', ...fields });

  test("is of what is typed, and saves nothing", async () => {
    const typed = { show: "autoconfig", "entry.overrides.displayName": "Typed" };
    expect(await text(preview(typed))).toContain("<displayName>Typed</displayName>");
    expect(await find("ours.example")).toMatchObject({ value: { body: { provider: "ours" } } });
  });

  test("of the guide may be shown within the console, and nowhere else", async () => {
    const { headers } = await preview({ show: "guide" });
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'self'");
  });

  test.each([
    [{ "entry.provider": "nobody", show: "dns" }, "expected a provider that there is"],
    [{ "entry.suspended": "on", show: "dns" }, "Nothing is told"],
  ])("of %j says why there is none", async (typed, told) => expect(await text(preview(typed))).toContain(told));
});

describe("a preview of a provider", () => {
  const preview = (fields: Readonly<Record<string, string>>) =>
    ask("/console/preview/providers", { name: "ours", base: JSON.stringify(PLAIN), ...fields });

  test("is what one of its domains would be told, with its brand, and saves nothing", async () => {
    const typed = { "entry.displayName": "Typed", "entry.branding.color": "#aa3300" };
    const autoconfig = await text(preview({ ...typed, show: "autoconfig" }));
    expect(autoconfig).toContain("<displayName>Typed</displayName>");
    expect(autoconfig).toContain("<domain>ours.example</domain>");
    expect(await text(preview({ ...typed, show: "guide" }))).toContain("Typed");
    expect(await text(ask("/console/providers/ours"))).not.toContain("Typed");
  });

  test.each([
    ["that is new, at a sample", { name: "", show: "autoconfig" }, "<domain>sample.example</domain>"],
    ["that needs values, at a sample", { name: "new", "entry.displayName": "{own}", show: "pacc" }, "sample.example"],
    [
      "that is faulty",
      { "entry.incomingServers.0.port": "99999", show: "dns" },
      "Not yet. What is still missing or wrong:",
    ],
    ["that its domain cannot bear", { "entry.displayName": "{own}", show: "dns" }, "expected a value"],
  ])("%s", async (_, typed, told) => expect(await text(preview(typed))).toContain(told));

  test("is for nobody who has another", async () => {
    const own = await logInWith({ provider: "theirs" });
    const told = await text(
      own("/console/preview/providers", { name: "ours", base: JSON.stringify(PLAIN), show: "dns" }),
    );
    expect(told).toBe("The name is taken, or you are not allowed to use it.\n");
  });
});

describe("whoever may only look", () => {
  test("is shown no button, and refused", async () => {
    const look = await logInWith({ access: "read" });
    expect(await text(look("/console/domains/ours.example"))).not.toContain("/console/domains/ours.example/edit");
    const forms = ["/console/domains/ours.example/edit", "/console/domains/ours.example/suspend", "/console/tokens"];
    for (const path of forms)
      expect([(await look(path)).status, (await look(path, { json: "{}" })).status]).toEqual([403, 403]);
  });
});

describe("whoever has one provider", () => {
  test("finds no other's, and is told the same as of what is not there", async () => {
    const own = await logInWith({ provider: "ours" });
    expect(await text(own("/console/domains"))).not.toContain("theirs");
    for (const path of ["", "/edit", "/suspend", "/zone"]) {
      const [theirs, none] = [
        own(`/console/domains/theirs.example${path}`),
        own(`/console/domains/none.example${path}`),
      ];
      expect((await theirs).status).toBe(404);
      expect(await text(theirs)).toBe(await text(none));
    }
    expect((await own("/console/providers/theirs")).status).toBe(404);
    expect(await text(own("/console/findings"))).not.toContain("theirs");
    expect(await text(own("/console/audit"))).not.toContain("theirs");
  });
});

test("a token is shown when it is made, and never again", async () => {
  const made = await text(ask("/console/tokens", { name: "panel", access: "write", provider: "ours" }));
  const [token = ""] = /wp_\w+/.exec(made) ?? [];
  expect(token).toMatch(/^wp_[0-9a-f]{12}_[0-9a-f]{48}$/);
  const list = await text(ask("/console/tokens"));
  expect(list).not.toContain(token);
  const [revoke = ""] = /\/console\/tokens\/[0-9a-f]{12}\/revoke/.exec(list) ?? [];
  const asked = await text(ask(revoke));
  expect(asked).toContain("Revoke the token panel?");
  expect(await findHtmlFaults(asked)).toEqual([]);
  expect((await ask(revoke, {})).headers.get("location")).toBe("/console/tokens?done=revoked");
  expect((await ask(revoke)).headers.get("location")).toBe("/console/tokens?done=same");
  expect(await text(ask("/console/tokens"))).toContain("Revoked");
});

test("a token that cannot be made says why, and keeps what was typed", async () => {
  const response = await ask("/console/tokens", { name: "a@b", access: "read", expiresAt: "2020-01-01" });
  expect(response.status).toBe(422);
  const page = await response.text();
  expect(page).toMatch(/id="faults">[\s\S]*<a href="#name">name: /);
  expect(page).toMatch(/<input type="text" id="name" name="name" value="a@b"[^>]* aria-invalid="true">/);
  expect(await findHtmlFaults(page)).toEqual([]);
});

test.each(["ours.example", "https://ours.example/path", "someone@ours.example", " OURS "])(
  "a search for %j finds the domain",
  async (typed) =>
    expect(await text(ask(`/console/domains?${new URLSearchParams({ prefix: typed })}`))).toContain(
      'href="/console/domains/ours.example"',
    ),
);

test("words of operators are text, wherever they stand", async () => {
  const hostile = '"><script>alert(1)</script>';
  await operated.operators.domains.put(COMMAND, "ours.example", { provider: "ours", $comment: hostile });
  for (const path of [
    "/console/domains/ours.example",
    "/console/domains/ours.example/edit",
    `/console/domains?${new URLSearchParams({ prefix: hostile, provider: hostile })}`,
  ])
    expect(await text(ask(path))).not.toContain("<script>alert");
});

describe("what was typed when the session was over", () => {
  const typed = {
    as: "form",
    name: "new.example",
    base: '{"provider":"ours"}',
    "entry.$comment": '"><script>alert(1)</script>\n2',
  };
  const send = (
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ) =>
    operated.app.request(`${ORIGIN}${path}`, {
      method: "POST",
      headers: { cookie: `__Host-waypost=${"0".repeat(64)}`, ...OWN, ...headers },
      body: new URLSearchParams(fields),
    });

  test.each([
    ["its cookie is still there", {}],
    ["another tab logged out", { cookie: "" }],
  ])("where %s is given back whole, to be sent again after a login, and nothing is done", async (_, headers) => {
    const response = await send("/console/new-domain/save", typed, headers);
    expect([response.status, response.headers.get("cache-control")]).toEqual([403, "no-store, no-transform"]);
    const page = await response.text();
    expect(page).toContain("Your session has ended");
    expect(page).toContain('<form class="card review" method="post" action="/console/new-domain/save">');
    expect(page).toContain('<a class="button" href="/console/log-in" target="_blank">');
    for (const [name, value] of Object.entries(typed)) {
      const escaped = value.replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
      expect(page).toContain(`name="${name}" value="${escaped}"`);
    }
    expect(await findHtmlFaults(page)).toEqual([]);
    expect(await find("new.example")).toMatchObject({ ok: false });
  });

  test("stays in its form, beside which the preview says it", async () => {
    const response = await send("/console/preview/domains", typed);
    expect([response.status, response.headers.get("content-type")]).toEqual([403, "text/plain; charset=utf-8"]);
    expect(await response.text()).toContain("Your session has ended");
  });

  test("is not given back to another site's form, nor beyond what an entry can hold", async () => {
    const foreign = await send("/console/new-domain", typed, { "sec-fetch-site": "same-site" });
    expect([foreign.status, (await foreign.text()).includes("new.example")]).toEqual([403, false]);
    for (const headers of [{}, { cookie: "" }])
      expect((await send("/console/new-domain", { json: "x".repeat(2 ** 20) }, headers)).status).toBe(413);
  });

  test("is given back to one source as often as it may bring a session that is nobody's", async () => {
    const headers = { cookie: "" };
    const statuses = new Set<number>();
    for (let time = 0; time < 100; time += 1) statuses.add((await send("/console/new-domain", typed, headers)).status);
    expect([...statuses]).toEqual([403, 429]);
    expect((await ask("/console/domains")).status).toBe(200);
  });
});

test("whoever guessed too often is told on the login page, and by a header, when to come again", async () => {
  const guess = () =>
    operated.app.request(`${ORIGIN}/console/log-in`, {
      method: "POST",
      body: new URLSearchParams({ token: "wrong" }),
      headers: { ...OWN, "x-test-source": "198.51.100.1" },
    });
  for (let count = 0; count < 10; count += 1) expect((await guess()).status).toBe(403);
  const tooMany = await guess();
  expect([tooMany.status, tooMany.headers.get("retry-after")]).toEqual([429, "900"]);
});

describe("what goes wrong is a page with a way on", () => {
  async function askGone(path: string, init: RequestInit) {
    const database = await openSqlite(":memory:");
    onTestFinished(() => database.close());
    let isGone = false;
    const { app } = await createOperatedApp(faultyDatabase(database, () => (isGone ? "gone" : undefined)));
    const entered = await app.request(`${ORIGIN}/console/log-in`, {
      method: "POST",
      body: new URLSearchParams({ token: ADMIN_TOKEN }),
      headers: OWN,
    });
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
    isGone = true;
    return app.request(`${ORIGIN}${path}`, { ...init, headers: { ...OWN, cookie } });
  }

  test.each<[string, RequestInit, string, string]>([
    ["/console/domains?prefix=a", {}, "cannot be asked", 'href="/console/domains?prefix=a"'],
    ["/console/domains/ours.example/edit", {}, "cannot be asked", 'href="/console/domains/ours.example/edit"'],
    [
      "/console/domains/ours.example/save",
      { method: "POST", body: new URLSearchParams({ json: "{}" }) },
      "Look first whether it was done all the same",
      'href="/console"',
    ],
  ])("%s while the directory is gone", async (path, init, words, way) => {
    const response = await askGone(path, init);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    const page = await response.text();
    expect(page).toContain(words);
    expect(page).toContain(way);
    expect(await findHtmlFaults(page)).toEqual([]);
  });

  test.each([
    ["/console/domains/none.example", 404],
    ["/console/providers/none", 404],
    ["/console/tokens/none/revoke", 404],
    ["/console/tokens/000000000000/revoke", 404],
    ["/console/none", 404],
    ["/console/audit?after=x", 400],
    ["/console/domains/%ff", 404],
    ["/console/domains/..%2f..%2fx/edit", 404],
    ["/console/domains/ours.example/roll-back?revision=x", 404],
  ])("%s", async (path, status) => {
    const response = await ask(path);
    expect([response.status, response.headers.get("content-type")]).toEqual([status, "text/html; charset=utf-8"]);
    expect(await response.text()).toMatch(/<main[\s\S]+role="alert"[\s\S]+class="button" href="\/console/);
  });
});

test("somebody logs in over a connection of Node's server, which tells where they are", async () => {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  const findPeer = findNodePeer({ proxies: new BlockList(), isOnSocket: false });
  const { app } = await createOperatedApp(database, {}, { findPeer });
  const server = await startServer((request, connection) => app.fetch(request, connection), { endpoint: LOOPBACK });
  onTestFinished(() => server.stop());
  const entered = await fetch(`${server.url}/console/log-in`, {
    method: "POST",
    body: new URLSearchParams({ token: ADMIN_TOKEN }),
    headers: OWN,
    redirect: "manual",
  });
  expect([entered.status, entered.headers.get("location")]).toEqual([303, "/console"]);
});

test("what is too large leaves the connection open for what comes next", async () => {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  const findPeer = findNodePeer({ proxies: new BlockList(), isOnSocket: false });
  const { app } = await createOperatedApp(database, {}, { findPeer });
  const server = await startServer((request, connection) => app.fetch(request, connection), { endpoint: LOOPBACK });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(async () => {
    agent.destroy();
    await server.stop();
  });
  const send = (method: string, body = "") =>
    new Promise<number | undefined>((done, fail) => {
      const headers = {
        authorization: `Bearer ${ADMIN_TOKEN}`,
        "content-type": "application/json",
        ...(body !== "" && { "content-length": body.length }),
      };
      const sent = request(`${server.url}/api/v1/domains/ours.example`, { method, agent, headers }, (answer) =>
        answer.resume().on("end", () => done(answer.statusCode)),
      );
      sent.on("error", fail).end(body);
    });
  for (let time = 0; time < 3; time += 1)
    expect([await send("PUT", "x".repeat(600_000)), await send("GET")]).toEqual([413, 200]);
});

describe("login names", () => {
  const PAGE = "/console/domains/ours.example/logins";
  const follow = async (response: Response) => text(ask(response.headers.get("location") ?? ""));
  const rows = (page: string) =>
    Array.from(page.matchAll(/<tr><th scope="row">([^<\s]+@[^<\s]+)</g), ([, address]) => address);

  test("are set, found and removed by forms, and no address stands in a URL", async () => {
    const set = await ask(`${PAGE}/set`, { address: "Alice@ours.example", username: "OURS\\u1", mailbox: "" });
    expect([set.status, set.headers.get("location")]).toEqual([303, `${PAGE}?done=saved`]);
    await ask(`${PAGE}/set`, { address: "info@ours.example", username: "", mailbox: "alice@ours.example" });
    const page = await text(ask("/console/domains/ours.example"));
    expect(rows(page)).toEqual(["alice@ours.example", "info@ours.example"]);
    expect(page).toContain("Nobody is told these");
    expect(await findHtmlFaults(page)).toEqual([]);
    expect(await text(ask(PAGE))).toMatch(
      new RegExp(`<form [^>]*method="post" action="${PAGE}"[^>]*>(?:(?!</form>)[^])*name="prefix"`),
    );
    expect(rows(await text(ask(PAGE, { prefix: "IN" })))).toEqual(["info@ours.example"]);
    expect(rows(await text(ask(PAGE, { prefix: "", after: "alice@ours.example" })))).toEqual(["info@ours.example"]);
    const removed = await ask(`${PAGE}/remove`, { address: "alice@ours.example" });
    expect(rows(await follow(removed))).toEqual(["info@ours.example"]);
    expect(operated.lines.join()).not.toMatch(/alice|info@/);
  });

  test("that are left where mail went elsewhere can be removed, and no more are set", async () => {
    expect(await text(ask("/console/domains/ours.example"))).toContain(`href="${PAGE}">Set one all the same`);
    await ask(`${PAGE}/set`, { address: "alice@ours.example", username: "u1" });
    await operated.operators.domains.patch(COMMAND, "ours.example", { mailElsewhere: "somebody" });
    for (const page of [await text(ask("/console/domains/ours.example")), await text(ask(PAGE))]) {
      expect(rows(page)).toEqual(["alice@ours.example"]);
      expect(page).toContain("Nobody is told these: the mail is elsewhere.");
      expect(page).toContain(`action="${PAGE}/remove"`);
      expect(page).not.toContain("Set the login name");
    }
  });

  test("that cannot be are shown again with what is wrong", async () => {
    const response = await ask(`${PAGE}/set`, {
      address: "alice@ours.example",
      username: "u1",
      mailbox: "b@ours.example",
    });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toMatch(/id="faults">[\s\S]*expected one of/);
    expect(page).toContain('value="u1"');
    expect(await findHtmlFaults(page)).toEqual([]);
    const elsewhere = await text(ask(`${PAGE}/set`, { address: "alice@theirs.example", username: "u1" }));
    expect(elsewhere).toMatch(/id="faults">[\s\S]*<a href="#login-address">address: /);
    expect(elsewhere).toMatch(/id="login-address"[^>]* aria-invalid="true">/);
  });

  test("are nobody else's, and are only looked at by who may only look", async () => {
    await ask(`${PAGE}/set`, { address: "alice@ours.example", username: "u1" });
    const theirs = await logInWith({ provider: "theirs" });
    for (const answer of [await theirs(PAGE), await theirs(`${PAGE}/remove`, { address: "alice@ours.example" })])
      expect(answer.status).toBe(404);
    const reader = await logInWith({ name: "reader", access: "read" });
    expect((await reader(`${PAGE}/remove`, { address: "alice@ours.example" })).status).toBe(403);
    const page = await text(reader(PAGE));
    expect(rows(page)).toEqual(["alice@ours.example"]);
    expect(page).not.toContain("Remove");
  });
});

test("a provider whose servers change has on its page who follows and who stays", async () => {
  const [server] = PLAIN.incomingServers;
  const moved = { incomingServers: [{ ...server, hostname: "new.hosting.example" }] };
  const { providers, domains } = operated.operators;
  await providers.patch(COMMAND, "ours", { changes: [{ at: "2026-12-01T00:00:00Z", overrides: moved }] });
  await domains.put(COMMAND, "stays.example", {
    provider: "ours",
    overrides: { incomingServers: PLAIN.incomingServers },
  });
  const page = await text(ask("/console/providers/ours"));
  expect(page).toContain("From 2026-12-01 00:00 UTC");
  expect(page).toContain('<a href="/console/domains/stays.example">');
  expect(await findHtmlFaults(page)).toEqual([]);
});

test("where the service has a part of a host alone, links, forms and redirects stay below its path", async () => {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  const { app } = await createOperatedApp(database, {}, { serviceOrigin: "https://hosting.example/mail-setup" });
  const at = async (path: string, init: RequestInit = {}) =>
    app.request(`https://hosting.example${path}`, { ...init, headers: { ...OWN, ...init.headers } });
  const led = await at("/mail-setup/console/tokens");
  expect(led.headers.get("location")).toBe("/mail-setup/console/log-in?next=%2Fconsole%2Ftokens");
  const logIn = await at(led.headers.get("location") ?? "", {
    method: "POST",
    body: new URLSearchParams({ token: ADMIN_TOKEN, next: "/console/tokens" }),
  });
  expect(logIn.headers.get("location")).toBe("/mail-setup/console/tokens");
  const [cookie = ""] = logIn.headers.get("set-cookie")?.split(";") ?? [];
  for (const path of [
    "/mail-setup/console/tokens",
    "/console/domains/ours.example",
    "/console/domains/nowhere.example",
  ]) {
    const html = await text(at(path, { headers: { cookie } }));
    const targets = Array.from(html.matchAll(/\s[\w-]+="(\/[^"]*)"/g), ([, target = ""]) => target);
    expect(targets.length).toBeGreaterThan(3);
    expect(targets.filter((target) => !target.startsWith("/mail-setup/"))).toEqual([]);
  }
});

test.each([
  ["microsoft-365", true],
  ["somebody", false],
])("where mail is at %s, the domain's page says which records are to go", async (mailElsewhere, isKnown) => {
  await operated.operators.domains.put(COMMAND, "ours.example", { provider: "ours", mailElsewhere });
  const html = await text(ask("/console/domains/ours.example"));
  expect(html).toContain("Records to remove");
  expect(html).toContain("mailconf=https://autoconfig.ours.example/mail/config-v1.1.xml");
  expect(html).not.toContain("Records to publish");
  expect(html.includes("autodiscover.outlook.com")).toBe(isKnown);
  expect(html.includes("What else Microsoft 365 wants")).toBe(isKnown);
  expect(html).toContain('<a href="/guides/ours.example">What people see</a>');
  expect(html).toContain('<a href="/check/ours.example">Check what still leads here</a>');
  // Nothing is told that could be suspended, and nobody is told a login name.
  expect(html).not.toMatch(/Suspend|Login names|Set the login name/);
  expect(await findHtmlFaults(html)).toEqual([]);
});

describe("what the DNS provider of a domain can do", () => {
  const known = { name: "Example <DNS>", zone: Domain.parse("ours.example"), controlPanel: "https://panel.example/" };
  const applyUrl = "https://dns.example/v2/apply";

  async function pageOf(found: ConnectedProvider | undefined, query = "?connect=1"): Promise<[string, number]> {
    const database = await openSqlite(":memory:");
    onTestFinished(() => database.close());
    let count = 0;
    operated = await createOperatedApp(database, {
      findConnection: async (domain, service) => {
        expect([domain, service]).toEqual(["ours.example", { providerId: "setup.hosting.example", serviceId: "mail" }]);
        count += 1;
        return found;
      },
    });
    const page = await (await logIn(ADMIN_TOKEN))(`/console/domains/ours.example${query}`);
    const html = await page.text();
    expect(await findHtmlFaults(html)).toEqual([]);
    return [html, count];
  }

  test("is asked only of whoever wants to know", async () => {
    const [html, count] = await pageOf(undefined, "");
    expect(count).toBe(0);
    expect(html).toContain('href="/console/domains/ours.example?connect=1#records"');
  });

  test("is a link for the domain's owner where it has the template", async () => {
    const [html, count] = await pageOf({ ...known, applyUrl });
    expect(count).toBe(1);
    expect(html).toMatch(
      /href="https:\/\/dns\.example\/v2\/apply\?domain=ours\.example&amp;digest=[^"]+" rel="noreferrer"/,
    );
    expect(html).toContain("Add them at Example &lt;DNS&gt;");
  });

  test("is its own panel where it has not", async () => {
    const [html] = await pageOf({ ...known, applyUrl: undefined });
    expect(html).toContain('href="https://panel.example/"');
  });

  test("is nothing where it does not speak Domain Connect", async () => {
    expect((await pageOf(undefined))[0]).toContain(
      "DNS provider does not offer that (Domain Connect): add them by hand",
    );
  });

  test("is not told where nobody can look into DNS", async () => {
    expect(await text(ask("/console/domains/ours.example?connect=1"))).not.toContain("Domain Connect");
  });
});

describe("requests of mail clients", () => {
  const KIND = { family: "thunderbird", mechanism: "autoconfig", outcome: "answered" } as const;
  const SHOP = Domain.parse("shop.example");

  test("are shown by day, program, way and domain, with those that are not served", async () => {
    const { counts } = operated.operators;
    await counts?.addCounts("2026-11-28", [
      { ...KIND, domain: undefined, count: 1234 },
      { ...KIND, domain: SHOP, count: 1200 },
    ]);
    await counts?.addUnserved("2026-11-28", [{ domain: Domain.parse("lost.example"), count: 7 }], 9);
    const page = await text(ask("/console/counts"));
    expect(page).toMatch(/<th scope="row">2026-11-28<\/th><td data-label="Answered">1,234<\/td>/);
    expect(page).toMatch(/<title>2026-11-28: 1,234<\/title>\s*<rect class="answered"/);
    expect(page).toMatch(/Thunderbird<\/th><td>1,234 /);
    expect(page).toContain('<a href="/console/counts?domain=shop.example">shop.example</a>');
    expect(page).toContain('lost.example</th><td data-label="Requests">7</td>');
    const ofShop = await text(ask("/console/counts?domain=shop.example"));
    expect(ofShop).toContain('<td data-label="Answered">1,200</td>');
    expect(ofShop).not.toContain("lost.example");
  });

  test("are for those alone who see all domains", async () => {
    const scoped = await logInWith({ provider: "ours" });
    expect((await scoped("/console/counts")).status).toBe(403);
    expect(await text(scoped("/console/domains"))).not.toContain("/console/counts");
    expect((await ask("/console/counts?domain=no_domain")).status).toBe(404);
  });
});

describe("checks of all domains", () => {
  const OURS = Domain.parse("ours.example");

  test("are started, shown with how far they are and what they found, and can be stopped", async () => {
    const { checks, runs } = operated.operators;
    if (checks === undefined) throw new Error("nobody checks");
    expect(await text(ask("/console/checks"))).toContain("Nothing has been checked yet");
    const result = { domain: OURS, checkedAt: "2026-11-28T02:00:00.000Z", state: "good", findings: [] } as const;
    const finding = { kind: "serverRefuses", severity: "error", place: "mail.x:993", values: {} } as const;
    await checks.finish(OURS, result, 9);
    const options: FleetOptions = {
      checks,
      find: async (domain) => ({ ...settingsOf("plain.example"), domain }),
      check: async ({ domain }) => ({
        ...result,
        domain,
        checkedAt: "2026-11-29T02:00:00.000Z",
        state: "error",
        findings: [finding],
      }),
      atOnce: 1,
      signal: new AbortController().signal,
      now: () => new Date(operated.clock.time),
      tell: () => {},
    };
    const started = await ask("/console/checks/start", {});
    expect([started.status, started.headers.get("location")]).toEqual([303, "/console/checks?done=started"]);
    await workOnRun({ ...options, most: 1 });
    const halfWay = await text(ask("/console/checks"));
    expect(halfWay).toContain('<progress max="2" value="1"');
    expect(halfWay).toContain("1 of 2 domains checked");
    expect(halfWay).toContain("when cron calls it");
    // Starting once more is no other run.
    operated.clock.time += 1000;
    await ask("/console/checks/start", {});
    expect(await runs?.find()).toMatchObject({ domains: 2, waiting: 1 });
    expect(await workOnRun(options)).toMatchObject({ states: { error: 2 } });
    const page = await text(ask("/console/checks"));
    expect(page).toContain("Check all domains");
    expect(page).toMatch(/Worse than last time[\s\S]*href="\/console\/domains\/ours\.example"/);
    expect(page).toMatch(/Mail programs do not work[\s\S]*mail\.x:993[\s\S]*href="\/check\/ours\.example">What to do/);
    operated.clock.time += 1000;
    await ask("/console/checks/start", {});
    const stopped = await ask("/console/checks/stop", {});
    expect([stopped.status, stopped.headers.get("location")]).toEqual([303, "/console/checks?done=stopped"]);
    expect(await runs?.find()).toMatchObject({ waiting: 0, endedAt: expect.any(String) });
    // What was known before stays.
    expect(await text(ask("/console/checks"))).toContain("Worse than last time");
  });

  test("are started and stopped by those alone who may change everything", async () => {
    const reader = await logInWith({ access: "read" });
    expect(await text(reader("/console/checks"))).not.toMatch(/\/console\/checks\/(?:start|stop)/);
    for (const action of ["start", "stop"]) expect((await reader(`/console/checks/${action}`, {})).status).toBe(403);
  });
});
