/**
 * Identity decides what a second install of a profile does: an installed profile is replaced where the identifier is the
 * same, and accounts are updated in place where identifier and UUID are. All come from the addresses and the kind of
 * account alone, so that new settings update and two accounts never collide.
 * @module
 */
import { parse, v5 } from "uuid";
import type { MailAccount } from "../../model/address/mail-account.ts";
import type { Domain } from "../../model/domain/domain.ts";
import { encodeText } from "../rendered-document.ts";

/** A part of a profile that sets up one account on the device; the protocol is part of what an account is. */
export type PayloadKind = "mail.imap" | "mail.pop3" | "caldav" | "carddav" | "eas";

export interface ProfileIdentity {
  readonly identifier: string;
  readonly uuid: string;
  /** Of the payload of one account, by its place in the list that the profile was made of. */
  identifierOf(account: number, kind: PayloadKind): string;
  uuidOf(account: number, kind: PayloadKind): string;
}

/** The profile of these people together; their order makes no difference. */
export function identifyAccounts(accounts: readonly MailAccount[]): ProfileIdentity {
  // Mail servers take the part before the @ in any case, and so does a second install.
  const keyed = accounts.map(({ address, settings }) => ({
    key: address.canonical.toLowerCase(),
    domain: settings.domain,
  }));
  const [first, ...more] = keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  if (first === undefined) throw new Error("a profile was asked of nobody");
  const url = `mailto:${[first, ...more].map(({ key }) => key).join(",")}`;
  if (more.length === 0) return identify(first.domain, url);
  const profile = identify(first.domain, url);
  return {
    ...profile,
    // Of its own: the same account may be on the device by a profile for it alone.
    identifierOf(account, kind) {
      return `${profile.identifier}.${toUuid(`mailto:${keyed[account]?.key ?? ""}`).toLowerCase()}.${kind}`;
    },
    uuidOf: (account, kind) => toUuid(`${url}#${keyed[account]?.key ?? ""}#${kind}`),
  };
}

/** The profile of nobody in particular at a domain. */
export function identifyDomain(domain: Domain): ProfileIdentity {
  return identify(domain, `https://${domain}/`);
}

function identify(domain: Domain, url: string): ProfileIdentity {
  const uuid = toUuid(url);
  const identifier = `${domain.split(".").reverse().join(".")}.setup.${uuid.toLowerCase()}`;
  return {
    identifier,
    uuid,
    identifierOf: (_, kind) => `${identifier}.${kind}`,
    uuidOf: (_, kind) => toUuid(`${url}#${kind}`),
  };
}

const URLS = parse(v5.URL);

/** The version 5 UUID of a URL (RFC 9562 section 5.5), upper case as Apple writes them. */
function toUuid(url: string): string {
  // What the package makes of a text is the same, by way of escapes.
  return v5(encodeText(url), URLS).toUpperCase();
}
