import type { Context } from "hono";
import { type Domain, findDomain } from "../../model/domain.ts";
import { type FindSettings, findDomainSettings, type LookupError } from "../../model/mail-account.ts";
import { err, type Result } from "../../model/result.ts";
import type { ServerSettings } from "../../model/server-settings.ts";

/** Names under a customer's domain that stand for the domain itself when clients look for settings. */
const DISCOVERY_LABEL = /^(?:autoconfig|autodiscover|ua-auto-config)\./;

/** The domain that a request's place stands for: the one its path names (`/d/{domain}/…`), else the host's. */
export function findSiteDomain(c: Context): Domain | undefined {
  const named = c.req.param("domain");
  return named === undefined ? findHostDomain(c.req.url) : findDomain(named);
}

/** The settings of that domain: for questions that name nobody. */
export async function findSiteSettings(c: Context, find: FindSettings): Promise<Result<ServerSettings, LookupError>> {
  const domain = findSiteDomain(c);
  return domain === undefined ? err({ reason: "host_unknown" }) : findDomainSettings(find, domain);
}

/**
 * Why nothing is found at a name that only clients ask, whatever was wrong with the request besides; `undefined` where
 * the domain is served, and at any other name, where people try things by hand.
 */
export async function findSiteError(c: Context, find: FindSettings): Promise<LookupError | undefined> {
  if (!isDiscoveryHost(c.req.url)) return undefined;
  const site = await findSiteSettings(c, find);
  return site.ok ? undefined : site.error;
}

/** How this service is reached from outside. */
export interface PublicOrigin {
  /** As the settings say it; where they say nothing, each request's own stands for it. */
  readonly serviceOrigin: string | undefined;
  readonly trustForwardedProto: boolean;
}

/** What links begin with that are followed from elsewhere, such as those in codes. */
export function findOrigin(c: Context, { serviceOrigin, trustForwardedProto }: PublicOrigin): string {
  if (serviceOrigin !== undefined) return serviceOrigin;
  return `${findScheme(c, trustForwardedProto)}://${new URL(c.req.url).host}`;
}

/**
 * How the client reached us. A proxy in front of us says so in X-Forwarded-Proto, and is believed only where the operator
 * said so; of a chain of proxies the first is the one that the client spoke to.
 */
function findScheme(c: Context, trustForwardedProto: boolean): string {
  const forwarded = trustForwardedProto ? c.req.header("x-forwarded-proto") : undefined;
  const scheme = forwarded?.split(",", 1)[0]?.trim().toLowerCase();
  return scheme === "https" || scheme === "http" ? scheme : new URL(c.req.url).protocol.slice(0, -1);
}

/** The https form of a request that came over plain http; `undefined` for one that did not. */
export function findHttpsUrl(
  c: Context,
  { trustForwardedProto }: { readonly trustForwardedProto: boolean },
): string | undefined {
  if (findScheme(c, trustForwardedProto) === "https") return undefined;
  const url = new URL(c.req.url);
  url.protocol = "https:";
  url.port = "";
  // The name with a final dot is the same host, but no certificate's.
  url.hostname = url.hostname.replace(/\.$/, "");
  return url.href;
}

/** The domain that a request's host stands for; `undefined` for an IP address or a bare name. */
export function findHostDomain(url: string): Domain | undefined {
  return findDomain(hostnameOf(url).replace(DISCOVERY_LABEL, ""));
}

/** Whether only mail clients have business at this host. */
export function isDiscoveryHost(url: string): boolean {
  return DISCOVERY_LABEL.test(hostnameOf(url));
}

function hostnameOf(url: string): string {
  return URL.parse(url)?.hostname ?? "";
}

/**
 * The values of a query parameter, its name in any case. Unlike a form parser this takes `+` for itself: FairEmail,
 * Nextcloud and Thunderbird for iOS send addresses unencoded.
 */
export function findQueryValues(url: string, name: string): string[] {
  const start = url.indexOf("?");
  if (start < 0) return [];
  const values: string[] = [];
  for (const pair of url.slice(start + 1).split("&")) {
    const equals = pair.indexOf("=");
    if (equals === name.length && pair.slice(0, equals).toLowerCase() === name)
      values.push(decode(pair.slice(equals + 1)));
  }
  return values;
}

function decode(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // Not UTF-8: it stays as sent, and whoever reads it finds no address in it.
    return text;
  }
}
