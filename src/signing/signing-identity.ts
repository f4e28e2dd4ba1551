/**
 * Whoever signs profiles: a private key, its certificate, and the certificates up to an authority that devices know.
 * @module
 */
import type { Bytes } from "../formats/rendered-document.ts";
import { type Certificate, formatName, isSelfIssued, parseCertificate } from "./certificate.ts";
import { areEqual, readElements } from "./der.ts";
import { findKeyKind, isIssuedBy, isSignedSafely } from "./issuer.ts";
import { findOtherForm, hasEncryptionHeader, isCutOff, readPem } from "./pem.ts";
import { type SigningProblem, type SigningReason, toFormProblem, toSigningProblem } from "./signing-problem.ts";

/** RSA is PKCS #1 v1.5; both with SHA-256. */
export type KeyKind = "RSA" | "P-256";

export interface SigningIdentity {
  readonly kind: KeyKind;
  readonly key: CryptoKey;
  /** The key's own certificate first, then each one's issuer; a root is left out, because devices have it or not. */
  readonly certificates: readonly [Certificate, ...Certificate[]];
  /** Who issued the last of them, by name; `undefined` where that is known to be a root, or the certificate itself. */
  readonly openIssuer: Bytes | undefined;
}

/** PEM texts as an operator gives them. */
export interface SigningSecrets {
  /** PKCS #8. */
  readonly key: string | undefined;
  /** Leaf first. */
  readonly chain: string | undefined;
}

/** What was made of the secrets: no identity where there are none, or where a problem is an error. */
export interface ReadIdentity {
  readonly identity: SigningIdentity | undefined;
  readonly problems: readonly SigningProblem[];
}

/** What the secrets are, and all that is wrong with them whatever the time; {@link findTimeProblems} is the rest. */
export async function readSigningIdentity({ key, chain }: SigningSecrets): Promise<ReadIdentity> {
  if (key === undefined && chain === undefined) return { identity: undefined, problems: [] };
  if (key === undefined) return failed("key_missing");
  if (chain === undefined) return failed("chain_missing");
  const imported = await importKey(key);
  const certificates = parseChain(chain);
  if (!("key" in imported) || certificates === undefined)
    return {
      identity: undefined,
      problems: [
        ...("key" in imported ? [] : [imported]),
        ...(certificates === undefined ? [toFormProblem("chain", findOtherForm(chain))] : []),
      ],
    };
  const leaf = await findCertificateOf(imported, certificates);
  if (leaf === undefined) return failed("key_mismatch", formatName(certificates[0].subject));
  const path = await findPath(leaf, certificates);
  return {
    identity: {
      kind: imported.kind,
      key: imported.key,
      certificates: withoutRoot(path),
      openIssuer: findOpenEnd(path)?.issuer,
    },
    problems: [...findLeafProblems(leaf), ...findPathProblems(path, certificates)],
  };
}

function failed(reason: SigningReason, subject?: string): ReadIdentity {
  return { identity: undefined, problems: [toSigningProblem(reason, subject)] };
}

interface ImportedKey {
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

async function importKey(pem: string): Promise<ImportedKey | SigningProblem> {
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

/** `undefined` where one is damaged or cut off, or there are none. */
function parseChain(pem: string): [Certificate, ...Certificate[]] | undefined {
  if (isCutOff(pem)) return undefined;
  const parsed = readPem(pem)
    .filter(({ label }) => label === "CERTIFICATE")
    .map(({ bytes }) => parseCertificate(bytes));
  const certificates = parsed.filter((certificate) => certificate !== undefined);
  const unique = certificates.filter(
    ({ bytes }, index) => certificates.findIndex((other) => areEqual(other.bytes, bytes)) === index,
  );
  const [first, ...others] = unique;
  return first === undefined || certificates.length < parsed.length ? undefined : [first, ...others];
}

async function findCertificateOf(
  { kind, publicPart }: ImportedKey,
  certificates: readonly Certificate[],
): Promise<Certificate | undefined> {
  for (const certificate of certificates)
    if ((await findPublicPart(certificate.publicKey, kind)) === publicPart) return certificate;
  return undefined;
}

/** `undefined` where the certificate's key is of another kind. */
async function findPublicPart(publicKey: Bytes, kind: KeyKind): Promise<string | undefined> {
  try {
    return await readPublicPart(await crypto.subtle.importKey("spki", publicKey, ALGORITHMS[kind], true, ["verify"]));
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** From `leaf` to the last issuer that is there. */
async function findPath(
  leaf: Certificate,
  certificates: readonly Certificate[],
): Promise<[Certificate, ...Certificate[]]> {
  const path: [Certificate, ...Certificate[]] = [leaf];
  for (let last = leaf; !isSelfIssued(last); ) {
    const issuer = await findIssuer(
      last,
      certificates.filter((candidate) => !path.includes(candidate)),
    );
    if (issuer === undefined) break;
    path.push(issuer);
    last = issuer;
  }
  return path;
}

async function findIssuer(certificate: Certificate, candidates: readonly Certificate[]) {
  for (const candidate of candidates) if (await isIssuedBy(certificate, candidate)) return candidate;
  return undefined;
}

function withoutRoot([leaf, ...issuers]: readonly [Certificate, ...Certificate[]]): [Certificate, ...Certificate[]] {
  return [leaf, ...issuers.filter((issuer) => !isSelfIssued(issuer))];
}

const EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4";
const ANY_USAGE = "2.5.29.37.0";
const SERVER = "1.3.6.1.5.5.7.3.1";
const CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

function findLeafProblems({ subject, maySign, extendedKeyUsage: usages }: Certificate): SigningProblem[] {
  const problems = maySign ? [] : [toSigningProblem("may_not_sign", formatName(subject))];
  if (usages === undefined || usages.includes(EMAIL_PROTECTION) || usages.includes(ANY_USAGE)) return problems;
  const isTaken = usages.includes(SERVER) || usages.includes(CODE_SIGNING);
  return [
    ...problems,
    isTaken ? toSigningProblem("server_certificate") : toSigningProblem("other_use", formatName(subject)),
  ];
}

/** The certificate at which the path ends without a root. */
function findOpenEnd(path: readonly Certificate[]): Certificate | undefined {
  const last = path.at(-1);
  return last === undefined || isSelfIssued(last) ? undefined : last;
}

/**
 * Whether anybody knows the authority above the chain: a root that was left out, as it should be, looks like an
 * intermediate one that is missing.
 * @param roots certificates of the authorities that are widely known
 */
export function findRootProblems(
  { openIssuer, certificates }: SigningIdentity,
  roots: Iterable<Certificate>,
): SigningProblem[] {
  // A chain of the key's own certificate alone is told of already.
  if (openIssuer === undefined || certificates.length === 1) return [];
  for (const { subject } of roots) if (areEqual(subject, openIssuer)) return [];
  return [toSigningProblem("root_unknown", formatName(openIssuer))];
}

function findPathProblems(path: readonly Certificate[], all: readonly Certificate[]): SigningProblem[] {
  const used = all.filter((certificate) => path.includes(certificate));
  const unused = all.filter((certificate) => !path.includes(certificate));
  const inOrder = used.every((certificate, index) => certificate === path[index]);
  const open = findOpenEnd(path);
  return [
    ...(inOrder ? [] : [toSigningProblem("out_of_order")]),
    ...(path.length === 1 && open === undefined ? [toSigningProblem("self_signed")] : []),
    // A chain usually ends below the root; one that ends with the leaf has a gap.
    ...(open !== undefined && path.length === 1 ? [toSigningProblem("issuer_missing", formatName(open.issuer))] : []),
    ...unused.map(({ subject }) => toSigningProblem("superfluous", formatName(subject))),
    ...path
      .filter((certificate) => !isSelfIssued(certificate) && !isSignedSafely(certificate))
      .map(({ subject }) => toSigningProblem("signed_in_old_way", formatName(subject))),
  ];
}

const SOON = 30 * 24 * 60 * 60 * 1000;

/** What is wrong with the identity at `now`. Issuers count: a signature is worth no more than its chain. */
export function findTimeProblems({ certificates }: SigningIdentity, now: Date): SigningProblem[] {
  return certificates.flatMap(({ subject, notBefore, notAfter }) => {
    const name = formatName(subject);
    if (now < notBefore) return [toSigningProblem("not_yet_valid", `${name}, from ${toDay(notBefore)}`)];
    if (now > notAfter) return [toSigningProblem("expired", `${name}, on ${toDay(notAfter)}`)];
    const remaining = notAfter.getTime() - now.getTime();
    return remaining < SOON ? [toSigningProblem("expires_soon", `${name}, on ${toDay(notAfter)}`)] : [];
  });
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
