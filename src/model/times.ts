/** Moments at which something begins and ends in turns, in their order, in milliseconds. */
export type Times = readonly number[];

export const NEVER: Times = [];
export const ALWAYS: Times = [Number.NEGATIVE_INFINITY];

/** Whether it is so at a moment. */
export function isSoAt(times: Times, at: number): boolean {
  return times.filter((moment) => moment <= at).length % 2 === 1;
}
