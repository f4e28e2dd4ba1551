import { Domain } from "./domain.ts";
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
  /** The domains that it concerns; `*` is any that is not named. */
  readonly domains: readonly string[];
}

type Finding = Omit<LintWarning, "domains">;

/** Every warning once, with all the domains that it concerns: thousands of domains share a provider's faults. */
export function lintSettings(settings: Settings): LintWarning[] {
  const warnings = new Map<string, Finding & { domains: string[] }>();
  const add = (name: string, provider: string | undefined, domain: Domain) => {
    const resolved = findSettings(settings, domain);
    if (resolved === undefined || resolved === "elsewhere") return;
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

/** Ports on which most readers of Autodiscover take STARTTLS for granted; on any other, TLS from the first byte. */
const STARTTLS_PORTS = new Set([25, 110, 143, 587]);

/** The port that each protocol has for TLS from the first byte (RFC 8314). */
const TLS_PORT = { imap: 993, pop3: 995, submission: 465 } satisfies Record<MailServer["protocol"], number>;

/** Hosts whose OAuth2 Thunderbird for the desktop has built in, of August 2026; the app for Android knows fewer. */
const KNOWN_OAUTH2_HOST =
  /(?:^|\.)(?:google|gmail|googlemail|office365|outlook|yahoo|aol|yandex|fastmail|thundermail)\.com$|(?:^|\.)(?:att|comcast)\.net$|(?:^|\.)(?:yandex|mail)\.ru$/;

/** What Thunderbird for iOS has a word for; any other word, wherever it stands, makes it refuse the whole file. */
const IOS_METHODS: ReadonlySet<Authentication> = new Set([
  "password-cleartext",
  "password-encrypted",
  "OAuth2",
  "client-IP-address",
]);

/** What Thunderbird for Android can log in with. One IMAP or SMTP server without it makes it refuse the whole file. */
const COMMON_METHODS: ReadonlySet<Authentication> = new Set(["password-cleartext", "password-encrypted", "OAuth2"]);

function lintServer(server: MailServer): Omit<Finding, "place">[] {
  const findings: Omit<Finding, "place">[] = [];
  const warn = (problem: string, remedy: string) => findings.push({ problem, remedy });
  const { authentication, hostname, port, socketType, username, protocol } = server;
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
      `use port ${TLS_PORT[protocol]} for TLS`,
    );
  else if (socketType === "tls" && port !== TLS_PORT[protocol])
    warn(
      `PACC has no word for port ${port}, Himalaya and others to come do not get this server${protocol === "imap" ? ", and SnappyMail infers STARTTLS from it in Autodiscover" : ""}`,
      `use port ${TLS_PORT[protocol]} for TLS`,
    );
  if (socketType === "starttls")
    warn(
      "an Apple profile cannot tell STARTTLS from TLS: iPhone, iPad and Mac decide by the port",
      "list a TLS server (993, 995, 465) first",
    );
  if (/^(?:true|false)$/i.test(username) || Number.isFinite(Number(username)))
    warn(
      "Thunderbird reads a user name that looks like a number or a boolean as one, and changes it",
      "let the user name hold a letter, or use {address}",
    );
  else if (username !== "{address}" && username !== "{localPart}")
    warn(
      "FairEmail takes this user name literally, and Mailspring uses the full address instead",
      "use {address} or {localPart} alone",
    );
  if (authentication.every((method) => method === "OAuth2"))
    warn(
      KNOWN_OAUTH2_HOST.test(hostname)
        ? "Autodiscover and Apple profiles cannot tell OAuth2, so that Outlook and Apple's mail programs do not get this server"
        : "Thunderbird, for the desktop and for Android, uses OAuth2 only at the big providers that it knows and drops the server; Autodiscover and Apple profiles cannot tell OAuth2",
      "list password-cleartext after OAuth2 if passwords work",
    );
  else if (authentication.includes("OAuth2") && !KNOWN_OAUTH2_HOST.test(hostname))
    warn(
      "KMail chooses OAuth2 wherever it is listed, and can use it at the providers that it knows only",
      "list OAuth2 only where clients know the host",
    );
  if (authentication.includes("password-encrypted"))
    warn(
      "KMail and Evolution choose CRAM-MD5 wherever password-encrypted is listed",
      "list it only if the server really has CRAM-MD5 or kin",
    );
  if (authentication.every((method) => method === "password-encrypted"))
    warn(
      "Autodiscover has no word for CRAM-MD5, so that Outlook, eM Client and others do not get this server",
      "offer password-cleartext over TLS too",
    );
  const strange = authentication.filter((method) => !IOS_METHODS.has(method));
  if (strange.length > 0)
    warn(
      `Thunderbird for iOS refuses the whole file for ${strange.join(", ")}, even beside a password${strange.includes("GSSAPI") ? "; so does Himalaya" : ""}`,
      "leave it out of the settings unless users need it",
    );
  if (protocol !== "pop3" && !authentication.some((method) => COMMON_METHODS.has(method)))
    warn(
      `Thunderbird for Android refuses the whole file because of a server with ${authentication.join(", ")} alone`,
      "offer password-cleartext over TLS too",
    );
  return findings;
}

function lintWhole(settings: ServerSettings, servers: readonly MailServer[]): Omit<Finding, "place">[] {
  const findings: Omit<Finding, "place">[] = [];
  const warn = (problem: string, remedy: string) => findings.push({ problem, remedy });
  if (settings.incomingServers.every(({ protocol }) => protocol === "pop3"))
    warn(
      "Thunderbird for Android and for iOS, FairEmail, Delta Chat, Geary, Mailspring, SnappyMail, Nextcloud Mail and Spark need IMAP",
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
      "FairEmail, Evolution and Himalaya try the full address where they follow SRV records, and Geary always: none of these names a user",
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
