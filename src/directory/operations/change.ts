/**
 * What all changes of the directory have in common.
 * @module
 */
import type { Domain } from "../../model/domain/domain.ts";
import { isObject } from "../../model/resolving/merge-patch.ts";
import type { Settings } from "../../model/settings/parse-settings.ts";
import type { Revision } from "../../store/records.ts";
import type { Directory } from "../../store/roles.ts";

export interface DirectoryOptions {
  readonly directory: Directory;
  readonly floor: Floor;
  readonly now: () => Date;
  /** Called as soon as a change is kept: what this machine knows of the domain is old. Without a name: of all of them. */
  readonly changed: (domain?: Domain) => void;
}

/** The settings file: entries of the directory may use its providers too, and its domains are somebody's already. */
export type Floor = Pick<Settings, "providers" | "domains">;

/** What the record must be for a change to be made; `undefined` makes it whatever it is. */
export type Expected = Revision | "any" | "none" | undefined;

export interface ChangeOptions {
  readonly expected?: Expected;
  readonly dryRun?: boolean;
}

/** Changes that came between are looked at again so often; more is a quarrel, and the caller is told. */
export const TRIES = 5;

/** Whether a record is as it was expected to be; `undefined` stands for one that is not there. */
export function holds(expected: Expected, record: { readonly revision: Revision } | undefined): boolean {
  if (expected === undefined) return true;
  if (expected === "any") return record !== undefined;
  return expected === "none" ? record === undefined : record?.revision === expected;
}

/** Whether two values are the same JSON, whatever the order of members. */
export function isSame(one: unknown, other: unknown): boolean {
  if (isObject(one) && isObject(other)) {
    const [names, others] = [Object.keys(one), Object.keys(other)];
    return names.length === others.length && names.every((name) => name in other && isSame(one[name], other[name]));
  }
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  return one === other;
}
