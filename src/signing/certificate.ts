/**
 * What signing needs to know of an X.509 certificate (RFC 5280).
 * @module
 */

import { areEqual, contextTag, type Element, readElements, readOid, readTime, TAG } from "../formats/der.ts";
import type { Bytes } from "../formats/rendered-document.ts";

export interface Certificate {
  readonly bytes: Bytes;
  /** These three as they are encoded: a signature names its signer by them, and they are compared as bytes. */
  readonly serialNumber: Bytes;
  readonly issuer: Bytes;
  readonly subject: Bytes;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Bytes;
  /** Whether it may sign; a certificate that says nothing of its use may. */
  readonly maySign: boolean;
  /** Object identifiers; `undefined` where the certificate is for any use. */
  readonly extendedKeyUsage: readonly string[] | undefined;
  /** What its issuer signed, how, and the signature. */
  readonly signed: Bytes;
  readonly signatureAlgorithm: string;
  readonly signature: Bytes;
}

/** A certificate by its bytes; `undefined` where they are none. */
export function parseCertificate(bytes: Bytes): Certificate | undefined {
  const [whole, ...more] = readElements(bytes);
  if (whole?.tag !== TAG.sequence || more.length > 0) return undefined;
  const [signed, algorithm, signature] = readElements(whole.content);
  const signatureAlgorithm = algorithm && findAlgorithm(algorithm);
  if (signed === undefined || signatureAlgorithm === undefined || signature?.tag !== TAG.bitString) return undefined;
  const fields = readElements(signed.content).filter(({ tag }) => tag !== contextTag(0));
  const [serialNumber, , issuer, validity, subject, publicKey] = fields;
  const [notBefore, notAfter] = validity === undefined ? [] : readElements(validity.content).map(readTime);
  if (serialNumber?.tag !== TAG.integer || issuer === undefined || subject === undefined || publicKey === undefined)
    return undefined;
  if (notBefore === undefined || notAfter === undefined) return undefined;
  const extensions = readExtensions(fields.find(({ tag }) => tag === contextTag(3)));
  return {
    bytes: whole.bytes,
    serialNumber: serialNumber.bytes,
    issuer: issuer.bytes,
    subject: subject.bytes,
    notBefore,
    notAfter,
    publicKey: publicKey.bytes,
    maySign: readMaySign(extensions.get(KEY_USAGE)),
    extendedKeyUsage: readUsages(extensions.get(EXTENDED_KEY_USAGE)),
    signed: signed.bytes,
    signatureAlgorithm,
    signature: signature.content.subarray(1),
  };
}

/** The object identifier that an AlgorithmIdentifier begins with. */
export function findAlgorithm(identifier: Element): string | undefined {
  const [first] = readElements(identifier.content);
  return first?.tag === TAG.oid ? readOid(first.content) : undefined;
}

const KEY_USAGE = "2.5.29.15";
const EXTENDED_KEY_USAGE = "2.5.29.37";

/** By object identifier, what each extension's octets hold. */
function readExtensions(extensions: Element | undefined): ReadonlyMap<string, Element> {
  const [list] = extensions === undefined ? [] : readElements(extensions.content);
  const known = new Map<string, Element>();
  for (const extension of list === undefined ? [] : readElements(list.content)) {
    const parts = readElements(extension.content);
    const [value] = readElements(parts.at(-1)?.content ?? new Uint8Array(0));
    if (parts[0] !== undefined && value !== undefined) known.set(readOid(parts[0].content), value);
  }
  return known;
}

/** The first two bits are digitalSignature and nonRepudiation (section 4.2.1.3). */
function readMaySign(usage: Element | undefined): boolean {
  return usage === undefined || ((usage.content[1] ?? 0) & 0b1100_0000) !== 0;
}

function readUsages(usages: Element | undefined): string[] | undefined {
  return usages && readElements(usages.content).map(({ content }) => readOid(content));
}

export function isSelfIssued({ issuer, subject }: Certificate): boolean {
  return areEqual(issuer, subject);
}

const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  ["2.5.4.3", "CN"],
  ["2.5.4.10", "O"],
  ["2.5.4.11", "OU"],
  ["2.5.4.6", "C"],
  ["1.2.840.113549.1.9.1", "E"],
]);

/** A subject or issuer for people: `CN=Example, O=Example Ltd`. */
export function formatName(name: Bytes): string {
  const [list] = readElements(name);
  const parts = readElements(list?.content ?? new Uint8Array(0)).flatMap((set) => readElements(set.content));
  const words = parts.flatMap((part) => {
    const [type, value] = readElements(part.content);
    const short = type && SHORT_NAMES.get(readOid(type.content));
    return short === undefined || value === undefined ? [] : [`${short}=${readText(value)}`];
  });
  return words.toReversed().join(", ") || "no name";
}

const BMP_STRING = 0x1e;

function readText({ tag, content }: Element): string {
  const text = new TextDecoder(tag === BMP_STRING ? "utf-16be" : "utf-8").decode(content);
  // It goes to a terminal or a log.
  return text.replace(/\p{Cc}/gu, "\u{FFFD}");
}
