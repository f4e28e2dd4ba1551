/**
 * Whether one certificate was signed with the key of another.
 * @module
 */

import { areEqual, type Element, readElements, readOid, TAG } from "../formats/der.ts";
import type { Bytes } from "../formats/rendered-document.ts";
import { type Certificate, findAlgorithm } from "./certificate.ts";

const RSA = "RSASSA-PKCS1-v1_5";

interface SignatureKind {
  readonly name: typeof RSA | "ECDSA";
  readonly hash: "SHA-256" | "SHA-384" | "SHA-512";
}

/** How certificates are signed today: RFC 8017, RFC 5758. */
const KINDS: ReadonlyMap<string, SignatureKind> = new Map([
  ["1.2.840.113549.1.1.11", { name: RSA, hash: "SHA-256" }],
  ["1.2.840.113549.1.1.12", { name: RSA, hash: "SHA-384" }],
  ["1.2.840.113549.1.1.13", { name: RSA, hash: "SHA-512" }],
  ["1.2.840.10045.4.3.2", { name: "ECDSA", hash: "SHA-256" }],
  ["1.2.840.10045.4.3.3", { name: "ECDSA", hash: "SHA-384" }],
  ["1.2.840.10045.4.3.4", { name: "ECDSA", hash: "SHA-512" }],
]);

/** Elliptic curves by object identifier, with the bytes of a coordinate. */
const CURVES: ReadonlyMap<string, { readonly name: string; readonly size: number }> = new Map([
  ["1.2.840.10045.3.1.7", { name: "P-256", size: 32 }],
  ["1.3.132.0.34", { name: "P-384", size: 48 }],
  ["1.3.132.0.35", { name: "P-521", size: 66 }],
]);

/** Whether a certificate is signed in a way that can be checked; older ways are not believed any more. */
export function isSignedSafely({ signatureAlgorithm }: Certificate): boolean {
  return KINDS.has(signatureAlgorithm);
}

/** Whether `issuer` has signed `certificate`; by their names alone where the way of signing is not known here. */
export async function isIssuedBy(certificate: Certificate, issuer: Certificate): Promise<boolean> {
  if (!areEqual(certificate.issuer, issuer.subject)) return false;
  const kind = KINDS.get(certificate.signatureAlgorithm);
  if (kind === undefined) return true;
  const curve = findCurve(issuer.publicKey);
  if ((kind.name === "ECDSA") !== (curve !== undefined)) return false;
  const signature = curve === undefined ? certificate.signature : toPlainSignature(certificate.signature, curve.size);
  try {
    const key = await crypto.subtle.importKey(
      "spki",
      issuer.publicKey,
      curve === undefined ? kind : { name: "ECDSA", namedCurve: curve.name },
      false,
      ["verify"],
    );
    return await crypto.subtle.verify(kind, key, signature, certificate.signed);
  } catch (error) {
    // A key that WebCrypto does not take has verified nothing.
    if (error instanceof DOMException || error instanceof TypeError) return false;
    throw error;
  }
}

function findCurve(publicKey: Bytes): { readonly name: string; readonly size: number } | undefined {
  const [whole] = readElements(publicKey);
  const [algorithm] = readElements(whole?.content ?? new Uint8Array(0));
  return algorithm && findCurveOf(algorithm);
}

function findCurveOf(algorithm: Element): { readonly name: string; readonly size: number } | undefined {
  const [, parameters] = readElements(algorithm.content);
  return parameters?.tag === TAG.oid ? CURVES.get(readOid(parameters.content)) : undefined;
}

/** What a key's bytes say of its kind: the object identifiers of its algorithm and, of elliptic curves, the curve. */
export function findKeyKind(algorithm: Element): { readonly algorithm: string | undefined; readonly curve: string } {
  return { algorithm: findAlgorithm(algorithm), curve: findCurveOf(algorithm)?.name ?? "another curve" };
}

/** X.509 has the two numbers of an ECDSA signature as a SEQUENCE, WebCrypto as bytes of fixed length. */
function toPlainSignature(signature: Bytes, size: number): Bytes {
  const [whole] = readElements(signature);
  const plain = new Uint8Array(2 * size);
  readElements(whole?.content ?? new Uint8Array(0))
    .slice(0, 2)
    .forEach(({ content }, index) => {
      const number = content.subarray(Math.max(0, content.length - size));
      plain.set(number, (index + 1) * size - number.length);
    });
  return plain;
}
