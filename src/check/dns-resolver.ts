import type { DnsData } from "../formats/dns/dns-records.ts";

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
