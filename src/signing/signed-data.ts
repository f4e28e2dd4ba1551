/**
 * CMS SignedData (RFC 5652) with its content inside, which is what Apple calls a signed profile.
 * @module
 */
import type { Bytes } from "../formats/rendered-document.ts";
import { contextTag, element, inSetOrder, integer, oid, sequence, TAG, time } from "./der.ts";
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

/** RSA with the NULL and the key's identifier that RFC 3370 section 3.2 asks for; ECDSA by RFC 5754 section 3.3. */
const SIGNATURE_ALGORITHM = {
  RSA: sequence(oid("1.2.840.113549.1.1.1"), element(TAG.null)),
  "P-256": sequence(oid("1.2.840.10045.4.3.2")),
} as const satisfies Record<KeyKind, Bytes>;

const PARAMETERS = {
  RSA: { name: "RSASSA-PKCS1-v1_5" },
  "P-256": { name: "ECDSA", hash: "SHA-256" },
} as const satisfies Record<KeyKind, object>;

/** `content`, signed: who takes it apart gets exactly these bytes back. */
export async function createSignedData(content: Bytes, identity: SigningIdentity, signingTime: Date): Promise<Bytes> {
  const { certificates, kind, key } = identity;
  const [leaf] = certificates;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const attributes = inSetOrder([
    toAttribute(CONTENT_TYPE, DATA),
    toAttribute(SIGNING_TIME, time(signingTime)),
    toAttribute(MESSAGE_DIGEST, element(TAG.octetString, digest)),
  ]);
  // Signed as the SET that they are, and sent with another tag (section 5.4).
  const toSign = element(TAG.set, ...attributes);
  const signature = toSignature(kind, new Uint8Array(await crypto.subtle.sign(PARAMETERS[kind], key, toSign)));
  const signerInfo = sequence(
    VERSION,
    sequence(leaf.issuer, leaf.serialNumber),
    SHA_256,
    element(contextTag(0), ...attributes),
    SIGNATURE_ALGORITHM[kind],
    element(TAG.octetString, signature),
  );
  const signedData = sequence(
    VERSION,
    element(TAG.set, SHA_256),
    sequence(DATA, element(contextTag(0), element(TAG.octetString, content))),
    element(contextTag(0), ...inSetOrder(certificates.map(({ bytes }) => bytes))),
    element(TAG.set, signerInfo),
  );
  return sequence(SIGNED_DATA, element(contextTag(0), signedData));
}

function toAttribute(type: Bytes, value: Bytes): Bytes {
  return sequence(type, element(TAG.set, value));
}

/** WebCrypto gives ECDSA's two numbers side by side, CMS has them as a SEQUENCE (RFC 5753 section 7.2). */
function toSignature(kind: KeyKind, signature: Bytes): Bytes {
  if (kind === "RSA") return signature;
  const half = signature.length / 2;
  return sequence(integer(signature.subarray(0, half)), integer(signature.subarray(half)));
}
