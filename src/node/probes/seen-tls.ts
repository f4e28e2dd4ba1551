import { checkServerIdentity, type PeerCertificate, type SecureContextOptions, type TLSSocket } from "node:tls";
import type { CertificateFault, CertificateSeen, TlsSeen } from "../../check/network/probes.ts";

/** A check looks at what clients would refuse: it connects with whatever there is. */
export const LENIENT = {
  minVersion: "TLSv1",
  // OpenSSL has no TLS before 1.2 at its usual level.
  ciphers: "DEFAULT:@SECLEVEL=0",
} as const satisfies SecureContextOptions;

/** What a connected socket shows of itself. */
export function seeTls(socket: TLSSocket, hostname: string): TlsSeen {
  const certificate = socket.getPeerCertificate();
  return {
    version: socket.getProtocol() ?? undefined,
    certificate: certificate.valid_to === undefined ? undefined : seeCertificate(certificate, socket, hostname),
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

function seeCertificate(certificate: PeerCertificate, socket: TLSSocket, hostname: string): CertificateSeen {
  const code = toCode(socket.authorizationError);
  const fault = code === "" ? undefined : (FAULTS[code] ?? "untrusted");
  const isForOthers = checkServerIdentity(hostname, certificate) !== undefined;
  const { CN = "", O: organization = "" } = certificate.issuer ?? {};
  return {
    names: (certificate.subjectaltname ?? "").split(", ").flatMap((name) => /^DNS:(.+)$/.exec(name)?.[1] ?? []),
    issuer: [organization, CN].filter((part) => part !== "").join(", "),
    notBefore: new Date(certificate.valid_from),
    notAfter: new Date(certificate.valid_to),
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
