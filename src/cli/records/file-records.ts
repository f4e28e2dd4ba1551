import { findName, toNamePrefix } from "../../directory/operations/domain-operations.ts";
import { isObject } from "../../model/resolving/merge-patch.ts";
import { err, ok } from "../../model/result.ts";
import { stateOf } from "../../model/settings/domain-state.ts";
import { DomainEntry } from "../../model/settings/settings.ts";
import { toRefusal } from "./directory-records.ts";
import type { AnyRecord, ListFilter, ReadablePlace, ReadableRecords, RecordKind } from "./records.ts";

/** A settings file that is valid, by what was parsed of its text. */
export function fileRecords(file: unknown): ReadablePlace {
  const part = (name: string) => (isObject(file) && isObject(file[name]) ? Object.entries(file[name]) : []);
  return {
    kind: "file",
    providers: toRecords(
      "provider",
      part("providers").map(([name, body]) => ({ name, body, revision: undefined, state: undefined })),
    ),
    domains: toRecords(
      "domain",
      part("domains").map(([name, body]) => {
        const entry = DomainEntry.safeParse(body);
        const state = entry.success ? stateOf(entry.data) : undefined;
        return { name: findName(name) ?? name, body, revision: undefined, state };
      }),
    ),
    async *logins() {},
    close: async () => {},
  };
}

function toRecords(kind: RecordKind, records: readonly AnyRecord[]): ReadableRecords {
  const sorted = records.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return {
    async get(name) {
      const wanted = kind === "domain" ? findName(name) : name;
      const found = sorted.find((record) => record.name === wanted);
      return found === undefined ? err(toRefusal({ reason: "not_found" }, kind, name)) : ok(found);
    },
    async *list(filter) {
      const wanted = { ...filter, prefix: toNamePrefix(filter.prefix ?? "") };
      for (const record of sorted) if (isMeant(record, wanted)) yield record;
    },
  };
}

function isMeant({ name, state, body }: AnyRecord, { prefix = "", provider, state: wanted }: ListFilter): boolean {
  const isOfProvider = provider === undefined || (isObject(body) && body.provider === provider);
  return name.startsWith(prefix) && isOfProvider && (wanted === undefined || wanted === state);
}
