import type * as z from "zod";
import { type Domain, findDomain, toUnicode } from "../domain/domain.ts";
import { ok, type Result } from "../result.ts";
import { type AddressFault, parseAddress } from "./address-parts.ts";

/**
 * A mailbox address, parsed once. The local part may be UTF-8 (RFC 6531) and hold dots anywhere, as HTML's
 * `type=email` allows; quoted local parts are refused because hardly any client can carry one.
 *
 * `canonical` has the domain as A-labels, for machines. `asTyped` differs from it in upper case at most, which the domain
 * keeps as it was sent: some clients compare the login name with what they sent (SnappyMail's POX reader).
 */
export type EmailAddress = Readonly<Record<"localPart" | "canonical" | "asTyped", string>> & {
  readonly domain: Domain;
} & z.$brand<"EmailAddress">;

/** What may be wrong with an address, for those who read English; pages say it in the visitor's language. */
export const ADDRESS_FAULTS = {
  noAt: "it has no @",
  noLocalPart: "there is nothing before the @",
  quoted: "quoted names before the @ are not supported",
  localPartTooLong: "the part before the @ is longer than 64 bytes",
  wrongCharacter: "the part before the @ has a character that addresses cannot have",
  noDomain: "the part after the @ is not a domain name",
  tooLong: "it is longer than 254 bytes",
} as const satisfies Record<AddressFault, string>;

/** The error says what is wrong. */
export function parseEmailAddress(input: string): Result<EmailAddress, AddressFault> {
  const parts = parseAddress(input, findDomain);
  if (!parts.ok) return parts;
  const { localPart, domain, canonical, typed } = parts.value;
  const asTyped = typed === canonical || typed.toLowerCase() === canonical.toLowerCase() ? typed : canonical;
  // Every part has just been checked.
  return ok({ localPart, domain, canonical, asTyped } as EmailAddress);
}

/** The same mailbox in lower case, for servers that know no other login names. */
export function toLowerCase({ localPart, domain, canonical, asTyped }: EmailAddress): EmailAddress {
  return {
    localPart: localPart.toLowerCase(),
    domain,
    canonical: canonical.toLowerCase(),
    asTyped: asTyped.toLowerCase(),
    // Case makes no difference to what has been checked.
  } as EmailAddress;
}

/** The address as people know it: its domain is in Unicode, while login names and documents hold A-labels. */
export function toShown({ localPart, domain, canonical }: EmailAddress): string {
  const shown = toUnicode(domain);
  return shown === domain ? canonical : `${localPart}@${shown}`;
}
