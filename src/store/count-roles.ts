/**
 * What was counted of mail clients' requests, by day. Nobody's address and no network is in it.
 * `test/store/count-contract.ts` is the contract that every implementation passes.
 * @module
 */
import type { Domain } from "../model/domain/domain.ts";
import type { CountedKind } from "../model/request-count.ts";

/** Requests of one kind. Without a domain they are of all domains together. */
export interface KindCount extends CountedKind {
  readonly domain: Domain | undefined;
  readonly count: number;
}

/** As `2026-11-29`, in UTC. */
export type Day = string;

interface DayCount extends CountedKind {
  readonly day: Day;
  readonly count: number;
}

export interface DomainCount {
  readonly domain: Domain;
  readonly count: number;
}

/** A domain that is asked for and not served. */
interface UnservedDomain extends DomainCount {
  readonly firstDay: Day;
  readonly lastDay: Day;
}

export interface CountStore {
  /** Adds to what there is of a day; several machines may add to the same. */
  addCounts(day: Day, counts: readonly KindCount[]): Promise<void>;
  /** Adds domains that are not served, and keeps of all those that were asked for most. */
  addUnserved(day: Day, domains: readonly DomainCount[], most: number): Promise<void>;
  /** By day and kind: of one domain, or of all together. */
  listCounts(since: Day, domain: Domain | undefined): Promise<readonly DayCount[]>;
  /** The domains that were asked for most. */
  listDomains(since: Day, limit: number): Promise<readonly DomainCount[]>;
  listUnserved(limit: number): Promise<readonly UnservedDomain[]>;
  /** Forgets single domains before one day, and all before another. */
  forgetCounts(domainsBefore: Day, allBefore: Day): Promise<void>;
}
