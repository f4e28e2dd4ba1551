/**
 * The payloads of an Apple profile: what sets up one account each. Keys by Apple's schemas.
 * @see https://github.com/apple/device-management/tree/release/mdm/profiles
 * @module
 */
import { type LoginNames, toDavLoginTemplate, toLoginTemplate } from "../../model/address/login-names.ts";
import { needsLogin } from "../../model/authentication.ts";
import { onceFor } from "../../model/once-for.ts";
import {
  type AuthenticationWords,
  findAuthentication,
  findPreferredServers,
  isComplete,
  type PreferredServers,
} from "../../model/preferred-server.ts";
import type { MailServer } from "../../model/server.ts";
import { findLoginName, hasServicePassword, type ServerSettings } from "../../model/server-settings.ts";
import { fillTemplates } from "../../model/settings/template.ts";
import type { PayloadKind } from "./profile-identity.ts";

/** What a person can choose to have in a profile. */
export const PROFILE_PARTS = ["mail", "calendars", "contacts", "activesync"] as const;
export type ProfilePart = (typeof PROFILE_PARTS)[number];

export interface MailOptions {
  /** Where both are offered, IMAP unless told otherwise. */
  readonly protocol: "imap" | "pop3" | undefined;
  /** The person's name; without it the device asks. */
  readonly name: string | undefined;
}

/** Who an account is for: values, or holes for them. */
export interface Person {
  readonly address: string;
  readonly localPart: string;
  readonly name: string | undefined;
  /** Where the domain has a table of login names. */
  readonly logins: LoginNames;
}

export interface Payload {
  readonly part: ProfilePart;
  readonly type: string;
  readonly keys: Readonly<Record<string, string | number | boolean>>;
}

const AUTHENTICATION = {
  "password-cleartext": "EmailAuthPassword",
  "password-encrypted": "EmailAuthCRAMMD5",
  NTLM: "EmailAuthNTLM",
  none: "EmailAuthNone",
  "client-IP-address": "EmailAuthNone",
} satisfies AuthenticationWords;

/**
 * What Apple's schemas switch off where a profile says nothing, though somebody who sets the account up by hand has it:
 * Mail Drop, and the say over S/MIME. Calendars and contacts have no such keys.
 */
const LEFT_TO_THE_PERSON = {
  allowMailDrop: true,
  SMIMESigningUserOverrideable: true,
  SMIMESigningCertificateUUIDUserOverrideable: true,
  SMIMEEncryptByDefaultUserOverrideable: true,
  SMIMEEncryptionCertificateUUIDUserOverrideable: true,
  SMIMEEnableEncryptionPerMessageSwitch: true,
} as const;

/** The one server of each protocol that a profile names. */
export const findProfileServers = onceFor(
  (settings: ServerSettings): PreferredServers => findPreferredServers(settings, AUTHENTICATION),
);

const ACCOUNT_TYPE = { imap: "EmailTypeIMAP", pop3: "EmailTypePOP" } as const;

/** Those of `wanted` that are offered and that a profile has words for. */
export function findOfferedParts(
  settings: ServerSettings,
  wanted: readonly ProfilePart[],
  options: MailOptions,
): ProfilePart[] {
  return PROFILE_PARTS.filter((part) => wanted.includes(part) && IS_OFFERED[part](settings, options));
}

const IS_OFFERED = {
  mail: isMailOffered,
  calendars: (settings) => isServiceOffered(settings, settings.services?.caldav),
  contacts: (settings) => isServiceOffered(settings, settings.services?.carddav),
  activesync: (settings) =>
    isServiceOffered(settings, settings.services?.activesync) && findActiveSyncHost(settings) !== undefined,
} as const satisfies Record<ProfilePart, (settings: ServerSettings, options: MailOptions) => boolean>;

/** Mail is: both ways, by the protocol asked for, with a login that Apple knows. */
function isMailOffered(settings: ServerSettings, { protocol }: MailOptions): boolean {
  const servers = findProfileServers(settings);
  return isComplete(servers) && (protocol === undefined || servers[protocol] !== undefined);
}

/** The device asks for a password, and for nothing else. */
function isServiceOffered(
  settings: ServerSettings,
  service: { readonly url: string; readonly username?: string | undefined } | undefined,
): boolean {
  return service !== undefined && hasServicePassword(settings, service);
}

/** What kind of account a part of a profile is at a domain. */
export function findPayloadKind(settings: ServerSettings, part: ProfilePart, options: MailOptions): PayloadKind {
  switch (part) {
    case "mail":
      return `mail.${findProtocol(settings, options)}`;
    case "calendars":
      return "caldav";
    case "contacts":
      return "carddav";
    case "activesync":
      return "eas";
  }
}

function findProtocol(settings: ServerSettings, { protocol }: MailOptions): "imap" | "pop3" {
  return protocol ?? (findProfileServers(settings).imap === undefined ? "pop3" : "imap");
}

/** The payloads of one account; without a person the device asks for address, user name and password. */
export function toPayloads(
  settings: ServerSettings,
  parts: readonly ProfilePart[],
  options: MailOptions,
  { person, description }: { readonly person: Person | undefined; readonly description: string },
): Payload[] {
  const render = {
    mail: () => toMailPayload(settings, options, person, description),
    calendars: () => toDavPayload("caldav", settings, person, description),
    contacts: () => toDavPayload("carddav", settings, person, description),
    activesync: () => toActiveSyncPayload(settings, parts, person),
  } as const satisfies Record<ProfilePart, () => Payload>;
  return parts.map((part) => render[part]());
}

function toMailPayload(
  settings: ServerSettings,
  options: MailOptions,
  person: Person | undefined,
  description: string,
): Payload {
  const kind = findProtocol(settings, options);
  const { [kind]: incoming, submission: outgoing } = findProfileServers(settings);
  if (incoming === undefined || outgoing === undefined)
    throw new Error("a profile was asked of a service it cannot express");
  return {
    part: "mail",
    type: "com.apple.mail.managed",
    keys: {
      EmailAccountDescription: description,
      EmailAccountType: ACCOUNT_TYPE[kind],
      ...(person === undefined ? {} : { EmailAddress: person.address }),
      ...(person?.name === undefined ? {} : { EmailAccountName: person.name }),
      ...toServerKeys("Incoming", settings, incoming, person),
      ...(incoming.pathPrefix === undefined ? {} : { IncomingMailServerIMAPPathPrefix: incoming.pathPrefix }),
      ...toServerKeys("Outgoing", settings, outgoing, person),
      // Asks once where both servers want the same login.
      ...(needsLogin(findAuthentication(outgoing, AUTHENTICATION)) && outgoing.username === incoming.username
        ? { OutgoingPasswordSameAsIncomingPassword: true }
        : {}),
      ...LEFT_TO_THE_PERSON,
    },
  };
}

/** One boolean serves TLS from the first byte and STARTTLS alike: the port tells which. It is false unless written. */
function toServerKeys(
  direction: "Incoming" | "Outgoing",
  settings: ServerSettings,
  server: MailServer,
  person: Person | undefined,
) {
  const prefix = `${direction}MailServer`;
  const authentication = findAuthentication(server, AUTHENTICATION);
  return {
    [`${prefix}HostName`]: server.hostname,
    [`${prefix}PortNumber`]: server.port,
    [`${prefix}UseSSL`]: server.socketType !== "plain",
    [`${prefix}Authentication`]: authentication === undefined ? AUTHENTICATION.none : AUTHENTICATION[authentication],
    ...(person !== undefined && needsLogin(authentication)
      ? { [`${prefix}Username`]: fillLogin(toLoginTemplate(settings, server.username), person) }
      : {}),
  };
}

/**
 * The device finds the collections by `/.well-known/caldav` and `/carddav` on the host. A principal URL is one person's;
 * settings hold what is the same for everybody, so there is none to tell.
 */
function toDavPayload(
  name: "caldav" | "carddav",
  settings: ServerSettings,
  person: Person | undefined,
  description: string,
): Payload {
  const service = settings.services?.[name];
  if (service === undefined) throw new Error(`a profile was asked for ${name}, which is not offered`);
  const { hostname, port } = new URL(service.url);
  const isCalendars = name === "caldav";
  const prefix = isCalendars ? "CalDAV" : "CardDAV";
  return {
    part: isCalendars ? "calendars" : "contacts",
    type: isCalendars ? "com.apple.caldav.account" : "com.apple.carddav.account",
    keys: {
      [`${prefix}AccountDescription`]: description,
      [`${prefix}HostName`]: hostname,
      [`${prefix}Port`]: port === "" ? 443 : Number(port),
      [`${prefix}UseSSL`]: true,
      ...(person === undefined ? {} : { [`${prefix}Username`]: fillLogin(toDavLoginTemplate(settings, name), person) }),
    },
  };
}

/**
 * What has a payload of its own is switched off here, so that nothing is on the device twice: reminders go with the
 * calendars, and notes are ActiveSync's alone. Macs take no such payload.
 */
function toActiveSyncPayload(
  settings: ServerSettings,
  parts: readonly ProfilePart[],
  person: Person | undefined,
): Payload {
  const host = findActiveSyncHost(settings);
  if (host === undefined) throw new Error("a profile was asked for ActiveSync, which is not offered");
  const isElsewhere = (part: ProfilePart) => parts.includes(part);
  return {
    part: "activesync",
    type: "com.apple.eas.account",
    keys: {
      Host: host,
      SSL: true,
      ...(person === undefined
        ? {}
        : {
            EmailAddress: person.address,
            UserName: fillLogin(toLoginTemplate(settings, findLoginName(settings)), person),
          }),
      EnableMail: !isElsewhere("mail"),
      EnableCalendars: !isElsewhere("calendars"),
      EnableReminders: !isElsewhere("calendars"),
      EnableContacts: !isElsewhere("contacts"),
      EnableNotes: true,
      ...LEFT_TO_THE_PERSON,
    },
  };
}

/** The payload has room for a host alone: port and path must be those that devices take for granted. */
function findActiveSyncHost({ services }: ServerSettings): string | undefined {
  if (services?.activesync === undefined) return undefined;
  const { hostname, port, pathname } = new URL(services.activesync.url);
  return port === "" && /^\/microsoft-server-activesync\/?$/i.test(pathname) ? hostname : undefined;
}

function fillLogin(username: string, { address, localPart, logins }: Person): string {
  return fillTemplates(username, new Map(Object.entries({ address, localPart, ...logins })));
}
