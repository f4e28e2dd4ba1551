/**
 * What the names of values in a guide stand for at one domain, in the words of one client.
 * @module
 */
import { type Client, isForMail } from "../../content/catalogue.ts";
import type { ValueName } from "../../content/guide.ts";
import type { Words } from "../../content/language.ts";
import { toDavLoginTemplate, toLoginTemplate } from "../../model/address/login-names.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import { isPassword, type MailServer, needsLogin } from "../../model/server.ts";
import { findWebmailUrl } from "../../model/server-settings.ts";
import type { FindValue } from "../article/inline.ts";
import { toAddressValue, toPersonalValue } from "./personal-value.ts";
import { toQuotaText } from "./quota.ts";
import type { ServerPair } from "./server-pair.ts";
import type { Setting } from "./setting.ts";

/** What a client calls the server's encryption and log-in. */
export function securityOf({ socketType }: MailServer, client: Client, { values }: Words): string {
  return socketType === "plain" ? values.socketType.plain : client.security[socketType];
}

export function authenticationOf({ authentication }: MailServer, client: Client, { values }: Words): string {
  const [method = "none"] = authentication.filter(isPassword).concat(authentication);
  if (method === "password-cleartext") return client.password;
  if (method === "password-encrypted") return client.encryptedPassword ?? values.authentications[method];
  if (method === "OAuth2") return client.oauth2 ?? values.authentications.OAuth2;
  return values.authentications[method];
}

/** The names of values, told for one pair of servers. */
export function toFindValue(setting: Setting, client: Client, pair: ServerPair | undefined): FindValue {
  const { settings, language, reader } = setting;
  const { words } = language;
  const { services } = settings;
  const fixed = (text: string | number | undefined) =>
    text === undefined ? undefined : ({ kind: "value", text: String(text) } as const);
  const named = (text: string | undefined) => (text === undefined ? undefined : ({ kind: "text", text } as const));
  const user = (server: MailServer | undefined) =>
    server === undefined
      ? undefined
      : server.authentication.some(needsLogin)
        ? ({ kind: "person", ...toPersonalValue(toLoginTemplate(settings, server.username), reader, words) } as const)
        : fixed(words.values.none);
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
      isForMail(client)
        ? user(pair === undefined ? settings.incomingServers[0] : (pair.incoming ?? pair.outgoing))
        : (davUser("caldav") ?? davUser("carddav")),
    "in.protocol": () => fixed((pair?.incoming?.protocol ?? "imap").toUpperCase()),
    "in.host": () => fixed(pair?.incoming?.hostname),
    "in.port": () => fixed(pair?.incoming?.port),
    "in.security": () => fixed(pair?.incoming && securityOf(pair.incoming, client, words)),
    "in.authentication": () => fixed(pair?.incoming && authenticationOf(pair.incoming, client, words)),
    "smtp.host": () => fixed(pair?.outgoing.hostname),
    "smtp.port": () => fixed(pair?.outgoing.port),
    "smtp.security": () => fixed(pair && securityOf(pair.outgoing, client, words)),
    "smtp.authentication": () => fixed(pair && authenticationOf(pair.outgoing, client, words)),
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
