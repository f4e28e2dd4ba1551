/**
 * Which names of a domain need certificates, by which ways they are had, and which mail clients go without each: as simulated
 * clients do, over what this domain's settings have the service answer.
 * @module
 */

import { createDomainWorld } from "../../../check/domain-world.ts";
import { toNames } from "../../../formats/certificates/certificate-names.ts";
import {
  type CertificateWay,
  KNOWN_AT,
  LIMITS,
  toCertificateWays,
} from "../../../formats/certificates/certificate-ways.ts";
import { canTellPacc } from "../../../formats/pacc.ts";
import type { Domain } from "../../../model/domain/domain.ts";
import { toServiceHost } from "../../../model/domain/service-host.ts";
import type { ServerSettings } from "../../../model/server-settings.ts";
import type { Client } from "../../../simulator/client.ts";
import { CLIENTS } from "../../../simulator/clients.ts";
import { isComplete, MECHANISMS, type Mechanism } from "../../../simulator/outcome.ts";
import { Session } from "../../../simulator/session.ts";
import type { World } from "../../../simulator/world.ts";

export interface CertificatePlan {
  readonly domain: Domain;
  /** Whether the domain's names are to have certificates, by the service's settings. */
  readonly hasCertificates: boolean;
  /** With a certificate for each name. */
  readonly clients: readonly ClientFinding[];
  readonly names: readonly NamePlan[];
  /** With none, where clients are led to the service's own name instead. */
  readonly without: readonly ClientFinding[];
  readonly ways: readonly CertificateWay[];
  readonly limits: readonly string[];
  /** When what is said of prices and limits was so. */
  readonly knownAt: string;
}

interface NamePlan {
  readonly name: string;
  /** Clients that do otherwise, or find nothing, if this name alone has no certificate. */
  readonly changes: readonly ClientFinding[];
}

/** How a client comes by the settings. */
export interface ClientFinding {
  readonly client: string;
  /** `null` where it finds nothing, and its user types them. */
  readonly by: string | null;
  /** What came over plain http is not protected on the way. */
  readonly isPlain: boolean;
  /** Whether the user has to agree to something on the way. */
  readonly asksUser: boolean;
}

/** @param origin where people reach the service: its name has a certificate */
export async function planCertificates(settings: ServerSettings, origin: string): Promise<CertificatePlan> {
  const { discoveryOrigin, ...rest } = settings;
  const { domain } = rest;
  const serviceHost = toServiceHost(origin, domain);
  const names = toNames(domain, canTellPacc(rest));
  const findWith = async (certificates: readonly string[], some: ServerSettings = rest) =>
    findAll(domain, await createDomainWorld(some, { serviceHost, certificates }));
  const clients = await findWith(names);
  const changes = [];
  for (const name of names) {
    const findings = await findWith(names.filter((other) => other !== name));
    changes.push({ name, changes: findings.filter((finding, index) => !isSame(finding, clients[index])) });
  }
  return {
    domain,
    hasCertificates: discoveryOrigin === undefined,
    clients,
    names: changes,
    without: await findWith([], { ...rest, discoveryOrigin: `https://${serviceHost}` }),
    ways: toCertificateWays(domain, names),
    limits: LIMITS,
    knownAt: KNOWN_AT,
  };
}

/** Those for Exchange, or for calendars and contacts, find what a domain may not have. */
const MAIL_CLIENTS = CLIENTS.filter(({ seeks }) => seeks === undefined);

async function findAll(domain: Domain, world: World): Promise<readonly ClientFinding[]> {
  return Promise.all(MAIL_CLIENTS.map((client) => find(client, domain, world)));
}

async function find(client: Client, domain: Domain, world: World): Promise<ClientFinding> {
  const outcome = await client.simulate(new Session(`someone@${domain}`, world));
  if (!outcome.ok || !isComplete(outcome.account))
    return { client: client.name, by: null, isPlain: false, asksUser: false };
  const { mechanism, account } = outcome;
  return {
    client: client.name,
    // Names of columns, some of which begin host names.
    by: MECHANISMS[mechanism].replace(/\.$/, ""),
    isPlain: PLAIN.has(mechanism),
    asksUser: (account.remarks ?? []).some((remark) => /\basked\b/.test(remark)),
  };
}

const PLAIN: ReadonlySet<Mechanism> = new Set(["http-autoconfig", "http-well-known"]);

function isSame(one: ClientFinding, other: ClientFinding | undefined): boolean {
  return one.by === other?.by && one.asksUser === other.asksUser;
}
