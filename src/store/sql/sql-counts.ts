import * as z from "zod";
import { Domain } from "../../model/domain/domain-schema.ts";
import { ASKED_MECHANISMS, CLIENT_FAMILIES, REQUEST_OUTCOMES } from "../../model/request-count.ts";
import type { CountStore } from "../count-roles.ts";
import * as statements from "./count-statements.ts";
import { parseRow } from "./parse-row.ts";
import type { SqlDatabase } from "./sql-database.ts";

/** Counts in a database, beside its directory. */
export function sqlCounts(database: SqlDatabase): CountStore {
  const { dialect } = database;
  return {
    async addCounts(day, counts) {
      if (counts.length > 0) await database.batch([statements.addCounts(dialect, day, counts)]);
    },
    async addUnserved(day, domains, most) {
      if (domains.length > 0) await database.batch(statements.addUnserved(dialect, day, domains, most));
    },
    async listCounts(since, domain) {
      const rows = await database.query(statements.listCounts(since, domain ?? statements.ALL_DOMAINS));
      return rows.map((row) => parseRow(DayCountRow, row));
    },
    async listDomains(since, limit) {
      return (await database.query(statements.listDomains(since, limit))).map((row) => parseRow(DomainCountRow, row));
    },
    async listUnserved(limit) {
      const rows = await database.query(statements.listUnserved(limit));
      return rows.map((row) => {
        const { first_day, last_day, ...counted } = parseRow(UnservedRow, row);
        return { ...counted, firstDay: first_day, lastDay: last_day };
      });
    },
    async forgetCounts(domainsBefore, allBefore) {
      await database.batch(statements.forgetCounts(domainsBefore, allBefore));
    },
  };
}

const Count = z.coerce.number();
const DayCountRow = z.object({
  day: z.string(),
  family: z.enum(CLIENT_FAMILIES),
  mechanism: z.enum(ASKED_MECHANISMS),
  outcome: z.enum(REQUEST_OUTCOMES),
  count: Count,
});
const DomainCountRow = z.object({ domain: Domain, count: Count });
const UnservedRow = DomainCountRow.extend({ first_day: z.string(), last_day: z.string() });
