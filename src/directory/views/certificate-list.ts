/**
 * Every name that needs a certificate, or those of domains that changed: for a million domains, page by page.
 * @module
 */
import { type NamesOfDomain, toNames } from "../../formats/certificates/certificate-names.ts";
import { canTellPacc } from "../../formats/pacc.ts";
import { findDomain } from "../../model/domain/domain.ts";
import { findMoments } from "../../model/resolving/layers.ts";
import { resolveServers } from "../../model/resolving/resolve-domain.ts";
import { hasCertificates } from "../../model/server-settings.ts";
import { stateOf } from "../../model/settings/domain-state.ts";
import type { Settings } from "../../model/settings/parse-settings.ts";
import type { Provider } from "../../model/settings/provider.ts";
import { type DomainEntry, type Service, WILDCARD } from "../../model/settings/settings.ts";
import { readPages } from "../../store/read-pages.ts";
import type { DomainName, DomainRecord, Revision } from "../../store/records.ts";
import type { Directory, DomainFilter } from "../../store/roles.ts";
import { type Actor, mayTouch } from "../actor.ts";
import { digestFile, digestState, type NamesMark, type NamesState, readMark, toMark } from "./names-mark.ts";

export interface CertificateList {
  /** Where to go on from, when next asked for what has changed. */
  readonly mark: NamesMark;
  /** Whether these are all, and what is not among them is gone; else they are of domains that may have changed. */
  readonly isWhole: boolean;
  /** Where few domains have certificates, which, as the settings file says; for those who may see that. */
  readonly certificatesOnlyFor: readonly string[] | undefined;
  /** The names of now: the service's own, then by domains in their order. */
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
  | "listChanges"
  | "getDomains"
  | "getProvider"
>;

/** Records that are read together. */
const PAGE = 500;

/**
 * Names are those that proxies are allowed (`GET /tls/permission`): of every domain that is served by name, in the directory
 * or in the file below it. The wildcard names nobody.
 * @param mark where the caller left off: domains that may have changed by then are all that is told. What cannot be known
 *   by revisions has all told: a file that says something else, and a revision that was made by another change or by none,
 *   as of a directory before a back-up was put back
 */
export async function listCertificates(
  actor: Actor,
  { directory, floor, now }: CertificateListOptions,
  mark?: NamesMark,
): Promise<CertificateList> {
  const at = now().getTime();
  // As everywhere, who may see one provider's sees nothing of the file.
  const fromFile = actor.provider === undefined ? await readFloor(floor, at) : new Map<DomainName, NamesOfDomain>();
  const own = actor.provider === undefined ? await findOwnItems(floor, directory) : [];
  const named = [...own, ...fromFile.values()];
  // What changes while this is read is told once more when next asked.
  const revision = (await directory?.findLastRevision()) ?? 0;
  const file = await digestFile(floor, named);
  const digestAt = async (last: Revision) => {
    const [change] = (await directory?.listChanges(undefined, 1, last + 1)) ?? [];
    return digestState(file, change?.revision === last ? change : undefined);
  };
  const since = mark && readMark(mark);
  const isWhole = since === undefined || since.digest !== (await digestAt(since.revision));
  const certificatesOnlyFor = actor.provider === undefined ? floor.service.certificatesOnlyFor : undefined;
  const told = { mark: toMark({ revision, at, digest: await digestAt(revision) }), isWhole, certificatesOnlyFor };
  if (directory === undefined) return { ...told, items: toAsync(isWhole ? named : []) };
  const toItem = createToItem(
    floor.service,
    async (id) => (await directory.getProvider(id))?.provider ?? floor.providers.get(id),
    at,
  );
  const reading = { actor, directory, own, fromFile, toItem };
  return { ...told, items: isWhole ? listAll(reading) : listChanged(reading, floor, since, at) };
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
  const all = actor.provider === undefined ? {} : { provider: actor.provider };
  for await (const { name, entry } of readDomains(directory, all)) {
    for (; !next.done && next.value.domain < name; next = waiting.next()) yield next.value;
    if (!next.done && next.value.domain === name) next = waiting.next();
    const item = await toItem(name, entry);
    if (item !== undefined && item.names.length > 0) yield item;
  }
  for (; !next.done; next = waiting.next()) yield next.value;
}

async function* listChanged(
  reading: Reading,
  floor: Settings,
  since: NamesState,
  at: number,
): AsyncGenerator<NamesOfDomain> {
  const { actor, directory, toItem } = reading;
  const changed = [...(await findChanged(directory, floor, since, at, actor.provider))].toSorted();
  for (let start = 0; start < changed.length; start += PAGE) {
    const names = changed.slice(start, start + PAGE);
    const records = new Map((await directory.getDomains(names)).map((record) => [record.name, record]));
    for (const name of names) {
      const record = records.get(name);
      // What has another provider by now is gone for the one whose it was.
      const isThere = record !== undefined && mayTouch(actor, record.entry.provider);
      const item = isThere ? await toItem(name, record.entry) : toRemoved(reading, name);
      if (item !== undefined) yield item;
    }
  }
}

/** What a settings file says of the domain counts again. */
function toRemoved({ fromFile }: Reading, name: DomainName): NamesOfDomain | undefined {
  const domain = findDomain(name);
  return domain && (fromFile.get(domain) ?? { domain, names: [] });
}

/**
 * Domains that were changed, and those whose provider was, be it by a change that was planned for a moment since. For whoever
 * has one provider these are domains that it has, or had until they were changed.
 */
async function findChanged(
  directory: NamesDirectory,
  floor: Settings,
  since: NamesState,
  at: number,
  own: string | undefined,
): Promise<ReadonlySet<DomainName>> {
  const names = new Set<DomainName>();
  // A clock may have been put back.
  const [from, to] = [Math.min(since.at, at), Math.max(since.at, at)];
  const isDue = (changed: Pick<Provider, "changes">) =>
    findMoments(changed, {}).some((moment) => moment > from && moment <= to);
  for (let [last, next] = [-1, since.revision]; last !== next; ) {
    last = next;
    const { items, revision } = await directory.listStatesSince(next, PAGE, own);
    for (const { name } of items) names.add(name);
    next = revision;
  }
  const changed = new Set(Array.from(floor.providers).flatMap(([id, provider]) => (isDue(provider) ? [id] : [])));
  for await (const { id, provider, revision } of readPages((after) => directory.listProviders(PAGE, after)))
    if (revision > since.revision || isDue(provider)) changed.add(id);
  for (const id of changed)
    if (own === undefined || own === id)
      for await (const { name } of readDomains(directory, { provider: id })) names.add(name);
  const planned: DomainFilter = { hasPlan: true, ...(own !== undefined && { provider: own }) };
  for await (const { name, entry } of readDomains(directory, planned)) if (isDue(entry)) names.add(name);
  names.delete(WILDCARD);
  return names;
}

function readDomains(directory: NamesDirectory, filter: DomainFilter): AsyncGenerator<DomainRecord> {
  return readPages((after) => directory.listDomains(filter, PAGE, after));
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
async function readFloor(floor: Settings, at: number): Promise<ReadonlyMap<DomainName, NamesOfDomain>> {
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

function createToItem(
  service: Service,
  findProvider: (id: string) => Promise<Provider | undefined>,
  at: number,
): ToItem {
  const providers = new Map<string, Provider | undefined>();
  return async (name, entry) => {
    const domain = findDomain(name);
    if (domain === undefined) return undefined;
    if (stateOf(entry) !== "served" || !hasCertificates(service, domain)) return { domain, names: [] };
    const id = entry.provider;
    if (!providers.has(id)) providers.set(id, await findProvider(id));
    const provider = providers.get(id);
    // Who cannot be answered for at the moment keeps the names that everybody has.
    const hasPacc = provider !== undefined && canTellPacc(resolveServers(domain, entry, provider, at));
    return { domain, names: toNames(domain, hasPacc) };
  };
}
