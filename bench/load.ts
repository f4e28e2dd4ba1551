import { readFile } from "node:fs/promises";
import autocannon from "autocannon";
import type { Case } from "./cases.ts";

/** A server that is measured: where it answers, and its process. */
export interface Loaded {
  readonly url: string;
  readonly pid: number;
}

/** Asks as fast as answers come, and throws where one of them is another than the case expects. */
export async function load({ url, pid }: Loaded, { requests, status, name }: Case, seconds: number) {
  const before = await processorSecondsOf(pid);
  const result = await autocannon({
    url,
    connections: 8,
    duration: seconds,
    requests: requests.map(({ method, path, headers = {}, body = "" }) => ({
      method,
      path,
      headers: { ...headers },
      body,
    })),
  });
  const after = await processorSecondsOf(pid);
  const answered = result.statusCodeStats?.[`${status}`]?.count ?? 0;
  if (result.errors > 0 || answered !== result.requests.total)
    throw new Error(
      `${name}: ${result.errors} errors, ${result.requests.total - answered} answers other than ${status}`,
    );
  return { requests: result.requests.total, seconds: result.duration, processorSeconds: after - before };
}

/** User and system time so far; the kernel counts hundredths of a second (proc_pid_stat(5)). */
export async function processorSecondsOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
