/**
 * A report as it is kept to be shown: the first of each list, and how many there are. However many domains were checked, to
 * show it costs the same.
 * @module
 */
import * as z from "zod";
import { Domain } from "../../model/domain/domain-schema.ts";
import { type FleetKind, isFleetKind, SEVERITIES } from "../../model/finding-kind.ts";
import type { FleetReport } from "./fleet-report.ts";

/** Of each list. */
const SHOWN = 100;
/** Of what is new of one domain. */
const SHOWN_FRESH = 5;

const Kind = z.custom<FleetKind>(isFleetKind);
const Found = z.object({
  domain: Domain,
  kind: Kind,
  severity: z.enum(SEVERITIES),
  place: z.string(),
  values: z.record(z.string(), z.string()),
});
const State = z.enum(["good", ...SEVERITIES]);

function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ count: z.int(), first: z.array(item) });
}

const FleetSummary = z.object({
  from: z.string(),
  until: z.string(),
  states: z.record(State, z.int()),
  worse: listOf(z.object({ domain: Domain, was: State, is: State, fresh: z.array(Found) })),
  elsewhere: listOf(Found),
  certificates: listOf(Found),
  broken: listOf(Found),
});
export type FleetSummary = z.infer<typeof FleetSummary>;

/** `undefined` where nothing was checked. */
export function summarize(report: FleetReport): FleetSummary | undefined {
  const { from, until, states, worse, elsewhere, certificates, broken } = report;
  if (from === undefined || until === undefined) return undefined;
  const cut = <Item>(items: readonly Item[]) => ({ count: items.length, first: items.slice(0, SHOWN) });
  return {
    from,
    until,
    states,
    worse: cut(worse.map((one) => ({ ...one, fresh: one.fresh.slice(0, SHOWN_FRESH) }))),
    elsewhere: cut(elsewhere),
    certificates: cut(certificates),
    broken: cut(broken),
  };
}

/** `undefined` for what another version wrote and this one does not read. */
export function readSummary(text: string): FleetSummary | undefined {
  try {
    const read = FleetSummary.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
