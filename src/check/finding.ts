import type { DnsRecord } from "../formats/dns/dns-records.ts";
import type { Domain } from "../model/domain/domain.ts";
import type { FindingKind, GoodKind } from "../model/finding-kind.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import type { Inquiry } from "./inquiry.ts";

/** What a finding is of, for simulated clients: all else is then as it should be. */
export type Subject =
  /** Answers of a host, or those of some URLs there. */
  | { readonly of: "web"; readonly host: string; readonly urls?: readonly string[] }
  | { readonly of: "dns"; readonly name: string; readonly type: "MX" | "SRV" | "TXT" }
  /** Clients that are told of this server. */
  | { readonly of: "server"; readonly hostname: string; readonly port: number }
  /** Nothing of the domain's is reached. */
  | { readonly of: "everything" }
  /** No client asks for it. */
  | { readonly of: "nothing" };

/** Records to publish and to remove. */
interface RecordRemedy {
  readonly add: readonly DnsRecord[];
  readonly remove: readonly DnsRecord[];
}

/** What a rule finds. What is said of it, by kind, is in `content`, with these values in it. */
export interface Found {
  readonly kind: FindingKind;
  /** A name, a URL, or a server with its port. */
  readonly place: string;
  readonly values: Readonly<Record<string, string>>;
  readonly subject: Subject;
  readonly records?: RecordRemedy;
}

export interface Good {
  readonly kind: GoodKind;
  readonly place: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface RuleResult {
  readonly findings: readonly Found[];
  readonly good: readonly Good[];
}

/** What rules look at. */
export interface CheckedDomain {
  readonly domain: Domain;
  readonly settings: ServerSettings;
  /** Where people reach the service. */
  readonly serviceOrigin: string;
  readonly serviceHost: Domain;
  /** Those to publish. */
  readonly records: readonly DnsRecord[];
  readonly inquiry: Inquiry;
  readonly now: Date;
}

export type Rule = (checked: CheckedDomain) => Promise<RuleResult>;

export const NOTHING_FOUND: RuleResult = { findings: [], good: [] };

/** What several rules found, as if it were one. */
export function join(results: readonly RuleResult[]): RuleResult {
  return { findings: results.flatMap(({ findings }) => findings), good: results.flatMap(({ good }) => good) };
}

export function findings(...found: readonly Found[]): RuleResult {
  return { findings: found, good: [] };
}

export function good(kind: GoodKind, place: string, values: Readonly<Record<string, string>> = {}): RuleResult {
  return { findings: [], good: [{ kind, place, values }] };
}
