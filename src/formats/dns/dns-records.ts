/**
 * The DNS records that an operator publishes for a domain; how they are written down is in `forms`.
 * @see RFC 2782, 6186 and 8314 (mail), 6764 (DAV), 8620 (JMAP), 5804 (ManageSieve)
 * @module
 */
import type { Domain } from "../../model/domain/domain.ts";
import { rankServers } from "../../model/preferred-server.ts";
import type { MailServer } from "../../model/server.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { isWellKnownUrl } from "../../model/well-known.ts";
import { renderPacc, toPaccTxt } from "../pacc.ts";

/** What a record says, its parts apart as panels ask for them. */
export type DnsData =
  | { readonly type: "CNAME"; readonly target: string }
  | { readonly type: "TXT"; readonly value: string }
  | {
      readonly type: "SRV";
      readonly priority: number;
      readonly weight: number;
      readonly port: number;
      /** `.` says that the service is not offered (RFC 2782). */
      readonly target: string;
    };

/** One record. `name` is relative to the domain; `@` is the domain itself. */
export type DnsRecord = {
  readonly name: string;
  readonly ttl: number;
  /** Who needs it, in a sentence. */
  readonly reason: string;
} & DnsData;

export interface DnsOptions {
  /** Our own host name, which the domain's aliases point to. */
  readonly serviceHost: Domain;
  /** For a domain that cannot have aliases: Autodiscover is then told by an SRV record. */
  readonly withoutAliases?: boolean;
}

/** Seconds that resolvers keep each of them. */
export const TTL = 3600;

export async function toDnsRecords(settings: ServerSettings, options: DnsOptions): Promise<DnsRecord[]> {
  return [
    ...toDiscoveryRecords(settings, options),
    ...(await toPaccRecords(settings, options)),
    ...toMailRecords(settings),
    ...toServiceRecords(settings),
  ];
}

function toDiscoveryRecords(
  { domain, discoveryOrigin }: ServerSettings,
  { serviceHost, withoutAliases = false }: DnsOptions,
): DnsRecord[] {
  if (withoutAliases)
    return [
      {
        ...srv("_autodiscover._tcp", 443, serviceHost),
        reason:
          "Outlook and eM Client find the service without an alias; Thunderbird and Outlook then ask the user about its name",
      },
      {
        name: "@",
        ttl: TTL,
        type: "TXT",
        value: `mailconf=https://${serviceHost}/d/${domain}/mail/config-v1.1.xml`,
        reason: "Himalaya finds the settings without an alias",
      },
    ];
  if (discoveryOrigin !== undefined)
    return [
      alias(
        "autoconfig",
        serviceHost,
        "Thunderbird, Evolution, KMail and others ask this name over plain http, too; it has no certificate",
      ),
      alias(
        "autodiscover",
        serviceHost,
        "Outlook and others ask this name over plain http, and are led on; it has no certificate",
      ),
      {
        name: "@",
        ttl: TTL,
        type: "TXT",
        value: `mailconf=${discoveryOrigin}/d/${domain}/mail/config-v1.1.xml`,
        reason: "Himalaya reads the settings' address here",
      },
    ];
  return [
    alias(
      "autoconfig",
      serviceHost,
      "Thunderbird, Evolution, KMail, FairEmail, Delta Chat and others ask this name; it needs a certificate",
    ),
    alias("autodiscover", serviceHost, "Outlook, eM Client and Thunderbird ask this name; it needs a certificate"),
    {
      name: "@",
      ttl: TTL,
      type: "TXT",
      value: `mailconf=https://autoconfig.${domain}/mail/config-v1.1.xml`,
      reason: "Himalaya reads the settings' address here",
    },
  ];
}

async function toPaccRecords(
  settings: ServerSettings,
  { serviceHost, withoutAliases = false }: DnsOptions,
): Promise<DnsRecord[]> {
  const document = renderPacc(settings);
  // Clients ask this name over https alone.
  if (document === undefined || withoutAliases || settings.discoveryOrigin !== undefined) return [];
  return [
    alias("ua-auto-config", serviceHost, "PACC clients ask this name; it needs a certificate"),
    {
      name: "_ua-auto-config",
      ttl: TTL,
      type: "TXT",
      value: await toPaccTxt(document),
      reason:
        "PACC clients use the file only if this is its digest: when settings change, publish the new record beside the old first",
    },
  ];
}

/** The labels of RFC 6186 and 8314: with s for TLS from the first byte, without for STARTTLS. */
const LABEL = {
  imap: { tls: "_imaps._tcp", starttls: "_imap._tcp" },
  pop3: { tls: "_pop3s._tcp", starttls: "_pop3._tcp" },
  submission: { tls: "_submissions._tcp", starttls: "_submission._tcp" },
} as const;

const WORD = { imap: "IMAP", pop3: "POP3", submission: "Sending" } as const satisfies Record<
  MailServer["protocol"],
  string
>;

function toMailRecords({ incomingServers, outgoingServers }: ServerSettings): DnsRecord[] {
  // Priorities rank the protocols too (RFC 6186 section 3.4): IMAP before POP3.
  const ranked = [incomingServers, outgoingServers].flatMap((servers: readonly MailServer[]) =>
    rankServers(servers).map((server, index) => ({ server, priority: index * 10 })),
  );
  return (["imap", "pop3", "submission"] as const).flatMap((protocol) =>
    (["tls", "starttls"] as const).flatMap((socketType): DnsRecord[] => {
      const name = LABEL[protocol][socketType];
      const how = `${WORD[protocol]} with ${socketType === "tls" ? "TLS from the first byte" : "STARTTLS"}`;
      const offered = ranked.filter(({ server }) => server.protocol === protocol && server.socketType === socketType);
      if (offered.length === 0) return [{ ...notOffered(name), reason: `${how} is not offered: clients need not try` }];
      return offered.map(({ server, priority }) => ({
        ...srv(name, server.port, server.hostname, priority),
        reason: `${how}: FairEmail, Evolution and others; the name needs an address record, not an alias`,
      }));
    }),
  );
}

function toServiceRecords({ services }: ServerSettings): DnsRecord[] {
  const records: DnsRecord[] = [];
  if (services?.jmap)
    records.push({ ...srvOf("_jmap._tcp", services.jmap.url), reason: "JMAP clients find the session here" });
  for (const [name, id, what] of [
    ["_caldavs._tcp", "caldav", "calendars"],
    ["_carddavs._tcp", "carddav", "contacts"],
  ] as const) {
    const service = services?.[id];
    if (service === undefined) continue;
    const url = new URL(service.url);
    records.push({ ...srvOf(name, service.url), reason: `Thunderbird, Evolution, GNOME and DAVx5 find ${what} here` });
    // Without a path they begin at the well-known one, and then know that it leads elsewhere (RFC 6764 section 6).
    if (isWellKnownUrl(id, url)) continue;
    records.push({
      name,
      ttl: TTL,
      type: "TXT",
      value: `path=${url.pathname}`,
      reason: `where ${what} are on that host`,
    });
  }
  const { managesieve } = services ?? {};
  if (managesieve)
    records.push({
      ...srv("_sieve._tcp", managesieve.port, managesieve.hostname),
      reason: "filter editors find ManageSieve here",
    });
  return records;
}

function alias(name: string, target: string, reason: string): DnsRecord {
  return { name, ttl: TTL, type: "CNAME", target, reason };
}

function srv(name: string, port: number, target: string, priority = 0) {
  return { name, ttl: TTL, type: "SRV", priority, weight: 1, port, target } as const;
}

function srvOf(name: string, url: string) {
  const { hostname, port } = new URL(url);
  return srv(name, port === "" ? 443 : Number(port), hostname);
}

function notOffered(name: string) {
  return { ...srv(name, 0, "."), weight: 0 };
}
