/**
 * The check of a domain: what the world answers about it, against what its settings say.
 * @module
 */
import { toDnsRecords } from "../formats/dns/dns-records.ts";
import type { Domain } from "../model/domain/domain.ts";
import { FINDING_KINDS, SEVERITIES, type Severity } from "../model/finding-kind.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import { parentDomain, registrableDomain } from "../simulator/reading/registrable-domain.ts";
import { createDomainWorld, toWorldOptions } from "./domain-world.ts";
import { type CheckedDomain, type Found, type Good, join, type Rule } from "./finding.ts";
import { foundWorld } from "./found-world.ts";
import { type ClientState, createJudge, type Harm, type Judge } from "./harm.ts";
import { type CheckLimits, Inquiry, USUAL_LIMITS } from "./inquiry.ts";
import type { Probes, Unseen } from "./network/probes.ts";
import { aliases } from "./rules/aliases.ts";
import { authorities } from "./rules/authorities.ts";
import { mailExchange } from "./rules/mail-exchange.ts";
import { names } from "./rules/names.ts";
import { publishedRecords } from "./rules/published-records.ts";
import { servers } from "./rules/servers.ts";
import { services } from "./rules/services.ts";
import { webAnswers } from "./rules/web-answers.ts";

export interface CheckOptions {
  readonly probes: Probes;
  /** Where people reach the service. */
  readonly serviceOrigin: string;
  readonly now: () => Date;
  /** Ends the check before its own time is over. */
  readonly signal?: AbortSignal | undefined;
  readonly limits?: CheckLimits | undefined;
  /** Connects to loopback and to private networks too: for tests, and for those whose mail never leaves the house. */
  readonly allowPrivate?: boolean | undefined;
}

/** What was found, what it breaks, and how grave that is. */
interface Finding extends Found, Harm {
  readonly severity: Severity;
}

export interface CheckReport {
  readonly domain: Domain;
  readonly checkedAt: string;
  readonly milliseconds: number;
  /** The gravest of the findings. */
  readonly state: "good" | Severity;
  /** Whether there was time for all of it. */
  readonly isComplete: boolean;
  /** What cannot be told from where the check was made. */
  readonly unseen: readonly Unseen[];
  /** By harm. */
  readonly findings: readonly Finding[];
  readonly good: readonly Good[];
  /** What becomes of each mail client now. */
  readonly clients: readonly ClientState[];
}

const RULES: readonly Rule[] = [aliases, publishedRecords, mailExchange, authorities, webAnswers, servers, services];

export async function checkDomain(settings: ServerSettings, options: CheckOptions): Promise<CheckReport> {
  const { serviceOrigin, now } = options;
  const { domain } = settings;
  const checkedAt = now();
  const world = toWorldOptions(settings, serviceOrigin);
  const { serviceHost } = world;
  const inquiry = openInquiry(settings, options);
  const records = await toDnsRecords(settings, { serviceHost });
  const checked: CheckedDomain = { domain, settings, serviceOrigin, serviceHost, records, inquiry, now: checkedAt };
  const first = await names(checked);
  // Of a domain that is not there, or that nobody can tell of, all else would be the same again.
  const isLost = first.findings.some(({ subject }) => subject.of === "everything");
  const { findings, good } = isLost ? first : join([first, ...(await Promise.all(RULES.map((rule) => rule(checked))))]);
  await giveExchanges(checked);
  const ideal = await createDomainWorld(settings, world);
  const judge = createJudge(domain, ideal, foundWorld(inquiry));
  const judged = await judgeAll(findings, judge);
  const clients = await judge.listClients();
  return {
    domain,
    checkedAt: checkedAt.toISOString(),
    milliseconds: now().getTime() - checkedAt.getTime(),
    state: judged[0]?.severity ?? "good",
    isComplete: !inquiry.isOver,
    unseen: options.probes.unseen ?? [],
    findings: judged,
    good,
    clients,
  };
}

/** What may be asked about a domain, and whom. */
export function openInquiry(
  settings: ServerSettings,
  { probes, serviceOrigin, now, signal, limits = USUAL_LIMITS, allowPrivate = false }: CheckOptions,
): Inquiry {
  const { serviceHost } = toWorldOptions(settings, serviceOrigin);
  return new Inquiry(
    probes,
    { domain: settings.domain, hosts: toKnownHosts(settings, serviceHost), allowPrivate },
    { limits, signal: signal ?? new AbortController().signal, clock: () => now().getTime() },
  );
}

/** Names that the settings give. */
function toKnownHosts(settings: ServerSettings, serviceHost: string): ReadonlySet<string> {
  const servers = [...settings.incomingServers, ...settings.outgoingServers].map(({ hostname }) => hostname);
  const { caldav, carddav, jmap } = settings.services ?? {};
  const offered = [caldav, carddav, jmap].flatMap((one) => (one === undefined ? [] : [new URL(one.url).hostname]));
  return new Set([serviceHost, ...servers, ...offered]);
}

/** Where clients look by the domain's MX records, which its own DNS gives. */
export async function giveExchanges({ domain, inquiry }: Pick<CheckedDomain, "domain" | "inquiry">): Promise<void> {
  const reply = await inquiry.dns({ name: domain, type: "MX" });
  for (const data of reply.state === "found" ? reply.data : []) {
    if (data.type !== "MX") continue;
    for (const parent of [parentDomain(data.exchange), registrableDomain(data.exchange)])
      inquiry.give(`autoconfig.${parent}`);
  }
}

async function judgeAll(findings: readonly Found[], judge: Judge): Promise<readonly Finding[]> {
  const judged = await Promise.all(
    findings.map(async (found): Promise<Finding> => {
      const harm = await judge.harmOf(found.subject);
      return { ...found, ...harm, severity: toSeverity(found, harm) };
    }),
  );
  const rank = ({ severity }: Finding) => SEVERITIES.indexOf(severity);
  return judged.toSorted((one, other) => rank(one) - rank(other) || other.breaks.length - one.breaks.length);
}

function toSeverity({ kind }: Found, { breaks, hinders }: Harm): Severity {
  const least = FINDING_KINDS[kind];
  if (breaks.length > 0) return "error";
  return hinders.length > 0 && least === "note" ? "warning" : least;
}
