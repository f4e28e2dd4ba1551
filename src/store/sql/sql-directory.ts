import * as z from "zod";
import { BoundedMap } from "../../model/bounded-map.ts";
import { findDomain } from "../../model/domain/domain.ts";
import { DOMAIN_STATES } from "../../model/settings/domain-state.ts";
import { DomainEntry, ProviderEntry, WILDCARD } from "../../model/settings/settings.ts";
import type { DomainName, DomainRecord, ProviderRecord, RecordKind, RevisionRecord } from "../records.ts";
import {
  type Author,
  type Change,
  type ChangeResult,
  type Directory,
  type DomainChange,
  type EntryGroup,
  type ProviderChange,
  StoreUnavailableError,
} from "../roles.ts";
import { parseRow, toPage } from "./parse-row.ts";
import type { SqlDatabase, SqlRow } from "./sql-database.ts";
import * as statements from "./statements.ts";

/** A directory in a database. What is read is parsed again: what does not parse is nobody's settings. */
export function sqlDirectory(database: SqlDatabase): Directory {
  const { dialect } = database;
  const toKeptProvider = keepParsed();
  return {
    async findDomain(domain) {
      const [row] = await database.query(statements.findDomain(domain));
      if (row === undefined) return undefined;
      const { provider_id: id, provider_body: body, provider_revision: revision } = row;
      const record = toDomain(row);
      const provider = id === null ? undefined : toKeptProvider({ id, body, revision });
      // A database that answers another question than was asked: nobody gets what is another's.
      const isAsked = record.name === domain || record.name === WILDCARD;
      if (!isAsked || (provider !== undefined && provider.id !== record.entry.provider))
        throw new StoreUnavailableError("the database answers with another record");
      return { domain: record, provider };
    },
    async getDomain(name) {
      const [row] = await database.query(statements.getDomains(dialect, [name]));
      return row && toDomain(row);
    },
    async getDomains(names) {
      return (await database.query(statements.getDomains(dialect, names))).map(toDomain);
    },
    async getProvider(id) {
      const [row] = await database.query(statements.getProvider(id));
      return row && toProvider(row);
    },
    async listDomains(filter, limit, after) {
      const rows = await database.query(statements.listDomains(dialect, filter, limit + 1, after));
      return toPage(rows.map(toDomain), limit, ({ name }) => name);
    },
    async listEntries(provider, limit) {
      return (await database.query(statements.listEntries(dialect, provider, limit))).map(toGroup);
    },
    async surveyEntries(provider, limit, after = "") {
      const rows = await database.query(statements.surveyEntries(dialect, provider, limit, after));
      const [first] = rows;
      const { seen, kinds, last } = first === undefined ? NOTHING_SEEN : parseRow(SurveyRow, first);
      return {
        groups: rows.map((row) => ({ ...toGroup(row), provider: String(row.provider) })),
        isCut: kinds > rows.length,
        next: seen < limit ? undefined : last,
      };
    },
    async listProviders(limit, after = "") {
      const rows = await database.query(statements.listProviders(limit + 1, after));
      return toPage(rows.map(toProvider), limit, ({ id }) => id);
    },
    async countDomains(filter, most) {
      const [row] = await database.query(statements.countDomains(dialect, filter, most));
      return parseRow(Count, row).count;
    },
    async listStates(limit, after = "", provider) {
      const rows = await database.query(statements.listStates(limit + 1, after, provider));
      return toPage(
        rows.map((row) => parseRow(StateRow, row)),
        limit,
        ({ name }) => name,
      );
    },
    async findLastRevision() {
      const [row] = await database.query(statements.findLastRevision());
      return parseRow(LastRow, row).revision;
    },
    async listStatesSince(since, limit, provider) {
      const rows = (await database.query(statements.listStatesSince(since, limit, provider))).map((row) =>
        parseRow(ChangedRow, row),
      );
      const items = rows.flatMap((row) => (row.kind === "domain" ? [row] : []));
      return {
        items: [...new Map(items.map(({ name, state, text }) => [name, { name, state, text }])).values()],
        providers: [...new Set(rows.flatMap(({ kind, name }) => (kind === "provider" ? [name] : [])))],
        revision: rows.at(-1)?.revision ?? since,
      };
    },
    async listRevisions(kind, name, limit, before, provider) {
      return (await database.query(statements.listRevisions(kind, name, limit, before, provider))).map(toRevision);
    },
    async listChanges(provider, limit, before) {
      return (await database.query(statements.listChanges(provider, limit, before))).map(toRevision);
    },
    writeDomains: (changes, author) => write("domain", changes, author),
    writeProviders: (changes, author) => write("provider", changes, author),
  };

  async function write(
    kind: RecordKind,
    changes: readonly (ProviderChange & Partial<Omit<DomainChange, "name">>)[],
    author: Author,
  ): Promise<readonly ChangeResult[]> {
    if (changes.length === 0) return [];
    const bound = changes.map(({ name, provider = name, state = null, body, expected, ...change }, line) => ({
      line,
      name,
      provider,
      state,
      body: body === undefined ? null : JSON.stringify(body),
      expected,
      checked: change.providerRevision ?? change.seen ?? null,
    }));
    const by = { at: author.at.toISOString(), author: author.name, batch: crypto.randomUUID() };
    const [made = []] = await database.batch(statements.writeChanges(dialect, kind, bound, by));
    const revisions = new Map(made.map((row) => parseRow(Made, row)).map(({ name, revision }) => [name, revision]));
    const left = changes.filter(({ name }) => !revisions.has(name));
    const inUse = kind === "provider" && left.length > 0 ? await findUnchanged(left) : new Set<string>();
    return changes.map(({ name }) => revisions.get(name) ?? (inUse.has(name) ? "in_use" : "conflict"));
  }

  /** Of providers that were not removed: those that are as they were expected to be. */
  async function findUnchanged(changes: readonly Change[]): Promise<ReadonlySet<string>> {
    const now = await Promise.all(changes.map(({ name }) => database.query(statements.getProvider(name))));
    return new Set(
      changes
        .filter(({ expected, body }, index) => body === undefined && now[index]?.[0]?.revision === expected)
        .map(({ name }) => name),
    );
  }
}

const Name = z.string().transform((text, context): DomainName => {
  const name = text === WILDCARD ? WILDCARD : findDomain(text);
  if (name !== undefined) return name;
  context.addIssue("not a domain");
  return z.NEVER;
});
const Json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("not JSON");
    return z.NEVER;
  }
});
const Revision = z.int().min(1);
const DomainRow = z.object({ name: Name, state: z.enum(DOMAIN_STATES), revision: Revision, body: Json });
const State = z.enum(DOMAIN_STATES);
const StateRow = z.object({ name: Name, state: State, text: z.string() });
/** Of a domain that was removed since there is neither state nor entry. */
const orGone = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().transform((value) => value ?? undefined);
const LastRow = z.object({ revision: z.coerce.number() });
const ChangedRow = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("domain"),
    revision: Revision,
    name: Name,
    state: orGone(State),
    text: orGone(z.string()),
  }),
  z.object({ kind: z.literal("provider"), revision: Revision, name: z.string() }),
]);
const ProviderRow = z.object({ id: z.string(), revision: Revision, body: Json });
const EntryRow = z.object({
  name: Name,
  body: Json,
  count: z.coerce.number(),
  longest: Name,
  longest_prefix: Name,
});
const SurveyRow = z.object({ seen: z.coerce.number(), kinds: z.coerce.number(), last: z.string() });
const NOTHING_SEEN = { seen: 0, kinds: 0, last: undefined };
const RevisionRow = z.object({
  revision: Revision,
  kind: z.enum(["provider", "domain"]),
  name: z.string(),
  provider: z.string(),
  body: Json.nullable(),
  at: z.string(),
  author: z.string(),
});
const Made = z.object({ name: z.string(), revision: Revision });
const Count = z.object({ count: z.coerce.number() });

function toDomain(row: SqlRow): DomainRecord {
  const parsed = parseRow(DomainRow, row);
  return { ...parsed, entry: parseRow(DomainEntry, parsed.body) };
}

function toProvider(row: SqlRow): ProviderRecord {
  const parsed = parseRow(ProviderRow, row);
  return { ...parsed, provider: parseRow(ProviderEntry, parsed.body) };
}

function toGroup(row: SqlRow): EntryGroup {
  const { longest, longest_prefix: longestPrefix, ...group } = parseRow(EntryRow, row);
  return { ...group, extremes: [...new Set([group.name, longest, longestPrefix])] };
}

/** Characters of providers whose parsed form is kept: thousands of them, with logos some hundred. */
const KEPT_CHARACTERS = 4_000_000;

/**
 * Parses a provider once for all of its domains: that takes longer than to ask for one. What is kept is found by the very
 * text, so that it is never another's, whatever became of the numbers of revisions.
 */
function keepParsed(): (row: SqlRow) => ProviderRecord {
  const kept = new BoundedMap<unknown, { readonly row: SqlRow; readonly record: ProviderRecord }>(
    KEPT_CHARACTERS,
    ({ row }) => String(row.body).length,
  );
  return (row) => {
    const known = kept.get(row.id);
    if (known !== undefined && known.row.body === row.body && known.row.revision === row.revision) return known.record;
    const record = toProvider(row);
    kept.set(row.id, { row, record });
    return record;
  };
}

function toRevision(row: SqlRow): RevisionRecord {
  const { body, ...parsed } = parseRow(RevisionRow, row);
  return { ...parsed, body: body ?? undefined };
}
