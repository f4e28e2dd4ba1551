/**
 * The same app on Node, on workerd and on whatever else is named, each held on one core: requests, start and memory beside Node's,
 * in turn, in one run. Only ratios mean anything.
 * @module
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startWorkerd } from "../test/support/workerd.ts";
import { type Case, cases, createSettings } from "./cases.ts";
import { load, megabytesOf } from "./load.ts";

const usage = `usage: node src/cli/launch.cjs bench/runtimes.ts [--with NAME=COMMAND …] [--rounds N] [--seconds N] [--requests N]

options:
  --with NAME=COMMAND   another runtime, and the command that runs a program on it: bun=bun, deno="deno run -A"
  --rounds N            rounds, each with every runtime and case in turn (3)
  --seconds N           how long one of them is kept busy (2)
  --requests N          how many requests are made before memory is looked at (0: those that were measured)

Linux alone, with taskset. Columns: requests per second of the process's own time and by the clock, start, and memory when all was
asked, each as a share of Node's, the median of the rounds. Then by case and runtime: microseconds of the process's own time for a
request, 99th percentile of the time that an answer took, and the speed as a share of a constant's on the same runtime, by
node:http and by Hono on it.
`;

const root = resolve(import.meta.dirname, "..");
const CORE = "1";
const NODE = "node";
/** What has no key: signing is the same code of OpenSSL or BoringSSL. */
const subjects = cases.filter(({ key }) => key === undefined).slice(0, 5);
/** Whose constants are measured too. */
const COMPARED = ["autoconfig, one domain", "Autodiscover POX, Outlook's request", "Apple profile, unsigned"];

interface Running {
  readonly url: string;
  readonly pid: number;
  readonly startMilliseconds: number;
  stop(): Promise<void>;
}

interface Figures {
  readonly byProcessor: number[];
  readonly byClock: number[];
  readonly start: number[];
  readonly megabytes: number[];
  readonly byCase: Map<string, CaseFigures>;
}

interface CaseFigures {
  readonly microseconds: number[];
  readonly p99: number[];
  readonly ofHttp: number[];
  readonly ofHono: number[];
}

const { values } = parseArgs({
  options: {
    with: { type: "string", multiple: true, default: [] },
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "2" },
    requests: { type: "string", default: "0" },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help) process.stdout.write(usage);
else await run(Number(values.rounds), Number(values.seconds), Number(values.requests), values.with);

async function run(rounds: number, seconds: number, requests: number, others: readonly string[]): Promise<void> {
  process.stderr.write("building …\n");
  await import("../src/build/build.ts");
  const folder = await mkdtemp(join(tmpdir(), "waypost-runtimes-"));
  const settings = join(folder, "settings.json");
  await writeFile(settings, createSettings());
  const commands = new Map<string, readonly string[]>([[NODE, [process.execPath]]]);
  const runtimes = new Map<string, () => Promise<Running>>([
    [NODE, () => startServer([process.execPath], settings, folder)],
    ["workerd", startWorker],
  ]);
  for (const other of others) {
    const [, name, command] = /^([^=]+)=(.+)$/.exec(other) ?? [];
    if (name === undefined || command === undefined) throw new Error(`expected NAME=COMMAND, not ${other}`);
    commands.set(name, command.split(" "));
    runtimes.set(name, () => startServer(command.split(" "), settings, folder));
  }
  const all = new Map<string, Figures>();
  try {
    for (let round = 1; round <= rounds; round += 1)
      for (const [name, start] of runtimes) {
        process.stderr.write(`round ${round} of ${rounds}: ${name}\n`);
        const figures = all.get(name) ?? {
          byProcessor: [],
          byClock: [],
          start: [],
          megabytes: [],
          byCase: new Map<string, CaseFigures>(),
        };
        all.set(name, figures);
        await measure(await start(), seconds, requests, commands.get(name), figures);
      }
    print(all);
    printCases(all);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Built JavaScript, and an empty directory in SQLite. */
async function startServer(command: readonly string[], settings: string, folder: string): Promise<Running> {
  const begun = performance.now();
  const program = [join(root, "dist/node/waypost.js"), "serve", "--port", "0", "--settings", settings];
  const env = { NODE_COMPILE_CACHE: join(folder, "compiled") };
  return startProgram([...command, ...program, "--data", join(folder, "data")], env, begun);
}

/** What says on what it is ready. */
async function startProgram(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
  begun = performance.now(),
): Promise<Running> {
  const child = spawn("taskset", ["-c", CORE, ...command], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const url = await new Promise<string>((done, fail) => {
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      const [, ready] = /ready on (\S+)/.exec(text) ?? [];
      if (ready !== undefined) done(ready);
    });
    void ended.then(() => fail(new Error(`${command.join(" ")} did not start: ${text}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    startMilliseconds: performance.now() - begun,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** The shipped bundle: what it is built from is not counted, what workerd needs to start is. */
async function startWorker(): Promise<Running> {
  const begun = performance.now();
  const worker = await startWorkerd({
    built: join(root, "dist/worker"),
    entry: "src/index.ts",
    host: "127.0.0.1",
    port: 0,
    bindings: { SETTINGS: createSettings() },
  });
  await ask(worker.url);
  const startMilliseconds = performance.now() - begun;
  execFileSync("taskset", ["--all-tasks", "-cp", CORE, `${worker.pid}`]);
  return { url: worker.url, pid: worker.pid, startMilliseconds, stop: () => worker.stop() };
}

async function measure(
  running: Running,
  seconds: number,
  least: number,
  command: readonly string[] | undefined,
  figures: Figures,
): Promise<void> {
  try {
    await ask(running.url);
    figures.start.push(running.startMilliseconds);
    let [requests, processor, clock] = [0, 0, 0];
    for (const subject of subjects) {
      await load(running, subject, 1);
      const loaded = await load(running, subject, seconds);
      processor += loaded.processorSeconds;
      requests += loaded.requests;
      clock += loaded.seconds;
      if (!COMPARED.includes(subject.name)) continue;
      const found = figures.byCase.get(subject.name) ?? { microseconds: [], p99: [], ofHttp: [], ofHono: [] };
      figures.byCase.set(subject.name, found);
      const each = (1e6 * loaded.processorSeconds) / loaded.requests;
      found.microseconds.push(each);
      found.p99.push(loaded.p99Milliseconds);
      if (command === undefined) continue;
      for (const [kind, ratios] of [
        ["http", found.ofHttp],
        ["hono", found.ofHono],
      ] as const)
        ratios.push((await measureConstant(command, kind, running.url, subject, seconds)) / each);
    }
    for (let asked = requests; asked < least; ) {
      for (const subject of subjects) asked += (await load(running, subject, 10)).requests;
    }
    figures.byProcessor.push(requests / processor);
    figures.byClock.push(requests / clock);
    figures.megabytes.push(await megabytesOf(running.pid));
  } finally {
    await running.stop();
  }
}

/** Microseconds of processor time for what the service answers to the first request of the case, as a constant. */
async function measureConstant(
  command: readonly string[],
  kind: "http" | "hono",
  url: string,
  subject: Case,
  seconds: number,
): Promise<number> {
  const [{ method = "GET", path = "/", headers: sent = {}, body = null } = {}] = subject.requests;
  const answer = await fetch(`${url}${path}`, { method, headers: { ...sent }, body });
  const {
    connection: _,
    "keep-alive": __,
    date: ___,
    "content-length": ____,
    ...headers
  } = Object.fromEntries(answer.headers);
  const constant = await startProgram([...command, join(root, "bench/constant-server.ts")], {
    KIND: kind,
    BODY: await answer.text(),
    HEADERS: JSON.stringify(headers),
  });
  try {
    await load(constant, subject, 1);
    const { processorSeconds, requests } = await load(constant, subject, seconds);
    return (1e6 * processorSeconds) / requests;
  } finally {
    await constant.stop();
  }
}

async function ask(url: string): Promise<void> {
  const { status } = await fetch(`${url}/mail/config-v1.1.xml?emailaddress=alice%40shop.example`);
  if (status !== 200) throw new Error(`${url} answers with ${status}`);
}

function print(all: ReadonlyMap<string, Figures>): void {
  const node = all.get(NODE);
  if (node === undefined) throw new Error("Node was not measured");
  process.stdout.write("runtime\tprocessor\tclock\tstart\tmemory\n");
  for (const [name, figures] of all) {
    const share = (of: Exclude<keyof Figures, "byCase">) => (median(figures[of]) / median(node[of])).toFixed(2);
    process.stdout.write(
      `${name}\t${share("byProcessor")}\t${share("byClock")}\t${share("start")}\t${share("megabytes")}\t(${median(figures.start).toFixed(0)} ms, ${median(figures.megabytes).toFixed(0)} MB)\n`,
    );
  }
}

function printCases(all: ReadonlyMap<string, Figures>): void {
  process.stdout.write("\ncase\truntime\tµs\tp99 ms\tof node:http\tof Hono\n");
  for (const name of COMPARED)
    for (const [runtime, { byCase }] of all) {
      const found = byCase.get(name);
      if (found === undefined) continue;
      const shares = [found.ofHttp, found.ofHono].map((ratios) =>
        ratios.length === 0 ? "–" : median(ratios).toFixed(2),
      );
      process.stdout.write(
        `${[name, runtime, median(found.microseconds).toFixed(0), median(found.p99).toFixed(0), ...shares].join("\t")}\n`,
      );
    }
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
