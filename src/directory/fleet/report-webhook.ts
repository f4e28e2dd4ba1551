import type { FleetReport } from "./fleet-report.ts";

const TIMEOUT_MS = 10_000;

/**
 * Sends a report to whoever watches; redirects are not followed. Gives why it was not taken, without the URL: its path may be
 * a secret.
 * @param send how this runtime sends a request
 */
export async function sendReport(url: URL, report: FleetReport, send: typeof fetch): Promise<string | undefined> {
  try {
    const response = await send(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(report),
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.ok ? undefined : `the webhook answers ${response.status}`;
  } catch {
    return `the webhook at ${url.host} does not answer`;
  }
}
