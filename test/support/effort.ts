/**
 * How much is tried: in `npm test` a part of what is drawn at random and of what axe looks at, in `npm run fuzz` fifty times
 * as much of the one, in `npm run accessibility` all of the other.
 * @module
 */
import fc from "fast-check";

/** `EFFORT=20 npm run fuzz` is content with less. */
const EFFORT = process.env.MODE === "fuzz" ? Number(process.env.EFFORT ?? 50) : 1;

/** So many of something, or of what `npm run fuzz` tries in their place. */
export const toEffort = (count: number): number => count * EFFORT;

/** Whether every page is looked at, in every theme and language. */
export const LOOKS_AT_ALL = process.env.MODE === "accessibility";

fc.configureGlobal({ numRuns: toEffort(40) });
