/**
 * automx2: its database, whichever it is kept in, and the JSON that it is seeded from.
 * @see https://github.com/rseichter/automx2
 * @module
 */
import * as z from "zod";
import { ADDRESS_PLACEHOLDER } from "../../formats/autoconfig/autoconfig-element.ts";
import { findDomain } from "../../model/domain/domain.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { formatFault, toFaults } from "../../model/settings/fault.ts";
import {
  checkImported,
  fromPlaceholders,
  type ImportedProvider,
  type ImportFailure,
  type Loss,
  type Reading,
  toNames,
} from "./imported.ts";

/** The tables that matter, row by row, with SQLite's numbers for booleans. */
export const AUTOMX2_TABLES = [
  "provider",
  "domain",
  "server",
  "server_domain",
  "davserver",
  "davserver_domain",
] as const;

const Provider = z.object({ id: z.number(), name: z.string(), short_name: z.string() });
const AnyDomain = z.object({
  id: z.number(),
  name: z.string(),
  provider_id: z.number(),
  ldapserver_id: z.number().nullish(),
});
const Server = z.object({
  id: z.number(),
  prio: z.number().default(10),
  name: z.string(),
  port: z.number(),
  type: z.string(),
  socket_type: z.string().default("STARTTLS"),
  user_name: z.string().default("%EMAILADDRESS%"),
  authentication: z.string().default("plain"),
});
const DavServer = z.object({
  id: z.number(),
  url: z.string(),
  port: z.number().default(0),
  type: z.string(),
  use_ssl: z.coerce.boolean(),
  user_name: z.string().nullish(),
});

export const Automx2Database = z.object({
  provider: z.array(Provider),
  domain: z.array(AnyDomain),
  server: z.array(Server),
  server_domain: z.array(z.object({ server_id: z.number(), domain_id: z.number() })),
  davserver: z.array(DavServer).default([]),
  davserver_domain: z.array(z.object({ davserver_id: z.number(), domain_id: z.number() })).default([]),
});
export type Automx2Database = z.infer<typeof Automx2Database>;

const Seed = z.object({
  provider: z.string(),
  domains: z.array(z.string()),
  servers: z.array(
    z.object({
      type: z.string(),
      name: z.string().optional(),
      url: z.string().optional(),
      port: z.number().optional(),
      prio: z.number().optional(),
      user_name: z.string().optional(),
    }),
  ),
});

/** The ports that it takes where a seed names none. */
const SEED_PORT: Readonly<Record<string, number>> = { imap: 993, pop: 995, smtp: 465 };
const TLS_PORTS = [465, 993, 995];

/** What a seed puts into the database. */
export function parseAutomx2Seed(value: unknown): Result<Automx2Database, string> {
  const seed = Seed.safeParse(value);
  if (!seed.success) return err(toFaults(seed.error, value).map(formatFault).join("; "));
  const { provider: name, domains, servers } = seed.data;
  const numbered = servers.map((server, id) => ({ ...server, id }));
  const mail = numbered.filter((server) => server.url === undefined);
  const dav = numbered.filter((server) => server.url !== undefined);
  const ids = domains.map((_, id) => id);
  return ok({
    provider: [{ id: 0, name, short_name: name.split(" ")[0] ?? name }],
    domain: domains.map((domain, id) => ({ id, name: domain, provider_id: 0 })),
    server: mail.map(({ id, type, name: host = "", port = SEED_PORT[type] ?? 0, prio = 10, user_name }) => ({
      id,
      prio,
      name: host,
      port,
      type,
      socket_type: TLS_PORTS.includes(port) ? "SSL" : "STARTTLS",
      user_name: user_name ?? "%EMAILADDRESS%",
      authentication: "plain",
    })),
    server_domain: mail.flatMap(({ id }) => ids.map((domain) => ({ server_id: id, domain_id: domain }))),
    davserver: dav.map(({ id, type, url = "", port = 0, user_name }) => ({
      id,
      type,
      url,
      port,
      use_ssl: url.startsWith("https:"),
      user_name,
    })),
    davserver_domain: dav.flatMap(({ id }) => ids.map((domain) => ({ davserver_id: id, domain_id: domain }))),
  });
}

const SOCKET_TYPE: Readonly<Record<string, string>> = { SSL: "tls", STARTTLS: "starttls", plain: "plain" };
const AUTHENTICATION: Readonly<Record<string, string>> = { plain: "password-cleartext", secure: "password-encrypted" };

/** A provider for each domain: servers are each domain's own there, and equal ones are joined later. */
export function readAutomx2(database: Automx2Database, source: string): Reading {
  const providers: ImportedProvider[] = [];
  const losses: Loss[] = [];
  const failures: ImportFailure[] = [];
  const names = new Map(database.provider.map((provider) => [provider.id, provider]));
  const servers = groupByDomain(database.server, database.server_domain, "server_id");
  const davServers = groupByDomain(database.davserver, database.davserver_domain, "davserver_id");
  for (const row of database.domain) {
    const place = `${source}: ${row.name}`;
    const tell = (what: string) => losses.push({ place, what });
    const fail = (because: string) => failures.push({ place, because, isWithoutDomain: false });
    const domain = findDomain(row.name);
    const named = names.get(row.provider_id);
    if (domain === undefined) fail("this is not a domain name");
    else if (named === undefined) fail("it has no provider");
    else {
      if (row.ldapserver_id != null) tell("login names from LDAP are not carried over");
      const own = (servers.get(row.id) ?? []).toSorted((one, other) => one.prio - other.prio);
      for (const { type } of own)
        if (!["imap", "pop", "smtp"].includes(type)) tell(`a server of the type ${JSON.stringify(type)} is left out`);
      const services = readServices(davServers.get(row.id) ?? [], tell);
      const checked = checkImported(
        {
          ...toNames(named.name, named.short_name, tell),
          incomingServers: [...toServers(own, "imap", "imap"), ...toServers(own, "pop", "pop3")],
          outgoingServers: toServers(own, "smtp", "submission"),
          ...(services.size === 0 ? {} : { services: Object.fromEntries(services) }),
        },
        [domain],
      );
      if (checked.ok) providers.push({ source: place, id: named.name, domains: [domain], ...checked.value });
      else fail(checked.error);
    }
  }
  return { providers, losses, failures };
}

function groupByDomain<Row extends { readonly id: number }, Key extends string>(
  rows: readonly Row[],
  links: readonly ({ readonly domain_id: number } & Readonly<Record<Key, number>>)[],
  key: Key,
): ReadonlyMap<number, Row[]> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const grouped = new Map<number, Row[]>();
  for (const link of links) {
    const row = byId.get(link[key]);
    if (row === undefined) continue;
    const known = grouped.get(link.domain_id);
    if (known === undefined) grouped.set(link.domain_id, [row]);
    else known.push(row);
  }
  return grouped;
}

/** Words that are not known stay as they are, for the model to refuse by name. */
function toServers(servers: Automx2Database["server"], type: string, protocol: string) {
  return servers
    .filter((server) => server.type === type)
    .map((server) => ({
      protocol,
      hostname: fromPlaceholders(server.name),
      port: server.port,
      socketType: SOCKET_TYPE[server.socket_type] ?? server.socket_type,
      authentication: [AUTHENTICATION[server.authentication] ?? server.authentication],
      username: fromPlaceholders(server.user_name),
    }));
}

function readServices(servers: Automx2Database["davserver"], tell: (what: string) => void) {
  const services = new Map<string, unknown>();
  for (const { type, url, port, use_ssl: usesTls, user_name: username } of servers) {
    const label = `${type} ${url}`;
    if (type !== "caldav" && type !== "carddav") tell(`a server of the type ${JSON.stringify(type)} is left out`);
    else if (services.has(type)) tell(`${label} is left out: one of its kind is enough`);
    else if (ADDRESS_PLACEHOLDER.test(url)) tell(`${label} is left out: it would be another for each person`);
    else {
      const whole = URL.parse(/^https?:/.test(url) ? url : `${usesTls ? "https" : "http"}://${url}`);
      if (whole?.protocol !== "https:") tell(`${label} is left out: it is without TLS`);
      else {
        const place = port === 0 || port === 443 || whole.port !== "" ? "" : `:${port}`;
        const address = fromPlaceholders(url.replace(/^https:\/\//, ""));
        const [host = "", ...path] = address.split("/");
        services.set(type, {
          url: `https://${host}${place}/${path.join("/")}`,
          ...(username == null || username === "%EMAILADDRESS%" ? {} : { username: fromPlaceholders(username) }),
        });
      }
    }
  }
  return services;
}
