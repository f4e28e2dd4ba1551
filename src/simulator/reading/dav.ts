/**
 * Calendars and contacts by RFC 6764: SRV, its TXT path, and the well-known paths.
 * @module
 */
import type { Outcome } from "../outcome.ts";
import type { Exchange, Session } from "../session.ts";

const SERVICES = [
  { service: "_caldavs._tcp", name: "caldav" },
  { service: "_carddavs._tcp", name: "carddav" },
] as const;

/** Where the client would send its first request with a password; `method` is what it looks for the place with. */
export async function findDav(
  session: Session,
  method: "PROPFIND" | "OPTIONS",
  domain = session.domain,
): Promise<Outcome> {
  const urls: { caldav?: string; carddav?: string } = {};
  for (const { service, name } of SERVICES) {
    const [server] = await session.resolveSrv("dav", service, domain);
    const records = server === undefined ? [] : await session.resolveTxt("dav", `${service}.${domain}`);
    const path = records.find((text) => text.startsWith("path="))?.slice("path=".length);
    const base = server === undefined ? `https://${domain}` : `https://${server.target}${portOf(server.port)}`;
    const places = [...(path === undefined ? [] : [`${base}${path}`]), `${base}/.well-known/${name}`];
    // Who looks for collections tries the root as well.
    if (method === "PROPFIND") places.push(`${base}/`);
    const url = await firstAnswering(session, method, places);
    if (url !== undefined) urls[name] = url;
  }
  if (urls.caldav === undefined && urls.carddav === undefined)
    return { ok: false, because: "there are no calendars or contacts here" };
  return { ok: true, mechanism: "dav", account: urls };
}

async function firstAnswering(
  session: Session,
  method: string,
  places: readonly string[],
): Promise<string | undefined> {
  for (const url of places) {
    const exchange = await session.send("dav", { method, url, headers: { depth: "0" } });
    const found = readPlace(exchange, url);
    exchange.step.verdict = found === undefined ? "next: no such service" : "taken";
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A redirect leads to the collections; they themselves answer, or want the password first. */
function readPlace({ status, location }: Exchange, url: string): string | undefined {
  if (status >= 300 && status < 400 && !url.endsWith("/"))
    return location === undefined ? undefined : URL.parse(location, url)?.href;
  return [200, 207, 401].includes(status) ? url : undefined;
}

const portOf = (port: number) => (port === 443 ? "" : `:${port}`);
