/**
 * Requests to servers that strangers name, from a Worker: to public addresses only, bounded in time and bytes, and no further.
 * `fetch` cannot be told which address to connect to, so that DNS may say another one by then; Cloudflare connects to none of
 * its own network for us.
 * @module
 */
import type { DnsResolver } from "../check/dns-resolver.ts";
import type { AskPublic } from "../check/domain-connect.ts";
import { isPublicAddress } from "../check/network/public-address.ts";
import { readAtMost } from "../check/network/read-at-most.ts";

const TIMEOUT_MS = 5000;
const MAX_BYTES = 65_536;

export function askPublicBy(resolver: DnsResolver): AskPublic {
  async function ask(url: URL) {
    const addresses = await resolver.resolveAddresses(url.hostname);
    if (addresses.length === 0 || !addresses.every(isPublicAddress)) return undefined;
    const response = await fetch(url, {
      headers: { accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, text: new TextDecoder().decode(await readAtMost(response, MAX_BYTES)) };
  }
  // Whatever goes wrong there, that server has not answered.
  return (url) => ask(url).catch(() => undefined);
}
