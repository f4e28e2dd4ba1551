/**
 * Identity decides what a second install of a profile does: an installed profile is replaced where the identifier is the
 * same, and accounts are updated in place where identifier and UUID are. All come from the addresses and the kind of
 * account alone, so that new settings update and two accounts never collide.
 * @module
 */
import type { MailAccount } from "../../model/address/mail-account.ts";
import { onceFor } from "../../model/once-for.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { encodeText, writeAscii } from "../rendered-document.ts";
import { sha1 } from "./sha1.ts";

/** The parts of a profile that set up one account each on the device; the protocol is part of what an account is. */
export const PAYLOAD_KINDS = ["mail.imap", "mail.pop3", "caldav", "carddav", "eas"] as const;
export type PayloadKind = (typeof PAYLOAD_KINDS)[number];

interface Identity {
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
  const [first] = accounts;
  return first !== undefined && accounts.length === 1
    ? identify(first.settings, `mailto:${toKey(first)}`)
    : identifySeveral(accounts);
}

function identifySeveral(accounts: readonly MailAccount[]): ProfileIdentity {
  const keyed = accounts.map((account) => ({ key: toKey(account), settings: account.settings }));
  const sorted = keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const [first] = sorted;
  if (first === undefined) throw new Error("a profile was asked of nobody");
  const url = `mailto:${sorted.map(({ key }) => key).join(",")}`;
  const profile = identify(first.settings, url);
  return {
    ...profile,
    accounts: keyed.map((account) => ({
      // Of its own: the same account may be on the device by a profile for it alone.
      identifier: `${profile.identifier}.${toUuid(`mailto:${account.key}`).toLowerCase()}`,
      url: `${url}#${account.key}`,
    })),
  };
}

/** Mail servers take the part before the @ in any case, and so does a second install. */
function toKey({ address }: MailAccount): string {
  return address.canonical.toLowerCase();
}

/** The profile of nobody in particular at a domain. */
export function identifyDomain(settings: ServerSettings): ProfileIdentity {
  return identify(settings, `https://${settings.domain}/`);
}

export function toPayloadIdentifier(account: string, kind: PayloadKind): string {
  return `${account}.${kind}`;
}

export function toPayloadUuid({ url }: AccountIdentity, kind: PayloadKind): string {
  return toUuid(url, `#${kind}`);
}

function identify(settings: ServerSettings, url: string): ProfileIdentity {
  const uuid = toUuid(url);
  const identifier = `${toPrefix(settings)}${uuid.toLowerCase()}`;
  return { identifier, uuid, accounts: [{ identifier, url }] };
}

const toPrefix = onceFor(({ domain }: ServerSettings) => `${domain.split(".").reverse().join(".")}.setup.`);

/** The namespace of URLs (RFC 9562 section 6.6). */
const URLS = Uint8Array.of(0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0, 0xc0, 0x4f, 0xd4, 0x30, 0xc8);

/** The version 5 UUID of a URL (RFC 9562 section 5.5), in upper case. */
function toUuid(url: string, fragment = ""): string {
  const digest = sha1(toNamed(url, fragment));
  for (let index = 0; index < PLACES.length; index += 1) {
    const at = PLACES[index] ?? 0;
    const byte = digest[index] ?? 0;
    digits[at] = DIGITS.charCodeAt(byte >> 4);
    digits[at + 1] = DIGITS.charCodeAt(byte & 15);
  }
  digits[VERSION] = DIGITS.charCodeAt(5);
  digits[VARIANT] = DIGITS.charCodeAt(8 | (((digest[8] ?? 0) >> 4) & 3));
  return decoder.decode(digits);
}

const DIGITS = "0123456789ABCDEF";
/** Characters told one by one would cost JavaScriptCore half a UUID. */
const decoder = new TextDecoder();
/** The last UUID, which the next one writes over. */
const digits = encodeText("00000000-0000-0000-0000-000000000000");
/** Where the first digit of each of its bytes stands. */
const PLACES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const VERSION = 14;
const VARIANT = 19;

/** Names are mostly short, and all of them are written here: to make an array for each takes longer than its digest. */
const scratch = new Uint8Array(URLS.length + 200);
scratch.set(URLS);

function toNamed(url: string, fragment: string): Uint8Array {
  const end = URLS.length + url.length;
  const length = end + fragment.length;
  if (length <= scratch.length && writeAscii(url, scratch, URLS.length) && writeAscii(fragment, scratch, end))
    return scratch.subarray(0, length);
  const name = encodeText(url + fragment);
  const named = new Uint8Array(URLS.length + name.length);
  named.set(URLS);
  named.set(name, URLS.length);
  return named;
}
