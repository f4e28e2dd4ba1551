/**
 * What the names of values in a guide stand for at one domain, in the words of one client.
 * @module
 */
import { CLIENTS, isForMail } from "../../content/catalogue.ts";
import type { ValueName } from "../../content/guide.ts";
import { findShown, type Language, type ShownText } from "../../content/language.ts";
import { toDavLoginTemplate, toLoginTemplate } from "../../model/address/login-names.ts";
import { asksForLogin, isPassword } from "../../model/authentication.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import type { Authentication, MailServer } from "../../model/server.ts";
import { findWebmailUrl } from "../../model/server-settings.ts";
import type { FindValue } from "../article/inline.ts";
import { toAddressValue, toPersonalValue } from "./personal-value.ts";
import { toQuotaText } from "./quota.ts";
import type { ServerPair } from "./server-pair.ts";
import type { Setting } from "./setting.ts";

/** What the server's encryption is called: by the client, in its own translation, or by us where it has no word for it. */
export function securityOf({ socketType }: MailServer, id: ClientId, language: Language): ShownText | OurText {
  if (socketType === "plain") return { text: language.words.values.socketType.plain };
  return findShown(language, id, CLIENTS[id].security[socketType]);
}

/** The same for the login. */
export function authenticationOf(
  { authentication }: Pick<MailServer, "authentication">,
  id: ClientId,
  language: Language,
): ShownText | OurText {
  const method = findToldMethod({ authentication });
  const { password, encryptedPassword, oauth2, asksForSpa } = CLIENTS[id];
  if (asksForSpa && method === "password-cleartext") return { text: language.words.values.withoutSpa };
  const own: Partial<Record<Authentication, string | undefined>> = {
    "password-cleartext": password,
    "password-encrypted": encryptedPassword,
    OAuth2: oauth2,
  };
  const label = own[method];
  return label === undefined ? { text: language.words.values.authentications[method] } : findShown(language, id, label);
}

/** The one way to log in that people are told of: a password, where one is taken. */
export function findToldMethod({ authentication }: Pick<MailServer, "authentication">): Authentication {
  return authentication.find(isPassword) ?? authentication[0];
}

/** A word of ours, in the language of the page. */
interface OurText {
  readonly text: string;
}

/** The names of values, told for one pair of servers in the words of a client; without one, of any program. */
export function toFindValue(setting: Setting, id: ClientId | undefined, pair: ServerPair | undefined): FindValue {
  const { settings, language, reader } = setting;
  const client = id ?? "other";
  const { words } = language;
  const { services } = settings;
  const fixed = (text: string | number | undefined) =>
    text === undefined ? undefined : ({ kind: "value", text: String(text) } as const);
  const named = (text: string | undefined) => (text === undefined ? undefined : ({ kind: "text", text } as const));
  const user = (server: MailServer | undefined) =>
    server === undefined || !asksForLogin(server)
      ? undefined
      : ({ kind: "person", ...toPersonalValue(toLoginTemplate(settings, server.username), reader, words) } as const);
  const davUser = (service: "caldav" | "carddav") =>
    services?.[service] === undefined
      ? undefined
      : ({ kind: "person", ...toPersonalValue(toDavLoginTemplate(settings, service), reader, words) } as const);
  const hostOf = (url: string | undefined) => (url === undefined ? undefined : URL.parse(url)?.host);
  const find: Readonly<Record<ValueName, () => ReturnType<FindValue>>> = {
    address: () => ({ kind: "person", ...toAddressValue(reader, words) }),
    localPart: () => ({ kind: "person", ...toPersonalValue("{localPart}", reader, words) }),
    domain: () => fixed(toUnicode(settings.domain)),
    user: () =>
      isForMail(CLIENTS[client])
        ? user(pair === undefined ? settings.incomingServers[0] : (pair.incoming ?? pair.outgoing))
        : (davUser("caldav") ?? davUser("carddav")),
    "in.protocol": () => fixed((pair?.incoming ?? settings.incomingServers[0]).protocol.toUpperCase()),
    "in.host": () => fixed(pair?.incoming?.hostname),
    "in.port": () => fixed(pair?.incoming?.port),
    "in.security": () => fixed(pair?.incoming && securityOf(pair.incoming, client, language).text),
    "in.authentication": () => fixed(pair?.incoming && authenticationOf(pair.incoming, client, language).text),
    "smtp.host": () => fixed(pair?.outgoing.hostname),
    "smtp.port": () => fixed(pair?.outgoing.port),
    "smtp.security": () => fixed(pair && securityOf(pair.outgoing, client, language).text),
    "smtp.authentication": () => fixed(pair && authenticationOf(pair.outgoing, client, language).text),
    "smtp.user": () => user(pair?.outgoing),
    "caldav.url": () => fixed(services?.caldav?.url),
    "caldav.host": () => fixed(hostOf(services?.caldav?.url)),
    "caldav.user": () => davUser("caldav"),
    "carddav.url": () => fixed(services?.carddav?.url),
    "carddav.host": () => fixed(hostOf(services?.carddav?.url)),
    "carddav.user": () => davUser("carddav"),
    "webmail.url": () => fixed(findWebmailUrl(settings)),
    provider: () => named(settings.displayName),
    support: () => named(settings.support?.name ?? settings.displayName),
    quota: () => named(toQuotaText(setting)),
  };
  return (name) => find[name]();
}
