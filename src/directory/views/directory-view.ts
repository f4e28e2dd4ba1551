/**
 * What operators are shown of the directory beside the records themselves: what becomes of a domain, and what a change
 * would make of it.
 * @module
 */

import { toServiceHost } from "../../model/domain/service-host.ts";
import { resolveDomain, SAMPLE_DOMAIN } from "../../model/resolving/resolve-domain.ts";
import type { Result } from "../../model/result.ts";
import { type ServerSettings, withService } from "../../model/server-settings.ts";
import { stateOf } from "../../model/settings/domain-state.ts";
import type { Fault } from "../../model/settings/fault.ts";
import type { Settings } from "../../model/settings/parse-settings.ts";
import type { Provider } from "../../model/settings/provider.ts";
import { DomainEntry, WILDCARD } from "../../model/settings/settings.ts";
import { ADDRESS_TEMPLATES, findTemplateNames } from "../../model/settings/template.ts";
import type { DomainName, DomainRecord, ProviderRecord } from "../../store/records.ts";
import type { Directory } from "../../store/roles.ts";
import { toDomain } from "../operations/check-entry.ts";
import type { Written } from "../operations/domain-operations.ts";
import type { WrittenProvider } from "../operations/provider-operations.ts";
import {
  comparePlans,
  isTold,
  lengthOf,
  MAX_DIFF_LENGTH,
  NO_PLAN,
  type Plan,
  type PlanDiffs,
  resolveBy,
  toPlan,
} from "./change-preview.ts";
import { type DomainReport, toDomainReport } from "./domain-report.ts";
import type { CertificatePlan } from "./plan/certificate-plan.ts";
import { type PreviewedTexts, renderPreview } from "./preview.ts";
import { findServerMoves, type ServerMove } from "./server-moves.ts";

/** What a change would alter in what mail clients are told. */
export interface ChangePreview {
  /** How many domains the change reaches, counted no further than {@link COUNTED_DOMAINS}. */
  readonly domains: number;
  readonly samples: readonly PreviewSample[];
  /** Whether there may be more to see than the samples show. */
  readonly isCut: boolean;
}

/** A domain whose documents differ, for all whose entries say the same. */
interface PreviewSample extends PlanDiffs {
  readonly domain: DomainName;
  /** How many domains it stands for. */
  readonly count: number;
}

/** `origin` is where people reach the service. */
export interface DirectoryView {
  /** The settings of a record's domain; `undefined` where it is not served. The wildcard's are those of a sample. */
  resolve(record: DomainRecord): Promise<ServerSettings | undefined>;
  /** `undefined` for a domain that is not served, and for the wildcard, which is no one domain. */
  report(record: DomainRecord, origin: string): Promise<DomainReport | undefined>;
  /** Who goes without which certificate; `undefined` as for the report. */
  plan(record: DomainRecord, origin: string): Promise<CertificatePlan | undefined>;
  /** What mail clients get, each as everybody at the domain gets it. */
  documents(record: DomainRecord, origin: string): Promise<PreviewedTexts>;
  render(settings: ServerSettings, origin: string): Promise<PreviewedTexts>;
  /** A provider as one of its domains sees it; where none is served, as a sample that has whatever the provider needs. */
  sample(id: string, provider: Provider): Promise<Result<ServerSettings, readonly Fault[]>>;
  /** Who follows when the provider's planned changes move its servers, and who stays. */
  moves(record: ProviderRecord): Promise<readonly ServerMove[]>;
  previewDomain(written: Written, origin: string): Promise<ChangePreview>;
  previewProvider(written: WrittenProvider, origin: string): Promise<ChangePreview>;
}

/** Names in templates that need no value of the domain. */
const KNOWN_TO_ALL: ReadonlySet<string> = new Set(["domain", "prefix", ...ADDRESS_TEMPLATES]);

export const COUNTED_DOMAINS = 1_000_000;
/** Domains of a provider that are looked at. */
const SAMPLES = 20;
export function directoryView(
  directory: Pick<Directory, "getProvider" | "getDomain" | "listEntries" | "surveyEntries" | "countDomains">,
  floor: Settings,
  now: () => Date,
): DirectoryView {
  return {
    resolve: ({ name, entry }) => resolve(name, entry),
    async report({ name, entry }, origin) {
      const settings = name === WILDCARD ? undefined : await resolve(name, entry);
      return settings && toDomainReport(settings, { origin, host: toServiceHost(origin, settings.domain) });
    },
    async plan({ name, entry }, origin) {
      const settings = name === WILDCARD ? undefined : await resolve(name, entry);
      if (settings === undefined) return undefined;
      // The simulated clients are as large as the rest of what operators need, and seldom wanted.
      const { planCertificates } = await import("./plan/certificate-plan.ts");
      return planCertificates(settings, origin);
    },
    documents: async ({ name, entry }, origin) =>
      renderPreview(await resolve(name, entry), toServiceHost(origin, toDomain(name))),
    render: (settings, origin) => renderPreview(settings, toServiceHost(origin, settings.domain)),
    async sample(id, provider) {
      for (const { name, body } of await directory.listEntries(id, SAMPLES)) {
        const entry = DomainEntry.safeParse(body).data;
        if (entry !== undefined && stateOf(entry) === "served")
          return resolveDomain(toDomain(name), entry, provider, now());
      }
      const needed = findTemplateNames(JSON.stringify(provider)).filter((name) => !KNOWN_TO_ALL.has(name));
      const variables = Object.fromEntries(needed.map((name) => [name, SAMPLE_DOMAIN]));
      const entry = {
        provider: id,
        launched: true,
        suspended: false,
        explicitLogins: false,
        allowPlaintext: true,
        variables,
      };
      return resolveDomain(SAMPLE_DOMAIN, entry, provider, now());
    },
    moves: ({ id, provider }) => findServerMoves(id, provider, directory, now()),
    async previewDomain({ record, before, isChanged }, origin) {
      const name = record?.name ?? before?.name;
      if (name === undefined || !isChanged) return NO_CHANGE;
      const plans = [await findPlan(name, before), await findPlan(name, record)] as const;
      const { isCut, ...told } = await comparePlans(plans, toServiceHost(origin, toDomain(name)), now());
      return { domains: 1, samples: isTold(told) ? [{ domain: name, count: 1, ...told }] : [], isCut };
    },
    async previewProvider({ record, before, isChanged }, origin) {
      const id = record?.id ?? before?.id;
      if (id === undefined || !isChanged) return NO_CHANGE;
      const [old, then] = [before, record].map((written) => written?.provider ?? floor.providers.get(id));
      const domains = await directory.countDomains({ provider: id }, COUNTED_DOMAINS);
      // One more than is looked at, to know whether there are more.
      const groups = await directory.listEntries(id, SAMPLES + 1);
      const samples: PreviewSample[] = [];
      let [seen, length, isCut] = [0, 0, false];
      for (const { name, body, count } of groups.slice(0, SAMPLES)) {
        if (length > MAX_DIFF_LENGTH) break;
        seen += 1;
        const entry = DomainEntry.safeParse(body).data;
        const plans = [toPlan(name, entry, old), toPlan(name, entry, then)] as const;
        const { isCut: isShort, ...told } = await comparePlans(plans, toServiceHost(origin, toDomain(name)), now());
        if (isTold(told)) samples.push({ domain: name, count, ...told });
        isCut ||= isShort;
        length += lengthOf(told);
      }
      return { domains, samples, isCut: isCut || seen < groups.length };
    },
  };

  async function resolve(name: DomainName, entry: DomainEntry): Promise<ServerSettings | undefined> {
    const record = await directory.getProvider(entry.provider);
    const settings = resolveBy(name, entry, record?.provider ?? floor.providers.get(entry.provider), now());
    return settings && withService(settings, floor.service);
  }

  /** Without a record of its own a domain is what the settings file or a wildcard makes of it. */
  async function findPlan(name: DomainName, record: DomainRecord | undefined): Promise<Plan> {
    if (record !== undefined) return planOf(name, record.entry);
    if (name === WILDCARD) return NO_PLAN;
    const wildcard = floor.domains.has(name) ? undefined : await directory.getDomain(WILDCARD);
    if (wildcard !== undefined) return planOf(name, wildcard.entry);
    const entry = floor.domains.get(name) ?? floor.wildcard;
    return entry === undefined ? NO_PLAN : toPlan(name, entry, floor.providers.get(entry.provider));
  }

  async function planOf(name: DomainName, entry: DomainEntry): Promise<Plan> {
    const record = await directory.getProvider(entry.provider);
    return toPlan(name, entry, record?.provider ?? floor.providers.get(entry.provider));
  }
}

const NO_CHANGE: ChangePreview = { domains: 0, samples: [], isCut: false };
