/**
 * The service on Node under what mail programs really ask, while its settings change and things fail: no wrong answer, no
 * failure that was not made here, memory that stays.
 * @module
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { parseArgs } from "node:util";
import { createApp } from "../src/app.ts";
import { openSettingsWorld, playClients } from "../src/directory/views/simulation.ts";
import { NOBODY } from "../src/http/wire/peer.ts";
import { Domain } from "../src/model/domain/domain-schema.ts";
import { findSettings } from "../src/model/resolving/find-settings.ts";
import { isSettings } from "../src/model/server-settings.ts";
import { parseSettings } from "../src/model/settings/parse-settings.ts";
import { NO_SIGNER } from "../src/signing/profile-signer.ts";
import type { ClientRequest } from "../src/simulator/world.ts";
import { memoryStore } from "../src/store/databases/memory.ts";
import { startProcess } from "../test/support/services/start-server.ts";
import { megabytesOf } from "./load.ts";

const usage = `usage: npm run soak [-- --minutes N]

Starts the service on Node with a settings file and a directory in SQLite, and sends it the requests of all simulated mail
programs, and of people, while settings change and faults happen. Ends with 1 where an answer is wrong, one fails that
nothing here made fail, or memory grows.

options:
  --minutes N   how long (0.5)
`;

const ORIGIN = "https://setup.soak.example";
const TOKEN = "soak-token-of-the-environment";
/** In the file, in the directory, and served nowhere. */
const OF_FILE = ["file0.example", "file1.example", "file2.example"];
const OF_DIRECTORY = ["kept0.example", "kept1.example", "kept2.example"];
const UNKNOWN = "unknown.example";

const CONNECTIONS = 8;
/** Between one event and the next. */
const PAUSE_MILLISECONDS = 700;
/** In which a change of the file is to be read: on a busy machine even a look at it has to wait. */
const READ_WITHIN_MILLISECONDS = 60_000;
/** Longer than that a request may wait for a lock of the database. */
const LOCK_MILLISECONDS = 500;
/** What leaks ends the process: beyond, V8 has to collect, where it would else take what the machine has. */
const HEAP_MEGABYTES = 160;
/** Beyond this much more than in the second quarter of the time, memory grows. */
const MAY_GROW = { factor: 1.25, megabytes: 24 };

const SERVER = { hostname: "mail.{domain}", socketType: "tls", authentication: ["password-cleartext"] };
const toFile = (displayName: string, domains: readonly string[], overrides: object = {}) => ({
  service: { origin: ORIGIN },
  providers: {
    soak: {
      displayName,
      displayShortName: "Soak",
      incomingServers: [
        { ...SERVER, protocol: "imap", port: 993 },
        { ...SERVER, protocol: "pop3", port: 995 },
      ],
      outgoingServers: [{ ...SERVER, protocol: "submission", port: 465 }],
    },
  },
  domains: Object.fromEntries(domains.map((domain) => [domain, { provider: "soak", ...overrides }])),
});
const NAMES = ["Soak, first", "Soak, second"] as const;
/** The file in each of its states. They have not the same number of domains, so that the service says which one it has read. */
const FILES = [toFile(NAMES[0], OF_FILE), toFile(NAMES[1], [...OF_FILE, "file3.example"])] as const;
/** The number of that state; before it are those of the file. */
const CHANGED_STATE = 2;
const EVERY_STATE = [0, 1, CHANGED_STATE];
const CHANGED = { overrides: { displayName: "Soak, changed" } };

/** A request, and what each state of the settings makes of it. */
interface Asked {
  readonly request: ClientRequest;
  readonly domain: string;
  readonly expected: readonly string[];
}

/** An answer as text that can be compared: Autodiscover's errors hold the time. */
const toText = (status: number, body: string) => `${status} ${body.replace(/ Time="[^"]*" Id="[^"]*"/, "")}`;

/** The states that a domain may be in, as services in this process. */
function createStates() {
  const all = [...OF_FILE, ...OF_DIRECTORY];
  const files = [...NAMES.map((name) => toFile(name, all)), toFile(NAMES[0], all, CHANGED)];
  return files.map((file) => {
    const settings = parseSettings(file);
    if (!settings.ok) throw new Error(JSON.stringify(settings.error));
    const now = () => new Date();
    const app = createApp({
      store: memoryStore(settings.value, now),
      now,
      findPeer: () => ({ ...NOBODY, isTrusted: true }),
      serviceOrigin: ORIGIN,
      profileSigner: NO_SIGNER,
    });
    return { app, settings: settings.value };
  });
}

/** What people ask, beside the mail programs. */
const toPeoplesRequests = (domain: string): ClientRequest[] => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const post = (path: string, body: string): ClientRequest => ({
    method: "POST",
    url: `${ORIGIN}${path}`,
    headers: form,
    body,
  });
  const get = (path: string): ClientRequest => ({ method: "GET", url: `${ORIGIN}${path}`, headers: {} });
  return [
    get(`/guides/${domain}`),
    get(`/guides/${domain}/thunderbird-desktop`),
    get(`/profiles/apple.mobileconfig?domain=${domain}`),
    get(`/qr/guide.svg?domain=${domain}`),
    post(`/guides/${domain}`, `emailaddress=alice@${domain}`),
    post("/profiles/apple.mobileconfig", `emailaddress=alice@${domain}`),
    post("/qr/thunderbird-android.svg", `emailaddress=alice@${domain}`),
    post(`/guides/${domain}/errors`, "search=0x800CCC0E"),
  ];
};

/** All that is asked, recorded from the simulated mail programs, with what may be answered. */
async function listAsked(states: ReturnType<typeof createStates>): Promise<Asked[]> {
  const [first] = states;
  if (first === undefined) throw new Error("there is no state");
  const asked: Asked[] = [];
  const add = async (domain: string, recorded: ClientRequest, status?: number) => {
    const answers = await Promise.all(
      states.map(async ({ app }) => {
        const { method, url, headers, body = null } = recorded;
        const response = await app.request(url, { method, headers, body });
        return { status: response.status, text: toText(response.status, await response.text()) };
      }),
    );
    // What others answer, such as a customer's own web site, is not asked of the service.
    if (status !== undefined && answers[0]?.status !== status) return;
    asked.push({ request: recorded, domain, expected: answers.map(({ text }) => text) });
  };
  for (const domain of [...OF_FILE, ...OF_DIRECTORY]) {
    const settings = findSettings(first.settings, Domain.parse(domain), new Date());
    if (!isSettings(settings)) throw new Error(`${domain} is not served`);
    const world = await openSettingsWorld(settings, ORIGIN, undefined);
    const recorded: { readonly request: ClientRequest; readonly status: number }[] = [];
    const recording = {
      ...world,
      async fetch(sent: ClientRequest) {
        const answer = await world.fetch(sent);
        recorded.push({ request: sent, status: answer.status });
        return answer;
      },
    };
    await playClients(settings, undefined, recording);
    for (const { request: sent, status } of recorded) await add(domain, sent, status);
    for (const sent of toPeoplesRequests(domain)) await add(domain, sent);
  }
  await add(UNKNOWN, { method: "GET", url: `https://autoconfig.${UNKNOWN}/mail/config-v1.1.xml`, headers: {} });
  return asked;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

function send(base: URL, agent: Agent, { method, url, headers, body = "" }: ClientRequest): Promise<Answer> {
  const { host, pathname, search, protocol } = new URL(url);
  return new Promise((done, fail) => {
    const sent = request(
      {
        agent,
        host: base.hostname,
        port: base.port,
        method,
        path: `${pathname}${search}`,
        headers: {
          ...headers,
          host,
          "x-forwarded-proto": protocol.slice(0, -1),
          "x-forwarded-for": `198.51.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`,
          "content-length": String(Buffer.byteLength(body)),
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response.on("end", () => done({ status: response.statusCode ?? 0, body: text }));
        response.on("error", fail);
      },
    );
    sent.on("error", fail);
    sent.end(body);
  });
}

const wait = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const median = (values: readonly number[]) =>
  at(
    [...values].sort((a, b) => a - b),
    0.5,
  );

const { values } = parseArgs({ options: { minutes: { type: "string", default: "0.5" }, help: { type: "boolean" } } });
if (values.help) {
  process.stdout.write(usage);
  process.exit();
}
const length = Number(values.minutes) * 60_000;

const folder = await mkdtemp(join(tmpdir(), "waypost-soak-"));
const file = join(folder, "settings.json");
const data = join(folder, "data");
await writeFile(file, JSON.stringify(FILES[0]));
const started = await startProcess(["--settings", file, "--data", data], {
  env: { ADMIN_TOKEN: TOKEN, NODE_OPTIONS: `--max-old-space-size=${HEAP_MEGABYTES}` },
});
if (started.url === "") throw new Error(started.output());
const base = new URL(started.url);
const pid = started.child.pid ?? 0;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS * 2 });

const callApi = (method: string, path: string, body: string, type = "application/json") =>
  send(base, agent, {
    method,
    url: `${ORIGIN}/api/v1/${path}`,
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": type },
    body,
  });

/** Which state holds, since when that is sure, and what fails now that may. */
const truth: { file: 0 | 1; since: number; isLocked: boolean; lockedUntil: number } = {
  file: 0,
  since: performance.now(),
  isLocked: false,
  lockedUntil: 0,
};
/** Whether a domain of the directory is changed, and since when; absent while that is not known. */
const kept = new Map<string, { readonly isChanged: boolean; readonly since: number }>();
const counts = { requests: 0, limited: 0, unavailable: 0, events: 0, api: 0 };
const wrong: string[] = [];
const times: number[] = [];
const memory: number[] = [];

async function put(domain: string, isChanged: boolean): Promise<void> {
  kept.delete(domain);
  const body = JSON.stringify({ provider: "soak", ...(isChanged && CHANGED) });
  const { status } = await callApi("PUT", `domains/${domain}`, body);
  counts.api += 1;
  if (status < 300) kept.set(domain, { isChanged, since: performance.now() });
  else if (status < 500 || !mayFail()) wrong.push(`PUT ${domain}: ${status}`);
}

const mayFail = () => truth.isLocked || performance.now() < truth.lockedUntil;

/** Gives the service a state of the file, and waits until it says that it has read it. */
async function takeFile(next: 0 | 1): Promise<void> {
  const isOther = next !== truth.file;
  if (isOther) Object.assign(truth, { file: next, since: Number.POSITIVE_INFINITY });
  const domains = Object.keys(FILES[next].domains).length;
  await writeFile(file, JSON.stringify(FILES[next]));
  for (const until = performance.now() + READ_WITHIN_MILLISECONDS; readDomains() !== domains; await wait(50))
    if (performance.now() > until) {
      wrong.push(`the file was not read again within ${READ_WITHIN_MILLISECONDS / 1000} s`);
      return;
    }
  if (isOther) truth.since = performance.now();
}

/** How many domains the file had when the service last read it. */
function readDomains(): number | undefined {
  const last = [...started.output().matchAll(/(?:has read|is ready on) .*\(domains: (\d+)/g)].at(-1)?.[1];
  return last === undefined ? undefined : Number(last);
}

const EVENTS: readonly (() => Promise<void>)[] = [
  () => takeFile(truth.file === 0 ? 1 : 0),
  async () => {
    for (const [index, domain] of OF_DIRECTORY.entries()) await put(domain, (counts.events + index) % 2 === 0);
  },
  // What was there before stays in force; the file comes back as it was.
  async () => {
    await writeFile(file, '{"providers": {');
    await wait(1_500);
    await takeFile(truth.file);
  },
  async () => void started.child.kill("SIGHUP"),
  async () => {
    const lines = Array.from({ length: 300 }, (_, index) =>
      JSON.stringify({ domain: `bulk${index}.example`, entry: { provider: "soak" } }),
    );
    const answer = await callApi("POST", "bulk", `${lines.join("\n")}\n`, "application/x-ndjson");
    counts.api += 1;
    if (answer.status !== 200 && !mayFail()) wrong.push(`bulk: ${answer.status}`);
  },
  // Another process has the database for itself.
  async () => {
    const other = new DatabaseSync(join(data, "waypost.sqlite"));
    other.exec("PRAGMA busy_timeout = 5000; BEGIN EXCLUSIVE");
    truth.isLocked = true;
    await Promise.all([wait(LOCK_MILLISECONDS).then(() => other.exec("ROLLBACK")), put(OF_DIRECTORY[0] ?? "", true)]);
    other.close();
    Object.assign(truth, { isLocked: false, lockedUntil: performance.now() + 1_000 });
  },
  // Connections that say nothing, half of something, or what is no HTTP.
  async () => {
    for (const bytes of ["", "GET / HTTP/1.1\r\nhost: a", "\x16\x03\x01\x02\0", "GET / HTTP/1.1\r\nhost: %\r\n\r\n"])
      for (let count = 0; count < 5; count += 1) {
        const socket = connect(Number(base.port), base.hostname, () => socket.write(bytes));
        socket.on("error", () => {});
        setTimeout(() => socket.destroy(), 2_000);
      }
  },
];

function judge({ request: sent, domain, expected }: Asked, { status, body }: Answer, sentAt: number): void {
  counts.requests += 1;
  if (status === 503 && OF_DIRECTORY.includes(domain) && mayFail()) counts.unavailable += 1;
  else if (status === 429) counts.limited += 1;
  else {
    const text = toText(status, body);
    const allowed = findAllowed(domain, sentAt).map((state) => expected[state]);
    if (!allowed.includes(text))
      wrong.push(`${sent.method} ${new URL(sent.url).host}${new URL(sent.url).pathname}: ${text.slice(0, 120)}`);
  }
}

/** The states that may answer a request: a change by the API shows at once, one of the file when it has been read. */
function findAllowed(domain: string, sentAt: number): readonly number[] {
  const isOfFile = OF_FILE.includes(domain);
  const change = kept.get(domain);
  if (!isOfFile && (change === undefined || sentAt < change.since)) return EVERY_STATE;
  if (!isOfFile && change?.isChanged === true) return [CHANGED_STATE];
  return sentAt > truth.since ? [truth.file] : [0, 1];
}

try {
  for (const domain of OF_DIRECTORY) await put(domain, false);
  const asked = await listAsked(createStates());
  const until = performance.now() + length;
  const isOver = () => performance.now() > until;
  const asks = Array.from({ length: CONNECTIONS }, async (_, offset) => {
    for (let index = offset * 17; !isOver(); index += 1) {
      const next = asked[index % asked.length];
      if (next === undefined) break;
      const sentAt = performance.now();
      try {
        judge(next, await send(base, agent, next.request), sentAt);
        times.push(performance.now() - sentAt);
      } catch (error) {
        wrong.push(`${next.request.url}: ${error instanceof Error ? error.message : error}`);
      }
    }
  });
  const happens = async () => {
    while (!isOver()) {
      await EVENTS[counts.events % EVENTS.length]?.();
      counts.events += 1;
      await wait(PAUSE_MILLISECONDS);
    }
  };
  const looks = async () => {
    while (!isOver()) {
      memory.push(await megabytesOf(pid));
      await wait(Math.min(1_000, length / 40));
    }
  };
  await Promise.all([...asks, happens(), looks()]);

  const quarter = Math.floor(memory.length / 4);
  const [before, after] = [median(memory.slice(quarter, 2 * quarter)), median(memory.slice(-quarter))];
  const grows = after > before * MAY_GROW.factor + MAY_GROW.megabytes;
  const sorted = times.sort((a, b) => a - b);
  const ms = (share: number) => `${at(sorted, share).toFixed(1)} ms`;
  process.stdout.write(
    [
      `requests        ${counts.requests} of ${asked.length} kinds; ${counts.events} events, ${counts.api} calls of the API`,
      `wrong           ${wrong.length}`,
      `503 by a fault  ${counts.unavailable}`,
      `429             ${counts.limited}`,
      `answered in     ${ms(0.5)} (median), ${ms(0.99)} (p99), ${ms(0.999)} (p99.9), ${ms(1)} (slowest)`,
      `memory          ${before.toFixed(0)} MB in the second quarter, ${after.toFixed(0)} MB in the last${grows ? ": it grows" : ""}`,
      "",
    ].join("\n"),
  );
  for (const line of new Set(wrong.slice(0, 20))) process.stderr.write(`soak: error: ${line}\n`);
  if (wrong.length > 0 || grows) process.exitCode = 1;
} finally {
  agent.destroy();
  started.child.kill("SIGTERM");
  await started.ended;
  await rm(folder, { recursive: true });
}
