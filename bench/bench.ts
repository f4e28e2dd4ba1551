/**
 * What each kind of answer costs, as the share of the speed of a Worker that answers a constant of the same size through
 * the same router. Both run on workerd from shipped bundles, in turn, in one run: only ratios mean anything.
 * @module
 */
import { request } from "node:http";
import { parseArgs } from "node:util";
import { createChain } from "../test/support/certificates.ts";
import { type RunningWorker, startWorkerd } from "../test/support/workerd.ts";
import { type BenchRequest, type Case, cases, createSettings } from "./cases.ts";
import { load } from "./load.ts";
import { measureFreshBundle } from "./measure-bundle.ts";

const usage = `usage: npm run bench [-- [--rounds N] [--seconds N] [--only TEXT]]

options:
  --rounds N    rounds, each with every case and its yardstick in turn (5)
  --seconds N   how long one of them is kept busy (2)
  --only TEXT   the cases whose name holds TEXT

Columns: requests per second of workerd's own processor time, as a share of the yardstick's, from the median round, with
the lowest and highest; then the same by the clock, which other work on the machine disturbs more.
`;

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "2" },
    only: { type: "string", default: "" },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help) process.stdout.write(usage);
else
  await run(
    Number(values.rounds),
    Number(values.seconds),
    cases.filter(({ name }) => name.includes(values.only)),
  );

interface Contest {
  readonly subject: Case;
  readonly product: RunningWorker;
  readonly yardstick: RunningWorker;
  readonly byProcessor: number[];
  readonly byClock: number[];
}

async function run(rounds: number, seconds: number, subjects: readonly Case[]): Promise<void> {
  process.stderr.write("building and starting …\n");
  const products = new Map<Case["key"], RunningWorker>();
  const contests: Contest[] = [];
  try {
    for (const subject of subjects) {
      const product = products.get(subject.key) ?? (await startProduct(subject.key));
      products.set(subject.key, product);
      contests.push(await prepare(product, subject));
    }
    for (let round = 1; round <= rounds; round += 1)
      for (const contest of contests) {
        process.stderr.write(`round ${round} of ${rounds}: ${contest.subject.name}\n`);
        await compare(contest, seconds);
      }
    print(contests, (await measureFreshBundle()).start);
  } finally {
    await Promise.all(
      [...products.values(), ...contests.map(({ yardstick }) => yardstick)].map((worker) => worker.stop()),
    );
  }
}

async function startProduct(key: Case["key"]): Promise<RunningWorker> {
  const secrets = key === undefined ? {} : await createSecrets(key);
  return startWorkerd({ host: "127.0.0.1", port: 0, bindings: { SETTINGS: createSettings() }, secrets });
}

async function createSecrets(kind: "rsa" | "p256"): Promise<Record<string, string>> {
  const { key, chain } = await createChain(kind, { notAfter: "2049-01-01" });
  return { PROFILE_SIGNING_KEY: key, PROFILE_SIGNING_CHAIN: chain };
}

/** Checks what the product answers before it is timed, and starts a yardstick with the same bytes. */
async function prepare(product: RunningWorker, subject: Case): Promise<Contest> {
  let last: Answer = { status: 0, body: "", headers: {} };
  for (const wanted of subject.requests.slice(0, 200)) {
    last = await ask(product.url, wanted);
    if (last.status !== subject.status || !last.body.includes(subject.contains))
      throw new Error(`${subject.name}: ${wanted.path} was answered with ${last.status}: ${last.body.slice(0, 200)}`);
  }
  const yardstick = await startWorkerd({
    entry: "bench/constant-worker.ts",
    host: "127.0.0.1",
    port: 0,
    bindings: { BODY: last.body, STATUS: String(last.status), HEADERS: JSON.stringify(last.headers) },
  });
  const [wanted] = subject.requests;
  if (wanted === undefined || (await ask(yardstick.url, wanted)).body !== last.body)
    throw new Error(`${subject.name}: the yardstick answers something else`);
  const contest = { subject, product, yardstick, byProcessor: [], byClock: [] };
  // Both are warm before the first round.
  await load(product, subject, 1);
  await load(yardstick, subject, 1);
  return contest;
}

async function compare({ subject, product, yardstick, byProcessor, byClock }: Contest, seconds: number) {
  const ours = await load(product, subject, seconds);
  const constant = await load(yardstick, subject, seconds);
  byProcessor.push(constant.processorSeconds / constant.requests / (ours.processorSeconds / ours.requests));
  byClock.push(ours.requests / ours.seconds / (constant.requests / constant.seconds));
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

function ask(url: string, { method, path, headers = {}, body }: BenchRequest) {
  return new Promise<Answer>((done, fail) => {
    const asked = request(`${url}${path}`, { method, headers }, async (response) => {
      let text = "";
      for await (const part of response.setEncoding("utf8")) text += part;
      // The server writes the length itself.
      const { "content-length": _, ...rest } = response.headers;
      done({ status: response.statusCode ?? 0, body: text, headers: rest });
    });
    asked.on("error", fail).end(body);
  });
}

function print(contests: readonly Contest[], bundle: number): void {
  const rows = contests.map(({ subject, byProcessor, byClock }) => [
    subject.name,
    subject.aim?.toFixed(2) ?? "",
    ...toColumns(byProcessor),
    ...toColumns(byClock),
  ]);
  const table = [["case", "aim", "processor", "low", "high", "clock", "low", "high"], ...rows];
  const widths = table.reduce<number[]>(
    (most, row) => row.map((cell, column) => Math.max(most[column] ?? 0, cell.length)),
    [],
  );
  for (const row of table)
    process.stdout.write(
      `${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ")}\n`,
    );
  process.stdout.write(`loaded at start: ${bundle.toFixed(1)} KiB gzip\n`);
}

function toColumns(ratios: readonly number[]): string[] {
  const sorted = ratios.toSorted((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)], sorted[0], sorted.at(-1)].map((ratio) =>
    (ratio ?? Number.NaN).toFixed(2),
  );
}
