import type { Domain } from "./domain.ts";
import { findSettings, type Settings } from "./parse-settings.ts";
import { findPreferredServers, isComplete } from "./preferred-server.ts";
import type { Authentication, MailServer } from "./server.ts";
import type { ServerSettings } from "./server-settings.ts";

/** Valid settings that some real client cannot use. */
export interface LintWarning {
  /** What it is about, such as `incomingServers: mail.example.com:143`. */
  readonly place: string;
  /** The clients that fail, and how. */
  readonly problem: string;
  readonly remedy: string;
  /** The domains that it concerns. */
  readonly domains: readonly Domain[];
}

type Finding = Omit<LintWarning, "domains">;

/** Every warning once, with all the domains that it concerns: thousands of domains share a provider's faults. */
export function lintSettings(settings: Settings): LintWarning[] {
  const warnings = new Map<string, Finding & { domains: Domain[] }>();
  for (const domain of settings.domains.keys()) {
    const resolved = findSettings(settings, domain);
    if (resolved === undefined || resolved === "elsewhere") continue;
    for (const finding of lint(resolved)) {
      // Host names differ from domain to domain where the fault is the same.
      const place = finding.place.replaceAll(domain, "{domain}");
      const key = `${settings.domains.get(domain)?.provider} ${place} ${finding.problem}`;
      const known = warnings.get(key);
      if (known === undefined) warnings.set(key, { ...finding, place, domains: [domain] });
      else known.domains.push(domain);
    }
  }
  return [...warnings.values()];
}

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

/** Ports on which most readers of Autodiscover take STARTTLS for granted; on any other, TLS from the first byte. */
const STARTTLS_PORTS = new Set([25, 110, 143, 587]);

/** What Thunderbird for Android and for iOS can log in with. One server without it makes them refuse the whole file. */
const COMMON_METHODS: ReadonlySet<Authentication> = new Set(["password-cleartext", "password-encrypted", "OAuth2"]);

function lintServer(server: MailServer): Omit<Finding, "place">[] {
  const findings: Omit<Finding, "place">[] = [];
  const warn = (problem: string, remedy: string) => findings.push({ problem, remedy });
  const { authentication, port, socketType, username, protocol } = server;
  if (socketType === "plain")
    warn(
      "Thunderbird for Android and for iOS refuse the whole file because of a server without encryption",
      "offer TLS and leave this server out",
    );
  if (socketType === "starttls" && !STARTTLS_PORTS.has(port))
    warn(
      `Thunderbird, FairEmail, Mustang and SnappyMail infer TLS from the first byte from port ${port} in Autodiscover`,
      "use STARTTLS on 143, 110 or 587 only",
    );
  if (socketType === "tls" && STARTTLS_PORTS.has(port))
    warn(
      `Thunderbird, FairEmail and Mustang infer STARTTLS from port ${port} in Autodiscover`,
      "use TLS on 993, 995 or 465",
    );
  if (socketType === "starttls")
    warn(
      "an Apple profile cannot tell STARTTLS from TLS: iPhone, iPad and Mac decide by the port",
      "list a TLS server (993, 995, 465) first",
    );
  if (/^(?:[\d.]+|true|false)$/.test(username))
    warn(
      "Thunderbird reads a user name that looks like a number or a boolean as one, and changes it",
      "let the user name hold a letter, or use {address}",
    );
  else if (username !== "{address}" && username !== "{localPart}")
    warn(
      "FairEmail takes this user name literally, and Mailspring uses the full address instead",
      "use {address} or {localPart} alone",
    );
  if (authentication[0] === "OAuth2" && authentication.length === 1)
    warn(
      "Thunderbird uses OAuth2 only at the big providers that it knows and drops the server; Autodiscover and Apple profiles cannot tell OAuth2",
      "list password-cleartext after OAuth2 if passwords work",
    );
  else if (authentication.includes("OAuth2"))
    warn(
      "KMail chooses OAuth2 wherever it is listed, and can use it at the providers that it knows only",
      "list OAuth2 only where clients know the host",
    );
  if (authentication.includes("password-encrypted"))
    warn(
      "KMail and Evolution choose CRAM-MD5 wherever password-encrypted is listed",
      "list it only if the server really has CRAM-MD5 or kin",
    );
  if (protocol !== "pop3" && !authentication.some((method) => COMMON_METHODS.has(method)))
    warn(
      `Thunderbird for Android and for iOS refuse the whole file because of a server with ${authentication.join(", ")} alone`,
      "offer password-cleartext over TLS too",
    );
  return findings;
}

function lintWhole(settings: ServerSettings, servers: readonly MailServer[]): Omit<Finding, "place">[] {
  const findings: Omit<Finding, "place">[] = [];
  const warn = (problem: string, remedy: string) => findings.push({ problem, remedy });
  if (settings.incomingServers.every(({ protocol }) => protocol === "pop3"))
    warn("Thunderbird for Android, FairEmail, Delta Chat, Geary, Mailspring and Spark need IMAP", "offer IMAP as well");
  for (const protocol of ["imap", "pop3", "submission"] as const)
    if (servers.filter((server) => server.protocol === protocol).length > 1)
      warn(
        `Evolution takes the last ${protocol} server of several where others take the first`,
        "list one, or make sure that each works by itself",
      );
  if (servers.some(({ username }) => username !== "{address}"))
    warn(
      "FairEmail, Evolution and Himalaya try the full address where they follow SRV records, and Geary always: none of these names a user",
      "accept the full address as the log-in name as well",
    );
  if (settings.services?.activesync !== undefined)
    warn(
      "Mustang sets up Exchange in place of IMAP wherever ActiveSync is offered",
      "nothing, if ActiveSync serves such users as well; else leave it out",
    );
  if (new Set(servers.map(({ username }) => username)).size > 1)
    warn("FairEmail uses the last user name of the file for every server", "give all servers the same user name");
  if (
    !isComplete(
      findPreferredServers(settings, { "password-cleartext": "", "password-encrypted": "", NTLM: "", none: "" }),
    )
  )
    warn(
      "Outlook and Apple's mail programs get no automatic set-up, because their formats cannot tell this log-in",
      "offer a password log-in",
    );
  return findings;
}
