/**
 * Where a request was sent, by its Host, and by whom.
 * @module
 */
import type { Context, MiddlewareHandler } from "hono";
import { BoundedMap } from "../../model/bounded-map.ts";
import { findNamedDomain, isDiscoveryName } from "../../model/domain/discovery-name.ts";
import type { Domain } from "../../model/domain/domain.ts";
import { whenKnown } from "../../model/soon.ts";
import { middleware } from "../routing/chain.ts";
import { AnswerHeaders } from "./answer-headers.ts";
import type { Peer } from "./peer.ts";
import { type Problem, plainProblem, toProblem } from "./problem.ts";
import type { Site } from "./site.ts";

export interface Place {
  /** How the client reached us. */
  readonly scheme: "http" | "https";
  /** Host and port, as links begin with them. */
  readonly host: string;
  readonly hostname: string;
  /** The domain that the host stands for; `undefined` for an IP address or a bare name. */
  readonly domain: Domain | undefined;
  /** Whether only mail clients have business here. */
  readonly isDiscovery: boolean;
  /** What paths begin with at the service's own host, where that holds other things too; empty elsewhere. */
  readonly base: string;
  /** Whether it is the address that the operator named as the service's own, reached by https. */
  readonly isOwn: boolean;
  /** Who sent it here. */
  readonly peer: Peer;
  /** The headers that the place was read from: what an answer depends on besides its path. */
  readonly vary: string;
  /** What answers left with before, whatever place was asked. */
  readonly headers: AnswerHeaders;
  /** The query with its question mark, as it was sent; empty where there is none. */
  readonly query: string;
}

declare module "hono" {
  interface ContextVariableMap {
    place: Place;
  }
}

/**
 * Finds each request's {@link Place}, first of all. What names no place is refused: URL parsers would fail at it, or take
 * a part of it for a path or a password, wherever it went on into a link.
 */
export function findPlace({
  serviceOrigin,
  findPeer,
  toInit = (status, headers) => ({ status, headers }),
}: Pick<Site, "serviceOrigin" | "findPeer" | "toInit">): MiddlewareHandler {
  const headers = new AnswerHeaders(toInit);
  const service = serviceOrigin === undefined ? undefined : new URL(serviceOrigin);
  const ownBase = toBase(serviceOrigin);
  const spots = new BoundedMap<string, Spot>(KEPT_SPOTS, ({ host }) => host.length);
  return middleware((c, next) => {
    const peer = findPeer(c);
    const { isTrusted } = peer;
    const own = splitUrl(c.req.raw.url);
    const scheme = (isTrusted && findScheme(peer.readHeader(c, "x-forwarded-proto"))) || own.scheme;
    const authority = (isTrusted && firstOf(peer.readHeader(c, "x-forwarded-host"))) || own.authority;
    const origin = scheme === own.scheme && authority === own.authority ? own.origin : `${scheme}://${authority}`;
    const spot = spots.get(origin) ?? findSpot(origin, authority);
    // A name that no domain can have is one that is not served: clients are to ask elsewhere.
    if (spot === undefined)
      return plainProblem(NAME.test(authority) ? toProblem({ reason: "host_unknown" }) : NOT_A_HOST);
    c.set("place", { ...spot, peer, vary: isTrusted ? "host, x-forwarded-host" : "host", headers, query: own.query });
    const { base } = spot;
    if (base === "") return next();
    return whenKnown(next(), () => {
      const location = c.res.headers.get("location");
      if (location?.startsWith("/")) c.res.headers.set("location", `${base}${location}`);
    });
  });

  function findSpot(origin: string, authority: string): Spot | undefined {
    const url = AUTHORITY.test(authority) ? URL.parse(origin) : null;
    if (url === null) return undefined;
    const { host, hostname, protocol } = url;
    const scheme = protocol === "https:" ? "https" : "http";
    const isOwnHost = host === service?.host;
    const spot: Spot = {
      scheme,
      host,
      hostname,
      domain: findNamedDomain(hostname),
      isDiscovery: isDiscoveryName(hostname),
      base: isOwnHost ? ownBase : "",
      isOwn: isOwnHost && scheme === "https",
    };
    spots.set(origin, spot);
    return spot;
  }
}

/** What of a place its scheme and authority tell. Many requests come to few of them. */
type Spot = Omit<Place, "peer" | "vary" | "headers" | "query">;
/** Characters of host names. */
const KEPT_SPOTS = 100_000;

/** What links begin with that are followed from elsewhere, such as those in codes. */
export function findOrigin(c: Context, { serviceOrigin }: Site): string {
  if (serviceOrigin !== undefined) return serviceOrigin;
  const { scheme, host } = c.get("place");
  return `${scheme}://${host}`;
}

/** The path of an origin that has one, without a slash at its end; else nothing. */
export function toBase(serviceOrigin: string | undefined): string {
  return serviceOrigin === undefined ? "" : new URL(serviceOrigin).pathname.replace(/\/$/, "");
}

/**
 * The path as the app knows it: proxies that lead a part of a host here may hand it on with what it begins with, or without.
 */
export function withoutBase(path: string, base: string): string {
  if (base === "") return path;
  const isBelow = path.toLowerCase().startsWith(`${base.toLowerCase()}/`);
  if (isBelow) return path.slice(base.length);
  return path.toLowerCase() === base.toLowerCase() ? "/" : path;
}

/** The https form of a request that came over plain http; `undefined` for one that did not. */
export function findHttpsUrl(c: Context): string | undefined {
  const { scheme, hostname } = c.get("place");
  if (scheme === "https") return undefined;
  const url = new URL(c.req.raw.url);
  url.protocol = "https:";
  url.port = "";
  // The name with a final dot is the same host, but no certificate's.
  url.hostname = hostname.replace(/\.$/, "");
  return url.href;
}

/** A name, or an IPv6 address in brackets, and a port: no more of what a URL's authority may be, and never a password. */
const AUTHORITY = /^(?:[\w.\-\u{80}-\u{10FFFF}]+|\[[\da-f:.]+\])(?::\d{1,5})?$/iu;
const NAME = /^[\w.-]+$/;

const NOT_A_HOST: Problem = {
  title: "Not a host",
  detail: "The Host of the request is not the name of one.",
  status: 400,
};

/** As they were sent; a URL parser would have mended, or moved, what is wrong with them. */
function splitUrl(url: string): Readonly<Record<"scheme" | "authority" | "origin" | "query", string>> {
  const start = url.indexOf("://");
  const end = url.indexOf("/", start + 3);
  const query = url.indexOf("?");
  const origin = end < 0 ? url : url.slice(0, end);
  return {
    scheme: origin.slice(0, start),
    authority: origin.slice(start + 3),
    origin,
    query: query < 0 ? "" : url.slice(query),
  };
}

/** A proxy in front of us says it in X-Forwarded-Proto, where it is one of ours; what it may say besides is nothing. */
function findScheme(forwarded: string | undefined): Place["scheme"] | undefined {
  const said = firstOf(forwarded)?.toLowerCase();
  return said === "https" || said === "http" ? said : undefined;
}

/** Of a chain of proxies the first is the one that the client spoke to. */
function firstOf(header: string | undefined): string | undefined {
  return header?.split(",", 1)[0]?.trim();
}
