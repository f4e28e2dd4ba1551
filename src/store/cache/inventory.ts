import type { Settings } from "../../model/settings/parse-settings.ts";
import type { Provider } from "../../model/settings/provider.ts";
import { isYoungerThan } from "../../model/times.ts";
import type { RecordLister } from "../roles.ts";
import { within } from "./within.ts";

/** What the service has as a whole, for its pages that belong to no domain. */
export interface Inventory {
  /** The provider of everything here, where there is one alone. */
  readonly soleProvider: Provider | undefined;
  /** Whether no domain is here at all: whoever looks at the page is setting the service up. */
  readonly isEmpty: boolean;
}

export type FindInventory = () => Promise<Inventory>;

/** What is not known. */
export const NO_INVENTORY: Inventory = { soleProvider: undefined, isEmpty: false };

/** In milliseconds: so long an answer is given again; so long nobody asks anew after a failure; so long one may take. */
const FRESH_FOR = 60_000;
const PAUSE = 1_000;
const PATIENCE = 1_000;

/** The same of a settings file and, where there is one, the directory above it. Nothing is known while that cannot be asked. */
export function inventoryOf(
  floor: Settings,
  directory: Pick<RecordLister, "listProviders" | "countDomains"> | undefined,
  now: () => Date,
): FindInventory {
  let kept: { readonly inventory: Inventory; readonly askedAt: number; readonly holds: number } | undefined;
  const isEmpty = floor.domains.size === 0 && floor.wildcard === undefined;
  return async () => {
    if (directory === undefined) return { soleProvider: findSole(floor.providers), isEmpty };
    const at = now().getTime();
    if (kept === undefined || !isYoungerThan(kept.holds, kept.askedAt, at))
      kept = await ask(directory).then(
        (inventory) => ({ inventory, askedAt: at, holds: FRESH_FOR }),
        () => ({ inventory: NO_INVENTORY, askedAt: at, holds: PAUSE }),
      );
    return kept.inventory;
  };

  async function ask(records: NonNullable<typeof directory>): Promise<Inventory> {
    const [providers, domains] = await within(
      PATIENCE,
      Promise.all([records.listProviders(2), isEmpty ? records.countDomains({}, 1) : 1]),
    );
    const all = new Map(floor.providers);
    for (const { id, provider } of providers.items) all.set(id, provider);
    return { soleProvider: findSole(all), isEmpty: domains === 0 };
  }
}

function findSole(providers: ReadonlyMap<string, Provider>): Provider | undefined {
  const [sole, ...others] = providers.values();
  // A name that differs from domain to domain is no service's.
  return others.length === 0 && sole?.displayName.includes("{") === false ? sole : undefined;
}
