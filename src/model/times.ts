/** Moments at which something begins and ends in turns, in their order, in milliseconds. */
export type Times = readonly number[];

export const NEVER: Times = [];
export const ALWAYS: Times = [Number.NEGATIVE_INFINITY];

/** Whether it is so at a moment. */
export function isSoAt(times: Times, at: number): boolean {
  return times.filter((moment) => moment <= at).length % 2 === 1;
}

/**
 * Whether so many milliseconds have not passed yet since a moment. A clock that was set back makes nothing younger: what is of a time
 * to come is of none that counts.
 */
export function isYoungerThan(milliseconds: number, since: number, now: number): boolean {
  return since <= now && now < since + milliseconds;
}
