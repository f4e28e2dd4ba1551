import { asksForLogin } from "../model/authentication.ts";
import type { Authentication, MailServer } from "../model/server.ts";
import { findPortSocketType, TLS_PORT } from "../model/tls-port.ts";
import { isOAuth2SiteOfThunderbird, isOAuth2SiteOfThunderbirdAndroid } from "../simulator/oauth2-sites.ts";

/** What a client makes of a server that others can use, and what helps. */
export interface ServerFinding {
  readonly member: "port" | "socketType" | "username" | "authentication" | "pop3";
  readonly problem: string;
  readonly remedy: string;
}

/** What clients cannot use in one server, whatever stands beside it. Sources: `docs/clients.md`. */
export function lintServer(server: MailServer): ServerFinding[] {
  return [...lintConnection(server), ...lintUsername(server), ...lintAuthentication(server), ...lintPop3(server)];
}

/** Who says that messages are left on the server means for good; Thunderbird begins with a limit of its own. */
function lintPop3(server: MailServer): ServerFinding[] {
  if (server.protocol !== "pop3") return [];
  const { leaveMessagesOnServer, daysToLeaveMessagesOnServer } = server.pop3 ?? {};
  if (leaveMessagesOnServer !== true || daysToLeaveMessagesOnServer !== undefined) return [];
  return [
    {
      member: "pop3",
      problem: "Thunderbird leaves messages on the server for 14 days where no number is given, and deletes them then",
      remedy: "give daysToLeaveMessagesOnServer, such as 36500",
    },
  ];
}

function lintConnection({ protocol, port, socketType }: MailServer): ServerFinding[] {
  const findings: ServerFinding[] = [];
  const warn = (member: "port" | "socketType", problem: string, remedy: string) =>
    findings.push({ member, problem, remedy });
  if (socketType === "plain")
    warn(
      "socketType",
      "Thunderbird for Android and for iOS refuse the whole file because of a server without encryption",
      "offer TLS and leave this server out",
    );
  if (socketType === "starttls" && findPortSocketType(port) !== "starttls")
    warn(
      "port",
      `Thunderbird, FairEmail, Mustang and SnappyMail infer TLS from the first byte from port ${port} in Autodiscover`,
      "use STARTTLS on 143, 110 or 587 only",
    );
  if (socketType === "tls" && findPortSocketType(port) === "starttls")
    warn(
      "port",
      `Thunderbird, FairEmail and Mustang infer STARTTLS from port ${port} in Autodiscover`,
      "use TLS on 993, 995 or 465",
    );
  else if (socketType === "tls" && port !== TLS_PORT[protocol])
    warn(
      "port",
      `PACC has no word for port ${port}, so that Himalaya does not get this server${protocol === "imap" ? ", and SnappyMail infers STARTTLS from it in Autodiscover" : ""}`,
      `use TLS on ${TLS_PORT[protocol]}`,
    );
  if (protocol === "submission" && port === 25)
    warn(
      "port",
      "many networks let no client reach port 25, and FairEmail infers TLS from the first byte from it in Autodiscover",
      "offer TLS on 465, or STARTTLS on 587",
    );
  return findings;
}

function lintUsername({ username, authentication }: MailServer): ServerFinding[] {
  const findings: ServerFinding[] = [];
  const warn = (problem: string, remedy: string) => findings.push({ member: "username", problem, remedy });
  if (isReadAsValue(username))
    warn(
      "Thunderbird reads a user name that looks like a number or a boolean as one, and changes it",
      "let the user name hold a letter, or use {address}",
    );
  else if (username !== "{address}" && username !== "{localPart}")
    warn(
      "FairEmail takes this user name literally, and Mailspring uses the full address instead",
      "use {address} or {localPart} alone",
    );
  if (!username.includes("{") && asksForLogin({ authentication }))
    warn("everyone at the domain gets this one login", "use {address} or {localPart}");
  if (/[&<>]/.test(username))
    warn("Delta Chat and Thunderbird for iOS lose all of it before an &, < or >", "use {address} or {localPart} alone");
  if (username === "{localPart}")
    warn(
      "Thunderbird makes 7 of a mailbox such as 007 where it reads the short login in Autodiscover",
      "keep autoconfig reachable, which it prefers, or give no mailbox a name of digits alone",
    );
  return findings;
}

/** Whether Thunderbird's reader makes a value of another type of `text`; it takes what JavaScript takes for a number. */
function isReadAsValue(text: string): boolean {
  return /^(?:true|false)$/i.test(text) || (text.trim() !== "" && Number.isFinite(Number(text)));
}

/** What the file may list without being refused whole: by Thunderbird for Android one of these, for iOS no other. */
const ANDROID_METHODS: ReadonlySet<Authentication> = new Set(["password-cleartext", "password-encrypted", "OAuth2"]);
const IOS_METHODS: ReadonlySet<Authentication> = new Set([...ANDROID_METHODS, "client-IP-address"]);

/** What KMail takes in place of a password wherever it is listed; OAuth2 and password-encrypted are spoken of apart. */
const KMAIL_METHODS: ReadonlySet<Authentication> = new Set(["NTLM", "GSSAPI", "none"]);

function lintAuthentication({ authentication, hostname, protocol }: MailServer): ServerFinding[] {
  const findings: ServerFinding[] = [];
  const warn = (problem: string, remedy: string) => findings.push({ member: "authentication", problem, remedy });
  const isKnownSite = isOAuth2SiteOfThunderbird(hostname) && isOAuth2SiteOfThunderbirdAndroid(hostname);
  if (authentication.includes("OAuth2") && !isKnownSite)
    if (authentication.length === 1)
      warn(
        "Thunderbird uses OAuth2 only at the big providers that it knows and drops the server, as it does on Android",
        "list password-cleartext after OAuth2 if passwords work",
      );
    else
      warn(
        "KMail chooses OAuth2 wherever it is listed, and can use it at the providers that it knows only",
        "list OAuth2 only where clients know the host",
      );
  if (authentication.includes("password-encrypted"))
    warn(
      "KMail and Evolution choose CRAM-MD5 wherever password-encrypted is listed",
      "list it only if the server really has CRAM-MD5 or kin",
    );
  const chosen = authentication.find((method) => KMAIL_METHODS.has(method));
  if (chosen !== undefined && authentication.includes("password-cleartext"))
    warn(
      `KMail chooses ${chosen} wherever it is listed, even after password-cleartext`,
      `list ${chosen} only where every user has it`,
    );
  // Thunderbird for Android does not look at POP3 servers.
  if (protocol !== "pop3" && !authentication.some((method) => ANDROID_METHODS.has(method)))
    warn(
      `Thunderbird for Android refuses the whole file because of a server with ${authentication.join(", ")} alone`,
      "offer password-cleartext over TLS too",
    );
  const foreign = authentication.filter((method) => !IOS_METHODS.has(method));
  if (foreign.length > 0)
    warn(
      `Thunderbird for iOS refuses the whole file because of ${foreign.join(", ")}`,
      "list password-cleartext alone, over TLS",
    );
  return findings;
}
