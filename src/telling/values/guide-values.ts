/**
 * What the marks in a guide stand for at one domain, in the words of one client.
 * @module
 */
import { CLIENTS, type Client } from "../../content/catalogue.ts";
import type { Condition, Conditional, ValueName } from "../../content/guide.ts";
import type { Language, Words } from "../../content/language.ts";
import { hole } from "../../formats/document-template.ts";
import type { ClientId } from "../../model/client-id.ts";
import { toUnicode } from "../../model/domain.ts";
import type { EmailAddress } from "../../model/email-address.ts";
import { type IncomingServer, type MailServer, needsLogin, type OutgoingServer } from "../../model/server.ts";
import { findWebmailUrl, type ServerSettings } from "../../model/server-settings.ts";
import { fillTemplates, findTemplateNames } from "../../model/settings/template.ts";
import type { FindLink, FindValue, PersonalValue } from "../article/inline.ts";
import { findCodeTemplate } from "./code-template.ts";
import { findProfileOffer, toProfileUrl } from "./profile-link.ts";

/** Whose page it is: of nobody yet, of whoever's values are filled in later, or of one person. */
export type Reader = "unknown" | "hole" | EmailAddress;

/** Everything that a guide is told for. */
export interface Setting {
  readonly settings: ServerSettings;
  readonly language: Language;
  readonly reader: Reader;
  /** Where links to other pages begin: nothing on pages themselves, the service's origin in texts that leave it. */
  readonly origin: string;
  /** The query that keeps a language which was asked for by name. */
  readonly query: string;
}

/** The pair of servers that a guide tells of, by the protocol of the incoming one. */
export interface ServerPair {
  readonly incoming: IncomingServer;
  readonly outgoing: OutgoingServer;
}

const PASSWORDS: ReadonlySet<string> = new Set(["password-cleartext", "password-encrypted", "NTLM"]);

/** The best server of a protocol that a password opens, else the best. */
export function findPair(
  { incomingServers, outgoingServers }: ServerSettings,
  protocol: "imap" | "pop3",
): ServerPair | undefined {
  const incoming = best(incomingServers.filter((server) => server.protocol === protocol));
  const outgoing = best(outgoingServers);
  return incoming === undefined || outgoing === undefined ? undefined : { incoming, outgoing };
}

function best<Server extends MailServer>(servers: readonly Server[]): Server | undefined {
  return servers.find(({ authentication }) => authentication.some((method) => PASSWORDS.has(method))) ?? servers[0];
}

/** Whether a password opens one server of each kind; otherwise programs must offer OAuth2 or the like. */
export function hasPasswordLogin({ incomingServers, outgoingServers }: ServerSettings): boolean {
  return [incomingServers, outgoingServers].every((servers) =>
    servers.some(({ authentication }) => authentication.some((method) => PASSWORDS.has(method) || !needsLogin(method))),
  );
}

/** A user name, as settings write it, for a reader. */
export function toPersonalValue(template: string, reader: Reader, words: Words): PersonalValue {
  const texts: Readonly<Record<string, string>> = {
    "{address}": words.address.full,
    "{localPart}": words.address.localPart,
  };
  const inside = new Map([
    ["address", words.address.fullInside],
    ["localPart", words.address.localPartInside],
  ]);
  return { template, text: toText(template, reader), words: texts[template] ?? fillTemplates(template, inside) };
}

function toText(template: string, reader: Reader): string | undefined {
  if (reader === "unknown") return findTemplateNames(template).length === 0 ? template : undefined;
  const values =
    reader === "hole"
      ? [["address", hole("address")] as const, ["localPart", hole("localPart")] as const]
      : [["address", reader.canonical] as const, ["localPart", reader.localPart] as const];
  return fillTemplates(template, new Map(values));
}

/** What a client calls the server's encryption and log-in. */
export function securityOf({ socketType }: MailServer, client: Client, { values }: Words): string {
  return socketType === "plain" ? values.socketType.plain : client.security[socketType];
}

export function authenticationOf({ authentication }: MailServer, client: Client, { values }: Words): string {
  const [method = "none"] = authentication.filter((one) => PASSWORDS.has(one)).concat(authentication);
  if (method === "password-cleartext") return client.password;
  if (method === "password-encrypted") return client.encryptedPassword ?? values.authentications[method];
  if (method === "OAuth2") return client.oauth2 ?? values.authentications.OAuth2;
  return values.authentications[method];
}

/** The names of values, told for one pair of servers. */
export function toFindValue(
  { settings, language, reader }: Setting,
  client: Client,
  pair: ServerPair | undefined,
): FindValue {
  const { words } = language;
  const { services, quota } = settings;
  const fixed = (text: string | number | undefined) =>
    text === undefined ? undefined : ({ kind: "value", text: String(text) } as const);
  const user = (server: MailServer | undefined) =>
    server === undefined
      ? undefined
      : server.authentication.some(needsLogin)
        ? ({ kind: "person", ...toPersonalValue(server.username, reader, words) } as const)
        : fixed(words.values.none);
  const hostOf = (url: string | undefined) => (url === undefined ? undefined : URL.parse(url)?.host);
  const find: Readonly<Record<ValueName, () => ReturnType<FindValue>>> = {
    address: () => ({ kind: "person", ...toPersonalValue("{address}", reader, words) }),
    localPart: () => ({ kind: "person", ...toPersonalValue("{localPart}", reader, words) }),
    domain: () => fixed(toUnicode(settings.domain)),
    user: () => user(pair?.incoming ?? settings.incomingServers[0]),
    "in.protocol": () => fixed((pair?.incoming.protocol ?? "imap").toUpperCase()),
    "in.host": () => fixed(pair?.incoming.hostname),
    "in.port": () => fixed(pair?.incoming.port),
    "in.security": () => fixed(pair && securityOf(pair.incoming, client, words)),
    "in.authentication": () => fixed(pair && authenticationOf(pair.incoming, client, words)),
    "smtp.host": () => fixed(pair?.outgoing.hostname),
    "smtp.port": () => fixed(pair?.outgoing.port),
    "smtp.security": () => fixed(pair && securityOf(pair.outgoing, client, words)),
    "smtp.authentication": () => fixed(pair && authenticationOf(pair.outgoing, client, words)),
    "smtp.user": () => user(pair?.outgoing),
    "caldav.url": () => fixed(services?.caldav?.url),
    "caldav.host": () => fixed(hostOf(services?.caldav?.url)),
    "carddav.url": () => fixed(services?.carddav?.url),
    "carddav.host": () => fixed(hostOf(services?.carddav?.url)),
    "webmail.url": () => fixed(findWebmailUrl(settings)),
    provider: () => fixed(settings.displayName),
    support: () => fixed(settings.support?.name ?? settings.displayName),
    quota: () => fixed(quota && `${new Intl.NumberFormat(language.tag).format(quota.domainMegabytes)} MB`),
  };
  return (name) => find[name]();
}

/** Whether a part of a guide is told at all. */
export function holds({ when = [], unless = [] }: Conditional, conditions: ReadonlySet<Condition>): boolean {
  return when.every((condition) => conditions.has(condition)) && !unless.some((condition) => conditions.has(condition));
}

export function toConditions(
  settings: ServerSettings,
  id: ClientId | undefined,
  pair: ServerPair | undefined,
): ReadonlySet<Condition> {
  const { services, incomingServers } = settings;
  const isShort = pair?.incoming.username !== "{address}";
  const facts: Readonly<Record<Condition, boolean>> = {
    imap: incomingServers.some(({ protocol }) => protocol === "imap"),
    pop3: incomingServers.some(({ protocol }) => protocol === "pop3"),
    calendars: services?.caldav !== undefined,
    contacts: services?.carddav !== undefined,
    activesync: services?.activesync !== undefined,
    webmail: settings.webmail !== undefined,
    "app-password": settings.twoStep !== undefined,
    profile: findProfileOffer(settings, id) !== undefined,
    code: id !== undefined && findCodeTemplate(settings, id) !== undefined,
    quota: settings.quota !== undefined,
    "before-launch": !settings.launched,
    launched: settings.launched,
    "tls-in": pair?.incoming.socketType === "tls",
    "starttls-in": pair?.incoming.socketType === "starttls",
    "tls-smtp": pair?.outgoing.socketType === "tls",
    "starttls-smtp": pair?.outgoing.socketType === "starttls",
    "short-user": pair !== undefined && isShort,
    "full-user": pair === undefined || !isShort,
  };
  return new Set(Object.entries(facts).flatMap(([name, holdsHere]) => (holdsHere && isCondition(name) ? [name] : [])));

  function isCondition(name: string): name is Condition {
    return name in facts;
  }
}

/** Targets of links in guides. */
export function toFindLink({ settings, origin, query }: Setting, id: ClientId | undefined): FindLink {
  const offer = findProfileOffer(settings, id);
  const place = `${origin}/guides/${settings.domain}`;
  return (target) => {
    if (target.startsWith("https://")) return target;
    if (target.startsWith("guide:")) return `${place}/${target.slice("guide:".length)}${query}`;
    switch (target) {
      case "webmail":
        return findWebmailUrl(settings);
      case "app-password":
        return settings.twoStep?.appPasswordUrl;
      case "profile":
        return offer && toProfileUrl(offer, origin);
      case "code":
        return origin === "" ? "#code" : undefined;
      case "errors":
        return `${place}/errors${query}`;
      case "support":
        return settings.support?.url;
      default:
        throw new Error(`a guide links to ${target}, which does not exist`);
    }
  };
}

/** The protocols that domain and client share, in the order in which they are told. */
export function sharedProtocols(
  settings: ServerSettings,
  id: ClientId,
  preferred: "imap" | "pop3" | undefined,
): readonly ("imap" | "pop3")[] {
  const shared = (["imap", "pop3"] as const).filter(
    (protocol) =>
      CLIENTS[id].protocols.includes(protocol) &&
      settings.incomingServers.some((server) => server.protocol === protocol),
  );
  return preferred === undefined || !shared.includes(preferred)
    ? shared
    : [preferred, ...shared.filter((protocol) => protocol !== preferred)];
}
