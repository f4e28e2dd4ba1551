/**
 * DNS as the commands ask it: by the system's resolver, by another one, or over HTTPS.
 * @module
 */
import { Resolver } from "node:dns/promises";
import { isIP } from "node:net";
import type { AskedType, FoundData } from "../../check/dns/ask-dns.ts";
import { askByMessages, toName } from "../../check/dns/dns-message.ts";
import { overHttps } from "../../check/dns/dns-over-https.ts";
import { type DnsResolver, DnsUnavailableError } from "../../check/dns-resolver.ts";
import type { DnsData } from "../../formats/dns/dns-records.ts";

const TIMEOUT_MS = 3000;
const TRIES = 2;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** No such name, or no such record. */
const NOTHING_THERE = new Set(["ENOTFOUND", "ENODATA"]);

/** `undefined` where `place` is neither an https URL nor an address with or without a port. */
export function openResolver(place: string | undefined): DnsResolver | undefined {
  if (place === undefined) return systemResolver([]);
  const url = URL.parse(place);
  // Unencrypted, what is asked may go no further than this machine.
  if (url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.test(url.hostname)))
    return httpsResolver(place);
  return isServer(place) ? systemResolver([place]) : undefined;
}

function isServer(place: string): boolean {
  const [, inBrackets, bare, port = "53"] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(place) ?? [];
  if (isIP(place) === 6) return true;
  return (isIP(inBrackets ?? "") === 6 || isIP(bare ?? "") === 4) && Number(port) > 0 && Number(port) < 65_536;
}

function systemResolver(servers: readonly string[]): DnsResolver {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  if (servers.length > 0) resolver.setServers(servers);
  return {
    async resolve(name, type): Promise<readonly DnsData[]> {
      switch (type) {
        case "CNAME":
          return (await orNothing(name, resolver.resolveCname(name))).map((target) => ({
            type,
            target: toName(target),
          }));
        case "TXT":
          return (await orNothing(name, resolver.resolveTxt(name))).map((parts) => ({ type, value: parts.join("") }));
        case "SRV":
          return (await orNothing(name, resolver.resolveSrv(name))).map(({ name: target, priority, weight, port }) => ({
            type,
            priority,
            weight,
            port,
            target: toName(target),
          }));
      }
    },
    async resolveAddresses(name) {
      const answers = await Promise.all([
        orNothing(name, resolver.resolve4(name)),
        orNothing(name, resolver.resolve6(name)),
      ]);
      return answers.flat();
    },
  };
}

function httpsResolver(url: string): DnsResolver {
  const askDns = askByMessages(overHttps(url, fetch));
  async function ask(name: string, type: AskedType): Promise<readonly FoundData[]> {
    const reply = await askDns({ name, type }, AbortSignal.timeout(TIMEOUT_MS * TRIES));
    if (reply.state === "failed") throw new DnsUnavailableError(`${name}: ${reply.because}`);
    return reply.state === "found" ? reply.data : [];
  }
  return {
    resolve: async (name, type) => (await ask(name, type)).filter((data): data is DnsData => data.type === type),
    async resolveAddresses(name) {
      const found = await Promise.all([ask(name, "A"), ask(name, "AAAA")]);
      return found.flat().flatMap((data) => ("address" in data ? [data.address] : []));
    },
  };
}

async function orNothing<Item>(name: string, answer: Promise<readonly Item[]>): Promise<readonly Item[]> {
  try {
    return await answer;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (NOTHING_THERE.has(code)) return [];
    throw new DnsUnavailableError(`${name}: ${code === "" ? String(error) : code}`);
  }
}
