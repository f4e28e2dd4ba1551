import { BoundedMap } from "../../model/bounded-map.ts";
import type { Domain } from "../../model/domain/domain.ts";
import type { FoundSettings } from "../../model/server-settings.ts";
import type { Soon } from "../../model/soon.ts";
import { isYoungerThan } from "../../model/times.ts";
import { FaultyRecordError } from "../roles.ts";
import { within } from "./within.ts";

/** What is known of a domain, or of whatever is asked for, and of which state of the directory. */
export interface VersionedAnswer<Answer = FoundSettings> {
  readonly answer: Answer;
  /** The same for two answers that say the same. */
  readonly version: string;
  /** About how much memory the answer takes. */
  readonly bytes: number;
  /** Absent where it is valid until something changes. */
  readonly isValidAt?: ((now: Date) => boolean) | undefined;
  /** What the same records say at another moment, or with another settings file; absent where that is the same. */
  readonly remake?: ((now: Date) => VersionedAnswer<Answer>) | undefined;
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
  /** Shared by all that ask one database: what one of them learns of it holds for the others. */
  readonly connection?: Connection;
}

/** What was last seen of a database. */
export interface Connection {
  isFailing: boolean;
  /** In milliseconds of the clock. */
  failedAt: number;
}

export function createConnection(): Connection {
  return { isFailing: false, failedAt: Number.NEGATIVE_INFINITY };
}

export interface CachedReader<Key = Domain, Answer = FoundSettings> {
  /** While nothing changes, the same object comes back. */
  find(key: Key): Soon<Answer>;
  /** A domain was changed here: the next question goes to the directory. Without a name: all were, or may have been. */
  forget(key?: Key): void;
  /**
   * What answers are made with is another, and versions may mean something else: what is kept is made anew of the records that
   * it was made of, stands in where the directory cannot be asked, and is compared with nothing.
   */
  startOver(): void;
  /** How often an answer was given that could not be confirmed, and whether the directory failed at the last question. */
  readonly health: { readonly staleAnswers: number; readonly isFailing: boolean };
}

interface Entry<Answer> extends VersionedAnswer<Answer> {
  readonly askedAt: number;
  /** How often everything had been forgotten when it was asked. */
  readonly epoch: number;
  /** How often it had been started over when it was made. */
  readonly generation: number;
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
export function cachedReader<Key extends string, Answer>(
  askDirectory: (key: Key) => Promise<VersionedAnswer<Answer>>,
  {
    now,
    freshFor,
    staleFor,
    maxBytes,
    patience,
    sharesQuestions,
    report,
    connection = createConnection(),
  }: CacheOptions,
): CachedReader<Key, Answer> {
  const known = new BoundedMap<Key, Entry<Answer>>(maxBytes, ({ bytes }) => bytes);
  const unknown = new BoundedMap<Key, Entry<Answer>>(MAX_UNKNOWN);
  const questions = new Map<Key, Promise<Entry<Answer>>>();
  let epoch = 0;
  let generation = 0;
  let changes = 0;
  let staleAnswers = 0;
  let faultyToldAt = Number.NEGATIVE_INFINITY;

  return {
    find(key) {
      const kept = renew(key, known.get(key) ?? unknown.get(key));
      const isCurrent = kept?.epoch === epoch;
      return isCurrent && isWithin(freshFor, kept.askedAt) ? kept.answer : ask(key, kept, isCurrent);
    },
    forget(key) {
      changes += 1;
      // Whoever asks from now on must not wait for an answer that may be older than the change.
      questions.clear();
      if (key === undefined) epoch += 1;
      else for (const entries of [known, unknown]) expire(entries, key);
    },
    startOver() {
      changes += 1;
      generation += 1;
      questions.clear();
    },
    // One object: every request looks at it, before and after.
    health: {
      get staleAnswers() {
        return staleAnswers;
      },
      get isFailing() {
        return connection.isFailing;
      },
    },
  };

  async function ask(key: Key, kept: Entry<Answer> | undefined, isCurrent: boolean): Promise<Answer> {
    const mayStandIn = kept !== undefined && now().getTime() - kept.askedAt < freshFor + staleFor;
    try {
      if (connection.isFailing && isCurrent && mayStandIn && isWithin(PAUSE, connection.failedAt)) return toStale(kept);
      return (await (sharesQuestions ? share(key, kept) : refresh(key, kept))).answer;
    } catch (error) {
      noteFailure(error);
      if (!mayStandIn) throw error;
      return toStale(kept);
    }
  }

  function isWithin(milliseconds: number, since: number): boolean {
    return isYoungerThan(milliseconds, since, now().getTime());
  }

  function toStale({ answer }: Entry<Answer>): Answer {
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
    if (!connection.isFailing) report(error);
    connection.isFailing = true;
    connection.failedAt = now().getTime();
  }

  function noteAnswer(): void {
    if (connection.isFailing) report(undefined);
    connection.isFailing = false;
  }

  /** A planned change makes itself at its moment, and another settings file holds, also while the directory cannot be asked. */
  function renew(key: Key, kept: Entry<Answer> | undefined): Entry<Answer> | undefined {
    if (kept === undefined) return undefined;
    if (kept.generation !== generation) return startAnew(key, kept);
    if (kept.isValidAt === undefined || kept.isValidAt(now())) return kept;
    const { askedAt, epoch } = kept;
    return keep(key, { ...(kept.remake?.(now()) ?? kept), askedAt, epoch, generation });
  }

  function startAnew(key: Key, kept: Entry<Answer>): Entry<Answer> | undefined {
    const at = now();
    try {
      const askedAt = Math.min(kept.askedAt, at.getTime() - freshFor);
      const { epoch } = kept;
      return keep(key, { ...(kept.remake?.(at) ?? kept), version: "", askedAt, epoch, generation });
    } catch (error) {
      // With this file the records are faulty; with the next they may be right again.
      if (error instanceof FaultyRecordError) return undefined;
      throw error;
    }
  }

  function keep(key: Key, entry: Entry<Answer>): Entry<Answer> {
    const [entries, others] = entry.answer === undefined ? [unknown, known] : [known, unknown];
    others.delete(key);
    entries.set(key, entry);
    return entry;
  }

  /** Kept, to be compared with what comes next, and to stand in for it if nothing does. */
  function expire(entries: BoundedMap<Key, Entry<Answer>>, key: Key): void {
    const entry = entries.get(key);
    if (entry !== undefined) entries.set(key, { ...entry, epoch: -1 });
  }

  function share(key: Key, kept: Entry<Answer> | undefined): Promise<Entry<Answer>> {
    const asked = questions.get(key);
    if (asked !== undefined) return asked;
    const question = refresh(key, kept).finally(() => {
      if (questions.get(key) === question) questions.delete(key);
    });
    questions.set(key, question);
    return question;
  }

  async function refresh(key: Key, kept: Entry<Answer> | undefined): Promise<Entry<Answer>> {
    const [askedAt, before] = [now().getTime(), changes];
    const fresh = await within(patience, askDirectory(key));
    noteAnswer();
    const entry = { ...(kept?.version === fresh.version ? kept : fresh), askedAt, epoch, generation };
    // What was asked before a change must not outlive it.
    return before === changes ? keep(key, entry) : entry;
  }
}
