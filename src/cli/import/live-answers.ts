/**
 * What other servers answer today, fetched from this machine.
 * @module
 */
import { type ImportFailure, joinReadings, type Reading } from "../../directory/import/imported.ts";
import { type LiveRequest, readLive, toAutodiscoverRequest, toLiveRequests } from "../../directory/import/read-live.ts";
import type { ServedDomain } from "../../formats/autoconfig/autoconfig-provider-reader.ts";
import { type Domain, findDomain } from "../../model/domain/domain.ts";
import { err, ok, type Result } from "../../model/result.ts";

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 1_000_000;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Of each target the first answer that says enough: a domain is asked in all of its places, a URL by itself. */
export async function readLiveTargets(
  targets: readonly string[],
  [named]: readonly ServedDomain[],
  send: Fetch = fetch,
): Promise<Reading> {
  const readings: Reading[] = [];
  for (const target of targets) {
    const url = /^https?:\/\//.test(target) ? URL.parse(target) : null;
    const domain = url === null ? findDomain(target) : toDomain(url, named);
    if (domain === undefined)
      readings.push(
        url === null
          ? failed({ place: target, because: "it is neither a domain nor a URL", isWithoutDomain: false })
          : failed({ place: target, because: "whose settings are there?", isWithoutDomain: true }),
      );
    else readings.push(await readFirst(url === null ? toLiveRequests(domain) : [toRequest(url)], domain, target, send));
  }
  return joinReadings(readings);
}

function failed(failure: ImportFailure): Reading {
  return { providers: [], losses: [], failures: [failure] };
}

/** The domain that was named, else the one that is asked for, else the one that the host belongs to. */
function toDomain({ hostname, searchParams }: URL, named: ServedDomain | undefined): Domain | undefined {
  if (named !== undefined) return named === "*" ? undefined : named;
  const asked = searchParams.get("emailaddress")?.split("@").at(-1) ?? searchParams.get("domain");
  return findDomain(asked ?? /^(?:autoconfig|autodiscover)\.(.+)$/.exec(hostname)?.[1] ?? "");
}

function toRequest(url: URL): LiveRequest {
  return { method: /\/autodiscover\.xml$/i.test(url.pathname) ? "POST" : "GET", url: url.href };
}

async function readFirst(
  requests: readonly LiveRequest[],
  domain: Domain,
  target: string,
  send: Fetch,
): Promise<Reading> {
  const reasons: string[] = [];
  for (const request of requests) {
    const bytes = await getBytes(request, domain, send);
    const reading = bytes.ok ? readLive({ url: request.url, bytes: bytes.value }, domain) : undefined;
    if (reading !== undefined && reading.providers.length > 0) return reading;
    const { host } = new URL(request.url);
    reasons.push(`${host}: ${bytes.ok ? reading?.failures.map(({ because }) => because).join("; ") : bytes.error}`);
  }
  return failed({ place: target, because: reasons.join(", "), isWithoutDomain: false });
}

async function getBytes(
  { method, url }: LiveRequest,
  domain: Domain,
  send: Fetch,
): Promise<Result<Uint8Array, string>> {
  try {
    const response = await send(url, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(method === "POST" && {
        body: toAutodiscoverRequest(domain),
        headers: { "content-type": "text/xml; charset=utf-8" },
      }),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return err(`status ${response.status}`);
    }
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body ?? []) {
      parts.push(part);
      size += part.length;
      if (size > MAX_ANSWER_BYTES) return err(`it answers with more than ${MAX_ANSWER_BYTES} bytes`);
    }
    return ok(Buffer.concat(parts));
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return err(cause instanceof Error ? cause.message : String(cause));
  }
}
