import * as z from "zod";
import { Domain } from "../../model/domain/domain-schema.ts";
import { type FleetKind, isFleetKind, SEVERITIES } from "../../model/finding-kind.ts";
import type { CheckResult, CheckStore } from "../check-roles.ts";
import * as statements from "./check-statements.ts";
import { parseRow } from "./parse-row.ts";
import type { SqlDatabase, SqlRow } from "./sql-database.ts";

/** Checks in a database, beside its directory. */
export function sqlChecks(database: SqlDatabase): CheckStore {
  const { dialect } = database;
  return {
    async beginRun(startedAt, domains) {
      await database.batch(statements.beginRun(startedAt.toISOString(), domains, KEPT_RUNS));
    },
    async findRun() {
      const [row] = await database.query(statements.findRun());
      if (row === undefined) return undefined;
      const { started_at, domains, ended_at } = parseRow(RunRow, row);
      return { startedAt: started_at, domains, endedAt: ended_at ?? undefined };
    },
    async endRun({ startedAt }, endedAt, report) {
      const [rows = []] = await database.batch([statements.endRun(startedAt, endedAt.toISOString(), report ?? null)]);
      return rows.length > 0;
    },
    async findReport() {
      const [row] = await database.query(statements.findReport());
      return row === undefined ? undefined : parseRow(ReportRow, row).report;
    },
    async addWaiting(domains) {
      if (domains.length > 0) await database.batch([statements.addWaiting(dialect, domains)]);
    },
    async takeWaiting(now, until) {
      const [rows = []] = await database.batch([statements.takeWaiting(now.toISOString(), until.toISOString())]);
      const [row] = rows;
      return row === undefined ? undefined : parseRow(NameRow, row).domain;
    },
    async countWaiting() {
      const [row] = await database.query(statements.countWaiting());
      return parseRow(CountRow, row).count;
    },
    async clearWaiting() {
      await database.batch([statements.clearWaiting()]);
    },
    async dropOthers() {
      await database.batch([statements.dropOthers()]);
    },
    async finish(domain, result, most) {
      const kept = result === undefined ? [statements.dropResults(domain)] : statements.addResult(result, most);
      await database.batch([statements.endWaiting(domain), ...kept]);
    },
    async listResults(domains, each, after) {
      return (await database.query(statements.listResults(domains, each, after ?? ""))).map(toResult);
    },
  };
}

/** A kind that a later version no longer knows is left out. */
const Kind = z.custom<FleetKind>(isFleetKind);
const FindingRow = z.object({
  kind: z.string(),
  severity: z.enum(SEVERITIES),
  place: z.string(),
  values: z.record(z.string(), z.string()),
});
const KEPT_RUNS = 30;
const RunRow = z.object({ started_at: z.string(), domains: z.coerce.number(), ended_at: z.string().nullable() });
const ReportRow = z.object({ report: z.string() });
const NameRow = z.object({ domain: Domain });
const CountRow = z.object({ count: z.coerce.number() });
const ResultRow = NameRow.extend({
  checked_at: z.string(),
  state: z.enum(["good", ...SEVERITIES]),
  body: z.string().transform((text, context) => {
    try {
      return z.array(FindingRow).parse(JSON.parse(text));
    } catch {
      context.addIssue("expected findings");
      return z.NEVER;
    }
  }),
});

function toResult(row: SqlRow): CheckResult {
  const { domain, checked_at, state, body } = parseRow(ResultRow, row);
  const findings = body.flatMap(({ kind, ...rest }) => {
    const known = Kind.safeParse(kind);
    return known.success ? [{ kind: known.data, ...rest }] : [];
  });
  return { domain, checkedAt: checked_at, state, findings };
}
