import { readdir, readFile } from "node:fs/promises";
import autocannon from "autocannon";
import type { Case } from "./cases.ts";

/** A server that is measured: where it answers, and its process. */
export interface Loaded {
  readonly url: string;
  /** Absent where it is not on this machine: then no processor time is known of it. */
  readonly pid?: number | undefined;
}

const CONNECTIONS = 8;
/** Each request waits for the one before. */
const ALONE = 1;

/** Asks as fast as answers come for so many seconds, and throws where one of them is another than the case expects. */
export function load(server: Loaded, subject: Case, seconds: number) {
  return loadFor(server, subject, { duration: seconds });
}

/** The same for so many requests: on a busy machine a second may have few. */
export function loadAmount(server: Loaded, subject: Case, requests: number) {
  return loadFor(server, subject, { amount: requests });
}

/** The same, one request at a time. */
export function loadOneByOne(server: Loaded, subject: Case, requests: number) {
  return loadFor(server, subject, { amount: requests }, ALONE);
}

async function loadFor(
  { url, pid }: Loaded,
  { requests, status, name }: Case,
  length: { readonly duration: number } | { readonly amount: number },
  connections = CONNECTIONS,
) {
  const before = await readTimes(pid);
  const all = requests.map(({ method, path, headers = {}, body = "" }) => ({
    method,
    path,
    headers: { ...headers },
    body,
  }));
  let clients = 0;
  const result = await autocannon({
    url,
    connections,
    ...length,
    // Of many requests each connection has its share: to write all of them out for each takes longer than they are asked.
    setupClient(client) {
      const share = all.filter((_, index) => index % connections === clients % connections);
      client.setRequests(all.length < connections ? all : share);
      clients += 1;
    },
  });
  const after = await readTimes(pid);
  const answered = result.statusCodeStats?.[`${status}`]?.count ?? 0;
  if (result.errors > 0 || answered !== result.requests.total)
    throw new Error(
      `${name}: ${result.errors} errors, ${result.requests.total - answered} answers other than ${status}`,
    );
  return {
    requests: result.requests.total,
    seconds: result.duration,
    // A thread that has ended, such as one that compiled, took its time along.
    processorSeconds: Math.max(after.ofThreads - before.ofThreads, after.ofAll - before.ofAll - TICK),
    /** What 99 of 100 waited no longer than. */
    p99Milliseconds: result.latency.p99,
  };
}

/** Seconds of processor, to the nanosecond of the threads that there are, and by ticks of all that there have been. */
async function readTimes(pid: number | undefined) {
  if (pid === undefined) return { ofThreads: Number.NaN, ofAll: Number.NaN };
  const [ofThreads, stat] = await Promise.all([processorSecondsOf(pid), readFile(`/proc/${pid}/stat`, "utf8")]);
  // Behind the name, which may hold anything, the 12th and the 13th field (proc_pid_stat(5)).
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { ofThreads, ofAll: (Number(fields[11]) + Number(fields[12])) * TICK };
}

/** In seconds, as Linux tells times to programs. */
const TICK = 0.01;

/** Of all its threads so far, in seconds (Linux's sched-stats): `/proc/PID/stat` counts hundredths of them. */
export async function processorSecondsOf(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const times = await Promise.all(
    // One that has just ended has no more file.
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/schedstat`, "utf8").catch(() => "0")),
  );
  return times.reduce((sum, text) => sum + Number(text.split(" ", 1)[0]), 0) / 1e9;
}

/** What a process has in memory. */
export async function megabytesOf(pid: number): Promise<number> {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}
