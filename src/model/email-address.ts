import * as z from "zod";
import { type Domain, findDomain } from "./domain.ts";
import { err, ok, type Result } from "./result.ts";
import { isPrintable, withoutInvisible } from "./text.ts";

/**
 * A mailbox address, parsed once. The local part may be UTF-8 (RFC 6531) and hold dots anywhere, as HTML's
 * `type=email` allows; quoted local parts are refused because hardly any client can carry one.
 */
export const EmailAddress = z
  .string()
  .transform((input, context) => {
    const parsed = parseEmailAddress(input);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: "custom", message: ADDRESS_FAULTS[parsed.error] });
    return z.NEVER;
  })
  .readonly();

/**
 * `canonical` has the domain as A-labels, for machines. `asTyped` differs from it in upper case at most, which the domain
 * keeps as it was sent: some clients compare the log-in name with what they sent (SnappyMail's POX reader).
 */
export type EmailAddress = Readonly<Record<"localPart" | "canonical" | "asTyped", string>> & {
  readonly domain: Domain;
} & z.$brand<"EmailAddress">;

/** What may be wrong with an address, for those who read English; pages say it in the visitor's language. */
export const ADDRESS_FAULTS = {
  noAt: "it has no @",
  noLocalPart: "nothing stands before the @",
  quoted: "quoted names before the @ are not supported",
  localPartTooLong: "the part before the @ is longer than 64 bytes",
  wrongCharacter: "the part before the @ has a character that addresses cannot have",
  noDomain: "the part after the @ is not a domain name",
  tooLong: "it is longer than 254 bytes",
};
export type AddressFault = keyof typeof ADDRESS_FAULTS;

/** What {@link EmailAddress} does, for the many requests that need no path to a fault. The error says what is wrong. */
export function parseEmailAddress(input: string): Result<EmailAddress, AddressFault> {
  const typed = withoutInvisible(input).trim();
  const at = typed.lastIndexOf("@");
  if (at < 0) return err("noAt");
  const localPart = typed.slice(0, at);
  const fault = findLocalPartFault(localPart);
  if (fault !== undefined) return err(fault);
  const domain = findDomain(typed.slice(at + 1));
  if (domain === undefined) return err("noDomain");
  if (utf8Length(localPart) + 1 + domain.length > 254) return err("tooLong");
  const canonical = `${localPart}@${domain}`;
  const asTyped = typed.toLowerCase() === canonical.toLowerCase() ? typed : canonical;
  // Every part has just been checked.
  return ok({ localPart, domain, canonical, asTyped } as unknown as EmailAddress);
}

/** The same mailbox in lower case, for servers that know no other log-in names. */
export function toLowerCase({ localPart, domain, canonical, asTyped }: EmailAddress): EmailAddress {
  return {
    localPart: localPart.toLowerCase(),
    domain,
    canonical: canonical.toLowerCase(),
    asTyped: asTyped.toLowerCase(),
    // Case makes no difference to what has been checked.
  } as EmailAddress;
}

const ATEXT = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/;

/** RFC 5321 section 4.5.3.1.1: 64 octets; RFC 5322 atext, to which RFC 6532 adds everything above ASCII. */
function findLocalPartFault(localPart: string): AddressFault | undefined {
  if (localPart === "") return "noLocalPart";
  if (localPart.startsWith('"')) return "quoted";
  if (utf8Length(localPart) > 64) return "localPartTooLong";
  if (ATEXT.test(localPart)) return undefined;
  if (isPrintable(localPart) && !/\s/u.test(localPart) && ATEXT.test(localPart.replace(/[\u{A0}-\u{10FFFF}]/gu, "a")))
    return undefined;
  return "wrongCharacter";
}

function utf8Length(value: string): number {
  return ATEXT.test(value) ? value.length : new TextEncoder().encode(value).length;
}
