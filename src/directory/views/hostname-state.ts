/**
 * What Cloudflare says of a name, in the words of whoever has to do something about it.
 * @see https://developers.cloudflare.com/cloudflare-for-platforms/cloudflare-for-saas/domain-support/hostname-validation/
 * @module
 */
import type { CustomHostname } from "../../model/custom-hostname.ts";

/** `waiting` needs nobody here: it ends when the customer's DNS is right, or by itself. */
export const HOSTNAME_STATES = ["works", "waiting", "failing"] as const;

export interface HostnameState {
  readonly hostname: string;
  readonly state: (typeof HOSTNAME_STATES)[number];
  readonly reason: string;
  /** What to do; absent where there is nothing to be done. */
  readonly remedy?: string;
  readonly status: string;
  readonly certificateStatus: string | null;
  /** What Cloudflare says, word by word. */
  readonly errors: readonly string[];
  readonly checkedAt: string;
}

type Told = Pick<HostnameState, "state" | "reason" | "remedy">;

const POINT_HERE = "publish the CNAME record of this name, as listed under the records of the domain";
const LOOK_AGAIN = "then let Cloudflare look again: waypost cloudflare sync --look-again --apply";

/** By what Cloudflare's error texts hold; the first that fits. */
const BY_ERROR: readonly (readonly [pattern: RegExp, told: Told])[] = [
  [
    /fallback origin/i,
    {
      state: "failing",
      reason: "the zone has no fallback origin that works, so that no name in it does",
      remedy: "set the fallback origin of the zone (docs/cloudflare.md)",
    },
  ],
  [
    /\bCAA\b/i,
    {
      state: "failing",
      reason: "CAA records of the domain forbid Cloudflare's certificate authorities",
      remedy: 'the customer adds CAA 0 issue "pki.goog", "letsencrypt.org" and "ssl.com", or takes CAA away',
    },
  ],
  [
    /high.?risk|safe browsing|phishing|policy forbids/i,
    {
      state: "failing",
      reason: "the certificate authority takes the domain for a risk and issues nothing",
      remedy: "ask Cloudflare's support to have it cleared",
    },
  ],
  [
    /rate.?limit|too many certificates/i,
    {
      state: "waiting",
      reason: "the certificate authority has issued too many certificates for this domain lately",
      remedy: "wait a week, or ask whoever else gets certificates for the domain",
    },
  ],
  [
    /does not CNAME|none of the A or AAAA|ownership validation token was not found|no such host|NXDOMAIN|SERVFAIL/i,
    { state: "waiting", reason: "the name does not lead here yet", remedy: POINT_HERE },
  ],
  [
    /reserved top domain|invalid custom hostname|non-ASCII|unable to parse custom hostname|are prohibited/i,
    {
      state: "failing",
      reason: "Cloudflare takes no such name",
      remedy: "nothing helps here: clients find this domain without the name, or not at all",
    },
  ],
  [
    /quota/i,
    {
      state: "failing",
      reason: "the zone may have no more custom hostnames",
      remedy: "raise the quota at Cloudflare, then sync again",
    },
  ],
];

/** Of the name itself, where it is not active. */
const BY_STATUS: Readonly<Record<string, Told>> = {
  asked: { state: "waiting", reason: "Cloudflare was asked for it, and has not answered yet", remedy: "sync again" },
  refused: { state: "failing", reason: "Cloudflare refused the name", remedy: "see what it says, and sync again" },
  pending: { state: "waiting", reason: "Cloudflare waits for the name to lead here", remedy: POINT_HERE },
  pending_deletion: { state: "waiting", reason: "the name is being removed" },
  moved: {
    state: "failing",
    reason: "the name does not lead here any more, or did not for as long as Cloudflare looked",
    remedy: `${POINT_HERE}; ${LOOK_AGAIN}`,
  },
  deleted: {
    state: "failing",
    reason: "Cloudflare gave the name up, since it did not lead here for a week",
    remedy: `${POINT_HERE}; ${LOOK_AGAIN}`,
  },
  blocked: {
    state: "failing",
    reason: "Cloudflare does not take the name: it was reported for abuse before",
    remedy: "write to abusereply@cloudflare.com, with the name and what you have to do with it",
  },
};

/** Of its certificate, where the name is active. */
const BY_CERTIFICATE: Readonly<Record<string, Told>> = {
  initializing: { state: "waiting", reason: "the certificate is being ordered" },
  pending_validation: {
    state: "waiting",
    reason: "the certificate authority has not seen yet that the name leads here",
    remedy: POINT_HERE,
  },
  pending_issuance: { state: "waiting", reason: "the certificate is being issued" },
  pending_deployment: { state: "waiting", reason: "the certificate is on its way to Cloudflare's machines" },
  expired: {
    state: "failing",
    reason: "the certificate ended and was not renewed",
    remedy: `${POINT_HERE}; ${LOOK_AGAIN}`,
  },
};

const TIMED_OUT: Told = {
  state: "failing",
  reason: "the certificate was not had in the time there is for it",
  remedy: `${POINT_HERE}; ${LOOK_AGAIN}`,
};

/** Whether asking Cloudflare to look again may help. */
export function mayLookAgain({ status, certificateStatus }: Pick<CustomHostname, "status" | "certificateStatus">) {
  return (
    status === "moved" ||
    status === "deleted" ||
    certificateStatus === "expired" ||
    certificateStatus?.endsWith("_timed_out") === true
  );
}

export function toHostnameState(custom: CustomHostname): HostnameState {
  const { hostname, status, certificateStatus, errors, checkedAt } = custom;
  return { hostname, ...tell(custom), status, certificateStatus, errors, checkedAt };
}

function tell({ status, certificateStatus, errors }: CustomHostname): Told {
  const isActive = status === "active" || status === "active_redeploying";
  // What was said of an earlier try stays beside a name that works.
  if (isActive && certificateStatus === "active")
    return { state: "works", reason: "the name and its certificate work" };
  const byStatus = isActive ? undefined : BY_STATUS[status.replace(/^(?:pending_|test_)(?=blocked)/, "")];
  if (byStatus?.state === "failing" && status !== "refused") return byStatus;
  if (certificateStatus?.endsWith("_timed_out") === true) return TIMED_OUT;
  const byError = BY_ERROR.find(([pattern]) => errors.some((error) => pattern.test(error)));
  if (byError !== undefined) return byError[1];
  const byCertificate = certificateStatus === null ? undefined : BY_CERTIFICATE[certificateStatus];
  if (isActive && byCertificate !== undefined) return byCertificate;
  return (
    byStatus ?? { state: "waiting", reason: `Cloudflare says ${isActive ? (certificateStatus ?? status) : status}` }
  );
}
