/**
 * What a directory can be asked and told, split by role so that whoever needs one thing is given no other.
 * `test/store/directory-contract.ts` is the contract that every implementation passes.
 * @module
 */
import type { Domain } from "../model/domain/domain.ts";
import type { DomainState } from "../model/settings/domain-state.ts";
import type { DomainName, DomainRecord, ProviderRecord, RecordKind, Revision, RevisionRecord } from "./records.ts";

/** The directory cannot be asked now: it is gone, locked, full, too slow, or answers nonsense. Whoever asked may try again. */
export class StoreUnavailableError extends Error {
  override readonly name: string = "StoreUnavailableError";
}

/** The file that a database is in cannot be read: it stays so until another is put in its place. */
export class DamagedStoreError extends StoreUnavailableError {}

/** What it is asked for has no table: a release has more of them than were made. It stays so until somebody makes them. */
export class TablesMissingError extends StoreUnavailableError {}

/** The file that a database is in was taken away, or replaced, since it was opened: it stays so until it is opened again. */
export class MovedStoreError extends StoreUnavailableError {}

/** There is no room for what is to be written; what is there can be read. */
export class StoreFullError extends StoreUnavailableError {
  override readonly name = "StoreFullError";
}

/** The directory answers, but what it holds of a record is nobody's settings. Others are answered. */
export class FaultyRecordError extends StoreUnavailableError {
  override readonly name = "FaultyRecordError";
}

/** A domain as a request needs it: its entry, and the provider that the entry names. */
export interface FoundDomain {
  readonly domain: DomainRecord;
  /** Absent where the directory has none of that name: then a settings file may have it. */
  readonly provider: ProviderRecord | undefined;
}

/** Single records, as they are now. */
export interface RecordReader {
  /** The record of `domain`, else the wildcard's; one question to the database, by an index. */
  findDomain(domain: Domain): Promise<FoundDomain | undefined>;
  getDomain(name: DomainName): Promise<DomainRecord | undefined>;
  /** Those of `names` that there are. */
  getDomains(names: readonly DomainName[]): Promise<readonly DomainRecord[]>;
  getProvider(id: string): Promise<ProviderRecord | undefined>;
}

/** Which domains to list. All that is given must hold. */
export interface DomainFilter {
  /** How names begin. */
  readonly prefix?: string;
  readonly provider?: string;
  /** Beside `provider`: whoever lists may see this one's alone. */
  readonly only?: string;
  readonly state?: DomainState;
  /** Those alone that plan changes of their own; some others may be among them. */
  readonly hasPlan?: true;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** What to ask for next; absent at the end. */
  readonly next: string | undefined;
}

/** Domains of one provider whose entries say the same. */
export interface EntryGroup {
  readonly body: unknown;
  /** One of them. */
  readonly name: DomainName;
  /** This, the longest name, and one with the longest first label: what is filled in for them may be too long. */
  readonly extremes: readonly DomainName[];
  readonly count: number;
}

/** What some domains say that follow each other by their names. */
interface Survey {
  /** Of the most domains first; rare ones are left out where there are very many. */
  readonly groups: readonly (EntryGroup & { readonly provider: string })[];
  /** Whether some were left out. */
  readonly isCut: boolean;
  /** The name to go on after; absent at the end. */
  readonly next: string | undefined;
}

/** Records in the order of their names. */
export interface RecordLister {
  /** What the next `limit` domains say, all or one provider's: who looks at all of them asks again and again. */
  surveyEntries(provider: string | undefined, limit: number, after?: string): Promise<Survey>;
  /** What a provider's domains say, the same once: at most `limit`, those of the most domains first. */
  listEntries(provider: string, limit: number): Promise<readonly EntryGroup[]>;
  /** At most `limit` domains after the name `after`. */
  listDomains(filter: DomainFilter, limit: number, after?: string): Promise<Page<DomainRecord>>;
  listProviders(limit: number, after?: string): Promise<Page<ProviderRecord>>;
  /** How many domains there are, counted no further than `most`. */
  countDomains(filter: DomainFilter, most: number): Promise<number>;
}

/** A domain's state and its entry; `undefined` of one that was removed. */
export interface NamedState {
  readonly name: DomainName;
  readonly state: DomainState | undefined;
  /** JSON as it is kept, which many domains have in common. */
  readonly text: string | undefined;
}

/** Names, states, and entries that nobody has read yet, for whoever has to know all of them. */
export interface StateLister {
  /** At most `limit` domains after the name `after`, of all or of one provider, in the order of their names. */
  listStates(limit: number, after?: string, provider?: string): Promise<Page<NamedState>>;
  /** The last revision of anything, 0 where there is none. */
  findLastRevision(): Promise<Revision>;
  /**
   * Domains that the first `limit` changes after a revision were of, each in its state of now, the providers that they were
   * of, and the last of these revisions: `since` itself where nothing has changed. Of one provider these are changes of what
   * it has, and of what was its own until then: what went to another is as what was removed.
   */
  listStatesSince(since: Revision, limit: number, provider?: string): Promise<ChangedStates>;
}

interface ChangedStates {
  readonly items: readonly NamedState[];
  readonly providers: readonly string[];
  readonly revision: Revision;
}

/** What is to become of one record. */
export interface Change {
  readonly name: string;
  /** What it is to be, as the model's own JSON; `undefined` removes it. */
  readonly body: unknown;
  /** The revision that it must have now, 0 where there must be none: a change that came between is a conflict. */
  readonly expected: Revision;
}

export interface ProviderChange extends Change {
  /**
   * The last revision of anything of this provider, its domains included, when the body was checked against them: if
   * there is a later one, the change is a conflict. `undefined` where it does not matter.
   */
  readonly seen?: Revision | undefined;
}

export interface DomainChange extends Change {
  readonly name: DomainName;
  /** Whose the domain is; of one that is removed, whose it was. */
  readonly provider: string;
  /**
   * The provider's revision that the body was checked against, 0 where the directory has no such provider: if it is
   * another now, the change is a conflict. `undefined` where it does not matter.
   */
  readonly providerRevision?: Revision | undefined;
  /** Derived from the body by whoever checked it. */
  readonly state: DomainState;
}

export interface Author {
  readonly name: string;
  readonly at: Date;
}

/**
 * What became of each change, in their order: its revision, or why it was not made. `in_use` is of providers that domains
 * still name.
 */
export type ChangeResult = Revision | "conflict" | "in_use";

/**
 * Changes records and remembers what they were. A call is made whole or not at all, but for changes whose condition
 * does not hold: those are left out. What was answered is on disk. Each name stands once in a call.
 */
interface RecordWriter {
  writeDomains(changes: readonly DomainChange[], author: Author): Promise<readonly ChangeResult[]>;
  writeProviders(changes: readonly ProviderChange[], author: Author): Promise<readonly ChangeResult[]>;
}

/** Former states. */
export interface History {
  /** Changes of one record, latest first, before the revision `before`; all, or those made while it was one provider's. */
  listRevisions(
    kind: RecordKind,
    name: string,
    limit: number,
    before?: Revision,
    provider?: string,
  ): Promise<readonly RevisionRecord[]>;
  /** Changes of everything, or of one provider and its domains, latest first. */
  listChanges(provider: string | undefined, limit: number, before?: Revision): Promise<readonly RevisionRecord[]>;
}

export interface Directory extends RecordReader, RecordLister, StateLister, RecordWriter, History {}
