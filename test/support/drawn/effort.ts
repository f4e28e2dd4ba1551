/**
 * How much is tried of what is drawn at random: in `npm test` a part, in `npm run fuzz` fifty times as much.
 * @module
 */
import fc from "fast-check";

/** Whether nothing is left out because it is much alike. */
export const isThorough = process.env.MODE === "fuzz";

/** `EFFORT=20 npm run fuzz` is content with less. */
const EFFORT = isThorough ? Number(process.env.EFFORT ?? 50) : 1;

/** So many of something, or of what `npm run fuzz` tries in their place. */
export const toEffort = (count: number): number => count * EFFORT;

fc.configureGlobal({ numRuns: toEffort(40) });
