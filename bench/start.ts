/**
 * What a start costs: processor time of workerd, less that of a Worker that returns a constant through the same router.
 * @module
 */
import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { bundleWorker } from "../src/build/bundle.ts";
import { requireSettings } from "../src/config.ts";
import { toChecked } from "../src/model/settings/checked-settings.ts";
import { parseSettingsText } from "../src/model/settings/parse-settings.ts";
import { startWorkerd } from "../test/support/services/workerd.ts";
import { createSettings, EXAMPLE_SETTINGS } from "./cases.ts";
import { processorSecondsOf } from "./load.ts";

/** Milliseconds of processor. */
interface Cost {
  /** To evaluate the modules of the start, which are compiled by then: what `wrangler check startup` shows a profile of. */
  readonly evaluation: number;
  /** From nothing until it listens: all that is uploaded is read and compiled, and the modules of the start are evaluated. */
  readonly start: number;
  /** The same, and one answer for autoconfig with all that is loaded for it. */
  readonly answer: number;
}

const PARTS = ["evaluation", "start", "answer"] as const satisfies readonly (keyof Cost)[];

interface Subject {
  readonly name: string;
  readonly built: string;
  readonly entry: string;
  readonly bindings: Readonly<Record<string, string>>;
}

const ROUNDS = 7;
const PATH = "/mail/config-v1.1.xml?emailaddress=alice%40shop.example";
/** Imports the Worker when it is first asked. */
const IMPORTER = "importer.ts";

/** Prints the medians of some starts, each kind in turn. */
export async function printStarts(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "waypost-start-"));
  try {
    const [constant, ...products] = await prepare(folder);
    const costs = new Map<Subject, Cost[]>();
    for (let round = 0; round < ROUNDS; round += 1)
      for (const subject of [constant, ...products])
        costs.set(subject, [...(costs.get(subject) ?? []), await measure(subject)]);
    process.stdout.write(
      "a start, ms of processor more than a constant's, median and least: evaluation (aim 60), start, first answer\n",
    );
    for (const subject of products) {
      const columns = PARTS.map((part) => {
        const [ours, least] = summarize(costs.get(subject) ?? [], part);
        const [constants, leastConstant] = summarize(costs.get(constant) ?? [], part);
        return `${(ours - constants).toFixed(0)} · ${(least - leastConstant).toFixed(0)}`;
      });
      process.stdout.write(`  ${subject.name}: ${columns.join(", ")}\n`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function prepare(folder: string): Promise<[Subject, ...Subject[]]> {
  const place = (name: string) => join(folder, name);
  const [entry, constantEntry] = ["src/index.ts", "bench/constant-worker.ts"];
  await Promise.all([bundleWorker(place("shipped"), entry), bundleWorker(place("constant"), constantEntry)]);
  await cp(place("shipped"), place("many"), { recursive: true });
  await embed(place("many"), createSettings());
  const shipped = { built: place("shipped"), entry, bindings: {} };
  const constantBindings = { TEXT: "", STATUS: "200", HEADERS: "{}" };
  return [
    { name: "a constant", built: place("constant"), entry: constantEntry, bindings: constantBindings },
    { ...shipped, name: "settings as they are shipped" },
    { ...shipped, name: "a thousand domains more", built: place("many") },
    { ...shipped, name: "settings in a variable, which the start checks", bindings: { SETTINGS: EXAMPLE_SETTINGS } },
  ];
}

/** Puts other settings into a bundle, as the build would have. */
async function embed(built: string, text: string): Promise<void> {
  const name = (await readdir(built)).find((one) => one.startsWith("embedded-settings.ts"));
  if (name === undefined) throw new Error("the bundle has no settings in it");
  const embeddedSettings = toChecked(requireSettings(parseSettingsText(text)));
  await writeFile(join(built, name), JSON.stringify({ embeddedSettings }));
}

async function measure(subject: Subject): Promise<Cost> {
  const { start, answer } = await measureStart(subject);
  return { evaluation: await measureEvaluation(subject), start, answer };
}

async function measureStart({ built, entry, bindings }: Subject) {
  const worker = await startWorkerd({ built, entry, bindings, host: "127.0.0.1", port: 0 });
  const start = await millisecondsOf(worker.pid);
  await ask(`${worker.url}${PATH}`);
  const answer = await millisecondsOf(worker.pid);
  await worker.stop();
  return { start, answer };
}

/** The second answer less the first, which costs what any first answer does. */
async function measureEvaluation({ built, entry, bindings }: Subject): Promise<number> {
  const main = `${basename(entry, ".ts")}.mjs`;
  const importer = join(built, `${basename(IMPORTER, ".ts")}.mjs`);
  await writeFile(
    importer,
    `export default { async fetch({ url }) { if (url.endsWith("/import")) await import("./${main}"); return new Response("ok"); } };`,
  );
  const worker = await startWorkerd({ built, entry: IMPORTER, bindings, host: "127.0.0.1", port: 0 });
  await ask(`${worker.url}/first`);
  const before = await millisecondsOf(worker.pid);
  await ask(`${worker.url}/import`);
  const evaluation = (await millisecondsOf(worker.pid)) - before;
  await worker.stop();
  await rm(importer);
  return evaluation;
}

async function ask(url: string): Promise<void> {
  const response = await fetch(url);
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${url} was answered with ${response.status}`);
}

/** Threads that optimize go on for a moment. */
const SETTLED_AFTER = 60;

async function millisecondsOf(pid: number): Promise<number> {
  await new Promise((done) => setTimeout(done, SETTLED_AFTER));
  return 1000 * (await processorSecondsOf(pid));
}

/** The median, and the least, which other work on the machine disturbs less. */
function summarize(costs: readonly Cost[], part: keyof Cost): [median: number, least: number] {
  const sorted = costs.map((cost) => cost[part]).toSorted((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)] ?? Number.NaN, sorted[0] ?? Number.NaN];
}
