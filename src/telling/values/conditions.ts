import type { Condition, Conditional } from "../../content/guide.ts";
import { asksForLogin } from "../../model/authentication.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import { hasContactsApart, hasPasswordLogin, type ServerSettings } from "../../model/server-settings.ts";
import { findCodeTemplate } from "./code-template.ts";
import { findToldMethod } from "./find-value.ts";
import { findProfileOffer } from "./profile-link.ts";
import type { ServerPair } from "./server-pair.ts";

const USUAL_LOGINS: ReadonlySet<string> = new Set(["{address}", "{localPart}"]);

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
  // Where a table may say another name, nobody is told that it is the address.
  const isShort = settings.explicitLogins === true || (pair?.incoming ?? pair?.outgoing)?.username !== "{address}";
  const isEncrypted = { in: pair?.incoming?.socketType !== "plain", smtp: pair?.outgoing.socketType !== "plain" };
  const facts: Readonly<Record<Condition, boolean>> = {
    imap: incomingServers.some(({ protocol }) => protocol === "imap"),
    pop3: incomingServers.some(({ protocol }) => protocol === "pop3"),
    calendars: services?.caldav !== undefined,
    contacts: services?.carddav !== undefined,
    "contacts-apart": hasContactsApart(settings),
    activesync: services?.activesync !== undefined,
    webmail: settings.webmail !== undefined,
    "app-password": settings.twoStep !== undefined,
    profile: findProfileOffer(settings, id, pair?.incoming?.protocol) !== undefined,
    code: id !== undefined && findCodeTemplate(settings, id) !== undefined,
    quota: settings.quota !== undefined,
    "before-launch": !settings.launched,
    launched: settings.launched,
    "tls-in": pair?.incoming?.socketType === "tls",
    "starttls-in": pair?.incoming?.socketType === "starttls",
    "tls-smtp": pair?.outgoing.socketType === "tls",
    "starttls-smtp": pair?.outgoing.socketType === "starttls",
    encrypted: isEncrypted.in && isEncrypted.smtp,
    "encrypted-in": isEncrypted.in,
    "encrypted-smtp": isEncrypted.smtp,
    password: hasPasswordLogin(settings),
    "plain-password": pair?.incoming !== undefined && findToldMethod(pair.incoming) === "password-cleartext",
    "login-smtp": pair === undefined || asksForLogin(pair.outgoing),
    "short-user": pair !== undefined && isShort,
    "full-user": pair === undefined || !isShort,
    "usual-user": settings.explicitLogins !== true && pair !== undefined && hasUsualLogin(pair),
  };
  return new Set(Object.entries(facts).flatMap(([name, holdsHere]) => (holdsHere && isCondition(name) ? [name] : [])));

  function isCondition(name: string): name is Condition {
    return name in facts;
  }
}

function hasUsualLogin({ incoming, outgoing }: ServerPair): boolean {
  const servers = incoming === undefined ? [outgoing] : [incoming, outgoing];
  const [login = "", ...others] = new Set(servers.filter(asksForLogin).map(({ username }) => username));
  return others.length === 0 && USUAL_LOGINS.has(login);
}
