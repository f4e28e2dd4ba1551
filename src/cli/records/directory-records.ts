import type { Actor } from "../../directory/actor.ts";
import type { ImportItem } from "../../directory/import/imported.ts";
import type { ChangeOptions } from "../../directory/operations/change.ts";
import type { DirectoryError } from "../../directory/operations/directory-error.ts";
import { domainOperations } from "../../directory/operations/domain-operations.ts";
import { loginOperations } from "../../directory/operations/login-operations.ts";
import { type ProviderOperations, providerOperations } from "../../directory/operations/provider-operations.ts";
import { findDirectoryFindings } from "../../directory/views/directory-findings.ts";
import { directoryView } from "../../directory/views/directory-view.ts";
import { toHostnameState } from "../../directory/views/hostname-state.ts";
import { findDomain } from "../../model/domain/domain.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { formatFault } from "../../model/settings/fault.ts";
import type { Settings } from "../../model/settings/parse-settings.ts";
import type { OpenDirectory } from "../../store/databases/open-directory.ts";
import { readPages } from "../../store/read-pages.ts";
import type { DomainRecord, ProviderRecord, RevisionRecord } from "../../store/records.ts";
import type { Page } from "../../store/roles.ts";
import type { AnyRecord, Changed, ItemOutcome, Preview, RecordKind, RecordPlace, Records, Refusal } from "./records.ts";

/** As history has it. */
const ACTOR: Actor = { name: "command", provider: undefined };
/** Records that are read together. */
const PAGE = 500;

/**
 * A directory that this process has opened.
 * @param floor the settings file whose providers domains may use too
 */
export function directoryRecords(directory: OpenDirectory, floor: Settings | undefined): RecordPlace {
  const options = {
    directory,
    floor: floor ?? NO_SETTINGS,
    now: () => new Date(),
    // A service that runs learns of it by itself, within seconds.
    changed: () => {},
  };
  const domains = domainOperations(options);
  const providers = providerOperations(options);
  const logins = loginOperations({
    ...options,
    access: directory.access,
    logins: directory.logins,
    loginsChanged: options.changed,
  });
  const view = directoryView(directory, floor ?? NO_SETTINGS, options.now);
  const origin = floor?.service.origin ?? UNKNOWN_ORIGIN;
  return {
    kind: "directory",
    domains: toRecords(domains, {
      kind: "domain",
      isInFile: (name) => isInFloor(options.floor, name),
      list: (filter, after) => domains.list(ACTOR, filter, PAGE, after),
      toRecord: ({ name, state, revision, body }: DomainRecord) => ({ name, state, revision, body }),
      preview: (_, written) => view.previewDomain(written, origin),
    }),
    providers: toRecords(providers, {
      kind: "provider",
      isInFile: (id) => options.floor.providers.has(id),
      list: ({ prefix = "" }, after) => listProviders(providers, prefix, after),
      toRecord: ({ id, revision, body }: ProviderRecord) => ({ name: id, state: undefined, revision, body }),
      preview: (_, written) => view.previewProvider(written, origin),
    }),
    async writeAll(items) {
      const outcomes = new Map<ImportItem, ItemOutcome>();
      const toOutcome = (kind: RecordKind, { name }: ImportItem, result: Result<AnyWritten, DirectoryError>) =>
        result.ok ? outcomeOf(result.value) : toRefusal(result.error, kind, name);
      for (const item of items.filter(({ kind }) => kind === "provider"))
        outcomes.set(item, toOutcome("provider", item, await providers.put(ACTOR, item.name, item.body)));
      const entries = items.filter(({ kind }) => kind === "domain");
      const ofDomain = Map.groupBy(
        items.filter(({ kind }) => kind === "login"),
        ({ name }) => name.slice(name.lastIndexOf("@") + 1).toLowerCase(),
      );
      const made = await domains.bulk(ACTOR, entries);
      entries.forEach((item, index) => {
        const result = made[index];
        if (result !== undefined) outcomes.set(item, toOutcome("domain", item, result));
      });
      for (const [domain, some] of ofDomain) {
        const wishes = some.map(({ name, body }) => ({ address: name, entry: body ?? undefined }));
        const written = await logins.write(ACTOR, domain, wishes);
        some.forEach((item, index) => {
          const outcome = written.ok ? written.value[index] : written;
          if (outcome !== undefined)
            outcomes.set(item, outcome.ok ? outcome.value : toRefusal(outcome.error, "domain", domain));
        });
      }
      return items.flatMap((item) => outcomes.get(item) ?? []);
    },
    logins: (filter) =>
      readPages(async (after) => {
        const page = await logins.list(ACTOR, filter, PAGE, after);
        return page.ok ? page.value : NO_PAGE;
      }),
    findings: () => findDirectoryFindings(ACTOR, options),
    async moves(id) {
      const found = await providers.get(ACTOR, id);
      return found.ok ? view.moves(found.value) : [];
    },
    async hostnames(name) {
      const domain = findDomain(name);
      return domain === undefined ? [] : (await directory.hostnames.findHostnames(domain)).map(toHostnameState);
    },
    customHostnames: {
      list: (zone) => readPages((after) => directory.hostnames.listHostnames(zone, PAGE, after)),
      write: (changes) => directory.hostnames.writeHostnames(changes),
    },
    close: () => directory.close(),
  };
}

function isInFloor({ domains }: Settings, name: string): boolean {
  const domain = findDomain(name);
  return domain !== undefined && domains.has(domain);
}

const NO_PAGE = { items: [], next: undefined };
/** What a directory stands on where there is no settings file. */
export const NO_SETTINGS: Settings = { service: {}, providers: new Map(), domains: new Map(), wildcard: undefined };
/** Where no settings say how the service is called: what aliases lead to is then named by convention. */
const UNKNOWN_ORIGIN = "https://localhost";

async function listProviders(providers: ProviderOperations, prefix: string, after: string | undefined) {
  const { items, next } = await providers.list(ACTOR, PAGE, after);
  return { items: items.filter(({ id }) => id.startsWith(prefix)), next };
}

interface AnyWritten<Kind = unknown> {
  readonly record: Kind | undefined;
  readonly before: Kind | undefined;
  readonly isChanged: boolean;
}

function outcomeOf({ record, before, isChanged }: AnyWritten): Changed["outcome"] {
  if (!isChanged) return "unchanged";
  return record === undefined ? "removed" : before === undefined ? "added" : "changed";
}

type Change<Kind> = Promise<Result<AnyWritten<Kind>, DirectoryError>>;

/** What the operations of both kinds have in common. */
interface Operations<Kind> {
  get(actor: Actor, name: string): Promise<Result<Kind, DirectoryError>>;
  put(actor: Actor, name: string, body: unknown, options: ChangeOptions): Change<Kind>;
  patch(actor: Actor, name: string, patch: unknown, options: ChangeOptions): Change<Kind>;
  remove(actor: Actor, name: string, options: ChangeOptions): Change<Kind>;
  history(actor: Actor, name: string, limit: number): Promise<Result<readonly RevisionRecord[], DirectoryError>>;
  rollBack(actor: Actor, name: string, revision: number, options: ChangeOptions): Change<Kind>;
}

interface KindOfRecord<Kind> {
  readonly kind: RecordKind;
  /** Whether the settings file below the directory has one of that name, which is changed there alone. */
  readonly isInFile: (name: string) => boolean;
  readonly list: (filter: Parameters<Records["list"]>[0], after: string | undefined) => Promise<Page<Kind>>;
  readonly toRecord: (record: Kind) => AnyRecord;
  readonly preview: (name: string, written: AnyWritten<Kind>) => Promise<Preview>;
}

function toRecords<Kind>(
  operations: Operations<Kind>,
  { kind, isInFile, list, toRecord, preview }: KindOfRecord<Kind>,
): Records {
  const refuse = (error: DirectoryError, name: string) =>
    err(error.reason === "not_found" && isInFile(name) ? toElsewhere(kind, name) : toRefusal(error, kind, name));
  const change = async (
    name: string,
    { expected, dryRun = false }: { readonly expected?: ChangeOptions["expected"]; readonly dryRun?: boolean } = {},
    make: (options: ChangeOptions) => Change<Kind>,
    notFound?: Refusal,
  ): Promise<Result<Changed, Refusal>> => {
    const made = await make({ expected, dryRun });
    if (!made.ok && made.error.reason === "not_found" && notFound !== undefined) return err(notFound);
    if (!made.ok) return refuse(made.error, name);
    const { record } = made.value;
    return ok({
      record: record && toRecord(record),
      outcome: outcomeOf(made.value),
      preview: dryRun ? await preview(name, made.value) : undefined,
    });
  };
  return {
    async get(name) {
      const found = await operations.get(ACTOR, name);
      return found.ok ? ok(toRecord(found.value)) : refuse(found.error, name);
    },
    async *list(filter) {
      for await (const item of readPages((after) => list(filter, after))) yield toRecord(item);
    },
    put: (name, body, request) => change(name, request, (options) => operations.put(ACTOR, name, body, options)),
    patch: (name, patch, request) => change(name, request, (options) => operations.patch(ACTOR, name, patch, options)),
    remove: (name, request) => change(name, request, (options) => operations.remove(ACTOR, name, options)),
    async history(name, limit) {
      const found = await operations.history(ACTOR, name, limit);
      return found.ok ? found : refuse(found.error, name);
    },
    rollBack: (name, revision, request) =>
      change(
        name,
        request,
        (options) => operations.rollBack(ACTOR, name, revision, options),
        toNoRevision(kind, name, revision),
      ),
  };
}

/** Of a record that is not there any more there may be revisions all the same. */
export function toNoRevision(kind: RecordKind, name: string, revision: number): Refusal {
  return { lines: [`there is no revision ${revision} of ${name}`], hint: `waypost ${kind} history ${name}` };
}

function toElsewhere(kind: RecordKind, name: string): Refusal {
  return {
    lines: [`the directory has no ${kind} ${JSON.stringify(name)}: it stands in the settings file`],
    hint: `change it there, or make one that goes before it: waypost ${kind} add`,
  };
}

/** Every way in which the directory refuses, in a command's words. */
export function toRefusal(error: DirectoryError, kind: RecordKind, name: string): Refusal {
  switch (error.reason) {
    case "not_found":
      return { lines: [`there is no ${kind} ${JSON.stringify(name)}`], hint: `waypost ${kind} list` };
    case "name_malformed":
      return {
        lines: [`not a ${kind}'s name: ${JSON.stringify(name)}`],
        hint: kind === "domain" ? "such as shop.example" : "lower-case letters, digits, dots and hyphens",
      };
    case "faulty":
      return { lines: error.faults.map(formatFault), hint: undefined };
    case "changed":
      return error.revision === undefined
        ? { lines: [`there is no ${kind} ${JSON.stringify(name)} any more`], hint: `waypost ${kind} add makes one` }
        : {
            lines: [`${name} is there, with revision ${error.revision}`],
            hint: `waypost ${kind} show ${name}, and waypost ${kind} set changes it`,
          };
    case "in_use":
      return { lines: [`domains still use ${name}`], hint: `waypost domain list --provider ${name}` };
    case "not_yours":
      return { lines: [`${name} is taken`], hint: undefined };
  }
}
