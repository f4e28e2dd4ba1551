import { parseArgs } from "node:util";
import { toDnsRecords } from "../../formats/dns/dns-records.ts";
import { parseEmailAddress } from "../../model/address/email-address.ts";
import { findDomainSettings } from "../../model/address/mail-account.ts";
import { findDomain } from "../../model/domain/domain.ts";
import type { Client } from "../../simulator/client.ts";
import { CLIENTS } from "../../simulator/clients.ts";
import type { ConfiguredServer, Outcome } from "../../simulator/outcome.ts";
import { Session, type Step } from "../../simulator/session.ts";
import type { World } from "../../simulator/world.ts";
import { memoryStore } from "../../store/databases/memory.ts";
import { type Command, parseOrExplain } from "../command.ts";
import { answers, realWorld, worldOf } from "../network.ts";
import { DEFAULT_SETTINGS, fromCallersFolder, readSettingsFile, SERVE } from "../settings-file.ts";
import type { ExitCode, Terminal } from "../terminal.ts";

const usage = `usage: waypost simulate CLIENT ADDRESS [--url BASE [--settings FILE]] [--json]

Plays a mail client that is given an address: prints each of its requests, what it makes of the answer, and the account
that it would set up, or why there is none.

CLIENT is all, or one of:
${CLIENTS.map(({ id, name }) => `  ${id.padEnd(25)}${name}`).join("\n")}

options:
  --url BASE        ask the service at BASE, such as http://127.0.0.1:8787, in place of the address's own domain; DNS then
                    holds the records of waypost dns. Without it the real DNS and the real servers are asked
  --settings FILE   with --url: the settings that those records are made of
  --json            print an object for each client

exit status: 0 the client ends with an account, 1 it does not, 2 misused or nothing answers at BASE. With all, only the
clients for IMAP and POP3 count: the others are for Exchange, or for calendars and contacts
`;

interface Simulation {
  readonly client: Client;
  readonly steps: readonly Step[];
  readonly outcome: Outcome;
}

/** `waypost simulate CLIENT ADDRESS` */
export const simulate: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parseOrExplain(() =>
      parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { url: { type: "string" }, settings: { type: "string" }, json: { type: "boolean", default: false } },
      }),
    );
    if (typeof parsed === "string") return terminal.misused(parsed, "waypost simulate --help");
    const { values, positionals } = parsed;
    const [id, text, ...more] = positionals;
    if (id === undefined)
      return terminal.misused("no client was named", "waypost simulate --help lists them; all plays each");
    const clients = id === "all" ? CLIENTS : CLIENTS.filter((client) => client.id === id);
    if (clients.length === 0) return terminal.misused(`unknown client ${JSON.stringify(id)}`, hintFor(id));
    const address = parseEmailAddress(text ?? "");
    if (!address.ok || more.length > 0)
      return terminal.misused(
        "expected one email address after the client",
        `waypost simulate ${id} alice@shop.example`,
      );
    const typed = `${address.value.localPart}@${address.value.domain}`;
    const world = await openWorld(values, address.value.domain, terminal);
    if (typeof world === "number") return world;
    const simulations: Simulation[] = [];
    for (const client of clients) {
      const session = new Session(typed, world, client);
      simulations.push({ client, outcome: await client.simulate(session), steps: session.steps });
    }
    terminal.print(values.json ? toJson(typed, simulations) : toText(simulations));
    const failed = simulations.filter(({ outcome }) => !outcome.ok);
    return failed.some(({ client }) => id !== "all" || client.seeks === undefined) ? 1 : 0;
  },
};

/** The clients that may have been meant, else where all are listed. */
function hintFor(id: string): string {
  const word = id.toLowerCase();
  const near = CLIENTS.filter((client) => client.id.includes(word) || client.name.toLowerCase().includes(word));
  return near.length === 0
    ? "waypost simulate --help lists the clients; all plays each"
    : `did you mean ${near.map((client) => client.id).join(", or ")}?`;
}

async function openWorld(
  { url, settings: file }: { url?: string | undefined; settings?: string | undefined },
  domain: string,
  terminal: Terminal,
): Promise<World | ExitCode> {
  if (url === undefined)
    return file === undefined
      ? realWorld
      : terminal.misused("--settings says nothing about the real network", "give the service's address with --url");
  const base = URL.parse(url);
  if (base === null || !["http:", "https:"].includes(base.protocol) || base.pathname !== "/")
    return terminal.misused(
      `not the http or https address of a service: ${JSON.stringify(url)}`,
      "give a host and a port alone, as in --url http://127.0.0.1:8787",
    );
  const read = await readSettingsFile(file === undefined ? DEFAULT_SETTINGS : fromCallersFolder(file));
  if (!read.ok) {
    terminal.printErrors(...read.error);
    terminal.printHint("mend these, or name another file with --settings");
    return 2;
  }
  const { settings } = read.value;
  const served = findDomain(domain);
  const found = served && (await findDomainSettings(memoryStore(settings, () => new Date()).find, served));
  const serviceHost = findDomain(URL.parse(settings.service.origin ?? "")?.hostname ?? `setup.${domain}`);
  if (!(await answers(base)))
    return terminal.misused(
      `nothing answers at ${base.origin}`,
      `start the service (${SERVE} --help), or name another with --url`,
    );
  // The service says itself what it makes of a domain that these settings do not know.
  if (!found?.ok) terminal.printWarnings(`the settings have no DNS records for ${domain}: the clients will find none`);
  const records = found?.ok && serviceHost !== undefined ? await toDnsRecords(found.value, { serviceHost }) : [];
  return worldOf(base, domain, records, !found?.ok || found.value.discoveryOrigin === undefined);
}

function toJson(address: string, simulations: readonly Simulation[]): string {
  const results = simulations.map(({ client: { id, name, source }, steps, outcome }) => ({
    client: id,
    name,
    source,
    address,
    steps,
    outcome,
  }));
  return `${JSON.stringify(results.length === 1 ? results[0] : results, undefined, 2)}\n`;
}

/** Each client with its steps; of several, at the end, what became of each. */
function toText(simulations: readonly Simulation[]): string {
  const texts = simulations.map(toSteps);
  if (simulations.length > 1) texts.push(["Summary", ...simulations.map(toSummary), ""].join("\n"));
  return texts.join("\n");
}

function toSummary({ client: { id }, outcome }: Simulation): string {
  return `  ${id.padEnd(25)}${outcome.ok ? `an account, by ${outcome.mechanism}` : `no account: ${outcome.because}`}`;
}

function toSteps({ client: { name, source }, steps, outcome }: Simulation): string {
  const rows = steps.flatMap(({ mechanism, question, answer, verdict }, index) => [
    `  ${String(index + 1).padStart(2)}  ${mechanism.padEnd(18)}${question}`,
    `      ${"".padEnd(18)}${answer}`,
    `      ${"".padEnd(18)}${verdict}`,
  ]);
  return [`${name} (${source})`, ...rows, ...describe(outcome).map((line) => `  ${line}`), ""].join("\n");
}

function describe(outcome: Outcome): string[] {
  if (!outcome.ok) return [`=> no account: ${outcome.because}`];
  const { incoming, outgoing, caldav, carddav, exchange, activesync, remarks = [] } = outcome.account;
  return [
    `=> an account, by ${outcome.mechanism}`,
    ...[incoming, outgoing].flatMap((server) => (server === undefined ? [] : [`   ${toLine(server)}`])),
    ...Object.entries({ caldav, carddav, exchange, activesync }).flatMap(([service, url]) =>
      url === undefined ? [] : [`   ${service.padEnd(11)}${url}`],
    ),
    ...remarks.map((remark) => `   note: ${remark}`),
  ];
}

function toLine({ protocol, hostname, port, socketType, authentication, username }: ConfiguredServer): string {
  return `${protocol.padEnd(6)}${hostname}:${port}  ${socketType}  ${authentication}  user ${username}`;
}
