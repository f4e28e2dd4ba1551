/**
 * Apple configuration profile for iPhone, iPad and Mac. Keys by Apple's schemas.
 *
 * Identity decides what a second install does: an installed profile is replaced where the identifier is the same, and
 * accounts are updated in place where identifier and UUID are. Both come from the address and the kind of account
 * alone, so that new settings update and two accounts never collide.
 * @see https://github.com/apple/device-management/tree/release/mdm/profiles
 * @module
 */
import { build, type PlistValue } from "plist";
import { v5 } from "uuid";
import { type Domain, toUnicode } from "../model/domain.ts";
import type { MailAccount } from "../model/mail-account.ts";
import {
  type AuthenticationWords,
  findAuthentication,
  findPreferredServers,
  isComplete,
} from "../model/preferred-server.ts";
import { type MailServer, needsLogin } from "../model/server.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import { fillTemplates } from "../model/template.ts";
import { hole, type PersonalFormat, type Values } from "./document-template.ts";

export interface ProfileOptions {
  /** Where both are offered, IMAP unless told otherwise. */
  readonly protocol: "imap" | "pop3" | undefined;
  /** The person's name; without it the device asks. */
  readonly name: string | undefined;
}

const AUTHENTICATION = {
  "password-cleartext": "EmailAuthPassword",
  "password-encrypted": "EmailAuthCRAMMD5",
  NTLM: "EmailAuthNTLM",
  none: "EmailAuthNone",
  "client-IP-address": "EmailAuthNone",
} satisfies AuthenticationWords;

const ACCOUNT_TYPE = { imap: "EmailTypeIMAP", pop3: "EmailTypePOP" } as const;

const CONTENT_TYPE = "application/x-apple-aspen-config";

/** Whether a profile can be made that works: both ways, by the protocol asked for, with a log-in Apple knows. */
export function canExpressAsProfile(settings: ServerSettings, { protocol }: ProfileOptions): boolean {
  const servers = findPreferredServers(settings, AUTHENTICATION);
  return isComplete(servers) && (protocol === undefined || servers[protocol] !== undefined);
}

/** The profile of one person. */
export const mobileconfig: PersonalFormat<ProfileOptions> = {
  renderTemplate: (settings, options) =>
    toProfile(settings, options, {
      identifier: hole("identifier"),
      profileUuid: hole("profileUuid"),
      mailUuid: hole("mailUuid"),
    }),
  toValues: (account, options) => ({ ...toIdentity(account, options), ...toPersonalValues(account, options) }),
};

/** The profile of nobody in particular: the device asks for address, user name and password. */
export function renderSharedProfile(settings: ServerSettings, options: ProfileOptions) {
  const identity = identify(settings.domain, `https://${settings.domain}/`, kindOf(settings, options));
  return toProfile(settings, options, identity, false);
}

interface Identity {
  readonly identifier: string;
  readonly profileUuid: string;
  readonly mailUuid: string;
}

function toIdentity({ address, settings }: MailAccount, options: ProfileOptions): Identity {
  // Mail servers take the part before the @ in any case, and so does a second install.
  const url = `mailto:${address.canonical.toLowerCase()}`;
  return identify(settings.domain, url, kindOf(settings, options));
}

function identify(domain: Domain, url: string, kind: string): Identity {
  const profileUuid = toUuid(url);
  const mailUuid = toUuid(`${url}#${kind}`);
  return {
    identifier: `${domain.split(".").reverse().join(".")}.setup.${profileUuid.toLowerCase()}`,
    profileUuid,
    mailUuid,
  };
}

/** The version 5 UUID of a URL (RFC 9562 section 5.5), upper case as Apple writes them. */
function toUuid(url: string): string {
  return v5(url, v5.URL).toUpperCase();
}

function toPersonalValues({ address }: MailAccount, { name }: ProfileOptions): Values {
  return { address: address.canonical, localPart: address.localPart, ...(name === undefined ? {} : { name }) };
}

function kindOf(settings: ServerSettings, { protocol }: ProfileOptions): "imap" | "pop3" {
  return protocol ?? (findPreferredServers(settings, AUTHENTICATION).imap === undefined ? "pop3" : "imap");
}

function toProfile(settings: ServerSettings, options: ProfileOptions, identity: Identity, personal = true) {
  const kind = kindOf(settings, options);
  const { [kind]: incoming, submission: outgoing } = findPreferredServers(settings, AUTHENTICATION);
  if (incoming === undefined || outgoing === undefined)
    throw new Error("a profile was asked of a service it cannot express");
  const shown = personal ? hole("address") : toUnicode(settings.domain);
  const profile = {
    PayloadContent: [
      {
        PayloadType: "com.apple.mail.managed",
        PayloadVersion: 1,
        PayloadIdentifier: `${identity.identifier}.mail.${kind}`,
        PayloadUUID: identity.mailUuid,
        PayloadDisplayName: settings.displayName,
        EmailAccountDescription: settings.displayName,
        EmailAccountType: ACCOUNT_TYPE[kind],
        ...(personal ? { EmailAddress: hole("address") } : {}),
        ...(options.name === undefined ? {} : { EmailAccountName: hole("name") }),
        ...toServerKeys("Incoming", incoming, personal),
        ...toServerKeys("Outgoing", outgoing, personal),
        // Asks once where both servers want the same log-in.
        ...(needsLogin(findAuthentication(outgoing, AUTHENTICATION)) && outgoing.username === incoming.username
          ? { OutgoingPasswordSameAsIncomingPassword: true }
          : {}),
      },
    ],
    PayloadType: "Configuration",
    PayloadVersion: 1,
    PayloadIdentifier: identity.identifier,
    PayloadUUID: identity.profileUuid,
    PayloadDisplayName: `${settings.displayName} (${shown})`,
    PayloadDescription: `Sets up mail for ${shown}. It holds no password: the device asks for it.`,
    PayloadOrganization: settings.displayName,
  };
  return {
    contentType: CONTENT_TYPE,
    body: `${build(profile satisfies PlistValue)}\n`,
    fileName: `${settings.domain}.mobileconfig`,
  };
}

/** One boolean serves TLS from the first byte and STARTTLS alike: the port tells which. It is false unless written. */
function toServerKeys(direction: "Incoming" | "Outgoing", server: MailServer, personal: boolean) {
  const prefix = `${direction}MailServer`;
  const authentication = findAuthentication(server, AUTHENTICATION);
  return {
    [`${prefix}HostName`]: server.hostname,
    [`${prefix}PortNumber`]: server.port,
    [`${prefix}UseSSL`]: server.socketType !== "plain",
    [`${prefix}Authentication`]: authentication === undefined ? AUTHENTICATION.none : AUTHENTICATION[authentication],
    ...(personal && needsLogin(authentication)
      ? { [`${prefix}Username`]: fillTemplates(server.username, USERNAME_HOLES) }
      : {}),
  };
}

const USERNAME_HOLES = new Map([
  ["address", hole("address")],
  ["localPart", hole("localPart")],
]);
