/**
 * The URL of a PostgreSQL database. It may name several hosts, and no URL parser reads such a one whole.
 * @module
 */

const SCHEME = /^postgres(?:ql)?:\/\//;
const DEFAULT_PORT = 5432;

/** The URL for each of its hosts; `undefined` where it cannot be read. */
export function findPostgresUrls(text: string): readonly URL[] | undefined {
  const [scheme = ""] = SCHEME.exec(text) ?? [];
  if (scheme === "" || text.includes("#")) return undefined;
  const behind = text.slice(scheme.length);
  const end = behind.search(/[/?]/);
  const [authority, after] = end < 0 ? [behind, ""] : [behind.slice(0, end), behind.slice(end)];
  const at = authority.lastIndexOf("@") + 1;
  const before = scheme + authority.slice(0, at);
  const hosts = authority.slice(at).split(",");
  const urls = hosts.flatMap((host) => URL.parse(before + host + after) ?? []);
  return urls.length === hosts.length && canDecode(authority) ? urls : undefined;
}

/** Hosts and ports of a URL with an IPv6 address among them, which the driver would cut at its first colon. */
export function findHosts(text: string): { readonly host: string[]; readonly port: number[] } | undefined {
  const urls = findPostgresUrls(text) ?? [];
  if (!urls.some(({ hostname }) => hostname.startsWith("["))) return undefined;
  return {
    host: urls.map(({ hostname }) => hostname.replace(/^\[|\]$/g, "")),
    port: urls.map(({ port }) => Number(port || DEFAULT_PORT)),
  };
}

/** The URL parser lets a bare `%` pass, and the driver does not. */
function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
