import { expect, test } from "vitest";
import { mayLookAgain, toHostnameState } from "../../src/directory/views/hostname-state.ts";
import { CustomHostname } from "../../src/model/custom-hostname.ts";

/** Status of the name and of its certificate, and what is said about them. */
const ROWS: readonly (readonly [string, string | null, readonly string[], state: string, reason: RegExp])[] = [
  ["active", "active", [], "works", /work/],
  ["active", "active", ["custom hostname does not CNAME to this zone."], "works", /work/],
  ["active_redeploying", "active", [], "works", /work/],
  ["asked", null, [], "waiting", /not answered/],
  ["pending", "initializing", [], "waiting", /waits for the name to lead here/],
  [
    "pending",
    "pending_validation",
    ["custom hostname does not CNAME to this zone."],
    "waiting",
    /does not lead here yet/,
  ],
  ["pending", null, ["Zone does not have a fallback origin set."], "failing", /no fallback origin/],
  ["pending", null, ["Fallback origin is in a status of `initializing`."], "failing", /no fallback origin/],
  ["active", "pending_validation", [], "waiting", /has not seen yet/],
  ["active", "pending_validation", ["caa_error: CAA record for shop.com prevents issuance"], "failing", /CAA records/],
  ["active", "pending_issuance", [], "waiting", /being issued/],
  ["active", "pending_deployment", [], "waiting", /on its way/],
  ["active", "validation_timed_out", [], "failing", /in the time there is/],
  ["active", "expired", [], "failing", /not renewed/],
  ["moved", "active", [], "failing", /does not lead here any more/],
  ["deleted", null, [], "failing", /gave the name up/],
  ["blocked", "pending_validation", ["custom hostname does not CNAME to this zone."], "failing", /reported for abuse/],
  ["pending_blocked", null, [], "failing", /reported for abuse/],
  [
    "refused",
    null,
    ["Reserved top domain custom hostnames, such as 'test', is not supported."],
    "failing",
    /no such name/,
  ],
  ["refused", null, ["Quota exceeded."], "failing", /no more custom hostnames/],
  ["refused", null, ["Something new."], "failing", /refused/],
  ["provisioned", null, [], "waiting", /says provisioned/],
  ["active", "holding_deployment", [], "waiting", /says holding_deployment/],
];

test.each(ROWS)(
  "%s with the certificate %s and %j is told as %s",
  (status, certificateStatus, errors, state, reason) => {
    const told = toHostnameState(toCustom(status, certificateStatus, errors));
    expect(told).toMatchObject({ state, reason: expect.stringMatching(reason) });
    expect(told.errors).toEqual(errors);
  },
);

test.each(ROWS.filter(([, , , state]) => state === "failing"))(
  "of %s with %s and %j it is said what to do",
  (status, certificateStatus, errors) => {
    expect(toHostnameState(toCustom(status, certificateStatus, errors)).remedy).toBeTruthy();
  },
);

test.each([
  ["moved", "active", true],
  ["deleted", null, true],
  ["active", "validation_timed_out", true],
  ["active", "expired", true],
  ["pending", "pending_validation", false],
  ["blocked", null, false],
])("that Cloudflare looks again at %s with %s may help: %s", (status, certificateStatus, may) =>
  expect(mayLookAgain({ status, certificateStatus })).toBe(may),
);

function toCustom(status: string, certificateStatus: string | null, errors: readonly string[]): CustomHostname {
  return CustomHostname.parse({
    hostname: "autoconfig.shop.com",
    domain: "shop.com",
    zone: "0".repeat(32),
    id: null,
    made: true,
    status,
    certificateStatus,
    errors: [...errors],
    checkedAt: "2026-11-29T10:00:00.000Z",
  });
}
