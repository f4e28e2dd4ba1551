/**
 * DNS as a check asks it: with what resolvers for programs leave out, such as whether a name is there at all.
 * @module
 */
import type { DnsData } from "../../formats/dns/dns-records.ts";

export type AskedType = "A" | "AAAA" | "CNAME" | "MX" | "TXT" | "SRV" | "CAA";

/** Names in lower case, without a dot at their end; the root is a dot. */
export type FoundData =
  | DnsData
  | { readonly type: "A" | "AAAA"; readonly address: string }
  | { readonly type: "MX"; readonly priority: number; readonly exchange: string }
  | { readonly type: "CAA"; readonly tag: string; readonly value: string; readonly isCritical: boolean };

export type DnsReply =
  | {
      readonly state: "found";
      readonly data: readonly FoundData[];
      /** Where aliases on the way to it led, in their order. */
      readonly aliases: readonly string[];
      /** Whether the resolver says that it has verified the signatures. */
      readonly isAuthentic: boolean;
    }
  | {
      readonly state: "nothing";
      /** Whether the name, or what its aliases lead to, is there, with records of other types. */
      readonly nameExists: boolean;
      readonly aliases: readonly string[];
      readonly isAuthentic: boolean;
    }
  /** Nobody answers, or says that it cannot: nothing is known of the name. */
  | { readonly state: "failed"; readonly because: string };

export interface DnsQuestion {
  readonly name: string;
  readonly type: AskedType;
  /** Asks for what is there even if its signatures are wrong (RFC 4035 section 3.2.2). */
  readonly unchecked?: boolean;
}

/** Never rejects: who cannot answer has failed. */
export type AskDns = (question: DnsQuestion, signal: AbortSignal) => Promise<DnsReply>;

/** Sends one message of DNS to a resolver, and gives what it answers; rejects where it does not. */
export type ExchangeMessage = (query: Uint8Array<ArrayBuffer>, signal: AbortSignal) => Promise<Uint8Array>;
