/**
 * The same app on Node, on workerd and on whatever else is named, each held on one core, beside constants on the same runtime:
 * processor time, the slowest answers, start and memory, in turn, in one run. Only ratios mean anything.
 * @module
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startWorkerd } from "../test/support/services/workerd.ts";
import { type Case, cases, createSettings } from "./cases.ts";
import { type Loaded, loadAmount, loadOneByOne, megabytesOf } from "./load.ts";

const usage = `usage: npm run bench:runtimes -- [--with NAME=COMMAND …] [--starts N] [--rounds N] [--turn N] [--warm N] [--requests N]

options:
  --with NAME=COMMAND   another runtime, and the command that runs a program on it: bun=bun, deno="deno run -A"
  --starts N            how often everything is started anew (3)
  --rounds N            rounds of each start, with the service and its constants in turn (7)
  --turn N              requests of a turn (20000), half of them one by one: either takes a second at the least, and what a process
                        does while nobody asks counts
  --warm N              requests of the kind that a process is asked before it is measured; of the other kinds, a third each (60000)
  --requests N          how many requests are made before memory is looked at (100000)

Linux alone, with taskset. A process may be slow for as long as it lives: everything is started several times, asked until its code is
compiled, and measured in turns. By case and runtime, the medians of the starts, of which each is the least of its rounds, since whoever
else is on the machine adds time and takes none away: microseconds of the process's own time for a request; the speed as a share of a
constant's on the same runtime, by node:http and by Hono on it, with the least and the most of the starts; the time as a share of the
constant's on workerd, by which runs are compared. Each request waits for the one before: of eight connections that ask as fast as they
are answered a server that is faster than whoever asks waits now and then, which costs it time, and a slower one never does. With eight
are the share beside that, and the 99th percentile of the time that an answer took, the median of all rounds. Beside an aim stands what
the limit has, which does by Hono what cannot be left out and nothing else; for Bun, also what that has by Bun's own server. Then by
runtime until it was ready, and its memory.
`;

const root = resolve(import.meta.dirname, "..");
/** As the unit of docs/own-server starts the service. */
const NODE_OPTIONS = await readNodeOptions();
const CORE = "1";
/**
 * Read by Bun alone: it would collect its whole heap, and let go of compiled code, while a process waits for its turn; and give memory
 * back to the system that it asks for again some requests later.
 */
const BUN_OPTIONS = { BUN_GC_TIMER_DISABLE: "1", MIMALLOC_PURGE_DELAY: "-1" };
const WORKERD = "workerd";

/** With the shares that are aimed at: of the constant by Hono on the same runtime; and, by runtime, of the time of workerd's constant. */
const SUBJECTS = [
  { name: "autoconfig, one domain", ofHono: 0.8, ofWorkerd: { node: 0.54, bun: 0.28 } },
  { name: "Autodiscover POX, Outlook's request", ofHono: 0.7, ofWorkerd: { node: 0.71, bun: 0.53 } },
  { name: "Apple profile, unsigned", ofHono: 0.7, ofWorkerd: { node: 0.71, bun: 0.43 } },
].flatMap((aims) => cases.filter(({ name }) => name === aims.name).map((subject) => ({ subject, aims })));

/** What has no key: of these a process is asked before its memory is looked at. */
const asked = cases.filter(({ key }) => key === undefined).slice(0, 5);

interface Running extends Loaded {
  readonly pid: number;
  readonly startMilliseconds: number;
  stop(): Promise<void>;
}

interface Runtime {
  start(): Promise<Running>;
  /** What answers `answer` to all, in two ways, of which workerd has one; and to whom it is about, at the least cost. */
  startYardsticks(answer: Answer): Promise<Readonly<Partial<Record<Yardstick, Running>>>>;
}

/** `own` is the limit by the runtime's own server, where that is another. */
type Yardstick = "http" | "hono" | "limit" | "own";
type Measured = Yardstick | "ours";

interface Answer {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whose it is; empty where it is a whole domain's. */
  readonly address: string;
}

/** Microseconds of a request in each turn. */
type Times = Readonly<Record<Measured, number[]>>;

/** What was measured of one start. */
interface Turns {
  readonly oneByOne: Times;
  /** With several connections at a time. */
  readonly together: Times;
  /** Milliseconds of a slow answer among those. */
  readonly p99: number[];
}

/** How long everything is asked. */
interface Amounts {
  readonly starts: number;
  readonly rounds: number;
  readonly turn: number;
  readonly warm: number;
  readonly requests: number;
}

const { values } = parseArgs({
  options: {
    with: { type: "string", multiple: true, default: [] },
    starts: { type: "string", default: "3" },
    rounds: { type: "string", default: "7" },
    turn: { type: "string", default: "20000" },
    warm: { type: "string", default: "60000" },
    requests: { type: "string", default: "100000" },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help) process.stdout.write(usage);
else {
  const [starts, rounds, turn] = [Number(values.starts), Number(values.rounds), Number(values.turn)];
  const amounts = { starts, rounds, turn, warm: Number(values.warm), requests: Number(values.requests) };
  await run(amounts, values.with);
}

async function run(amounts: Amounts, others: readonly string[]): Promise<void> {
  process.stderr.write("building …\n");
  await import("../src/build/build.ts");
  const folder = await mkdtemp(join(tmpdir(), "waypost-runtimes-"));
  try {
    await writeFile(join(folder, "settings.json"), createSettings());
    const runtimes = new Map([
      ["node", onServer([process.execPath], folder)],
      [WORKERD, onWorkerd()],
    ]);
    for (const other of others) {
      const [, name, command] = /^([^=]+)=(.+)$/.exec(other) ?? [];
      if (name === undefined || command === undefined) throw new Error(`expected NAME=COMMAND, not ${other}`);
      runtimes.set(name, onServer(command.split(" "), folder, name === "bun"));
    }
    await printSpeed(runtimes, amounts);
    await printMemory(runtimes, amounts);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function printSpeed(runtimes: ReadonlyMap<string, Runtime>, amounts: Amounts): Promise<void> {
  const header = [
    "case",
    "runtime",
    "µs",
    "of node:http",
    "of Hono",
    "aim",
    "limit",
    "of Hono, eight at a time",
    "of workerd's constant",
    "aim",
    "limit",
    "limit by its own server",
    "p99 ms",
  ];
  process.stdout.write(`load of ${loadavg()[0]?.toFixed(1)}\n${header.join("\t")}\n`);
  const measured = SUBJECTS.map((one) => ({
    ...one,
    all: new Map<string, Turns[]>([...runtimes.keys()].map((name) => [name, []])),
  }));
  // A start of everything before the next of anything: what the machine's neighbours do for a quarter of an hour is in one start alone.
  for (let start = 1; start <= amounts.starts; start += 1)
    for (const { subject, all } of measured)
      for (const [name, runtime] of runtimes) {
        const turns = await compare(runtime, subject, amounts);
        all.get(name)?.push(turns);
        const share = show(shareOf(turns.oneByOne, "hono", "ours"));
        process.stderr.write(
          `start ${start} of ${amounts.starts}, ${subject.name}, ${name}: ${share} of Hono's constant\n`,
        );
      }
  for (const { subject, aims, all } of measured) {
    const constant = ofStarts(all.get(WORKERD) ?? [], ({ oneByOne }) => leastOf(oneByOne.hono)).middle;
    for (const [name, starts] of all) {
      const ofWorkerd = name === "node" || name === "bun" ? aims.ofWorkerd[name] : "";
      const timeOf = (kind: Measured) => ofStarts(starts, ({ oneByOne }) => leastOf(oneByOne[kind])).middle;
      const share = (kind: Yardstick, of: Measured = "ours") =>
        ofStarts(starts, ({ oneByOne }) => shareOf(oneByOne, kind, of));
      const { middle, least, most } = share("hono");
      const cells = [
        subject.name,
        name,
        timeOf("ours").toFixed(0),
        show(share("http").middle),
        `${show(middle)} (${show(least)} to ${show(most)})`,
        aims.ofHono,
        show(share("hono", "limit").middle),
        show(ofStarts(starts, ({ together }) => shareOf(together, "hono", "ours")).middle),
        show(timeOf("ours") / constant),
        ofWorkerd,
        show(timeOf("limit") / constant),
        show(timeOf("own") / constant),
        ofStarts(starts, ({ p99 }) => median(p99)).middle.toFixed(1),
      ];
      process.stdout.write(`${cells.join("\t")}\n`);
    }
  }
}

async function printMemory(runtimes: ReadonlyMap<string, Runtime>, { requests }: Amounts): Promise<void> {
  process.stdout.write(
    `\nload of ${loadavg()[0]?.toFixed(1)}\nruntime\tready after ms\tMB when ready\tMB afterwards\n`,
  );
  for (const [name, runtime] of runtimes) {
    process.stderr.write(`memory: ${name}\n`);
    const service = await runtime.start();
    try {
      const atFirst = await megabytesOf(service.pid);
      for (const subject of asked) await loadAmount(service, subject, Math.ceil(requests / asked.length));
      const cells = [name, service.startMilliseconds.toFixed(0), atFirst.toFixed(0)];
      process.stdout.write(`${[...cells, (await megabytesOf(service.pid)).toFixed(0)].join("\t")}\n`);
    } finally {
      await service.stop();
    }
  }
}

/** What a service and its constants take, all of them started for this. */
async function compare(runtime: Runtime, subject: Case, { rounds, turn, warm }: Amounts): Promise<Turns> {
  const ours = await runtime.start();
  const yardsticks = await runtime.startYardsticks(await ask(ours.url, subject));
  const turns: Turns = { oneByOne: createTimes(), together: createTimes(), p99: [] };
  const all = Object.entries({ ours, ...yardsticks });
  try {
    // For all kinds, and its own last: an engine compiles what requests share for what it has seen, and a service sees all of them.
    const others = SUBJECTS.map((one) => one.subject).filter((one) => one !== subject);
    for (const [, server] of all) {
      for (const kind of others) await loadAmount(server, kind, Math.ceil(warm / 3));
      await loadAmount(server, subject, warm);
    }
    for (let round = 0; round < rounds; round += 1)
      for (const [kind, server] of all) {
        const alone = await loadOneByOne(server, subject, Math.ceil(turn / 2));
        turns.oneByOne[kind as Measured].push(toMicroseconds(alone));
        const crowd = await loadAmount(server, subject, turn);
        turns.together[kind as Measured].push(toMicroseconds(crowd));
        if (server === ours) turns.p99.push(crowd.p99Milliseconds);
      }
    return turns;
  } finally {
    await Promise.all(all.map(([, server]) => server.stop()));
  }
}

function createTimes(): Times {
  return { ours: [], http: [], hono: [], limit: [], own: [] };
}

/** Of one request. */
function toMicroseconds({ processorSeconds, requests }: Awaited<ReturnType<typeof loadAmount>>): number {
  return (1e6 * processorSeconds) / requests;
}

/** Whatever runs JavaScript as Node does: the built JavaScript, and an empty directory in SQLite. Bun has a server of its own. */
function onServer(command: readonly string[], folder: string, hasOwn = false): Runtime {
  const program = [join(root, "dist/node/waypost.js"), "serve", "--port", "0"];
  const files = ["--settings", join(folder, "settings.json"), "--data", join(folder, "data")];
  const startYardstick = (program: string, { body, headers, address }: Answer, kind?: string) =>
    startProgram([...command, join(root, program)], {
      KIND: kind ?? "",
      BODY: body,
      HEADERS: JSON.stringify(headers),
      ADDRESS: address,
      DOMAINS: listDomains(),
    });
  return {
    start: () =>
      startProgram([...command, ...program, ...files], {
        NODE_OPTIONS,
        NODE_COMPILE_CACHE: join(folder, "compiled"),
      }),
    startYardsticks: async (answer) => ({
      http: await startYardstick("bench/constant-server.ts", answer, "http"),
      hono: await startYardstick("bench/constant-server.ts", answer, "hono"),
      limit: await startYardstick("bench/limit-server.ts", answer),
      ...(hasOwn && { own: await startYardstick("bench/limit-server.ts", answer, "own") }),
    }),
  };
}

async function readNodeOptions(): Promise<string> {
  const unit = await readFile(join(root, "docs/own-server/waypost.service"), "utf8");
  const [, options] = /^Environment=NODE_OPTIONS=(.+)$/m.exec(unit) ?? [];
  if (options === undefined) throw new Error("the unit has no NODE_OPTIONS");
  return options;
}

/** Those of the service, for the limit to look up. */
function listDomains(): string {
  return JSON.stringify(Object.keys(JSON.parse(createSettings()).domains));
}

/** What says on what it is ready. */
async function startProgram(command: readonly string[], env: Readonly<Record<string, string>>): Promise<Running> {
  const begun = performance.now();
  const child = spawn("taskset", ["-c", CORE, ...command], {
    env: { ...process.env, ...BUN_OPTIONS, ...env },
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
function onWorkerd(): Runtime {
  const start = async (options: Omit<Parameters<typeof startWorkerd>[0], "host" | "port">): Promise<Running> => {
    const begun = performance.now();
    const worker = await startWorkerd({ ...options, host: "127.0.0.1", port: 0 });
    // The Worker itself starts with what it is asked first.
    await fetch(worker.url);
    const startMilliseconds = performance.now() - begun;
    execFileSync("taskset", ["--all-tasks", "-cp", CORE, `${worker.pid}`]);
    return { url: worker.url, pid: worker.pid, startMilliseconds, stop: () => worker.stop() };
  };
  return {
    start: () => start({ built: join(root, "dist/worker"), bindings: { SETTINGS: createSettings() } }),
    startYardsticks: async ({ body, headers, address }) => {
      const answer = { TEXT: body, HEADERS: JSON.stringify(headers) };
      return {
        hono: await start({ entry: "bench/constant-worker.ts", bindings: { ...answer, STATUS: "200" } }),
        limit: await start({
          entry: "bench/limit-worker.ts",
          bindings: { ...answer, ADDRESS: address, DOMAINS: listDomains() },
        }),
      };
    },
  };
}

/** What the service answers to the first request of the case, without what each server says for itself. */
async function ask(url: string, { requests, status, contains, address = "" }: Case): Promise<Answer> {
  const [{ method = "GET", path = "/", headers: sent = {}, body: form = null } = {}] = requests;
  const response = await fetch(`${url}${path}`, { method, headers: { ...sent }, body: form });
  const body = await response.text();
  if (response.status !== status || !body.includes(contains))
    throw new Error(`${path} was answered with ${response.status}: ${body.slice(0, 200)}`);
  const ofServer = ["connection", "keep-alive", "date", "content-length", "transfer-encoding", "content-encoding"];
  return {
    body,
    address,
    headers: Object.fromEntries([...response.headers].filter(([name]) => !ofServer.includes(name))),
  };
}

/** How fast `of` is beside `kind`: 1 where both take as long. */
function shareOf(times: Times, kind: Yardstick, of: Measured): number {
  return leastOf(times[kind]) / leastOf(times[of]);
}

function ofStarts(starts: readonly Turns[], figureOf: (turns: Turns) => number) {
  const figures = starts.map(figureOf);
  return { middle: median(figures), least: Math.min(...figures), most: Math.max(...figures) };
}

/** A dash where there is no such figure. */
function show(figure: number): string {
  return Number.isNaN(figure) ? "–" : figure.toFixed(2);
}

/** Not a number where there is none. */
function leastOf(figures: readonly number[]): number {
  return figures.length === 0 ? Number.NaN : Math.min(...figures);
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
