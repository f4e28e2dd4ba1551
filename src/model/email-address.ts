import * as z from "zod";
import { type Domain, findDomain } from "./domain.ts";
import { err, ok, type Result } from "./result.ts";
import { isPrintable } from "./text.ts";

/**
 * A mailbox address, parsed once. The local part may be UTF-8 (RFC 6531) and hold dots anywhere, as HTML's
 * `type=email` allows; quoted local parts are refused because hardly any client can carry one.
 */
export const EmailAddress = z
  .string()
  .transform((input, context) => {
    const parsed = parseEmailAddress(input);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: "custom", message: parsed.error });
    return z.NEVER;
  })
  .readonly();

/**
 * `canonical` has the domain as A-labels, for machines. `asTyped` is what was sent, byte for byte: some clients compare
 * the log-in name with what they typed (SnappyMail's POX reader).
 */
export type EmailAddress = Readonly<Record<"localPart" | "canonical" | "asTyped", string>> & {
  readonly domain: Domain;
} & z.$brand<"EmailAddress">;

/** What {@link EmailAddress} does, for the many requests that need no path to a fault. The error says what is wrong. */
export function parseEmailAddress(input: string): Result<EmailAddress, string> {
  const asTyped = input.trim();
  const at = asTyped.lastIndexOf("@");
  if (at < 0) return err("it has no @");
  const localPart = asTyped.slice(0, at);
  const fault = findLocalPartFault(localPart);
  if (fault !== undefined) return err(fault);
  const domain = findDomain(asTyped.slice(at + 1));
  if (domain === undefined) return err("the part after the @ is not a domain name");
  if (utf8Length(localPart) + 1 + domain.length > 254) return err("it is longer than 254 bytes");
  // Every part has just been checked.
  return ok({ localPart, domain, canonical: `${localPart}@${domain}`, asTyped } as unknown as EmailAddress);
}

const ATEXT = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/;

/** RFC 5321 section 4.5.3.1.1: 64 octets; RFC 5322 atext, to which RFC 6532 adds everything above ASCII. */
function findLocalPartFault(localPart: string): string | undefined {
  if (localPart === "") return "nothing stands before the @";
  if (localPart.startsWith('"')) return "quoted names before the @ are not supported";
  if (utf8Length(localPart) > 64) return "the part before the @ is longer than 64 bytes";
  if (ATEXT.test(localPart)) return undefined;
  if (isPrintable(localPart) && !/\s/u.test(localPart) && ATEXT.test(localPart.replace(/[\u{A0}-\u{10FFFF}]/gu, "a")))
    return undefined;
  return "the part before the @ has a character that addresses cannot have";
}

function utf8Length(value: string): number {
  return ATEXT.test(value) ? value.length : new TextEncoder().encode(value).length;
}
