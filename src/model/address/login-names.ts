/**
 * What stands for login names in everything that is made for a whole domain, and what fills in for one person.
 *
 * A user name in settings is a rule. Where the domain has a table of logins besides, `{login0}` and the like stand in its
 * place, one for each rule, until it is known whose name it is: the rule's, or the table's.
 * @module
 */

import { findLoginName, type ServerSettings } from "../server-settings.ts";
import { fillTemplates, findTemplateNames } from "../settings/template.ts";
import type { MailAccount } from "./mail-account.ts";

/** Login names of one person, by the names that stand for them. */
export type LoginNames = Readonly<Record<string, string>>;

export interface LoginRule {
  /** What stands for it, without braces. */
  readonly name: string;
  readonly username: string;
  /** Whether a service has login names of its own: the mailbox's, which the table tells, are none there. */
  readonly isOwn: boolean;
}

/** The rules of a domain that has a table; none, where the rules are all there is. */
export function findLoginRules(settings: ServerSettings): readonly LoginRule[] {
  if (settings.explicitLogins !== true) return [];
  const { incomingServers, outgoingServers, services } = settings;
  const mailboxes = [...incomingServers, ...outgoingServers].map(({ username }) => username);
  const own = [services?.caldav?.username, services?.carddav?.username].filter((username) => username !== undefined);
  const rules = [
    ...[...new Set([...mailboxes, findLoginName(settings)])].map((username) => ({ username, isOwn: false })),
    ...[...new Set(own)].map((username) => ({ username, isOwn: true })),
  ];
  return rules
    .filter(({ username }) => findTemplateNames(username).length > 0)
    .map((rule, index) => ({ ...rule, name: `login${index}` }));
}

/** A server's user name with whatever an address fills in left open. */
export function toLoginTemplate(settings: ServerSettings, username: string, isOwn = false): string {
  const rule = findLoginRules(settings).find((known) => known.username === username && known.isOwn === isOwn);
  return rule === undefined ? username : `{${rule.name}}`;
}

/** The same of calendars or contacts. */
export function toDavLoginTemplate(settings: ServerSettings, service: "caldav" | "carddav"): string {
  const own = settings.services?.[service]?.username;
  return own === undefined ? toLoginTemplate(settings, findLoginName(settings)) : toLoginTemplate(settings, own, true);
}

/** What fills in. An alias logs in with the name of its mailbox, everywhere. */
export function toLoginNames(
  { address, settings, login = {} }: MailAccount,
  spelling: "canonical" | "asTyped" = "canonical",
): LoginNames {
  const rules = findLoginRules(settings);
  if (rules.length === 0) return NO_NAMES;
  const { mailbox } = login;
  const values =
    mailbox === undefined
      ? { address: address[spelling], localPart: address.localPart }
      : { address: `${mailbox}@${address.domain}`, localPart: mailbox };
  const known = new Map(Object.entries(values));
  return Object.fromEntries(
    rules.map(({ name, username, isOwn }) => [
      name,
      isOwn || login.username === undefined ? fillTemplates(username, known) : login.username,
    ]),
  );
}

const NO_NAMES: LoginNames = {};

/** Everything that fills in a user name for one person. */
export function toPersonNames(account: MailAccount, spelling: "canonical" | "asTyped" = "canonical") {
  const { address } = account;
  return { address: address[spelling], localPart: address.localPart, ...toLoginNames(account, spelling) };
}
