/**
 * Monogramm's autodiscover-email-settings: the variables of its environment, in a `.env` file, a compose file or a unit
 * of systemd.
 * @see https://github.com/Monogramm/autodiscover-email-settings
 * @module
 */
import type { ServedDomain } from "../../formats/autoconfig/autoconfig-provider-reader.ts";
import { findDomain } from "../../model/domain/domain.ts";
import {
  checkImported,
  fromPlaceholders,
  type ImportedProvider,
  type ImportFailure,
  type Loss,
  type Reading,
  type SourceText,
  toNames,
} from "./imported.ts";

type Variables = ReadonlyMap<string, string>;

const SOCKET_TYPE: Readonly<Record<string, string>> = { SSL: "tls", TLS: "tls", STARTTLS: "starttls", PLAIN: "plain" };

const USED = new Set([
  ...["COMPANY_NAME", "SUPPORT_URL", "DOMAIN", "MOBILESYNC_URL"],
  ...["IMAP", "POP", "SMTP"].flatMap((name) => [`${name}_HOST`, `${name}_PORT`, `${name}_SOCKET`]),
]);
/** Of the same program, and told when they are lost; anything else in a compose file is some other container's. */
const LOST = /^(?:LDAP_|PROFILE_|MAIL_UUID$|MOBILESYNC_NAME$)/;

/**
 * A provider for each set of variables.
 * @param namedDomains whom one is for that has no `DOMAIN`
 */
export function readMonogramm({ name, text }: SourceText, namedDomains: readonly ServedDomain[] = []): Reading {
  const providers: ImportedProvider[] = [];
  const losses: Loss[] = [];
  const failures: ImportFailure[] = [];
  const sets = readVariables(text).filter((set) => [...set.keys()].some((key) => USED.has(key)));
  if (sets.length === 0)
    failures.push({ place: name, because: "it has none of the variables, such as IMAP_HOST", isWithoutDomain: false });
  for (const set of sets) {
    const written = set.get("DOMAIN") ?? "";
    const domain = findDomain(written);
    const domains = domain === undefined ? namedDomains : [domain];
    const place = written === "" ? name : `${name}: ${written}`;
    const tell = (what: string) => losses.push({ place, what });
    if (domains.length === 0) {
      failures.push({
        place,
        because: written === "" ? "there is no DOMAIN" : `DOMAIN is not a domain name: ${JSON.stringify(written)}`,
        isWithoutDomain: true,
      });
      continue;
    }
    for (const key of set.keys()) if (LOST.test(key)) tell(`${key} is left out: settings have no place for it`);
    const checked = checkImported(toProvider(set, domains[0] ?? "", tell), domains);
    if (checked.ok)
      providers.push({ source: place, id: set.get("COMPANY_NAME") || domains[0] || "", domains, ...checked.value });
    else failures.push({ place, because: checked.error, isWithoutDomain: false });
  }
  return { providers, losses, failures };
}

function toProvider(set: Variables, domain: string, tell: (what: string) => void) {
  const company = set.get("COMPANY_NAME") || domain;
  const names = toNames(company, company, tell);
  const supportUrl = set.get("SUPPORT_URL");
  const syncUrl = set.get("MOBILESYNC_URL");
  return {
    ...names,
    incomingServers: [...toServers(set, "IMAP", "imap", 993), ...toServers(set, "POP", "pop3", 995)],
    outgoingServers: toServers(set, "SMTP", "submission", 465),
    ...(syncUrl ? { services: { activesync: { url: syncUrl } } } : {}),
    ...(supportUrl ? { support: { name: names.displayName, url: supportUrl } } : {}),
  };
}

/** What is not known stays as it is, for the model to refuse by name. */
function toServers(set: Variables, name: string, protocol: string, tlsPort: number) {
  const hostname = set.get(`${name}_HOST`);
  if (!hostname) return [];
  const port = set.get(`${name}_PORT`) || String(tlsPort);
  const socket = set.get(`${name}_SOCKET`) || (port === String(tlsPort) ? "SSL" : "STARTTLS");
  return [
    {
      protocol,
      hostname: fromPlaceholders(hostname),
      port: /^\d{1,5}$/.test(port) ? Number(port) : port,
      socketType: SOCKET_TYPE[socket.toUpperCase()] ?? socket,
      authentication: ["password-cleartext"],
    },
  ];
}

/** `KEY=value`, with what stands before it in a shell, in a list of YAML and in a unit; or `KEY: value`. */
const ASSIGNMENT = /^(?:-\s+)?(?:export\s+|ENV\s+|Environment=)?(["']?)([A-Z][A-Z0-9_]*)(?:=|["']?:\s)/;

/** Sets of variables, one for each container: a name that comes again begins the next. */
function readVariables(text: string): Variables[] {
  const sets: Map<string, string>[] = [];
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    const [assigned = "", open = "", name = ""] = ASSIGNMENT.exec(line) ?? [];
    if (name === "") continue;
    const rest = line.slice(assigned.length).trimStart();
    const value = unquote(open !== "" && rest.endsWith(open) ? rest.slice(0, -1) : rest);
    const last = sets.at(-1);
    if (last === undefined || last.has(name)) sets.push(new Map([[name, value]]));
    else last.set(name, value);
  }
  return sets;
}

/** Without quotes round it, or a comment behind it. */
function unquote(text: string): string {
  const [, , quoted] = /^(["'])(.*)\1(?:\s+#.*)?$/.exec(text) ?? [];
  const comment = text.search(/(?:^|\s)#/);
  return quoted ?? (comment < 0 ? text : text.slice(0, comment).trimEnd());
}
