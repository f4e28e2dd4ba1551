/**
 * Every name that needs a certificate, or those of domains that changed: for a million domains, page by page.
 * @module
 */
import { hasPaccName, type NamesOfDomain, toNames } from "../../formats/certificates/certificate-names.ts";
import { type Domain, findDomain } from "../../model/domain/domain.ts";
import type { Settings } from "../../model/settings/parse-settings.ts";
import type { Provider } from "../../model/settings/provider.ts";
import { type DomainEntry, hasCertificates, type Service, stateOf, WILDCARD } from "../../model/settings/settings.ts";
import type { DomainName, DomainRecord, Revision } from "../../store/records.ts";
import type { Directory, Page } from "../../store/roles.ts";
import { type Actor, mayTouch } from "../actor.ts";
import { resolveBy } from "./change-preview.ts";

export interface CertificateList {
  /** Where to go on from, when next asked for what has changed; `undefined` where there is nothing but a file. */
  readonly revision: Revision | undefined;
  /** The service's own, then by domains in their order; of those that changed, the names of now. */
  readonly items: AsyncIterable<NamesOfDomain>;
}

export interface CertificateListOptions {
  readonly directory: NamesDirectory | undefined;
  readonly floor: Settings;
  readonly now: () => Date;
}

type NamesDirectory = Pick<
  Directory,
  | "findLastRevision"
  | "listDomains"
  | "listProviders"
  | "listStatesSince"
  | "listRevisions"
  | "getDomains"
  | "getProvider"
>;

/** Records that are read together. */
const PAGE = 500;
/** Kinds of entries of which it is known whether PACC can tell them. */
const KINDS = 10_000;

/**
 * Names are those that proxies are allowed (`GET /tls/permission`), but for PACC's where a domain has no use for it: of every
 * domain that is served by name, in the directory or in the file below it. The wildcard names nobody.
 * @param since the revision that the caller has: what came after it is all that is told. One that is later than any is of a
 *   directory before a back-up was put back: then all is told
 */
export async function listCertificates(
  actor: Actor,
  { directory, floor, now }: CertificateListOptions,
  since?: Revision,
): Promise<CertificateList> {
  // As everywhere, who may see one provider's sees nothing of the file.
  const fromFile = actor.provider === undefined ? await readFloor(floor, now()) : new Map<DomainName, NamesOfDomain>();
  const own = actor.provider === undefined ? await findOwnItems(floor, directory) : [];
  if (directory === undefined) return { revision: undefined, items: toAsync([...own, ...fromFile.values()]) };
  // What changes while this is read is told once more when next asked.
  const revision = await directory.findLastRevision();
  const toItem = createToItem(
    floor.service,
    async (id) => (await directory.getProvider(id))?.provider ?? floor.providers.get(id),
    now(),
  );
  const reading = { actor, directory, own, fromFile, toItem };
  return { revision, items: since === undefined || since > revision ? listAll(reading) : listChanged(reading, since) };
}

interface Reading {
  readonly actor: Actor;
  readonly directory: NamesDirectory;
  readonly own: readonly NamesOfDomain[];
  readonly fromFile: ReadonlyMap<DomainName, NamesOfDomain>;
  readonly toItem: ToItem;
}

async function* listAll({ actor, directory, own, fromFile, toItem }: Reading): AsyncGenerator<NamesOfDomain> {
  yield* own;
  const waiting = fromFile.values();
  let next = waiting.next();
  for await (const { name, entry } of readDomains(directory, actor.provider)) {
    for (; !next.done && next.value.domain < name; next = waiting.next()) yield next.value;
    if (!next.done && next.value.domain === name) next = waiting.next();
    const item = await toItem(name, entry);
    if (item !== undefined && item.names.length > 0) yield item;
  }
  for (; !next.done; next = waiting.next()) yield next.value;
}

async function* listChanged(reading: Reading, since: Revision): AsyncGenerator<NamesOfDomain> {
  const { actor, directory, toItem } = reading;
  const changed = [...(await findChanged(directory, since, actor.provider))].toSorted();
  for (let start = 0; start < changed.length; start += PAGE) {
    const names = changed.slice(start, start + PAGE);
    const records = new Map((await directory.getDomains(names)).map((record) => [record.name, record]));
    for (const name of names) {
      const record = records.get(name);
      if (record !== undefined && !mayTouch(actor, record.entry.provider)) continue;
      const item = record === undefined ? await toRemoved(reading, name) : await toItem(name, record.entry);
      if (item !== undefined) yield item;
    }
  }
}

/** What a settings file says of the domain counts again. */
async function toRemoved(
  { actor, directory, fromFile }: Reading,
  name: DomainName,
): Promise<NamesOfDomain | undefined> {
  const [last] = actor.provider === undefined ? [] : await directory.listRevisions("domain", name, 1);
  const domain = findDomain(name);
  if (domain === undefined || (last !== undefined && !mayTouch(actor, last.provider))) return undefined;
  return fromFile.get(domain) ?? { domain, names: [] };
}

/** Domains that were changed, and those whose provider was. */
async function findChanged(
  directory: NamesDirectory,
  since: Revision,
  own: string | undefined,
): Promise<ReadonlySet<DomainName>> {
  const names = new Set<DomainName>();
  for (let [last, next] = [-1, since]; last !== next; ) {
    last = next;
    const { items, revision } = await directory.listStatesSince(next, PAGE);
    for (const { name } of items) names.add(name);
    next = revision;
  }
  for await (const { id, revision } of readPages((after) => directory.listProviders(PAGE, after))) {
    if (revision <= since || (own !== undefined && own !== id)) continue;
    for await (const { name } of readDomains(directory, id)) names.add(name);
  }
  names.delete(WILDCARD);
  return names;
}

function readDomains(directory: NamesDirectory, provider: string | undefined): AsyncGenerator<DomainRecord> {
  return readPages((after) => directory.listDomains(provider === undefined ? {} : { provider }, PAGE, after));
}

async function* readPages<Item>(list: (after: string | undefined) => Promise<Page<Item>>): AsyncGenerator<Item> {
  let after: string | undefined;
  do {
    const { items, next } = await list(after);
    yield* items;
    after = next;
  } while (after !== undefined);
}

/**
 * The service's own name, which people and links come by, and clients that are led here; and where few domains have
 * certificates, what is asked under those by whoever looks the mail exchanger up.
 */
async function findOwnItems(
  { service, domains }: Settings,
  directory: NamesDirectory | undefined,
): Promise<NamesOfDomain[]> {
  const own = findDomain(URL.parse(service.origin ?? "")?.hostname ?? "");
  const named = service.certificatesOnlyFor ?? [];
  const records = (await directory?.getDomains(named)) ?? [];
  const unserved = named.filter((domain) => !domains.has(domain) && !records.some(({ name }) => name === domain));
  return [
    ...(own === undefined ? [] : [{ domain: own, names: [own] }]),
    ...unserved.map((domain) => ({ domain, names: [`autoconfig.${domain}`] })),
  ];
}

/** Served domains of a settings file, in the order of their names. */
async function readFloor(floor: Settings, at: Date): Promise<ReadonlyMap<DomainName, NamesOfDomain>> {
  const toItem = createToItem(floor.service, async (id) => floor.providers.get(id), at);
  const items = new Map<DomainName, NamesOfDomain>();
  for (const [name, entry] of [...floor.domains].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const item = await toItem(name, entry);
    if (item !== undefined && item.names.length > 0) items.set(name, item);
  }
  return items;
}

async function* toAsync<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}

type ToItem = (name: DomainName, entry: DomainEntry) => Promise<NamesOfDomain | undefined>;

/** Equal entries need names of the same kind, so each is resolved once. */
function createToItem(service: Service, findProvider: (id: string) => Promise<Provider | undefined>, at: Date): ToItem {
  const providers = new Map<string, Provider | undefined>();
  const kinds = new Map<string, boolean>();
  return async (name, entry) => {
    const domain = findDomain(name);
    if (domain === undefined) return undefined;
    if (stateOf(entry) !== "served" || !hasCertificates(service, domain)) return { domain, names: [] };
    const kind = JSON.stringify(entry);
    const hasPacc = kinds.get(kind) ?? (await findPacc(domain, entry));
    if (kinds.size === KINDS) kinds.clear();
    kinds.set(kind, hasPacc);
    return { domain, names: toNames(domain, hasPacc) };
  };

  /** Who cannot be answered for at the moment keeps the names that everybody has. */
  async function findPacc(domain: Domain, entry: DomainEntry): Promise<boolean> {
    const id = entry.provider;
    if (!providers.has(id)) providers.set(id, await findProvider(id));
    const settings = resolveBy(domain, entry, providers.get(id), at);
    return settings !== undefined && hasPaccName(settings);
  }
}
