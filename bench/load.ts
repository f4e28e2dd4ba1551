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

/** Asks as fast as answers come for so many seconds, and throws where one of them is another than the case expects. */
export function load(server: Loaded, subject: Case, seconds: number) {
  return loadFor(server, subject, { duration: seconds });
}

/** The same for so many requests: on a busy machine a second may have few. */
export function loadAmount(server: Loaded, subject: Case, requests: number) {
  return loadFor(server, subject, { amount: requests });
}

async function loadFor(
  { url, pid }: Loaded,
  { requests, status, name }: Case,
  length: { readonly duration: number } | { readonly amount: number },
) {
  const before = pid === undefined ? 0 : await processorSecondsOf(pid);
  const all = requests.map(({ method, path, headers = {}, body = "" }) => ({
    method,
    path,
    headers: { ...headers },
    body,
  }));
  let clients = 0;
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    ...length,
    // Of many requests each connection has its share: to write all of them out for each takes longer than they are asked.
    setupClient(client) {
      const share = all.filter((_, index) => index % CONNECTIONS === clients % CONNECTIONS);
      client.setRequests(all.length < CONNECTIONS ? all : share);
      clients += 1;
    },
  });
  const after = pid === undefined ? Number.NaN : await processorSecondsOf(pid);
  const answered = result.statusCodeStats?.[`${status}`]?.count ?? 0;
  if (result.errors > 0 || answered !== result.requests.total)
    throw new Error(
      `${name}: ${result.errors} errors, ${result.requests.total - answered} answers other than ${status}`,
    );
  return {
    requests: result.requests.total,
    seconds: result.duration,
    processorSeconds: after - before,
    /** What 99 of 100 waited no longer than. */
    p99Milliseconds: result.latency.p99,
  };
}

/** Of all its threads so far, in nanoseconds (Linux's sched-stats): `/proc/PID/stat` counts hundredths of a second. */
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
