import type { Domain } from "../../model/domain/domain.ts";
import { keepLast } from "../../model/keep-last.ts";
import type { CountedKind, CountedRequest, Tally } from "../../model/request-count.ts";
import type { CountStore, Day, KindCount } from "../count-roles.ts";

/** Single domains that are counted on one day: with a wildcard anybody may ask for more, which then count for all together. */
const MOST_DOMAINS = 20_000;
/** Domains that are not served, of which anybody may ask for any. */
const MOST_UNSERVED = 1_000;
/** Days that wait for a database which is gone. */
const MOST_DAYS = 3;
/** Rows of one statement: SQLite writes them while everybody waits. */
const ROWS_AT_ONCE = 500;
/** Requests that wait to be counted: together that takes a fraction of what it takes one by one, between other work. */
const MOST_WAITING = 100;
/** It is written every minute: a day that was so long is no mistake of the clock, by which all of the past would be forgotten. */
const WRITES_OF_A_DAY = 60;
/** Days, by which the past is forgotten. */
const KEPT_OF_DOMAINS = 35;
const KEPT_OF_ALL = 400;

export interface RequestTally extends Tally {
  /** Since this process began. */
  readTotals(): readonly KindCount[];
  /** Writes what was counted since it was last written. What cannot be written waits for the next time. */
  write(): Promise<void>;
}

/** Counts in memory, and writes it down now and then: no request waits for that. */
export function createRequestTally(store: CountStore | undefined, now: () => Date): RequestTally {
  const totals: Row[] = [];
  const days = new Map<Day, CountedDay>();
  // To write a day takes longer than all else of counting.
  const toDayOf = keepLast((day: number) => toDay(new Date(day * DAY)));
  let waiting: { readonly day: Day; readonly requests: CountedRequest[] } | undefined;
  let written: { readonly day: Day; times: number } | undefined;

  return {
    count(request) {
      const day = toDayOf(Math.floor(now().getTime() / DAY));
      if (waiting?.day !== day || waiting.requests.length === MOST_WAITING) countWaiting();
      waiting ??= { day, requests: [] };
      waiting.requests.push(request);
    },
    readTotals() {
      countWaiting();
      return totals;
    },
    async write() {
      if (store === undefined) return;
      countWaiting();
      const today = toDay(now());
      for (const [day, counted] of days) {
        await writeRows(store, day, counted);
        await writeUnserved(store, day, counted);
        if (day !== today) days.delete(day);
      }
      if (written?.day !== today) written = { day: today, times: 0 };
      if (written.times === WRITES_OF_A_DAY) return;
      if (written.times === WRITES_OF_A_DAY - 1)
        await store.forgetCounts(daysBefore(now(), KEPT_OF_DOMAINS), daysBefore(now(), KEPT_OF_ALL));
      written.times += 1;
    },
  };

  function countWaiting(): void {
    if (waiting === undefined) return;
    const { day, requests } = waiting;
    waiting = undefined;
    const counted = store && findDay(days, day);
    for (const request of requests) {
      add(totals, request, undefined, 1);
      if (counted !== undefined) countOn(counted, request);
    }
  }
}

interface Row extends CountedKind {
  readonly domain: Domain | undefined;
  count: number;
}

/** Of a domain, or of all together: as many as the kinds that were asked for. */
type Rows = Map<Domain | undefined, Row[]>;

/** What was counted on a day and is not written yet. */
interface CountedDay {
  rows: Rows;
  unserved: Map<Domain, number>;
  /** Those that have rows of their own, written or not. */
  readonly domains: Set<Domain>;
}

function findDay(days: Map<Day, CountedDay>, day: Day): CountedDay {
  const known = days.get(day);
  if (known !== undefined) return known;
  const counted: CountedDay = { rows: new Map(), unserved: new Map(), domains: new Set() };
  days.set(day, counted);
  const [oldest] = days.keys();
  if (days.size > MOST_DAYS && oldest !== undefined) days.delete(oldest);
  return counted;
}

function countOn({ rows, unserved, domains }: CountedDay, request: CountedRequest): void {
  const { domain, outcome } = request;
  add(rowsOf(rows, undefined), request, undefined, 1);
  if (domain === undefined) return;
  if (outcome === "unserved") addUnserved(unserved, domain, 1);
  else if (domains.has(domain) || domains.size < MOST_DOMAINS) {
    domains.add(domain);
    add(rowsOf(rows, domain), request, domain, 1);
  }
}

function rowsOf(all: Rows, domain: Domain | undefined): Row[] {
  const known = all.get(domain);
  if (known !== undefined) return known;
  const rows: Row[] = [];
  all.set(domain, rows);
  return rows;
}

/** Every request waits for this: only the first of a kind makes a row, and to compare kinds takes less than to make a key of them. */
function add(
  rows: Row[],
  { family, mechanism, outcome }: CountedKind,
  domain: Domain | undefined,
  count: number,
): void {
  for (const row of rows)
    if (row.family === family && row.mechanism === mechanism && row.outcome === outcome) {
      row.count += count;
      return;
    }
  rows.push({ family, mechanism, outcome, domain, count });
}

function addUnserved(unserved: Map<Domain, number>, domain: Domain, count: number): void {
  const known = unserved.get(domain);
  if (known !== undefined || unserved.size < MOST_UNSERVED) unserved.set(domain, (known ?? 0) + count);
}

/** Part by part; others are answered in between, and are counted anew meanwhile. */
async function writeRows(store: CountStore, day: Day, counted: CountedDay): Promise<void> {
  const rows = [...counted.rows.values()].flat();
  counted.rows = new Map();
  while (rows.length > 0) {
    const part = rows.slice(0, ROWS_AT_ONCE);
    try {
      await store.addCounts(day, part);
    } catch (error) {
      for (const row of rows) add(rowsOf(counted.rows, row.domain), row, row.domain, row.count);
      throw error;
    }
    rows.splice(0, part.length);
  }
}

async function writeUnserved(store: CountStore, day: Day, counted: CountedDay): Promise<void> {
  const { unserved } = counted;
  counted.unserved = new Map();
  try {
    await store.addUnserved(
      day,
      [...unserved].map(([domain, count]) => ({ domain, count })),
      MOST_UNSERVED,
    );
  } catch (error) {
    for (const [domain, count] of unserved) addUnserved(counted.unserved, domain, count);
    throw error;
  }
}

function toDay(moment: Date): Day {
  return moment.toISOString().slice(0, 10);
}

function daysBefore(moment: Date, days: number): Day {
  return toDay(new Date(moment.getTime() - days * DAY));
}

const DAY = 86_400_000;
