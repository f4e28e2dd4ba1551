import type { Domain } from "../model/domain.ts";
import { isValidAt } from "../model/server-settings.ts";
import { LruMap } from "./lru-map.ts";
import { FaultyRecordError } from "./roles.ts";
import type { SettingsReader } from "./settings-store.ts";
import { within } from "./within.ts";

/** What is known of a domain, and of which state of the directory. */
export interface VersionedAnswer {
  readonly answer: Awaited<ReturnType<SettingsReader["find"]>>;
  /** The same for two answers that say the same. */
  readonly version: string;
  /** About how much memory the answer takes. */
  readonly bytes: number;
  /** What the same records say once the answer is valid no longer. */
  readonly renew?: (() => VersionedAnswer) | undefined;
}

export interface CacheOptions {
  readonly now: () => Date;
  /** For so many milliseconds an answer is given without another question. */
  readonly freshFor: number;
  /** After that, while the directory cannot be asked, it is given for so long again, and counted as stale. */
  readonly staleFor: number;
  readonly maxBytes: number;
  /** So many milliseconds a question may take; after that the directory counts as one that cannot be asked. */
  readonly patience: number;
  /**
   * Whether those who ask for one domain at the same time wait for one answer. Workers must not: a request there cannot
   * wait for what another one began.
   */
  readonly sharesQuestions: boolean;
  /** Told when the directory begins to fail, with why, and when it answers again; now and then of faulty records. */
  readonly report: (failure: unknown) => void;
}

export interface CachedReader extends SettingsReader {
  /** A domain was changed here: the next question goes to the directory. Without a name: all were, or may have been. */
  forget(domain?: Domain): void;
  /** How often an answer was given that could not be confirmed, and whether the directory failed at the last question. */
  readonly health: { readonly staleAnswers: number; readonly isFailing: boolean };
}

interface Entry extends VersionedAnswer {
  readonly askedAt: number;
  /** How often everything had been forgotten when it was asked. */
  readonly epoch: number;
}

/** After a failure, whoever can be answered from what is kept does not wait for another one, for so many milliseconds. */
const PAUSE = 1_000;
/** Faulty records are told of so often, however many are asked for. */
const FAULTY_TOLD_EVERY = 60_000;

/** Names that nobody has registered: many, since anybody may make them up, and worth little. */
const MAX_UNKNOWN = 10_000;

/**
 * Keeps what a directory answers, for a while and within limits. An answer that is the same again is the same object
 * again, so that what was rendered from it stays.
 */
export function cachedReader(
  ask: (domain: Domain) => Promise<VersionedAnswer>,
  { now, freshFor, staleFor, maxBytes, patience, sharesQuestions, report }: CacheOptions,
): CachedReader {
  const known = new LruMap<Domain, Entry>(maxBytes, ({ bytes }) => bytes);
  const unknown = new LruMap<Domain, Entry>(MAX_UNKNOWN);
  const questions = new Map<Domain, Promise<Entry>>();
  let epoch = 0;
  let changes = 0;
  let staleAnswers = 0;
  let isFailing = false;
  let failedAt = Number.NEGATIVE_INFINITY;
  let faultyToldAt = Number.NEGATIVE_INFINITY;

  return {
    async find(domain) {
      const kept = renew(domain, known.get(domain) ?? unknown.get(domain));
      const isCurrent = kept?.epoch === epoch;
      if (isCurrent && isWithin(freshFor, kept.askedAt)) return kept.answer;
      const mayStandIn = kept !== undefined && now().getTime() - kept.askedAt < freshFor + staleFor;
      try {
        if (isFailing && isCurrent && mayStandIn && isWithin(PAUSE, failedAt)) return toStale(kept);
        return (await (sharesQuestions ? share(domain, kept) : refresh(domain, kept))).answer;
      } catch (error) {
        noteFailure(error);
        if (!mayStandIn) throw error;
        return toStale(kept);
      }
    },
    forget(domain) {
      changes += 1;
      // Whoever asks from now on must not wait for an answer that may be older than the change.
      questions.clear();
      if (domain === undefined) epoch += 1;
      else for (const entries of [known, unknown]) expire(entries, domain);
    },
    get health() {
      return { staleAnswers, isFailing };
    },
  };

  /** A clock that was set back makes nothing younger. */
  function isWithin(milliseconds: number, since: number): boolean {
    const age = now().getTime() - since;
    return age >= 0 && age < milliseconds;
  }

  function toStale({ answer }: Entry): Entry["answer"] {
    staleAnswers += 1;
    return answer;
  }

  function noteFailure(error: unknown): void {
    // Who holds a faulty record does answer: others' answers are as good as ever.
    if (error instanceof FaultyRecordError) {
      noteAnswer();
      if (isWithin(FAULTY_TOLD_EVERY, faultyToldAt)) return;
      faultyToldAt = now().getTime();
      report(error);
      return;
    }
    if (!isFailing) report(error);
    isFailing = true;
    failedAt = now().getTime();
  }

  function noteAnswer(): void {
    if (isFailing) report(undefined);
    isFailing = false;
  }

  /** A planned change makes itself at its moment, also while the directory cannot be asked. */
  function renew(domain: Domain, kept: Entry | undefined): Entry | undefined {
    if (kept?.renew === undefined || isValidAt(kept.answer, now())) return kept;
    const { askedAt, epoch } = kept;
    const renewed = { ...kept.renew(), askedAt, epoch };
    known.set(domain, renewed);
    return renewed;
  }

  /** Kept, to be compared with what comes next, and to stand in for it if nothing does. */
  function expire(entries: LruMap<Domain, Entry>, domain: Domain): void {
    const entry = entries.get(domain);
    if (entry !== undefined) entries.set(domain, { ...entry, epoch: -1 });
  }

  function share(domain: Domain, kept: Entry | undefined): Promise<Entry> {
    const asked = questions.get(domain);
    if (asked !== undefined) return asked;
    const question = refresh(domain, kept).finally(() => {
      if (questions.get(domain) === question) questions.delete(domain);
    });
    questions.set(domain, question);
    return question;
  }

  async function refresh(domain: Domain, kept: Entry | undefined): Promise<Entry> {
    const [askedAt, before] = [now().getTime(), changes];
    const fresh = await within(patience, ask(domain));
    noteAnswer();
    const entry = { ...fresh, answer: kept?.version === fresh.version ? kept.answer : fresh.answer, askedAt, epoch };
    // What was asked before a change must not outlive it.
    if (before !== changes) return entry;
    const [entries, others] = entry.answer === undefined ? [unknown, known] : [known, unknown];
    others.delete(domain);
    entries.set(domain, entry);
    return entry;
  }
}
