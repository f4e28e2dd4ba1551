import type { Context } from "hono";
import { RateLimit } from "./rate-limit.ts";

/** Requests of one source, in one process, that come with what is nobody's token or session. */
const REFUSALS_PER_MINUTE = 60;
/** As much of a token's text as is no secret, and of a session's too little to guess the rest. */
const ID_LENGTH = 15;

/** Keeps whoever guesses from guessing on. */
export interface Refusals {
  /** In how many seconds it may be looked at what a request brought; 0 is now. */
  wait(c: Context, brought: string): number;
  /** What it brought was nobody's. */
  count(c: Context, brought: string): void;
}

export function limitRefusals(now: () => Date): Refusals {
  const refused = new RateLimit(REFUSALS_PER_MINUTE);
  return {
    wait: (c, brought) => refused.wait(findGuesser(c, brought), 1, now().getTime()),
    count: (c, brought) => void refused.spend(findGuesser(c, brought), 1, now().getTime()),
  };
}

/** Who guesses. Where nobody knows from where, each token is a place of its own, so that a flood keeps no right one out. */
export function findGuesser(c: Context, brought: string): string {
  return c.get("place").peer.findSource(c) ?? brought.slice(0, ID_LENGTH);
}
