/**
 * What a directory of a million domains costs: to load it, on disk, in memory, and in time beside a directory of ten, which
 * is asked in turn with it in one run.
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createApp } from "../src/app.ts";
import { domainOperations } from "../src/directory/operations/domain-operations.ts";
import { providerOperations } from "../src/directory/operations/provider-operations.ts";
import { Domain } from "../src/model/domain/domain-schema.ts";
import type { Settings } from "../src/model/settings/parse-settings.ts";
import { NO_SIGNER } from "../src/signing/profile-signer.ts";
import { directoryReader, keptDirectory } from "../src/store/cache/directory-reader.ts";
import type { Directory, DomainFilter } from "../src/store/roles.ts";
import type { SettingsReader } from "../src/store/settings-store.ts";
import type { SqlDatabase } from "../src/store/sql/sql-database.ts";
import { sqlDirectory } from "../src/store/sql/sql-directory.ts";
import { startProcess } from "../test/support/services/start-server.ts";
import { openAsD1 } from "./directory-d1.ts";
import { KINDS, type Opened } from "./directory-databases.ts";

/** Domains of the large directory that are asked for again and again. */
const HOT = 500;

const usage = `usage: npm run bench:directory [-- [--domains N] [--rounds N] [--in NAME]]

options:
  --domains N   how many domains (1000000)
  --rounds N    rounds, in each of which both directories are asked in turn (200)
  --in NAME     sqlite, postgres or d1 (all; PostgreSQL where POSTGRES_URL names a server)
  --walk N      so many of the domains are asked for once each, to see what memory that takes (all)
  --folder DIR  where databases stay when all is done; those that are there are not loaded again

Cold is a domain that the process does not know yet, beside one of ten. Warm is one of ${HOT} or of ten that it has just answered,
beside a directory that has no more than so many. Ratios are the median round's, with the lowest and highest; only they mean
anything on a machine that has other work to do. For SQLite, which works in the process, they are of processor time.
`;

const SMALL = 10;
/** Lines of one call, as the API takes them. */
const LINES = 10_000;
const PROVIDERS = 200;
/** What the console shows of a list, and how far it counts. */
const SHOWN = 50;
const COUNTED = 1_000;
/** A start is to take no more than two seconds with so many. */
const STARTED_WITH = 100_000;

const LAUNCHER = resolve(import.meta.dirname, "../src/cli/launch.cjs");
const OPERATOR = { name: "bench", provider: undefined };
const now = () => new Date();

/** A settings file with nothing in it. */
const NOTHING: Settings = { service: {}, providers: new Map(), domains: new Map(), wildcard: undefined };
const SERVER = { hostname: "mail.{domain}", socketType: "tls", authentication: ["password-cleartext"] };
const PROVIDER = {
  displayShortName: "Bench",
  incomingServers: [
    { ...SERVER, protocol: "imap", port: 993 },
    { ...SERVER, protocol: "pop3", port: 995 },
  ],
  outgoingServers: [{ ...SERVER, protocol: "submission", port: 465 }],
  webmail: { url: "https://webmail.{domain}/" },
};

/** In microseconds. Where the database is in this process its own time is taken: others' work on the machine is none of it. */
const CLOCKS = {
  wall: () => performance.now() * 1000,
  processor() {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
};
let clock = CLOCKS.wall;

const { values } = parseArgs({
  options: {
    domains: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "200" },
    in: { type: "string", multiple: true },
    folder: { type: "string" },
    walk: { type: "string" },
    fill: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});
const names =
  values.in ?? ["sqlite", "postgres", "d1"].filter((name) => name !== "postgres" || process.env.POSTGRES_URL);
const domains = Number(values.domains);
const walked = Math.min(domains, Number(values.walk ?? domains));
if (values.help) process.stdout.write(usage);
else if (values.fill) for (const name of names) await fill(name, values.folder ?? "", domains);
else
  for (const name of names)
    await (name === "d1" ? measureD1(domains, Number(values.rounds)) : measure(name, domains, Number(values.rounds)));

async function open(kind: string, folder: string): Promise<Three<Opened>> {
  const openOne = KINDS[kind];
  if (openOne === undefined) throw new Error(`not a database: ${kind}`);
  return {
    large: await openOne(folder, "large"),
    hot: await openOne(folder, "hot"),
    small: await openOne(folder, "small"),
  };
}

/** What SQLite loaded, as D1. A time of day stands still in a Worker while it computes: processor time is that of workerd. */
async function measureD1(count: number, rounds: number): Promise<void> {
  const folder = values.folder ?? (await mkdtemp(join(tmpdir(), "waypost-bench-")));
  try {
    print("d1", `${count} domains of ${PROVIDERS} providers`);
    await fillElsewhere("sqlite", folder, count);
    const [large, small] = [await openAsD1(join(folder, "large")), await openAsD1(join(folder, "small"))];
    const few = Array.from({ length: SMALL }, (_, index) => nameOf(index));
    const draws = {
      large: () => drawName(count),
      small: () => few[Math.floor(Math.random() * SMALL)] ?? nameOf(0),
    };
    const taken = { large: 0, small: 0 };
    for (let round = -1; round < rounds; round += 1)
      for (const [side, d1] of [["large", large] as const, ["small", small] as const]) {
        const drawn = Array.from({ length: 200 }, draws[side]);
        const begun = await d1.clock();
        if ((await d1.find(drawn)) !== drawn.length) throw new Error("a domain was not found");
        // The first round warms the machine up.
        if (round >= 0) taken[side] += (await d1.clock()) - begun;
      }
    const micros = taken.large / rounds / 200;
    print("look-up, cold", `${(taken.large / taken.small).toFixed(2)} of ten domains' time; ${micros.toFixed(0)} µs`);
    for (const [what, draw] of searches()) {
      const waited: number[] = [];
      for (let round = 0; round < 200; round += 1) {
        const filter = { prefix: drawName(count).slice(0, 1 + (round % 8)), ...draw() };
        const begun = performance.now();
        await large.search(filter, SHOWN, COUNTED);
        waited.push(performance.now() - begun);
      }
      printTimes(what, waited);
    }
    await Promise.all([large.close(), small.close()]);
  } finally {
    if (values.folder === undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** In another process: this one's memory is measured. */
async function fillElsewhere(kind: string, folder: string, count: number): Promise<void> {
  const args = ["--fill", "--folder", folder, "--in", kind, "--domains", `${count}`];
  const filler = spawn(process.execPath, [LAUNCHER, import.meta.filename, ...args], { stdio: "inherit" });
  const [status] = await once(filler, "exit");
  if (status !== 0) throw new Error("the directory could not be filled");
}

async function measure(kind: string, count: number, rounds: number): Promise<void> {
  const folder = values.folder ?? (await mkdtemp(join(tmpdir(), "waypost-bench-")));
  try {
    print(kind, `${count} domains of ${PROVIDERS} providers`);
    clock = kind === "sqlite" ? CLOCKS.processor : CLOCKS.wall;
    await fillElsewhere(kind, folder, count);
    const opened = await open(kind, folder);
    const large = sqlDirectory(opened.large.database);
    const hot = sqlDirectory(opened.hot.database);
    const small = sqlDirectory(opened.small.database);
    // First: what is compared has services of its own, and each keeps what it is asked for.
    const begun = process.memoryUsage.rss();
    await walk(large, count);
    const [after, before] = [process.memoryUsage.rss(), begun].map((bytes) => Math.round(bytes / 1e6));
    print("memory", `${before} MB before, ${after} MB after it`);
    await compare({ large, hot, small }, count, rounds);
    await search(large, count);
    for (const { close, remove } of Object.values(opened)) {
      await close();
      if (values.folder === undefined) await remove();
    }
    if (kind === "sqlite") await start(folder);
  } finally {
    if (values.folder === undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function fill(kind: string, folder: string, count: number): Promise<void> {
  const { large, hot, small } = await open(kind, folder);
  if ((await sqlDirectory(hot.database).countDomains({}, HOT)) < HOT) await load(hot.database, HOT);
  if ((await sqlDirectory(large.database).countDomains({}, count)) < count) {
    await load(small.database, SMALL);
    const seconds = await load(large.database, count);
    print("load", `${seconds.toFixed(0)} s, ${Math.round(count / seconds)} a second`);
  }
  const bytes = await large.countBytes();
  print("on disk", `${Math.round(bytes / 1e6)} MB, ${Math.round(bytes / count)} bytes a domain`);
  await Promise.all([large.close(), hot.close(), small.close()]);
  process.exit();
}

/** As a provider's panel loads them, through the rules; seconds. */
async function load(database: SqlDatabase, count: number): Promise<number> {
  const directory = sqlDirectory(database);
  const options = { directory, floor: NOTHING, now, changed: () => {} };
  const providers = providerOperations(options);
  for (let index = 0; index < PROVIDERS; index += 1)
    await providers.put(OPERATOR, `provider-${index}`, { ...PROVIDER, displayName: `Provider ${index}` });
  const domains = domainOperations(options);
  const begun = performance.now();
  for (let first = 0; first < count; first += LINES) {
    const items = Array.from({ length: Math.min(LINES, count - first) }, (_, line) => toItem(first + line));
    const results = await domains.bulk(OPERATOR, items);
    const refused = results.find((result) => !result.ok);
    if (refused !== undefined) throw new Error(JSON.stringify(refused));
    if (process.stderr.isTTY) process.stderr.write(`\r${first + items.length} loaded `);
  }
  return (performance.now() - begun) / 1000;
}

/** The large directory beside the smaller ones, each in turn. */
async function compare(directories: Three<Directory>, count: number, rounds: number): Promise<void> {
  const { large, hot: same, small } = directories;
  const few = Array.from({ length: SMALL }, (_, index) => nameOf(index));
  const all = Array.from({ length: HOT }, (_, index) => nameOf(index));
  const hot = Array.from({ length: HOT }, () => drawName(count));
  const anyOf = (names: readonly Domain[]) => () => names[Math.floor(Math.random() * names.length)] ?? nameOf(0);
  const find = (reader: SettingsReader, domain: Domain) => reader.find(domain);

  const cold = { large: coldReader(large), small: coldReader(small) };
  const coldApps = { large: appOf(cold.large), small: appOf(cold.small) };
  const drawCold = { large: () => drawName(count), small: anyOf(few) };
  print("look-up, cold", await toRatio(rounds, 20, cold, drawCold, find));
  print("answer, cold", await toRatio(rounds, 10, coldApps, drawCold, answer));

  const warm = { large: warmReader(large), hot: warmReader(same), small: warmReader(small) };
  const apps = { large: appOf(warm.large), hot: appOf(warm.hot), small: appOf(warm.small) };
  // Alike, so that names are kept as requests give them on all sides.
  for (const domain of hot) await answer(apps.large, domain);
  for (const domain of all) await answer(apps.hot, domain);
  for (const domain of few) await answer(apps.small, domain);
  // What is asked for again and again is as much on both sides, but for the last: there it is more than the small one has.
  const same500 = { large: anyOf(hot), small: anyOf(all) };
  const same10 = { large: anyOf(hot.slice(0, SMALL)), small: anyOf(few) };
  const more = { large: anyOf(hot), small: anyOf(few) };
  for (const [name, smaller, draw] of [
    [`${HOT} beside all of ${HOT}`, "hot", same500],
    [`${SMALL} beside all of ${SMALL}`, "small", same10],
    [`${HOT} beside all of ${SMALL}`, "small", more],
  ] as const) {
    const readers = { large: warm.large, small: warm[smaller] };
    const answering = { large: apps.large, small: apps[smaller] };
    print(`look-up, warm: ${name}`, await toRatio(rounds, 2_000, readers, draw, find));
    print(`answer, warm: ${name}`, await toRatio(rounds, 50, answering, draw, answer));
  }
}

/** Something of a directory with all domains, of one with as many as are hot, and of one with ten. */
interface Three<Part> {
  readonly large: Part;
  readonly hot: Part;
  readonly small: Part;
}

/** Something of the large directory, and of a smaller one. */
interface Both<Part> {
  readonly large: Part;
  readonly small: Part;
}

/** How long the large one takes as a share of the small one, and how long that is. */
async function toRatio<Asked>(
  rounds: number,
  times: number,
  asked: Both<Asked>,
  draw: Both<() => Domain>,
  ask: (asked: Asked, domain: Domain) => unknown,
): Promise<string> {
  const time = async (side: keyof Both<Asked>) => {
    const drawn = Array.from({ length: times }, draw[side]);
    const begun = clock();
    for (const domain of drawn) await ask(asked[side], domain);
    return (clock() - begun) / times;
  };
  const taken: Both<number[]> = { large: [], small: [] };
  // The first round warms the machine up; from then on they take turns in who begins.
  for (let round = 0; round <= rounds; round += 1)
    for (const side of round % 2 === 0 ? (["large", "small"] as const) : (["small", "large"] as const)) {
      const micros = await time(side);
      if (round > 0) taken[side].push(micros);
    }
  const ratios = taken.large.map((micros, round) => micros / (taken.small[round] ?? Number.NaN));
  const [low, median, high] = [0, 0.5, 1].map((share) => quantile(ratios, share).toFixed(2));
  return `${median} (${low} to ${high}) of the smaller one's time; ${quantile(taken.large, 0.5).toFixed(1)} µs`;
}

/** Without anything kept. */
function coldReader(directory: Directory): SettingsReader {
  const ask = directoryReader(
    directory,
    () => NOTHING,
    () => new Date(),
  );
  return { find: async (domain) => (await ask(domain)).answer };
}

/** As the server has it, but for a time that does not pass: nothing grows old while it is measured. */
function warmReader(directory: Directory): SettingsReader {
  const begun = now();
  return keptDirectory(directory, NOTHING, { runtime: "machine", now: () => begun, report: () => {} });
}

function appOf(store: SettingsReader) {
  return createApp({
    store,
    now,
    serviceOrigin: undefined,
    profileSigner: NO_SIGNER,
  });
}

async function answer(app: ReturnType<typeof appOf>, domain: Domain): Promise<void> {
  const response = await app.request(`https://autoconfig.${domain}/mail/config-v1.1.xml`);
  if (!(await response.text()).includes(`<emailProvider id="${domain}">`)) throw new Error(`${response.status}`);
}

/** As the console asks: a page of what begins so, and how many there are. */
async function search(directory: Directory, count: number): Promise<void> {
  for (const [name, draw] of searches()) {
    const taken: number[] = [];
    for (let round = 0; round < 200; round += 1) {
      const filter = { prefix: drawName(count).slice(0, 1 + (round % 8)), ...draw() };
      const begun = performance.now();
      await Promise.all([directory.listDomains(filter, SHOWN), directory.countDomains(filter, COUNTED)]);
      taken.push(performance.now() - begun);
    }
    printTimes(name, taken);
  }
}

function searches(): readonly (readonly [string, () => DomainFilter])[] {
  return [
    ["prefix", () => ({})],
    ["prefix, of one provider", () => ({ provider: `provider-${Math.floor(Math.random() * PROVIDERS)}` })],
    ["prefix, suspended", () => ({ state: "suspended" })],
    ["suspended, of one provider", () => ({ state: "suspended", provider: "provider-0", prefix: "" })],
  ];
}

function printTimes(name: string, taken: readonly number[]): void {
  const [median, most] = [0.5, 0.99].map((share) => quantile(taken, share).toFixed(1));
  print(`search: ${name}`, `${median} ms, 99th percentile ${most} ms`);
}

/** Domains once each, from all over the directory, and a whole answer of every tenth. */
async function walk(directory: Directory, count: number): Promise<void> {
  const reader = warmReader(directory);
  const app = appOf(reader);
  const step = toStep(count);
  const begun = performance.now();
  for (let index = 0; index < walked; index += 1) {
    const next = (index * step) % count;
    if (index % 10 === 0 && !isSuspended(next)) await answer(app, nameOf(next));
    else await reader.find(nameOf(next));
  }
  const seconds = (performance.now() - begun) / 1000;
  print(`walk over ${walked}`, `${seconds.toFixed(0)} s`);
}

/** From `npm start` to its ready line, beside one with ten domains. */
async function start(folder: string): Promise<void> {
  for (const count of [STARTED_WITH, SMALL]) {
    const opened = await KINDS.sqlite?.(folder, `${count}`);
    if (opened === undefined) return;
    await load(opened.database, count);
    await opened.close();
    const taken: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const begun = performance.now();
      const { child, ended, url } = await startProcess(["--data", join(folder, `${count}`)]);
      taken.push(performance.now() - begun);
      if (url === "") throw new Error("the service does not start");
      child.kill("SIGKILL");
      await ended;
    }
    print(
      `ready with ${count}`,
      `${(quantile(taken, 0.5) / 1000).toFixed(2)} s, at best ${(quantile(taken, 0) / 1000).toFixed(2)} s`,
    );
  }
}

/** A number that goes through all others below `count`, and never near to the one before. */
function toStep(count: number): number {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  let step = Math.max(1, Math.floor(count * 0.618));
  while (gcd(step, count) !== 1) step += 1;
  return step;
}

/** Names that begin with anything, as those of customers do. */
function nameOf(index: number): Domain {
  const mixed = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  return Domain.parse(`${mixed.toString(36)}-${index}.example`);
}

/** One that is served. */
function drawName(count: number): Domain {
  const index = Math.floor(Math.random() * count);
  return nameOf(isSuspended(index) ? index - 1 : index);
}

/** Half of all domains are the largest provider's; one in a thousand is suspended. */
function toItem(index: number) {
  const provider = `provider-${index % 2 === 0 ? 0 : index % PROVIDERS}`;
  return { name: nameOf(index), body: { provider, ...(isSuspended(index) && { suspended: true }) } };
}

function isSuspended(index: number): boolean {
  return index % 1000 === 998;
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function print(what: string, result: string): void {
  process.stdout.write(`${what.padEnd(38)} ${result}\n`);
}
