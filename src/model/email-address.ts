import * as z from "zod";
import { Domain } from "./domain.ts";
import { isPrintable } from "./text.ts";

/**
 * A mailbox address, parsed once. The local part may be UTF-8 (RFC 6531) and hold dots anywhere, as HTML's
 * `type=email` allows; quoted local parts are refused because hardly any client can carry one.
 */
export const EmailAddress = z
  .string()
  .transform((input, context) => {
    const asTyped = input.trim();
    const at = asTyped.lastIndexOf("@");
    const fault = at < 0 ? "it has no @" : findLocalPartFault(asTyped.slice(0, at));
    const domain = Domain.safeParse(asTyped.slice(at + 1));
    if (fault !== undefined || !domain.success) {
      context.addIssue({ code: "custom", message: fault ?? "the part after the @ is not a domain name" });
      return z.NEVER;
    }
    const localPart = asTyped.slice(0, at);
    if (utf8Length(localPart) + 1 + domain.data.length > 254) {
      context.addIssue({ code: "custom", message: "it is longer than 254 bytes" });
      return z.NEVER;
    }
    return { localPart, domain: domain.data, canonical: `${localPart}@${domain.data}`, asTyped };
  })
  .readonly()
  .brand<"EmailAddress">();

/**
 * `canonical` has the domain as A-labels, for machines. `asTyped` is what was sent, byte for byte: some clients compare
 * the log-in name with what they typed (SnappyMail's POX reader).
 */
export type EmailAddress = z.infer<typeof EmailAddress>;

/** RFC 5321 section 4.5.3.1.1: 64 octets; RFC 5322 atext, RFC 6532 adds everything above ASCII. */
function findLocalPartFault(localPart: string): string | undefined {
  if (localPart === "") return "nothing stands before the @";
  if (localPart.startsWith('"')) return "quoted names before the @ are not supported";
  if (utf8Length(localPart) > 64) return "the part before the @ is longer than 64 bytes";
  if (
    !isPrintable(localPart) ||
    !/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-\u{A0}-\u{10FFFF}]+$/u.test(localPart) ||
    /\s/u.test(localPart)
  )
    return "the part before the @ has a character that addresses cannot have";
  return undefined;
}

function utf8Length(value: string): number {
  return new TextEncoder().encode(value).length;
}
