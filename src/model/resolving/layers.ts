/**
 * What a domain's settings are merged from: its provider, what its entry says otherwise, and the planned changes of both
 * whose time has come. What a domain says itself wins over its provider, whichever is the later.
 * @module
 */
import { valueAt } from "../settings/fault.ts";
import type { PlannedChange, Provider } from "../settings/provider.ts";
import type { DomainEntry } from "../settings/settings.ts";
import { isObject, mergePatch } from "./merge-patch.ts";

export interface Layer {
  /** Where it stands in the settings file. */
  readonly place: readonly PropertyKey[];
  /** The provider for the first layer, and a merge patch for each that follows. */
  readonly value: unknown;
  /** Whether it is the provider's, so that other domains have the same. */
  readonly isShared: boolean;
}

export type Layers = readonly [provider: Layer, ...Layer[]];

/**
 * The layers at a moment, in the order in which they are merged.
 * @param name what the domain's entry is called in the file
 */
export function findLayers(entry: DomainEntry, provider: Provider, at: number, name: string): Layers {
  const { changes, ...value } = provider;
  const [shared, own] = [
    ["providers", entry.provider],
    ["domains", name],
  ];
  return [
    { place: shared, value, isShared: true },
    ...findDue(changes, at).map(({ index, overrides }) => ({
      place: [...shared, "changes", index, "overrides"],
      value: overrides,
      isShared: true,
    })),
    { place: [...own, "overrides"], value: entry.overrides ?? {}, isShared: false },
    ...findDue(entry.changes, at).map(({ index, overrides }) => ({
      place: [...own, "changes", index, "overrides"],
      value: overrides,
      isShared: false,
    })),
  ];
}

/** The changes that were made by then, in the order of their moments, which need not be the file's. */
function findDue(changes: readonly PlannedChange[] = [], at: number) {
  return changes
    .map(({ at: moment, overrides }, index) => ({ moment: Date.parse(moment), overrides, index }))
    .filter(({ moment }) => moment <= at)
    .toSorted((one, other) => one.moment - other.moment);
}

/** The moments at which settings become others, in order, in milliseconds. */
export function findMoments(
  { changes: own = [] }: Pick<DomainEntry, "changes">,
  { changes: shared = [] }: Pick<Provider, "changes">,
): readonly number[] {
  const moments = [...shared, ...own].map(({ at }) => Date.parse(at));
  return [...new Set(moments)].toSorted((one, other) => one - other);
}

export function mergeLayers([provider, ...patches]: Layers): unknown {
  return patches.reduce((merged, { value }) => mergePatch(merged, value), provider.value);
}

/** The layer that a value of merged settings is from: the last that says it. */
export function findOrigin(layers: Layers, path: readonly PropertyKey[]): Layer {
  const [member = ""] = path;
  const says = ({ value }: Layer) =>
    valueAt(value, path) !== undefined || (isObject(value) && Array.isArray(value[String(member)]));
  return layers.findLast(says) ?? layers[0];
}

/** Where in the settings file a value of merged settings stands. */
export function toFilePath(layers: Layers, path: readonly PropertyKey[]): readonly PropertyKey[] {
  return [...findOrigin(layers, path).place, ...path];
}
