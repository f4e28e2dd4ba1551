/**
 * Whoever signs profiles: a private key, its certificate, and the certificates up to an authority that devices know.
 * @module
 */

import { areEqual } from "../formats/der.ts";
import type { Bytes } from "../formats/rendered-document.ts";
import { type Certificate, formatName, isSelfIssued, parseCertificate } from "./certificate.ts";
import { isIssuedBy, isSignedSafely } from "./issuer.ts";
import { findOtherForm, isCutOff, readPem } from "./pem.ts";
import { findPublicPart, type ImportedKey, importKey, type KeyKind } from "./signing-key.ts";
import { type SigningProblem, type SigningReason, toFormProblem, toSigningProblem } from "./signing-problem.ts";

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
    if (now < notBefore) return [toSigningProblem("not_yet_valid", `${formatName(subject)}, from ${toDay(notBefore)}`)];
    if (notAfter.getTime() - now.getTime() >= SOON) return [];
    return [
      toSigningProblem(now > notAfter ? "expired" : "expires_soon", `${formatName(subject)}, on ${toDay(notAfter)}`),
    ];
  });
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
