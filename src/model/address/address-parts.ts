/**
 * What an address is made of. It builds on nothing, because the scripts of pages have the same rules.
 * @module
 */
import { isPrintable, withoutInvisible } from "../printable.ts";
import { err, ok, type Result } from "../result.ts";

/** `typed` is what the address was taken from; `canonical` has the domain as `findDomain` gave it. */
export type AddressParts<Domain extends string> = Readonly<Record<"localPart" | "canonical" | "typed", string>> & {
  readonly domain: Domain;
};

export type AddressFault =
  | "noAt"
  | "noLocalPart"
  | "quoted"
  | "localPartTooLong"
  | "wrongCharacter"
  | "noDomain"
  | "tooLong";

/** Takes an address apart, with what came along when it was copied; `findDomain` knows what a domain is. */
export function parseAddress<Domain extends string>(
  input: string,
  findDomain: (text: string) => Domain | undefined,
): Result<AddressParts<Domain>, AddressFault> {
  const isBare = BARE.test(input);
  const typed = isBare ? input : findCopied(withoutInvisible(input).trim());
  const at = typed.lastIndexOf("@");
  if (at < 0) return err("noAt");
  const localPart = typed.slice(0, at);
  const length = isBare ? at : utf8Length(localPart);
  const fault = isBare ? undefined : findLocalPartFault(localPart, length);
  if (fault !== undefined) return err(fault);
  const host = typed.slice(at + 1);
  const domain = findDomain(host);
  if (domain === undefined) return err("noDomain");
  if (length + 1 + domain.length > 254) return err("tooLong");
  return ok({ localPart, domain, canonical: domain === host ? typed : `${localPart}@${domain}`, typed });
}

/** As nearly all addresses come: one look tells that nothing is wrong before the @, since each request of a mail client has one. */
const BARE = /^[\w.+-]{1,64}@[\w.-]*\w$/;

/**
 * The address in what people copy: with a name before it in angle brackets, as a link, in quotes, with a comma behind it, with
 * blanks beside the @, or as an East Asian keyboard has it. No address is written so.
 */
function findCopied(text: string): string {
  const bare = withoutMarks(text);
  const [, inner = ""] = /^[^<>]*<([^<>]*)>$/.exec(bare) ?? [];
  const bracketed = AT.test(inner) ? inner.trim() : bare;
  const linked = /^mailto:([^?]*)/i.exec(bracketed)?.[1] ?? bracketed;
  const unquoted = QUOTES.includes(`${linked.at(0)}${linked.at(-1)}`) ? linked.slice(1, -1) : linked;
  const address = unquoted.includes("@") ? unquoted : unquoted.replace(AT, "@");
  return address
    .split("@")
    .map((part) => part.trim())
    .join("@");
}

const AT = /[@\u{FF20}\u{FE6B}]/u;
const QUOTES: readonly string[] = ['""', "''", "``", "“”", "„“", "„”", "‘’", "‚‘", "«»", "»«", "()", "[]"];

function withoutMarks(text: string): string {
  let end = text.length;
  while (end > 0 && ",;: ".includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

const ATEXT = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/;
const BEYOND_ASCII = /[\u{A0}-\u{FFFC}\u{10000}-\u{10FFFF}]/gu;

/**
 * RFC 5321 section 4.5.3.1.1: 64 octets; RFC 5322 atext, to which RFC 6532 adds everything above ASCII. U+FFFD is none of it:
 * it stands for what somebody could not decode.
 */
function findLocalPartFault(localPart: string, length: number): AddressFault | undefined {
  if (localPart === "") return "noLocalPart";
  if (localPart.startsWith('"')) return "quoted";
  if (length > 64) return "localPartTooLong";
  if (ATEXT.test(localPart)) return undefined;
  if (isPrintable(localPart) && !/\s/u.test(localPart) && ATEXT.test(localPart.replace(BEYOND_ASCII, "a")))
    return undefined;
  return "wrongCharacter";
}

function utf8Length(value: string): number {
  return ATEXT.test(value) ? value.length : new TextEncoder().encode(value).length;
}
