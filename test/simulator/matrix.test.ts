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
import { settingsOf } from "../support/accounts.ts";
import { simulatedWorld, type WorldOptions } from "../support/simulated-world.ts";

const DOCUMENT = `${import.meta.dirname}/../../docs/clients.md`;
const BEGIN = "<!-- matrix: written by test/simulator/matrix.test.ts -->\n";
const END = "<!-- end of matrix -->\n";

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
  const matrix = rows.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
  console.log(matrix);
  const text = readFileSync(DOCUMENT, "utf8");
  const [head = "", rest = ""] = text.split(BEGIN);
  const [, tail = ""] = rest.split(END);
  const wanted = `${head}${BEGIN}\n${matrix}\n${END}${tail}`;
  if (process.env.UPDATE_MATRIX === "1") writeFileSync(DOCUMENT, wanted);
  else expect(text, "run it again with UPDATE_MATRIX=1 to write the table").toBe(wanted);
});
