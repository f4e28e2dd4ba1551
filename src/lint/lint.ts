import { Domain } from "../model/domain.ts";
import { findPreferredServers, isComplete } from "../model/preferred-server.ts";
import { type MailServer, needsLogin } from "../model/server.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import { findSettings, type Settings } from "../model/settings/parse-settings.ts";
import { lintServer } from "./lint-server.ts";

/** Valid settings that some real client cannot use. */
export interface LintWarning {
  /** What it is about, such as `incomingServers: mail.example.com:143`. */
  readonly place: string;
  /** The clients that fail, and how. */
  readonly problem: string;
  readonly remedy: string;
  /** The domains that it concerns; `*` is any that is not named. */
  readonly domains: readonly string[];
}

type Finding = Omit<LintWarning, "domains">;

/** Every warning once, with all the domains that it concerns: thousands of domains share a provider's faults. */
export function lintSettings(settings: Settings): LintWarning[] {
  const warnings = new Map<string, Finding & { domains: string[] }>();
  const add = (name: string, provider: string, domain: Domain) => {
    const resolved = findSettings(settings, domain);
    if (typeof resolved !== "object") return;
    for (const finding of lint(resolved)) {
      // Host names differ from domain to domain where the fault is the same.
      const place = finding.place.replaceAll(domain, "{domain}");
      const key = `${provider} ${place} ${finding.problem}`;
      const known = warnings.get(key);
      if (known === undefined) warnings.set(key, { ...finding, place, domains: [name] });
      else known.domains.push(name);
    }
  };
  for (const [domain, { provider }] of settings.domains) add(domain, provider, domain);
  if (settings.wildcard !== undefined) add("*", settings.wildcard.provider, ANY_DOMAIN);
  return [...warnings.values()];
}

/** Stands for the domains that nobody named. */
const ANY_DOMAIN = Domain.parse("any-other-domain.example");

/** What clients cannot use in one domain's settings. Sources: `docs/clients.md`. */
export function lint(settings: ServerSettings): Finding[] {
  const servers: readonly MailServer[] = [...settings.incomingServers, ...settings.outgoingServers];
  return [
    ...servers.flatMap((server) => lintServer(server).map((finding) => ({ place: placeOf(server), ...finding }))),
    ...lintWhole(settings, servers).map((finding) => ({ place: "servers", ...finding })),
  ];
}

function placeOf({ protocol, hostname, port }: MailServer): string {
  return `${protocol} ${hostname}:${port}`;
}

/** The log-ins that Autodiscover can tell, and those that an Apple profile can. */
const IN_AUTODISCOVER = { "password-cleartext": "", NTLM: "", none: "", "client-IP-address": "" };
const IN_PROFILES = { ...IN_AUTODISCOVER, "password-encrypted": "" };

function lintWhole(settings: ServerSettings, servers: readonly MailServer[]): Omit<Finding, "place">[] {
  const findings: Omit<Finding, "place">[] = [];
  const warn = (problem: string, remedy: string) => findings.push({ problem, remedy });
  if (settings.incomingServers.every(({ protocol }) => protocol === "pop3"))
    warn(
      "Thunderbird for Android and for iOS, FairEmail, Delta Chat, SnappyMail, Nextcloud Mail, Geary, Mailspring and Spark need IMAP",
      "offer IMAP as well",
    );
  for (const protocol of ["imap", "pop3", "submission"] as const)
    if (servers.filter((server) => server.protocol === protocol).length > 1)
      warn(
        `Evolution takes the last ${protocol} server of several where others take the first`,
        "list one, or make sure that each works by itself",
      );
  if (servers.some(({ username }) => username !== "{address}"))
    warn(
      "FairEmail, Evolution and Himalaya try the full address where they follow SRV records, Delta Chat where it reads Autodiscover, and Geary always",
      "accept the full address as the log-in name as well",
    );
  if (settings.oauth2 === undefined && servers.some(({ authentication }) => authentication.includes("OAuth2")))
    warn(
      "Mustang uses OAuth2 only if the file holds the addresses of the OAuth2 server",
      "describe that server in the provider's oauth2",
    );
  if (settings.services?.activesync !== undefined)
    warn(
      "Mustang sets up Exchange in place of IMAP wherever ActiveSync is offered",
      "nothing, if ActiveSync serves such users as well; else leave it out",
    );
  if (new Set(servers.map(({ username }) => username)).size > 1)
    warn("FairEmail uses the last user name of the file for every server", "give all servers the same user name");
  if (!isComplete(findPreferredServers(settings, IN_AUTODISCOVER)))
    warn("Outlook gets no automatic set-up: Autodiscover cannot tell this log-in", "offer a password log-in");
  if (!isComplete(findPreferredServers(settings, IN_PROFILES)))
    warn("iPhone, iPad and Mac get no profile: it cannot tell this log-in", "offer a password log-in");
  if (!settings.outgoingServers.some(({ authentication }) => authentication.some(needsLogin)))
    warn(
      "FairEmail, Delta Chat, Nextcloud Mail, Mailspring and Geary log in at the outgoing server whatever is listed, and without a log-in it serves nobody outside its own network",
      "offer an outgoing server with a log-in",
    );
  return findings;
}
