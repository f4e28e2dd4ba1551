/**
 * How much is tried of what is tried at random: some in `npm test`, and fifty times as much in `npm run fuzz`.
 * @module
 */
import fc from "fast-check";

const EFFORT = process.env.MODE === "fuzz" ? 50 : 1;

/** So many of something, or of what `npm run fuzz` tries in their place. */
export const toEffort = (count: number): number => count * EFFORT;

fc.configureGlobal({ numRuns: toEffort(40) });
