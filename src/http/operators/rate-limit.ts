/** Requests within a minute, by whoever makes them. What is counted is in this process. */
export class RateLimit {
  readonly #perMinute: number;
  readonly #minutes = new Map<string, { readonly startedAt: number; spent: number }>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** In how many seconds `who` may go on; 0 is now, and is counted. What is too much for any minute may have one of its own. */
  spend(who: string, requests: number, now: number): number {
    const current = this.#minutes.get(who);
    if (current === undefined || now - current.startedAt >= MINUTE) {
      this.#forgetOld(now);
      this.#minutes.set(who, { startedAt: now, spent: requests });
      return 0;
    }
    if (current.spent + requests > this.#perMinute) return Math.ceil((current.startedAt + MINUTE - now) / 1000);
    current.spent += requests;
    return 0;
  }

  /** A Map iterates in order of insertion. */
  #forgetOld(now: number): void {
    for (const [who, { startedAt }] of this.#minutes) {
      if (now - startedAt < MINUTE) return;
      this.#minutes.delete(who);
    }
  }
}

const MINUTE = 60_000;
