/**
 * What the directory holds: providers and domains as operators wrote them, each with the revision that last changed it.
 * @module
 */
import type { Domain } from "../model/domain/domain.ts";
import type { DomainState } from "../model/settings/domain-state.ts";
import type { Provider } from "../model/settings/provider.ts";
import type { DomainEntry, WILDCARD } from "../model/settings/settings.ts";

/**
 * A number that grows with every change of the whole directory: of two revisions the greater is the later, and a record
 * that has the same one has not changed.
 */
export type Revision = number;

/** A domain's name, or the wildcard's. */
export type DomainName = Domain | typeof WILDCARD;

export interface ProviderRecord {
  readonly id: string;
  readonly provider: Provider;
  readonly revision: Revision;
  /** As it was written, defaults and comments included. */
  readonly body: unknown;
}

export interface DomainRecord {
  readonly name: DomainName;
  readonly entry: DomainEntry;
  /** What the entry makes of the domain: kept beside it to be searched by. */
  readonly state: DomainState;
  readonly revision: Revision;
  readonly body: unknown;
}

/** One change as history keeps it; without a body it was a removal. */
export interface RevisionRecord {
  readonly revision: Revision;
  readonly kind: RecordKind;
  readonly name: string;
  /** Whose it was: the provider itself, or the domain's. */
  readonly provider: string;
  readonly body: unknown;
  /** When, in UTC (ISO 8601). */
  readonly at: string;
  /** Who: a token's name, or the command. */
  readonly author: string;
}

export type RecordKind = "provider" | "domain";
