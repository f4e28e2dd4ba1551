import { isYoungerThan } from "../../model/times.ts";

interface Minute {
  readonly startedAt: number;
  spent: number;
}

/** Requests within a minute, by whoever makes them. What is counted is in this process, and of no more than `MOST` of them. */
export class RateLimit {
  readonly #perMinute: number;
  readonly #minutes = new Map<string, Minute>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** In how many seconds `who` may go on with so many; 0 is now. */
  wait(who: string, requests: number, now: number): number {
    return this.#waitIn(this.#find(who, now), requests, now);
  }

  /** The same, and counted where it is now. What is too much for any minute may have one of its own. */
  spend(who: string, requests: number, now: number): number {
    const current = this.#find(who, now);
    const seconds = this.#waitIn(current, requests, now);
    if (seconds > 0) return seconds;
    if (current !== undefined) {
      current.spent += requests;
      return 0;
    }
    this.#makeRoom(now);
    this.#minutes.delete(who);
    this.#minutes.set(who, { startedAt: now, spent: requests });
    return 0;
  }

  #waitIn(current: Minute | undefined, requests: number, now: number): number {
    if (current === undefined || current.spent + requests <= this.#perMinute) return 0;
    return Math.ceil((current.startedAt + MINUTE - now) / 1000);
  }

  #find(who: string, now: number): Minute | undefined {
    const current = this.#minutes.get(who);
    return current !== undefined && isYoungerThan(MINUTE, current.startedAt, now) ? current : undefined;
  }

  /** A Map iterates in order of insertion. */
  #makeRoom(now: number): void {
    for (const [who, { startedAt }] of this.#minutes) {
      if (isYoungerThan(MINUTE, startedAt, now) && this.#minutes.size < MOST) return;
      this.#minutes.delete(who);
    }
  }
}

const MINUTE = 60_000;
/** Anybody may come from anywhere: who began longest ago is forgotten first. */
const MOST = 10_000;
