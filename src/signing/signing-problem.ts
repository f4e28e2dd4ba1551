/**
 * What can be wrong with the key and the certificates that sign profiles, in words for the operator. None of them holds
 * anything of the key.
 * @module
 */

import type { OtherForm } from "./pem.ts";

/** Errors leave profiles unsigned. Warnings are things that devices or people will notice; notes are good to know. */
type Severity = "error" | "warning" | "note";

const SEVERITIES = {
  key_missing: "error",
  chain_missing: "error",
  key_unreadable: "error",
  key_encrypted: "error",
  key_in_older_form: "error",
  key_kind_unsupported: "error",
  key_weak: "error",
  chain_unreadable: "error",
  key_mismatch: "error",
  not_yet_valid: "error",
  expired: "error",
  signing_failed: "error",
  expires_soon: "warning",
  out_of_order: "warning",
  issuer_missing: "warning",
  root_unknown: "warning",
  superfluous: "warning",
  self_signed: "warning",
  signed_in_old_way: "warning",
  may_not_sign: "warning",
  other_use: "warning",
  server_certificate: "note",
} as const satisfies Record<string, Severity>;

export type SigningReason = keyof typeof SEVERITIES;

export interface SigningProblem {
  readonly reason: SigningReason;
  readonly severity: Severity;
  /** What is wrong, and what then happens. */
  readonly message: string;
  readonly remedy: string;
}

/** `subject` is what the sentence is about: a certificate's name, a kind of key, a date. */
export function toSigningProblem(reason: SigningReason, subject = ""): SigningProblem {
  const [message, remedy] = describe(reason, subject);
  return { reason, severity: SEVERITIES[reason], message, remedy };
}

const CONVERT = "openssl pkcs8 -topk8 -nocrypt -in key.pem -out profile-key.pem makes one of it";
/** What to do with a key, or with a chain, in another form than PEM. */
const REMEDIES: Readonly<Record<OtherForm, { readonly key: string; readonly chain: string }>> = {
  "cut off": {
    key: 'copy the whole file: it ends with the line "-----END PRIVATE KEY-----"',
    chain: 'copy the whole file: each certificate ends with the line "-----END CERTIFICATE-----"',
  },
  "UTF-16": {
    key: "iconv -f UTF-16 -t UTF-8 key.pem > profile-key.pem makes UTF-8 of it",
    chain: "iconv -f UTF-16 -t UTF-8 chain.pem > profile-chain.pem makes UTF-8 of it",
  },
  DER: {
    key: "openssl pkey -inform DER -in key.der -out profile-key.pem makes PEM of it",
    chain: "openssl x509 -inform DER -in certificate.cer -out profile-chain.pem makes PEM of each certificate",
  },
  "PKCS #7": {
    key: "such a file holds certificates; the key is where the certificate was asked for",
    chain:
      "openssl pkcs7 -print_certs -in chain.p7b -out profile-chain.pem takes the certificates out (with -inform DER where it is not text)",
  },
  "PKCS #12": {
    key: "openssl pkcs12 -nodes -nocerts -in FILE.p12 -out profile-key.pem takes the key out",
    chain: "openssl pkcs12 -nokeys -in FILE.p12 -out profile-chain.pem takes the certificates out",
  },
  "nothing known": {
    key: 'it begins with the line "-----BEGIN PRIVATE KEY-----": docs/signing.md',
    chain: 'it is a row of blocks that begin with "-----BEGIN CERTIFICATE-----", the key\'s own first',
  },
};

/** `what` is in another form than PEM. */
export function toFormProblem(what: "key" | "chain", form: OtherForm): SigningProblem {
  const reason = what === "key" ? "key_unreadable" : "chain_unreadable";
  const { severity, message, remedy } = toSigningProblem(reason);
  if (form === "nothing known") return { reason, severity, message, remedy };
  const is = form === "cut off" ? "is cut off, or damaged" : `is in ${form}, not in PEM`;
  return {
    reason,
    severity,
    message: `the ${what} ${form === "UTF-16" ? "is text in UTF-16, not in UTF-8" : is}`,
    remedy: REMEDIES[form][what],
  };
}

const NEW_CERTIFICATE = "get a new certificate and put it in place of this one: docs/signing.md, Rotate";

function describe(reason: SigningReason, subject: string): readonly [message: string, remedy: string] {
  switch (reason) {
    case "key_missing":
      return ["there is a certificate chain but no key", "set PROFILE_SIGNING_KEY too, or neither"];
    case "chain_missing":
      return ["there is a key but no certificate chain", "set PROFILE_SIGNING_CHAIN too, or neither"];
    case "key_unreadable":
      return ["the key is not a private key in PKCS #8 PEM", REMEDIES["nothing known"].key];
    case "key_encrypted":
      return ["the key is encrypted", CONVERT];
    case "key_in_older_form":
      return [
        `the key is in another form (${subject}), not in PKCS #8`,
        subject.startsWith("OPENSSH") ? "ssh-keygen -p -m PKCS8 -N '' -f key.pem makes one of it" : CONVERT,
      ];
    case "key_kind_unsupported":
      return [`keys of this kind cannot sign profiles: ${subject}`, "use RSA of 2048 bits or more, or ECDSA P-256"];
    case "key_weak":
      return [`the key is too weak: ${subject}`, "devices ask for RSA of 2048 bits or more, or ECDSA P-256"];
    case "chain_unreadable":
      return ["the chain holds no certificates in PEM, or damaged ones", REMEDIES["nothing known"].chain];
    case "signing_failed":
      return [
        `a profile could not be signed${subject && ` (${subject})`}, and went out as it is`,
        "start the service again; where it comes back, get a new key: docs/signing.md, Rotate",
      ];
    case "key_mismatch":
      return [
        `the key belongs to none of the certificates in the chain; the first is of ${subject}`,
        "put the key and the chain in place together, both from the same order",
      ];
    case "not_yet_valid":
      return [`a certificate is not valid yet: ${subject}`, "wait until then, or see whether the clock is right"];
    case "expired":
      return [`a certificate has expired: ${subject}`, NEW_CERTIFICATE];
    case "expires_soon":
      return [`a certificate expires soon: ${subject}`, NEW_CERTIFICATE];
    case "out_of_order":
      return ["the certificates of the chain are out of order", "put the key's own first, and each one's issuer next"];
    case "issuer_missing":
      return [
        `the certificate of the issuer is missing: ${subject}; devices may show the profile as not verified`,
        "add the intermediate certificates that came with yours (often called chain or fullchain)",
      ];
    case "root_unknown":
      return [
        `the chain ends with a certificate of an authority that is not widely known: ${subject}; devices that do not know it show the profile as not verified`,
        "if it is an intermediate authority, add its certificate; if devices have it as a root, all is well",
      ];
    case "superfluous":
      return [`a certificate in the chain has nothing to do with the key's, and is left out: ${subject}`, "remove it"];
    case "self_signed":
      return [
        "the certificate is signed with its own key: devices show the profile as not verified unless they know it",
        "fine for a test; otherwise get one from an authority that devices trust: docs/signing.md",
      ];
    case "signed_in_old_way":
      return [`a certificate is signed in a way that devices may refuse: ${subject}`, NEW_CERTIFICATE];
    case "may_not_sign":
      return [`by its key usage the certificate may not sign: ${subject}`, "get one with the use digitalSignature"];
    case "other_use":
      return [
        `the certificate is for another use than signing: ${subject}`,
        "get one for email protection, code signing or a server",
      ];
    case "server_certificate":
      return [
        "the certificate is not one for email protection: devices take it, openssl verifies it with -purpose any",
        "keep its key apart from that of your web server",
      ];
  }
}

/** `error: … (remedy)`, in one line for a log. */
export function formatSigningProblem({ severity, message, remedy }: SigningProblem): string {
  return `profile signing: ${severity}: ${message} (${remedy})`;
}
