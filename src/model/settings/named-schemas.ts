import { PlannedChange, Provider, ProviderPatch } from "./provider.ts";
import { DomainEntry, ProviderEntry } from "./settings.ts";

/** Parts of a settings file that descriptions for programs have once, under these names, and refer to wherever they stand. */
export const NAMED_SCHEMAS = {
  DomainEntry,
  ProviderEntry,
  ProviderPatch,
  PlannedChange,
  IncomingServer: Provider.shape.incomingServers.def.items[0],
  OutgoingServer: Provider.shape.outgoingServers.def.items[0],
};
