import type { DnsData } from "../formats/dns/dns-records.ts";
import type { AskDns, AskedType, FoundData } from "./dns/ask-dns.ts";

/** What DNS says now, wherever it is asked. */
export interface DnsResolver {
  /** Lower-case names without a dot at their end, text as a character for each byte; nothing where there is no such record. */
  resolve(name: string, type: DnsData["type"]): Promise<readonly DnsData[]>;
  /** Also of the name that an alias leads to. */
  resolveAddresses(name: string): Promise<readonly string[]>;
}

/** Nobody answers, or says that it cannot: nothing is known of the name, least of all that it is not there. */
export class DnsUnavailableError extends Error {
  override readonly name = "DnsUnavailableError";
}

const TIMEOUT_MS = 6000;

/** Of what is asked it tells the records alone. */
export function resolverBy(askDns: AskDns): DnsResolver {
  async function ask(name: string, type: AskedType): Promise<readonly FoundData[]> {
    const reply = await askDns({ name, type }, AbortSignal.timeout(TIMEOUT_MS));
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
