import type { DomainName } from "../store/records.ts";
import type { EntryGroup } from "../store/roles.ts";

/** The extremes of a group of domains: of its names, or of the extremes of its parts. */
export function findExtremes(names: readonly DomainName[]): EntryGroup["extremes"] {
  const [first] = names;
  if (first === undefined) return [];
  const findLongest = (lengthOf: (name: DomainName) => number) =>
    names.reduce((longest, name) => (lengthOf(name) > lengthOf(longest) ? name : longest));
  const longest = findLongest((name) => name.length);
  const longestPrefix = findLongest((name) => name.split(".", 1).join("").length);
  return [...new Set([first, longest, longestPrefix])];
}
