/**
 * Where imported records go: to stdout or a file as settings, or into a directory.
 * @module
 */
import { existsSync, readFileSync, renameSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import type { ImportItem } from "../../directory/import/imported.ts";
import { isSame } from "../../directory/operations/change.ts";
import { checkDomain } from "../../directory/operations/check-entry.ts";
import { findName } from "../../directory/operations/domain-operations.ts";
import { isObject } from "../../model/resolving/merge-patch.ts";
import { formatFault } from "../../model/settings/fault.ts";
import { parseSettings } from "../../model/settings/parse-settings.ts";
import { ProviderEntry } from "../../model/settings/settings.ts";
import { decodeText } from "../decode-text.ts";
import type { AnyRecord, ItemOutcome, RecordPlace, Refusal } from "../records/records.ts";
import { explainWriteError, SCHEMA_FILE } from "../settings-file.ts";
import type { Terminal } from "../terminal.ts";

export interface ImportTarget {
  /** What is there already, by name. */
  providers(): Promise<ReadonlyMap<string, unknown>>;
  /** What becomes of each, in their order. */
  write(items: readonly ImportItem[]): Promise<readonly ItemOutcome[]>;
  /** Keeps what was written, where that is done all at once; a refusal is of all of it. */
  finish(): Promise<Refusal | undefined>;
  close(): Promise<void>;
}

/** Into a directory or a service, a batch after the other; `dryRun` only says what would become of each. */
export function placeTarget(place: RecordPlace, { dryRun }: { readonly dryRun: boolean }): ImportTarget {
  const tried = new Map<string, unknown>();
  /** Those that would be there when their login names come. */
  const domains = new Set<string>();
  return {
    async providers() {
      const known = new Map<string, unknown>();
      for await (const { name, body } of place.providers.list({})) known.set(name, body);
      return known;
    },
    async write(items) {
      if (!dryRun) return place.writeAll(items);
      const outcomes: ItemOutcome[] = [];
      for (const item of items) {
        const outcome = await tryItem(item);
        if (item.kind === "domain" && typeof outcome === "string") domains.add(findName(item.name) ?? item.name);
        outcomes.push(outcome);
      }
      return outcomes;
    },
    finish: async () => undefined,
    close: () => place.close(),
  };

  /** A domain whose provider is only tried as well has none there yet. */
  async function tryItem({ kind, name, body }: ImportItem): Promise<ItemOutcome> {
    if (kind === "login") return tryLogin(name, body);
    if (kind === "provider") tried.set(name, body);
    const provider = isObject(body) ? ProviderEntry.safeParse(tried.get(String(body.provider))).data : undefined;
    if (kind === "provider" || provider === undefined) {
      const made = await place[`${kind}s`].put(name, body, { dryRun: true });
      return made.ok ? made.value.outcome : made.error;
    }
    const domain = findName(name);
    if (domain === undefined) return { lines: [`not a domain's name: ${JSON.stringify(name)}`], hint: undefined };
    const checked = await checkDomain(domain, body, async () => provider);
    if (!checked.ok) return { lines: checked.error.map(formatFault), hint: undefined };
    const found = await place.domains.get(domain);
    return toOutcome(found.ok ? found.value : undefined, body);
  }

  /** Of a domain that is only tried as well there are none yet. */
  async function tryLogin(address: string, body: unknown): Promise<ItemOutcome> {
    const [localPart = "", domain = ""] = address.toLowerCase().split(/@(?=[^@]*$)/);
    const found = await place.domains.get(domain);
    if (!found.ok) return domains.has(findName(domain) ?? domain) ? "added" : found.error;
    for await (const { address: known, ...entry } of place.logins({ domain, prefix: localPart }))
      if (known === address.toLowerCase()) return toOutcome({ body: entry }, body);
    return "added";
  }
}

/** What a settings file cannot take over. */
const NO_LOGINS: Refusal = {
  lines: ["a settings file has no place for login names"],
  hint: "import them into a directory",
};

const MEND_FIRST = "nothing was written: mend these first";
const GIVE_AGAIN = "nothing was written: give the same command again";

function toOutcome(known: Pick<AnyRecord, "body"> | undefined, body: unknown): ItemOutcome {
  if (known === undefined) return "added";
  return isSame(known.body, body) ? "unchanged" : "changed";
}

/**
 * Settings that are whole at the end or not written at all.
 * @param before the file as it was
 * @param write gives why it could not be written
 */
export function settingsTarget(
  before: unknown,
  schema: string,
  write: (text: string, isEmpty: boolean) => Promise<Refusal | undefined>,
): ImportTarget {
  const file = new Map(Object.entries(isObject(before) ? before : { $schema: schema, providers: {}, domains: {} }));
  const partOf = (name: string): Map<string, unknown> => {
    const part = file.get(name);
    return new Map(Object.entries(isObject(part) ? part : {}));
  };
  const providers = partOf("providers");
  const domains = partOf("domains");
  // A file may spell a domain as people do.
  const spellings = new Map([...domains.keys()].map((key) => [findName(key) ?? key, key]));
  return {
    providers: async () => new Map(providers),
    async write(items) {
      return items.map(({ kind, name, body }) => {
        if (kind === "login") return NO_LOGINS;
        const part = kind === "provider" ? providers : domains;
        const key = kind === "provider" ? name : (spellings.get(findName(name) ?? name) ?? findName(name) ?? name);
        const outcome = toOutcome(part.has(key) ? { body: part.get(key) } : undefined, body);
        part.set(key, body);
        if (kind === "domain") spellings.set(findName(name) ?? name, key);
        return outcome;
      });
    },
    async finish() {
      const whole = Object.fromEntries([
        ...file,
        ["providers", Object.fromEntries(providers)],
        ["domains", Object.fromEntries(domains)],
      ]);
      const isEmpty = providers.size + domains.size === 0;
      const settings = parseSettings(whole);
      if (!settings.ok && !isEmpty) return { lines: settings.error.map(formatFault), hint: MEND_FIRST };
      return write(`${JSON.stringify(whole, undefined, 2)}\n`, isEmpty);
    },
    close: async () => {},
  };
}

/** Prints settings, where there are any. */
export function printedTarget(terminal: Terminal): ImportTarget {
  return settingsTarget(undefined, "./settings.schema.json", async (text, isEmpty) => {
    if (!isEmpty) terminal.print(text);
    return undefined;
  });
}

/**
 * Writes a settings file; whoever reads it in between finds the old one or the new one.
 * @param before its text as it was read; absent where there was none
 */
export function fileTarget(
  path: string,
  before: string | undefined,
  { dryRun }: { readonly dryRun: boolean },
): ImportTarget {
  const settings: unknown = before === undefined ? undefined : JSON.parse(before);
  return settingsTarget(settings, toSchemaReference(path), async (text, isEmpty) => {
    if (dryRun || isEmpty) return undefined;
    try {
      const isWritten = await writeWhole(path, text, () => readIfThere(path) === before);
      return isWritten ? undefined : { lines: [`${path}: has changed since it was read`], hint: GIVE_AGAIN };
    } catch (error) {
      return { lines: [`${path}: ${explainWriteError(error)}`], hint: MEND_FIRST };
    }
  });
}

/**
 * Under its name only when it is whole: a service may read it meanwhile.
 * @param mayWrite asked at the last moment; where not, nothing is written, and that is the answer
 */
export async function writeWhole(path: string, text: string, mayWrite = () => true): Promise<boolean> {
  const beside = `${path}.${process.pid}.new`;
  try {
    await writeFile(beside, text);
    if (!mayWrite()) return false;
    renameSync(beside, path);
    return true;
  } finally {
    await rm(beside, { force: true });
  }
}

/** Its text as commands read it. */
function readIfThere(path: string): string | undefined {
  const text = existsSync(path) ? decodeText(readFileSync(path)) : undefined;
  return text?.ok ? text.value : undefined;
}

/** The schema as an editor finds it from the file. */
export function toSchemaReference(path: string): string {
  const reference = relative(dirname(resolve(path)), SCHEMA_FILE).replaceAll("\\", "/");
  return reference.startsWith(".") ? reference : `./${reference}`;
}
