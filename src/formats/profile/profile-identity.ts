/**
 * Identity decides what a second install of a profile does: an installed profile is replaced where the identifier is the
 * same, and accounts are updated in place where identifier and UUID are. All come from the addresses and the kind of
 * account alone, so that new settings update and two accounts never collide.
 * @module
 */
import type { MailAccount } from "../../model/address/mail-account.ts";
import { onceFor } from "../../model/once-for.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { identifyByUrl, toUrlUuids, type Url } from "./url-uuids.ts";

/** The parts of a profile that set up one account each on the device; the protocol is part of what an account is. */
const PAYLOAD_KINDS = ["mail.imap", "mail.pop3", "caldav", "carddav", "eas"] as const;
export type PayloadKind = (typeof PAYLOAD_KINDS)[number];

export function isPayloadKind(name: string): name is PayloadKind {
  return (PAYLOAD_KINDS as readonly string[]).includes(name);
}

interface Identity {
  readonly identifier: string;
  readonly uuid: string;
}

/** What tells the payloads of one account from others. */
export interface AccountIdentity {
  /** What their identifiers begin with; {@link toPayloadIdentifier} ends it. */
  readonly identifier: string;
  /** Of its payloads, in the order of their kinds. */
  readonly uuids: readonly string[];
}

export interface ProfileIdentity extends Identity {
  /** In the order of the accounts. */
  readonly accounts: readonly AccountIdentity[];
}

/** The kinds of payloads that an account has in a profile; one list for all profiles that have them. */
export type PayloadKinds = readonly PayloadKind[];
const NO_KINDS: PayloadKinds = [];

/** The profile of these people together, each with payloads of these kinds; their order makes no difference. */
export function identifyAccounts(accounts: readonly MailAccount[], kinds: readonly PayloadKinds[]): ProfileIdentity {
  const [first] = accounts;
  return first !== undefined && accounts.length === 1
    ? identify(first.settings, toMailUrl(toKey(first)), kinds[0])
    : identifySeveral(accounts, kinds);
}

function identifySeveral(accounts: readonly MailAccount[], kinds: readonly PayloadKinds[]): ProfileIdentity {
  const keyed = accounts.map((account) => ({ key: toKey(account), settings: account.settings }));
  const sorted = keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const [first] = sorted;
  if (first === undefined) throw new Error("a profile was asked of nobody");
  const all = sorted.map(({ key }) => key).join(",");
  const profile = identify(first.settings, toMailUrl(all));
  return {
    ...profile,
    accounts: keyed.map(({ key }, index) => ({
      // Of its own: the same account may be on the device by a profile for it alone.
      identifier: identifyByUrl(`${profile.identifier}.`, toMailUrl(key), OWN).identifier,
      uuids: toUrlUuids(toMailUrl(`${all}#${key}`), toEndings(kinds[index] ?? NO_KINDS)),
    })),
  };
}

/** Mail servers take the part before the @ in any case, and so does a second install. */
function toKey({ address }: MailAccount): string {
  return address.canonical.toLowerCase();
}

/** RFC 6068, but for what it would have encoded: nobody follows it. */
function toMailUrl(rest: string): Url {
  return ["mailto:", rest];
}

/** The profile of nobody in particular at a domain. */
export function identifyDomain(settings: ServerSettings, kinds?: PayloadKinds): ProfileIdentity {
  return identify(settings, ["https://", `${settings.domain}/`], kinds);
}

export function toPayloadIdentifier(account: string, kind: PayloadKind): string {
  return `${account}.${kind}`;
}

function identify(settings: ServerSettings, url: Url, kinds: PayloadKinds = NO_KINDS): ProfileIdentity {
  const { identifier, uuids: all } = identifyByUrl(toPrefix(settings), url, toOwnAndEndings(kinds));
  const [uuid = "", ...uuids] = all;
  return { identifier, uuid, accounts: [{ identifier, uuids }] };
}

const toPrefix = onceFor(({ domain }: ServerSettings) => `${domain.split(".").reverse().join(".")}.setup.`);

/** What the URLs of payloads end with. */
const toEndings = onceFor((kinds: PayloadKinds) => kinds.map((kind) => `#${kind}`));

/** What ends with nothing. */
const OWN = [""];

/** With the profile's own. */
const toOwnAndEndings = onceFor((kinds: PayloadKinds) => [...OWN, ...toEndings(kinds)]);
