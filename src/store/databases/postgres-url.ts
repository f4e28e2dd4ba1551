/**
 * The URL of a PostgreSQL database. It may name several hosts, and no URL parser reads such a one whole.
 * @module
 */

/** What stands before the hosts, the hosts, and what stands behind them. */
const PARTS = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#]*)([^#]*)$/;
const DEFAULT_PORT = 5432;

/** The URL for each of its hosts; `undefined` where it cannot be read. */
export function findPostgresUrls(text: string): readonly URL[] | undefined {
  const [, before = "", hosts = "", after = ""] = PARTS.exec(text) ?? [];
  const urls = hosts.split(",").flatMap((host) => URL.parse(before + host + after) ?? []);
  return urls.length === hosts.split(",").length && canDecode(before + hosts) ? urls : undefined;
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
