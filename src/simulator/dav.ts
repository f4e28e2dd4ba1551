/**
 * Calendars and contacts by RFC 6764: SRV, its TXT path, and the well-known paths.
 * @module
 */
import type { Outcome } from "./client.ts";
import type { Session } from "./session.ts";

const SERVICES = [
  { service: "_caldavs._tcp", name: "caldav" },
  { service: "_carddavs._tcp", name: "carddav" },
] as const;

/** Where the client would send its first request with a password; `method` is what it looks for the place with. */
export async function findDav(session: Session, method: "PROPFIND" | "OPTIONS"): Promise<Outcome> {
  const urls: { caldav?: string; carddav?: string } = {};
  for (const { service, name } of SERVICES) {
    const [server] = await session.resolveSrv("dav", service);
    const records = server === undefined ? [] : await session.resolveTxt("dav", `${service}.${session.domain}`);
    const path = records.find((text) => text.startsWith("path="))?.slice("path=".length);
    const base = server === undefined ? `https://${session.domain}` : `https://${server.target}${portOf(server.port)}`;
    const exchange = await session.send("dav", { method, url: `${base}/.well-known/${name}`, headers: { depth: "0" } });
    const target = exchange.location === undefined ? undefined : URL.parse(exchange.location, base)?.href;
    if (target !== undefined && exchange.status < 400) {
      exchange.step.verdict = "taken: redirected to the collections";
      urls[name] = target;
    } else if (path !== undefined) {
      exchange.step.verdict = "next: the record's path is taken";
      urls[name] = `${base}${path}`;
    } else exchange.step.verdict = "next: no redirect";
  }
  if (urls.caldav === undefined && urls.carddav === undefined)
    return { ok: false, because: "there are no calendars or contacts here" };
  return { ok: true, mechanism: "dav", account: urls };
}

/** An account with what the client finds of calendars and contacts besides. */
export async function withDav<Found extends Outcome & { ok: true }>(session: Session, found: Found): Promise<Found> {
  const dav = await findDav(session, "PROPFIND");
  const { caldav, carddav } = dav.ok ? dav.account : {};
  const services = { ...(caldav !== undefined && { caldav }), ...(carddav !== undefined && { carddav }) };
  return { ...found, account: { ...found.account, ...services } };
}

const portOf = (port: number) => (port === 443 ? "" : `:${port}`);
