import type { X509Certificate } from "node:crypto";
import type { SecureContextOptions, TLSSocket } from "node:tls";
import type { CertificateFault, CertificateSeen, TlsSeen } from "../../check/network/probes.ts";

/** A check looks at what clients would refuse: it connects with whatever there is. */
export const LENIENT = {
  minVersion: "TLSv1",
  // OpenSSL has no TLS before 1.2 at its usual level.
  ciphers: "DEFAULT:@SECLEVEL=0",
} as const satisfies SecureContextOptions;

/** What a connected socket shows of itself. */
export function seeTls(socket: TLSSocket, hostname: string): TlsSeen {
  // Not `getPeerCertificate`, which takes milliseconds to write out all of it.
  const certificate = socket.getPeerX509Certificate();
  return {
    version: socket.getProtocol() ?? undefined,
    certificate: certificate && seeCertificate(certificate, socket, hostname),
  };
}

/** Node says one fault of several, as a code. */
const FAULTS: Readonly<Record<string, CertificateFault>> = {
  CERT_HAS_EXPIRED: "expired",
  CERT_NOT_YET_VALID: "not-yet",
  DEPTH_ZERO_SELF_SIGNED_CERT: "self-signed",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "incomplete",
  ERR_TLS_CERT_ALTNAME_INVALID: "wrong-name",
};

function seeCertificate(certificate: X509Certificate, socket: TLSSocket, hostname: string): CertificateSeen {
  const code = toCode(socket.authorizationError);
  const fault = code === "" ? undefined : (FAULTS[code] ?? "untrusted");
  const isForOthers = certificate.checkHost(hostname) === undefined;
  const findPart = (name: "CN" | "O") => new RegExp(`^${name}=(.*)$`, "m").exec(certificate.issuer)?.[1] ?? "";
  return {
    names: (certificate.subjectAltName ?? "").split(", ").flatMap((name) => /^DNS:(.+)$/.exec(name)?.[1] ?? []),
    issuer: [findPart("O"), findPart("CN")].filter((part) => part !== "").join(", "),
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
    faults: [
      ...new Set<CertificateFault>([
        ...(fault === undefined ? [] : [fault]),
        ...(isForOthers ? ["wrong-name" as const] : []),
      ]),
    ],
  };
}

/** Typed as an error, but mostly its code. */
function toCode(refused: unknown): string {
  if (refused === null || refused === undefined) return "";
  return refused instanceof Error && "code" in refused ? String(refused.code) : String(refused);
}
