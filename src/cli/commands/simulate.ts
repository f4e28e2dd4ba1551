import { createDomainWorld, toWorldOptions } from "../../check/domain-world.ts";
import { toDnsRecords } from "../../formats/dns/dns-records.ts";
import { parseEmailAddress } from "../../model/address/email-address.ts";
import { findDomainSettings } from "../../model/address/mail-account.ts";
import { findDomain } from "../../model/domain/domain.ts";
import { askedOnce } from "../../simulator/asked-once.ts";
import { CLIENTS } from "../../simulator/clients.ts";
import type { ConfiguredServer, Outcome } from "../../simulator/outcome.ts";
import type { Step } from "../../simulator/session.ts";
import { simulate as play, type Simulation } from "../../simulator/simulate.ts";
import type { World } from "../../simulator/world.ts";
import { memoryStore } from "../../store/databases/memory.ts";
import { type Command, parseOptions } from "../command.ts";
import { answers, realWorld, worldOf } from "../network.ts";
import { DEFAULT_SETTINGS, fromCallersFolder, readSettingsFile, SERVE } from "../settings-file.ts";
import type { ExitCode, Terminal } from "../terminal.ts";

const usage = `usage: waypost simulate CLIENT ADDRESS [--url BASE] [--settings FILE] [--json]

Plays a mail client that is given an address: prints each of its requests as it is made, what it makes of the answer, and
the account that it would set up, or why there is none.

CLIENT is all, or one of:
${CLIENTS.map(({ id, name }) => `  ${id.padEnd(25)}${name}`).join("\n")}

The real DNS and the real servers are asked, as a client on this machine would ask them, unless an option says otherwise.
With all, who answers is asked each question once, whatever the number of clients that ask it.

options:
  --settings FILE   ask nobody: what a service with these settings would answer, with the records of waypost dns in DNS
  --url BASE        ask the service at BASE, such as http://127.0.0.1:8787, in place of the address's own domain; DNS then
                    holds the records of waypost dns, made of the settings in FILE
  --json            print an object for each client

exit status: 0 the client ends with an account, 1 it does not, 2 misused or nothing answers at BASE. With all, only the
clients for IMAP and POP3 count: the others are for Exchange, or for calendars and contacts
`;

/** `waypost simulate CLIENT ADDRESS` */
export const simulate: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parseOptions(args, {
      allowPositionals: true,
      options: { url: { type: "string" }, settings: { type: "string" }, json: { type: "boolean", default: false } },
    });
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
    const opened = await openWorld(values, address.value.domain, terminal);
    if (typeof opened === "number") return opened;
    const world = askedOnce(opened);
    const clock = () => Math.round(performance.now());
    const isWatched = !values.json && clients.length === 1;
    const tell = isWatched ? (step: Step) => terminal.print(toStep(step)) : undefined;
    if (isWatched) terminal.print(clients.map(toHeading).join(""));
    const playing = clients.map((client) => play(client, typed, world, { clock, tell }));
    const simulations: Simulation[] = [];
    for (const played of playing) {
      const simulation = await played;
      simulations.push(simulation);
      if (isWatched) terminal.print(toEnd(simulation));
      else if (!values.json) terminal.print(toText(simulation));
    }
    if (values.json) terminal.print(toJson(typed, simulations));
    else if (!isWatched) terminal.print(toSummary(simulations));
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
  if (url === undefined && file === undefined) return realWorld;
  const base = url === undefined ? undefined : URL.parse(url);
  if (base === null || (base !== undefined && (!/^https?:$/.test(base.protocol) || base.pathname !== "/")))
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
  if (base === undefined) {
    if (found?.ok) return createDomainWorld(found.value, toWorldOptions(found.value, settings.service.origin));
    return terminal.misused(
      `the settings serve no domain ${domain}`,
      "name another file with --settings, or ask a service with --url",
    );
  }
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
  const results = simulations.map(({ client: { id, name, source }, steps, outcome, took }) => ({
    client: id,
    name,
    source,
    address,
    steps,
    outcome,
    took,
  }));
  return `${JSON.stringify(results.length === 1 ? results[0] : results, undefined, 2)}\n`;
}

function toText(simulation: Simulation): string {
  return [toHeading(simulation.client), ...simulation.steps.map(toStep), toEnd(simulation), "\n"].join("");
}

/** What became of each. */
function toSummary(simulations: readonly Simulation[]): string {
  const rows = simulations.map(
    ({ client: { id }, outcome }) =>
      `  ${id.padEnd(25)}${outcome.ok ? `an account, by ${outcome.mechanism}` : `no account: ${outcome.because}`}`,
  );
  return toLines(["Summary", ...rows]);
}

function toHeading({ name, source }: Simulation["client"]): string {
  return toLines([`${name} (${source})`]);
}

/** When it was asked, in seconds since the client began; what came, and how soon. */
function toStep({ mechanism, question, answer, verdict, askedAt, took }: Step): string {
  const begin = "".padEnd(10);
  return toLines([
    `  ${(askedAt / 1000).toFixed(2).padStart(6)}  ${mechanism.padEnd(18)}${question}`,
    `${begin}${`${took} ms`.padEnd(18)}${answer}`,
    `${begin}${"".padEnd(18)}${verdict}`,
  ]);
}

function toEnd({ outcome, took }: Simulation): string {
  const [first = "", ...more] = describe(outcome);
  return toLines([`  ${(took / 1000).toFixed(2).padStart(6)}  ${first}`, ...more.map((line) => `          ${line}`)]);
}

function toLines(lines: readonly string[]): string {
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
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
