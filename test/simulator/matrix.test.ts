/**
 * Which client reaches the settings by which mechanism, each mechanism on its own: the table of docs/clients.md.
 * @module
 */
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Client } from "../../src/simulator/client.ts";
import { CLIENTS } from "../../src/simulator/clients.ts";
import { type ConfiguredAccount, isComplete, MECHANISMS, type Mechanism } from "../../src/simulator/outcome.ts";
import { Session } from "../../src/simulator/session.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { settingsOf } from "../support/domains/accounts.ts";
import { NOTHING, ServedSettings, simulatedWorld, type WorldOptions } from "../support/domains/simulated-world.ts";

const DOCUMENT = `${import.meta.dirname}/../../docs/clients.md`;

const mechanisms = Object.keys(MECHANISMS).filter((key): key is Mechanism => key in MECHANISMS);

/** A domain with mail and calendars; look-ups by MX are for a customer of whom only the MX is known. */
const SERVED = "sync-dav.example";
const MX = { domain: "customer.example", mx: "mx1.mx-host.example" };

async function play(client: Client, domain: string, options: WorldOptions) {
  const session = new Session(`alice@${domain}`, await simulatedWorld(domain, options));
  return { outcome: await client.simulate(session), asked: session.steps.map(({ mechanism }) => mechanism) };
}

/** The place of a mechanism among those that the client asks when none answers, and whether it alone suffices. */
async function cell(client: Client, mechanism: Mechanism, order: readonly Mechanism[]): Promise<string> {
  const domain = mechanism === "mx" ? MX.domain : SERVED;
  const { outcome } = await play(client, domain, { only: mechanism, mx: MX.mx });
  const place = order.indexOf(mechanism) + 1;
  if (!outcome.ok) return place === 0 ? "–" : `${place}`;
  expectRight(outcome.account, mechanism === "mx" ? "mx-host.example" : SERVED);
  const isWhole = client.seeks !== undefined || isComplete(outcome.account);
  return isWhole ? `${place} ✓` : `${place}`;
}

function expectRight({ incoming, outgoing, caldav, carddav, activesync }: ConfiguredAccount, domain: string): void {
  const settings = settingsOf(domain);
  if (incoming === undefined) {
    const { services } = settings;
    expect([caldav ?? carddav, activesync]).toEqual(
      activesync === undefined
        ? [services?.caldav?.url ?? services?.carddav?.url, undefined]
        : [undefined, services?.activesync?.url],
    );
    return;
  }
  for (const [server, [offered]] of [
    [incoming, settings.incomingServers],
    [outgoing, settings.outgoingServers],
  ] as const)
    if (server !== undefined)
      expect(server).toMatchObject({
        hostname: offered.hostname,
        port: offered.port,
        socketType: offered.socketType,
        username: incoming.username,
      });
  expect(incoming.username).toMatch(/^alice@/);
}

/** What a client of mail ends with, and what its user is asked on the way; the customer's own web site says nothing. */
async function outcomeIn(client: Client, domain: string, options: WorldOptions): Promise<string> {
  const world = await simulatedWorld(domain, options);
  const bare = new Set([domain, `www.${domain}`]);
  const session = new Session(`alice@${domain}`, {
    ...world,
    fetch: async (request) => (bare.has(new URL(request.url).hostname) ? NOTHING : world.fetch(request)),
  });
  const outcome = await client.simulate(session);
  if (!outcome.ok || !isComplete(outcome.account)) return "–";
  expectRight(outcome.account, domain);
  const asks = (outcome.account.remarks ?? []).some((remark) => remark.includes("asked")) ? ", the user is asked" : "";
  return `${MECHANISMS[outcome.mechanism]}${asks}`;
}

test("what docs/clients.md says of names without certificates is what the simulated clients do", async () => {
  const own = "https://setup.hosting.example";
  const few = new ServedSettings({
    ...awkwardSettings,
    service: { origin: own, certificatesOnlyFor: ["provider.example"] },
  });
  const hasCertificate = (name: string) => ["setup.hosting.example", "autoconfig.provider.example"].includes(name);
  const worlds: readonly [string, WorldOptions][] = [
    ["every name has one", {}],
    ...["autoconfig.", "autodiscover.", "ua-auto-config."].map((label): [string, WorldOptions] => [
      `all but \`${label}\``,
      { hasCertificate: (name) => name !== `${label}${SERVED}` },
    ]),
    ["none, with `certificatesOnlyFor`", { served: few, hasCertificate }],
    ["the same, and MX leads to such a domain", { served: few, hasCertificate, mx: "mx1.provider.example" }],
    ["none, without the setting", { hasCertificate }],
  ];
  const header = ["client", ...worlds.map(([name]) => name)];
  const rows = [header, header.map(() => "---")];
  for (const client of CLIENTS.filter(({ seeks }) => seeks === undefined)) {
    const cells = [];
    for (const [, options] of worlds) cells.push(await outcomeIn(client, SERVED, options));
    rows.push([client.name, ...cells]);
  }
  keepTable("names without certificates", rows);
});

test("the matrix in docs/clients.md is what the simulated clients do", async () => {
  const header = ["client", ...mechanisms.map((mechanism) => MECHANISMS[mechanism])];
  const rows = [header, header.map(() => "---")];
  for (const client of CLIENTS) {
    // Everything is asked only where nothing answers, but for what comes once there is an account.
    const { asked: searched } = await play(client, "unknown.example", { mx: "mx1.unserved.example" });
    const asked = [...searched, ...(await play(client, SERVED, {})).asked];
    const order = mechanisms
      .filter((mechanism) => asked.includes(mechanism))
      .sort((a, b) => asked.indexOf(a) - asked.indexOf(b));
    const cells = [];
    for (const mechanism of mechanisms) cells.push(await cell(client, mechanism, order));
    rows.push([client.name, ...cells]);
  }
  keepTable("matrix", rows);
});

/** Compares a table with the document's, or writes it there. */
function keepTable(name: string, rows: readonly (readonly string[])[]): void {
  const table = rows.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
  const [begin, end] = [`<!-- ${name}: written by test/simulator/matrix.test.ts -->\n`, `<!-- end of ${name} -->\n`];
  const text = readFileSync(DOCUMENT, "utf8");
  const [head = "", rest = ""] = text.split(begin);
  const [, tail = ""] = rest.split(end);
  const wanted = `${head}${begin}\n${table}\n${end}${tail}`;
  if (process.env.UPDATE_MATRIX === "1") writeFileSync(DOCUMENT, wanted);
  else expect(text, "run it again with UPDATE_MATRIX=1 to write the table").toBe(wanted);
}
