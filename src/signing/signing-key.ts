/**
 * The private key that signs profiles, and which public key is its own.
 * @module
 */

import { readElements } from "../formats/der.ts";
import type { Bytes } from "../formats/rendered-document.ts";
import { findKeyKind } from "./issuer.ts";
import { findOtherForm, hasEncryptionHeader, readPem } from "./pem.ts";
import { type SigningProblem, toFormProblem, toSigningProblem } from "./signing-problem.ts";

/** RSA is PKCS #1 v1.5; both with SHA-256. */
export type KeyKind = "RSA" | "P-256";

export interface ImportedKey {
  readonly kind: KeyKind;
  readonly key: CryptoKey;
  /** What a certificate of the same key holds: modulus, or the point on the curve. */
  readonly publicPart: string;
}

const ALGORITHMS = {
  RSA: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
  "P-256": { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
} as const satisfies Record<KeyKind, object>;

const RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
const EC_PUBLIC_KEY = "1.2.840.10045.2.1";
/** Other kinds that certificates are sold for, by name. */
const OTHER_KINDS: ReadonlyMap<string, string> = new Map([
  ["1.2.840.113549.1.1.10", "RSA for PSS only"],
  ["1.3.101.112", "Ed25519"],
  ["1.3.101.113", "Ed448"],
  ["1.2.840.10040.4.1", "DSA"],
]);
const MIN_RSA_BITS = 2048;

/** The key of a PEM text, or why it cannot be used. */
export async function importKey(pem: string): Promise<ImportedKey | SigningProblem> {
  const blocks = readPem(pem).filter(({ label }) => label.endsWith("PRIVATE KEY"));
  const [block] = blocks;
  if (block?.label === "ENCRYPTED PRIVATE KEY" || hasEncryptionHeader(pem)) return toSigningProblem("key_encrypted");
  if (block !== undefined && block.label !== "PRIVATE KEY") return toSigningProblem("key_in_older_form", block.label);
  const [whole] = readElements(block?.bytes ?? new Uint8Array(0));
  const [, algorithm] = readElements(whole?.content ?? new Uint8Array(0));
  if (block === undefined || algorithm === undefined) return toFormProblem("key", findOtherForm(pem));
  const found = findKeyKind(algorithm);
  if (found.algorithm !== RSA_ENCRYPTION && found.algorithm !== EC_PUBLIC_KEY)
    return toSigningProblem("key_kind_unsupported", OTHER_KINDS.get(found.algorithm ?? "") ?? "an unknown one");
  if (found.algorithm === EC_PUBLIC_KEY && found.curve !== "P-256")
    return toSigningProblem("key_kind_unsupported", `ECDSA on ${found.curve}`);
  const kind = found.algorithm === RSA_ENCRYPTION ? "RSA" : "P-256";
  try {
    const key = await crypto.subtle.importKey("pkcs8", block.bytes, ALGORITHMS[kind], true, ["sign"]);
    const publicPart = await readPublicPart(key);
    const bits = countRsaBits(key);
    if (bits !== undefined && bits < MIN_RSA_BITS) return toSigningProblem("key_weak", `RSA of ${bits} bits`);
    return { kind, key, publicPart };
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return toSigningProblem("key_unreadable");
    throw error;
  }
}

async function readPublicPart(key: CryptoKey): Promise<string> {
  const exported = await crypto.subtle.exportKey("jwk", key);
  // Of the format asked for, so never bytes.
  const { n, e, x, y } = exported as JsonWebKey;
  return JSON.stringify([n, e, x, y]);
}

function countRsaBits({ algorithm }: CryptoKey): number | undefined {
  return "modulusLength" in algorithm && typeof algorithm.modulusLength === "number"
    ? algorithm.modulusLength
    : undefined;
}

/** The same of a certificate's key; `undefined` where that is of another kind. */
export async function findPublicPart(publicKey: Bytes, kind: KeyKind): Promise<string | undefined> {
  try {
    return await readPublicPart(await crypto.subtle.importKey("spki", publicKey, ALGORITHMS[kind], true, ["verify"]));
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return undefined;
    throw error;
  }
}
