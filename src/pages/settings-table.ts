/**
 * A server's settings as people type them into a mail program.
 * @module
 */

import { hole } from "../formats/document-template.ts";
import { type Domain, toUnicode } from "../model/domain.ts";
import { type Authentication, type MailServer, needsLogin, type SocketType } from "../model/server.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import { fillTemplates, findTemplateNames } from "../model/template.ts";

/** What `templates/settings-table.eta` prints: one card with a table. */
export interface SettingsTable {
  readonly id: string;
  readonly icon: string;
  readonly heading: string;
  readonly badges: readonly Badge[];
  readonly text?: string;
  readonly rows: readonly Row[];
}

interface Badge {
  readonly kind: "good" | "plain" | "warn";
  readonly text: string;
}

/** One value, as `templates/value.eta` prints it. */
export interface Row {
  readonly label: string;
  readonly text: string;
  /** What a Copy button says that it copies; a value without is chosen in programs rather than typed. */
  readonly copy?: string;
  /** Whether the text is what a program calls it, rather than a word of ours. */
  readonly isLabel?: boolean;
  readonly note?: string;
  /** Present where the value differs from person to person: its template, and words for as long as nobody is known. */
  readonly username?: string;
  readonly words?: string;
  readonly known?: boolean;
}

/** Mail programs' own words. */
const SECURITY = { tls: "SSL/TLS", starttls: "STARTTLS", plain: "None (not encrypted)" } satisfies Record<
  SocketType,
  string
>;

const AUTHENTICATION = {
  "password-cleartext": "Normal password",
  "password-encrypted": "Encrypted password",
  OAuth2: "OAuth2 (you sign in on a web page)",
  NTLM: "NTLM",
  GSSAPI: "Kerberos / GSSAPI",
  "client-IP-address": "None (your network is known)",
  "TLS-client-cert": "TLS certificate",
  none: "None",
} satisfies Record<Authentication, string>;

const KIND = {
  imap: { direction: "Incoming mail", name: "IMAP", icon: "incoming" },
  pop3: { direction: "Incoming mail", name: "POP3", icon: "incoming" },
  submission: { direction: "Outgoing mail", name: "SMTP", icon: "outgoing" },
} satisfies Record<MailServer["protocol"], { direction: string; name: string; icon: string }>;

/** The pair of servers that most people want, and all the others. */
export interface SettingsTables {
  readonly best: readonly SettingsTable[];
  readonly others: readonly SettingsTable[];
}

export function toSettingsTables(
  { incomingServers, outgoingServers }: ServerSettings,
  personal: boolean,
): SettingsTables {
  const [incoming, ...otherIncoming] = incomingServers;
  const [outgoing, ...otherOutgoing] = outgoingServers;
  const best = [
    toTable(incoming, 1, otherIncoming.length > 0 ? RECOMMENDED : [], personal),
    toTable(outgoing, 1, otherOutgoing.length > 0 ? RECOMMENDED : [], personal),
  ];
  // An alternative is one to a server of the same protocol; POP3 beside IMAP is another way altogether.
  const seen = new Map<string, number>([
    [incoming.protocol, 1],
    [outgoing.protocol, 1],
  ]);
  const others = [...otherIncoming, ...otherOutgoing].map((server) => {
    const rank = (seen.get(server.protocol) ?? 0) + 1;
    seen.set(server.protocol, rank);
    return toTable(server, rank, rank > 1 ? ALTERNATIVE : [], personal);
  });
  return { best, others };
}

const RECOMMENDED: readonly Badge[] = [{ kind: "good", text: "Recommended" }];
const ALTERNATIVE: readonly Badge[] = [{ kind: "plain", text: "Alternative" }];
const NOT_ENCRYPTED: readonly Badge[] = [{ kind: "warn", text: "Not encrypted" }];

function toTable(server: MailServer, rank: number, badges: readonly Badge[], personal: boolean): SettingsTable {
  const { direction, name, icon } = KIND[server.protocol];
  return {
    id: rank === 1 ? server.protocol : `${server.protocol}-${rank}`,
    icon,
    heading: `${direction} · ${name}`,
    badges: server.socketType === "plain" ? [...badges, ...NOT_ENCRYPTED] : badges,
    rows: [
      toHostRow("Server", server.hostname, `${name} server`),
      { label: "Port", text: String(server.port), copy: `${name} port` },
      toSecurityRow(server.socketType),
      { label: "Authentication", text: server.authentication.map((method) => AUTHENTICATION[method]).join(", or ") },
      toUsernameRow(server, `${name} user name`, personal),
    ],
  };
}

/** A host name to be copied, as A-labels; people also see how they know it. */
export function toHostRow(label: string, hostname: Domain, copy: string): Row {
  const known = toUnicode(hostname);
  return { label, text: hostname, copy, ...(known === hostname ? {} : { note: `This is ${known}` }) };
}

export function toSecurityRow(socketType: SocketType): Row {
  return { label: "Security", text: SECURITY[socketType] };
}

/** A user name that is another for each person is filled in by the server or, from after the "#", by the script. */
function toUsernameRow({ authentication, username }: MailServer, copy: string, personal: boolean): Row {
  const label = "User name";
  if (!authentication.some(needsLogin)) return { label, text: "None" };
  if (findTemplateNames(username).length === 0) return { label, text: username, copy };
  return {
    label,
    text: personal ? fillTemplates(username, HOLES) : "",
    copy,
    username,
    words: USERNAME_WORDS[username] ?? fillTemplates(username, PLACEHOLDERS),
    known: personal,
  };
}

const HOLES = new Map([
  ["address", hole("address")],
  ["localPart", hole("localPart")],
]);

const USERNAME_WORDS: Readonly<Record<string, string>> = {
  "{address}": "Your full email address",
  "{localPart}": "The part of your address before the @",
};

const PLACEHOLDERS = new Map([
  ["address", "‹your full email address›"],
  ["localPart", "‹the part of your address before the @›"],
]);
