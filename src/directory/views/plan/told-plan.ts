/**
 * A plan as JSON has it, and in words: without the simulated clients, which are loaded where a plan is made.
 * @module
 */
import type { CertificatePlan, ClientFinding } from "./certificate-plan.ts";

/** A finding in words. */
function describeFinding({ by, isPlain, asksUser }: ClientFinding): string {
  if (by === null) return NOTHING;
  return [`by ${by}`, ...(isPlain ? ["unprotected on the way"] : []), ...(asksUser ? ["the user is asked"] : [])].join(
    ", ",
  );
}

/** Findings that are the same together, those who find nothing first. */
export function groupFindings(findings: readonly ClientFinding[]) {
  const groups = Map.groupBy(findings, describeFinding);
  return [...groups]
    .map(([finding, clients]) => ({ finding, clients: clients.map(({ client }) => client) }))
    .toSorted((one, other) => Number(other.finding === NOTHING) - Number(one.finding === NOTHING));
}

const NOTHING = "finds nothing";

/** A plan as JSON has it. */
export function toPlanBody({ hasCertificates, clients, names, without, ways, ...same }: CertificatePlan) {
  const toBody = ({ isPlain, asksUser, ...one }: ClientFinding) => ({ ...one, plain: isPlain, asks: asksUser });
  return {
    ...same,
    certificates: hasCertificates,
    clients: clients.map(toBody),
    names: names.map(({ name, changes }) => ({ name, changes: changes.map(toBody) })),
    without: without.map(toBody),
    ways: ways.map(({ id, ...way }) => ({ way: id, ...way })),
  };
}
