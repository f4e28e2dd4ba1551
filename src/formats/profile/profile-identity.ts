/**
 * Identity decides what a second install of a profile does: an installed profile is replaced where the identifier is the
 * same, and accounts are updated in place where identifier and UUID are. All come from the addresses and the kind of
 * account alone, so that new settings update and two accounts never collide.
 * @module
 */
import { sha1 } from "#sha1";
import type { MailAccount } from "../../model/address/mail-account.ts";
import type { Domain } from "../../model/domain/domain.ts";
import { encodeText } from "../rendered-document.ts";

/** The parts of a profile that set up one account each on the device; the protocol is part of what an account is. */
export const PAYLOAD_KINDS = ["mail.imap", "mail.pop3", "caldav", "carddav", "eas"] as const;
export type PayloadKind = (typeof PAYLOAD_KINDS)[number];

export interface Identity {
  readonly identifier: string;
  readonly uuid: string;
}

/** What the payloads of one account have in common. */
export interface AccountIdentity {
  /** What their identifiers begin with; {@link toPayloadIdentifier} ends it. */
  readonly identifier: string;
  /** What {@link toPayloadUuid} makes their UUIDs of. */
  readonly url: string;
}

export interface ProfileIdentity extends Identity {
  /** In the order of the accounts. */
  readonly accounts: readonly AccountIdentity[];
}

/** The profile of these people together; their order makes no difference. */
export function identifyAccounts(accounts: readonly MailAccount[]): ProfileIdentity {
  // Mail servers take the part before the @ in any case, and so does a second install.
  const keyed = accounts.map(({ address, settings }) => ({
    key: address.canonical.toLowerCase(),
    domain: settings.domain,
  }));
  const sorted = keyed.length > 1 ? keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)) : keyed;
  const [first] = sorted;
  if (first === undefined) throw new Error("a profile was asked of nobody");
  if (keyed.length === 1) return identify(first.domain, `mailto:${first.key}`);
  const url = `mailto:${sorted.map(({ key }) => key).join(",")}`;
  const profile = identify(first.domain, url);
  return {
    ...profile,
    accounts: keyed.map((account) => ({
      // Of its own: the same account may be on the device by a profile for it alone.
      identifier: `${profile.identifier}.${toUuid(`mailto:${account.key}`)}`,
      url: `${url}#${account.key}`,
    })),
  };
}

/** The profile of nobody in particular at a domain. */
export function identifyDomain(domain: Domain): ProfileIdentity {
  return identify(domain, `https://${domain}/`);
}

export function toPayloadIdentifier(account: string, kind: PayloadKind): string {
  return `${account}.${kind}`;
}

export function toPayloadUuid({ url }: AccountIdentity, kind: PayloadKind): string {
  return toUuid(`${url}#${kind}`).toUpperCase();
}

function identify(domain: Domain, url: string): ProfileIdentity {
  const uuid = toUuid(url);
  const identifier = `${domain.split(".").reverse().join(".")}.setup.${uuid}`;
  return { identifier, uuid: uuid.toUpperCase(), accounts: [{ identifier, url }] };
}

/** The namespace of URLs (RFC 9562 section 6.6). */
const URLS = [0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];
const VARIANT = ["8", "9", "a", "b"];

/** The version 5 UUID of a URL (RFC 9562 section 5.5). */
function toUuid(url: string): string {
  const name = encodeText(url);
  const named = new Uint8Array(URLS.length + name.length);
  named.set(URLS);
  named.set(name, URLS.length);
  const digits = sha1(named);
  const variant = VARIANT[Number.parseInt(digits.charAt(16), 16) % 4];
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-5${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}
