/**
 * What each kind of answer costs, as the share of the speed of a Worker that answers a constant of the same size through
 * the same router. Both run on workerd from shipped bundles, in turn, in one run: only ratios mean anything.
 * @module
 */
import { isUtf8 } from "node:buffer";
import { request } from "node:http";
import { parseArgs } from "node:util";
import { createChain } from "../test/support/domains/certificates.ts";
import { type RunningWorker, startWorkerd } from "../test/support/services/workerd.ts";
import { type BenchRequest, type Case, cases, createSettings } from "./cases.ts";
import { type Loaded, load, loadAmount, megabytesOf, processorSecondsOf } from "./load.ts";
import { measureFreshBundle } from "./measure-bundle.ts";
import { printStarts } from "./start.ts";

const usage = `usage: npm run bench [-- [--rounds N] [--seconds N] [--warm N] [--only TEXT] [--target NAME=URL …]]

options:
  --rounds N    rounds, each with every case and its yardstick in turn (5)
  --seconds N   how long one of them is kept busy (2)
  --warm N      requests of each case before the first round: V8 compiles for good what was called some ten thousand times (40000)
  --only TEXT   the cases whose name holds TEXT
  --target NAME=URL[#PID]
                another service that is asked the same, and its process where that is on this machine: a column for each,
                as a share of the yardstick's speed; a dash where it answers with another status

Columns: requests per second of workerd's own processor time, as a share of the yardstick's, from the median round, with
the lowest and highest; then the same by the clock, which other work on the machine disturbs more; then the limit, where a
case has one: a Worker that does no more than read whom a request is about, look the domain up, put the address in and send
what was made once. Below: what a start costs more than a constant's (the evaluation of its modules, as wrangler check
startup has it; the whole of it until workerd listens; and until the first answer for autoconfig), memory after all of it,
beside the yardstick's, and what the bundle weighs, part by part.
`;

/** What its column is called. */
const LIMIT = "limit";
/** Made once of each kind: the yardstick signs with the same. */
const keys = new Map<string, { readonly PROFILE_SIGNING_KEY: string; readonly PROFILE_SIGNING_CHAIN: string }>();

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "2" },
    warm: { type: "string", default: "40000" },
    only: { type: "string", default: "" },
    target: { type: "string", multiple: true, default: [] },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help) process.stdout.write(usage);
else
  await run(
    Number(values.rounds),
    Number(values.seconds),
    Number(values.warm),
    cases.filter(({ name }) => name.includes(values.only)),
    values.target.map(readTarget),
  );

interface Target extends Loaded {
  readonly name: string;
}

function readTarget(text: string): Target {
  const [, name, url, pid] = /^([^=]+)=(https?:\/\/[^#]+?)\/?(?:#(\d+))?$/.exec(text) ?? [];
  if (name === undefined || url === undefined) throw new Error(`expected NAME=URL or NAME=URL#PID, not ${text}`);
  return { name, url, pid: pid === undefined ? undefined : Number(pid) };
}

/** A dash in a table would not tell that nobody is there, or that the process is another. */
async function requireAnswer({ name, url, pid }: Target): Promise<void> {
  await fetch(url, { redirect: "manual" }).catch((error: unknown) => {
    throw new Error(`${name} does not answer at ${url}`, { cause: error });
  });
  if (pid !== undefined && (await processorSecondsOf(pid).catch(() => 0)) === 0)
    throw new Error(`${name}: no process ${pid}`);
}

interface Contest {
  readonly subject: Case;
  readonly product: RunningWorker;
  readonly yardstick: RunningWorker;
  /** What else is asked the same: the limit, where the case has one. */
  readonly targets: readonly Target[];
  readonly byProcessor: number[];
  readonly byClock: number[];
  /** By the target's name: by its processor time where that is known, else by the clock. */
  readonly byTarget: Map<string, number[]>;
}

async function run(
  rounds: number,
  seconds: number,
  warm: number,
  subjects: readonly Case[],
  targets: readonly Target[],
): Promise<void> {
  await Promise.all(targets.map(requireAnswer));
  process.stderr.write("building and starting …\n");
  const products = new Map<Case["key"], RunningWorker>();
  const contests: Contest[] = [];
  const limits: RunningWorker[] = [];
  try {
    for (const subject of subjects) {
      const product = products.get(subject.key) ?? (await startProduct(subject.key));
      products.set(subject.key, product);
      process.stderr.write(`warming: ${subject.name}\n`);
      contests.push(await prepare(product, subject, warm, targets, limits));
    }
    for (let round = 1; round <= rounds; round += 1)
      for (const contest of contests) {
        process.stderr.write(`round ${round} of ${rounds}: ${contest.subject.name}\n`);
        await compare(contest, seconds);
      }
    printTable(contests, [...(limits.length === 0 ? [] : [LIMIT]), ...targets.map(({ name }) => name)]);
    await printStarts();
    await printMemory(products, contests);
    const bundle = Object.entries(await measureFreshBundle()).map(([part, size]) => `${part} ${size.toFixed(1)}`);
    process.stdout.write(`bundle, KiB gzip: ${bundle.join(", ")}\n`);
  } finally {
    await Promise.all(
      [...products.values(), ...limits, ...contests.map(({ yardstick }) => yardstick)].map((worker) => worker.stop()),
    );
  }
}

async function startProduct(key: Case["key"]): Promise<RunningWorker> {
  const secrets = key === undefined ? {} : await findSecrets(key);
  return startWorkerd({ host: "127.0.0.1", port: 0, bindings: { SETTINGS: createSettings() }, secrets });
}

async function findSecrets(kind: "rsa" | "p256") {
  const known = keys.get(kind);
  if (known !== undefined) return known;
  const { key, chain } = await createChain(kind, { notAfter: "2049-01-01" });
  const secrets = { PROFILE_SIGNING_KEY: key, PROFILE_SIGNING_CHAIN: chain };
  keys.set(kind, secrets);
  return secrets;
}

/** Checks what the product answers before it is timed, and starts a yardstick with the same bytes, and the limit. */
async function prepare(
  product: RunningWorker,
  subject: Case,
  warm: number,
  targets: readonly Target[],
  limits: RunningWorker[],
): Promise<Contest> {
  let last: Answer = { status: 0, body: Buffer.alloc(0), headers: {} };
  for (const wanted of subject.requests.slice(0, 200)) {
    last = await ask(product.url, wanted);
    if (last.status !== subject.status || !last.body.includes(subject.contains))
      throw new Error(
        `${subject.name}: ${wanted.path} was answered with ${last.status}: ${last.body.toString().slice(0, 200)}`,
      );
  }
  const yardstick = await startWorkerd({
    entry: "bench/constant-worker.ts",
    host: "127.0.0.1",
    port: 0,
    bindings: {
      ...toBody(last),
      STATUS: String(last.status),
      HEADERS: JSON.stringify(last.headers),
      ...(subject.key && subject.isSigned ? { KEY_KIND: subject.key } : {}),
    },
    secrets: subject.key && subject.isSigned ? { KEY: (await findSecrets(subject.key)).PROFILE_SIGNING_KEY } : {},
  });
  const [wanted] = subject.requests;
  if (wanted === undefined || !(await ask(yardstick.url, wanted)).body.equals(last.body))
    throw new Error(`${subject.name}: the yardstick answers something else`);
  const limit = subject.address === undefined ? undefined : await startLimit(last, subject.address);
  if (limit !== undefined) limits.push(limit);
  const all = [...(limit === undefined ? [] : [{ ...limit, name: LIMIT }]), ...targets];
  const contest = { subject, product, yardstick, targets: all, byProcessor: [], byClock: [], byTarget: new Map() };
  // All are warm before the first round: their code is compiled, and every domain was asked about.
  for (const worker of [product, yardstick, limit]) if (worker !== undefined) await loadAmount(worker, subject, warm);
  return contest;
}

function startLimit({ body, headers }: Answer, address: string): Promise<RunningWorker> {
  const bindings = {
    TEXT: body.toString(),
    HEADERS: JSON.stringify(headers),
    ADDRESS: address,
    DOMAINS: JSON.stringify(Object.keys(JSON.parse(createSettings()).domains)),
  };
  return startWorkerd({ entry: "bench/limit-worker.ts", host: "127.0.0.1", port: 0, bindings });
}

/** As the product gives it to its runtime: a text, or bytes. */
function toBody({ body }: Answer): Record<string, string> {
  return isUtf8(body) ? { TEXT: body.toString() } : { BYTES: body.toString("base64") };
}

async function compare(contest: Contest, seconds: number): Promise<void> {
  const { subject, product, yardstick, targets, byProcessor, byClock, byTarget } = contest;
  const ours = await load(product, subject, seconds);
  const constant = await load(yardstick, subject, seconds);
  byProcessor.push(constant.processorSeconds / constant.requests / (ours.processorSeconds / ours.requests));
  byClock.push(ours.requests / ours.seconds / (constant.requests / constant.seconds));
  for (const target of targets) {
    // Services that do not have it say so.
    const theirs = await load(target, subject, seconds).catch(() => undefined);
    const ratios = byTarget.get(target.name) ?? [];
    byTarget.set(target.name, ratios);
    if (theirs === undefined) continue;
    const by = target.pid === undefined ? "seconds" : "processorSeconds";
    ratios.push(theirs.requests / theirs[by] / (constant.requests / constant[by]));
  }
}

async function printMemory(
  products: ReadonlyMap<Case["key"], RunningWorker>,
  [contest]: readonly Contest[],
): Promise<void> {
  const product = [...products.values()][0];
  if (contest === undefined || product === undefined) return;
  const [memory, least] = [await megabytesOf(product.pid), await megabytesOf(contest.yardstick.pid)];
  process.stdout.write(`memory after all: ${memory.toFixed(0)} MB, a constant ${least.toFixed(0)}\n`);
}

interface Answer {
  readonly status: number;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

function ask(url: string, { method, path, headers = {}, body }: BenchRequest) {
  return new Promise<Answer>((done, fail) => {
    const asked = request(`${url}${path}`, { method, headers }, async (response) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part);
      // The server writes the length itself.
      const { "content-length": _, ...rest } = response.headers;
      done({ status: response.statusCode ?? 0, body: Buffer.concat(parts), headers: rest });
    });
    asked.on("error", fail).end(body);
  });
}

function printTable(contests: readonly Contest[], names: readonly string[]): void {
  const rows = contests.map(({ subject, byProcessor, byClock, byTarget }) => [
    subject.name,
    subject.aim?.toFixed(2) ?? "",
    ...toColumns(byProcessor),
    ...toColumns(byClock),
    ...names.map((name) => (byTarget.get(name)?.length ? (toColumns(byTarget.get(name) ?? [])[0] ?? "") : "–")),
  ]);
  const table = [["case", "aim", "processor", "low", "high", "clock", "low", "high", ...names], ...rows];
  const widths = table.reduce<number[]>(
    (most, row) => row.map((cell, column) => Math.max(most[column] ?? 0, cell.length)),
    [],
  );
  for (const row of table)
    process.stdout.write(
      `${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ")}\n`,
    );
}

function toColumns(ratios: readonly number[]): string[] {
  const sorted = ratios.toSorted((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)], sorted[0], sorted.at(-1)].map((ratio) =>
    (ratio ?? Number.NaN).toFixed(2),
  );
}
