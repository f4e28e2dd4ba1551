/**
 * How often one may have what costs the service most: what is made for one person or one question, so that nothing of it can
 * be kept. Documents of mail clients are not among it: they cost a fraction, and whole companies and clouds ask for them
 * from one address.
 * @module
 */
import type { Context } from "hono";
import { type Soon, whenKnown } from "../../model/soon.ts";
import { createProblem, type Problem } from "../wire/problem.ts";
import type { Site } from "../wire/site.ts";

/** Each is counted by itself: who is out of one still has the others. A `page` is one that is rendered for one person alone. */
export type Costly = keyof typeof COUNTS;

/**
 * As how many each counts: playing all mail programs takes some ten times as long as the others. What asks the Internet is
 * had seldom, since others have to answer.
 */
const COUNTS = { signature: 1, code: 1, search: 1, page: 1, simulation: 10, live: 100, check: 100 } as const;

/**
 * Why whoever asks cannot have it now; `undefined` where it can. Source first: one that has had enough takes nothing from
 * others of the domain.
 */
export function findExcess(c: Context, { rates }: Site, costly: Costly, domain: string): Soon<Problem | undefined> {
  const source = c.get("place").peer.findSource(c);
  const count = COUNTS[costly];
  const ofSource = source === undefined ? 0 : rates.ofSource(`${costly} ${source}`, count);
  const waiting = whenKnown(ofSource, (seconds) =>
    seconds > 0 ? seconds : rates.ofDomain(`${costly} ${domain}`, count),
  );
  return whenKnown(waiting, (seconds) => (seconds > 0 ? { ...TOO_MANY, retryAfter: seconds } : undefined));
}

const TOO_MANY = createProblem(429, "tooMany");
