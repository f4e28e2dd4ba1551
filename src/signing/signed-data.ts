/**
 * CMS SignedData (RFC 5652) with its content inside, which is what Apple calls a signed profile.
 * @module
 */

import { contextTag, element, inSetOrder, integer, oid, partsOf, sequence, TAG, time } from "../formats/der.ts";
import { type Bytes, concatenate } from "../formats/rendered-document.ts";
import { keepLast } from "../model/keep-last.ts";
import type { SigningIdentity } from "./signing-identity.ts";
import type { KeyKind } from "./signing-key.ts";

const DATA = oid("1.2.840.113549.1.7.1");
const SIGNED_DATA = oid("1.2.840.113549.1.7.2");
const CONTENT_TYPE = oid("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST = oid("1.2.840.113549.1.9.4");
const SIGNING_TIME = oid("1.2.840.113549.1.9.5");

const VERSION = integer(new Uint8Array([1]));
/** Without parameters, as RFC 5754 section 2 asks. */
const SHA_256 = sequence(oid("2.16.840.1.101.3.4.2.1"));

/** What a SignedData begins with. */
const START = concatenate([VERSION, element(TAG.set, SHA_256)]);

/** RSA with the NULL and the key's identifier that RFC 3370 section 3.2 asks for; ECDSA by RFC 5754 section 3.3. */
const SIGNATURE_ALGORITHM = {
  RSA: sequence(oid("1.2.840.113549.1.1.1"), element(TAG.null)),
  "P-256": sequence(oid("1.2.840.10045.4.3.2")),
} as const satisfies Record<KeyKind, Bytes>;

const PARAMETERS = {
  RSA: { name: "RSASSA-PKCS1-v1_5" },
  "P-256": { name: "ECDSA", hash: "SHA-256" },
} as const satisfies Record<KeyKind, object>;

const CONTENT_TYPE_ATTRIBUTE = concatenate(attributeOf(CONTENT_TYPE, [DATA]));

/** `content`, signed: who takes it apart gets exactly these bytes back. */
export type SignContent = (content: Bytes, signingTime: Date) => Promise<Bytes>;

/** Signs by `identity`, whose own part of each signature is put together once. */
export function createContentSigner({ certificates, kind, key }: SigningIdentity): SignContent {
  const [leaf] = certificates;
  const chain = element(contextTag(0), ...inSetOrder(certificates.map(({ bytes }) => bytes)));
  const signer = concatenate([VERSION, sequence(leaf.issuer, leaf.serialNumber), SHA_256]);
  // Many are signed within a second, and to write a date takes a fifth of what is ours in a signature.
  const toTimeAttribute = keepLast((seconds: number) => attributeOf(SIGNING_TIME, [time(new Date(seconds * 1000))]));
  return async (content, signingTime) => {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
    // In the order of a SET (X.690 section 11.6), which here is that of their lengths.
    const attributes = [
      CONTENT_TYPE_ATTRIBUTE,
      ...toTimeAttribute(Math.floor(signingTime.getTime() / 1000)),
      ...attributeOf(MESSAGE_DIGEST, partsOf(TAG.octetString, [digest])),
    ];
    // Signed as the SET that they are, and sent with another tag (section 5.4).
    const toSign = concatenate(partsOf(TAG.set, attributes));
    const signature = new Uint8Array(await crypto.subtle.sign(PARAMETERS[kind], key, toSign));
    const signerInfo = [
      signer,
      ...partsOf(contextTag(0), attributes),
      SIGNATURE_ALGORITHM[kind],
      ...partsOf(TAG.octetString, toSignature(kind, signature)),
    ];
    const signedData = [
      START,
      ...partsOf(TAG.sequence, [DATA, ...partsOf(contextTag(0), partsOf(TAG.octetString, [content]))]),
      chain,
      ...partsOf(TAG.set, partsOf(TAG.sequence, signerInfo)),
    ];
    const whole = [SIGNED_DATA, ...partsOf(contextTag(0), partsOf(TAG.sequence, signedData))];
    return concatenate(partsOf(TAG.sequence, whole));
  };
}

function attributeOf(type: Bytes, value: readonly Bytes[]): Bytes[] {
  return partsOf(TAG.sequence, [type, ...partsOf(TAG.set, value)]);
}

/** WebCrypto gives ECDSA's two numbers side by side, CMS has them as a SEQUENCE (RFC 5753 section 7.2). */
function toSignature(kind: KeyKind, signature: Bytes): Bytes[] {
  if (kind === "RSA") return [signature];
  const half = signature.length / 2;
  return partsOf(TAG.sequence, [integer(signature.subarray(0, half)), integer(signature.subarray(half))]);
}
