import type { FindingKind } from "../../model/finding-kind.ts";
import { findings, good, join, type RuleResult, type Subject } from "../finding.ts";
import type { CertificateFault, TlsSeen } from "../network/probes.ts";

const KINDS = {
  expired: "certificateExpired",
  "not-yet": "certificateNotYet",
  "self-signed": "certificateSelfSigned",
  incomplete: "certificateIncomplete",
  untrusted: "certificateUntrusted",
  "wrong-name": "certificateWrongName",
} as const satisfies Record<CertificateFault, FindingKind>;

/** Renewed by then by all that renews by itself. */
const ENDS_SOON_DAYS = 14;
const DAY = 86_400_000;

/** What clients make of a certificate at `host`. */
export function judgeCertificate(
  { certificate, version }: TlsSeen,
  host: string,
  place: string,
  subject: Subject,
  now: Date,
): RuleResult {
  const old =
    version !== undefined && /^(?:SSL|TLSv1(?:\.1)?$)/.test(version)
      ? [findings({ kind: "tlsOld", place, values: { version }, subject })]
      : [];
  if (certificate === undefined) return join(old);
  const { faults, names, issuer, notBefore, notAfter } = certificate;
  const values = {
    host,
    names: names.slice(0, 5).join(", ") || "no name",
    issuer: issuer || "nobody",
    begins: toDay(notBefore),
    ends: toDay(notAfter),
    days: String(Math.floor((notAfter.getTime() - now.getTime()) / DAY)),
  };
  if (faults.length > 0)
    return join([...old, findings(...faults.map((fault) => ({ kind: KINDS[fault], place, values, subject })))]);
  const isEnding = notAfter.getTime() - now.getTime() < ENDS_SOON_DAYS * DAY;
  return join([
    ...old,
    isEnding
      ? findings({ kind: "certificateEnds", place, values, subject: { of: "nothing" } })
      : good("certificateRight", place, values),
  ]);
}

function toDay(date: Date): string {
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}
