import { parseArgs } from "node:util";
import { toDnsRecords } from "../formats/dns-records.ts";
import { findDomain } from "../model/domain.ts";
import { parseEmailAddress } from "../model/email-address.ts";
import { findDomainSettings } from "../model/mail-account.ts";
import type { Client, ConfiguredServer, Outcome } from "../simulator/client.ts";
import { CLIENTS } from "../simulator/clients.ts";
import { Session, type Step, type World } from "../simulator/session.ts";
import { memoryStore } from "../store/memory.ts";
import { type Command, type ExitCode, misused, parseOrExplain, printErrors, printHint } from "./command.ts";
import { findUnreachable, realWorld, worldOf } from "./network.ts";
import { DEFAULT_SETTINGS, fromCallersFolder, readSettingsFile } from "./settings-file.ts";

const usage = `usage: waypost simulate CLIENT ADDRESS [--url BASE [--settings FILE]] [--json]

Plays a mail client that is given an address: prints each of its requests, what it makes of the answer, and the account
that it would set up, or why there is none.

CLIENT is all, or one of: ${CLIENTS.map(({ id }) => id).join(", ")}

options:
  --url BASE        ask the service at BASE, such as http://127.0.0.1:8787, in place of the address's own domain; DNS then
                    holds the records of waypost dns. Without it the real DNS and the real servers are asked
  --settings FILE   with --url: the settings that those records are made of
  --json            print an object for each client

exit status: 0 every client ends with an account, 1 some client does not, 2 misused, or nothing answers at BASE
`;

interface Simulation {
  readonly client: Client;
  readonly steps: readonly Step[];
  readonly outcome: Outcome;
}

/** `waypost simulate CLIENT ADDRESS` */
export const simulate: Command = {
  usage,
  async run(args) {
    const parsed = parseOrExplain(() =>
      parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { url: { type: "string" }, settings: { type: "string" }, json: { type: "boolean", default: false } },
      }),
    );
    if (typeof parsed === "string") return misused(parsed, "waypost simulate --help");
    const { values, positionals } = parsed;
    const [id, text, ...more] = positionals;
    const clients = id === "all" ? CLIENTS : CLIENTS.filter((client) => client.id === id);
    if (clients.length === 0)
      return misused(
        id === undefined ? "no client was named" : `unknown client ${JSON.stringify(id)}`,
        `CLIENT is all, or one of: ${CLIENTS.map((client) => client.id).join(", ")}`,
      );
    const address = parseEmailAddress(text ?? "");
    if (!address.ok || more.length > 0)
      return misused("expected one email address after the client", `waypost simulate ${id} alice@shop.example`);
    const typed = `${address.value.localPart}@${address.value.domain}`;
    const world = await openWorld(values, address.value.domain);
    if (typeof world === "number") return world;
    const simulations: Simulation[] = [];
    for (const client of clients) {
      const session = new Session(typed, world, client);
      simulations.push({ client, outcome: await client.simulate(session), steps: session.steps });
    }
    process.stdout.write(values.json ? toJson(typed, simulations) : simulations.map(toText).join("\n"));
    return simulations.every(({ outcome }) => outcome.ok) ? 0 : 1;
  },
};

async function openWorld(
  { url, settings: file }: { url?: string | undefined; settings?: string | undefined },
  domain: string,
): Promise<World | ExitCode> {
  if (url === undefined)
    return file === undefined
      ? realWorld
      : misused("--settings says nothing about the real network", "give the service's address with --url");
  const base = URL.parse(url);
  if (base === null || !["http:", "https:"].includes(base.protocol))
    return misused(`not a URL: ${JSON.stringify(url)}`, "--url http://127.0.0.1:8787");
  const unreachable = await findUnreachable(base);
  if (unreachable !== undefined) {
    printErrors(`nothing answers at ${base.origin}: ${unreachable}`);
    printHint("start the service there with npm start, or name another address with --url");
    return 2;
  }
  const read = await readSettingsFile(file === undefined ? DEFAULT_SETTINGS : fromCallersFolder(file));
  if (!read.ok) {
    printErrors(...read.error);
    printHint("mend these, or name another file with --settings");
    return 2;
  }
  const { settings } = read.value;
  const served = findDomain(domain);
  const found = served && (await findDomainSettings(memoryStore(settings).find, served));
  const serviceHost = findDomain(URL.parse(settings.service.origin ?? "")?.hostname ?? `setup.${domain}`);
  // A domain that the settings do not know has no records of ours; the service says itself what it makes of it.
  const records = found?.ok && serviceHost !== undefined ? await toDnsRecords(found.value, { serviceHost }) : [];
  return worldOf(base, domain, records);
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

function toText({ client: { name, source }, steps, outcome }: Simulation): string {
  const rows = steps.flatMap(({ mechanism, question, answer, verdict }, index) => [
    `  ${String(index + 1).padStart(2)}  ${mechanism.padEnd(18)}${question}`,
    `      ${"".padEnd(18)}${answer}`,
    `      ${"".padEnd(18)}${verdict}`,
  ]);
  return [`${name} (${source})`, ...rows, ...describe(outcome).map((line) => `  ${line}`), ""].join("\n");
}

function describe(outcome: Outcome): string[] {
  if (!outcome.ok) return [`=> no account: ${outcome.because}`];
  const { incoming, outgoing, caldav, carddav, activesync, exchange, remarks = [] } = outcome.account;
  return [
    `=> an account, by ${outcome.mechanism}`,
    ...[incoming, outgoing].flatMap((server) => (server === undefined ? [] : [`   ${toLine(server)}`])),
    ...Object.entries({ caldav, carddav, activesync, exchange }).flatMap(([service, url]) =>
      url === undefined ? [] : [`   ${service.padEnd(11)}${url}`],
    ),
    ...remarks.map((remark) => `   note: ${remark}`),
  ];
}

function toLine({ protocol, hostname, port, socketType, authentication, username }: ConfiguredServer): string {
  return `${protocol.padEnd(6)}${hostname}:${port}  ${socketType}  ${authentication}  user ${username}`;
}
