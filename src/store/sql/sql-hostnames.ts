import { CustomHostname } from "../../model/custom-hostname.ts";
import type { HostnameStore } from "../hostname-roles.ts";
import * as statements from "./hostname-statements.ts";
import { parseRow, toPage } from "./parse-row.ts";
import type { SqlDatabase, SqlRow } from "./sql-database.ts";

/** A domain has three discovery names, and moves from one zone to another. */
const MOST_OF_DOMAIN = 6;

/** Custom hostnames in a database, beside its directory. */
export function sqlHostnames(database: SqlDatabase): HostnameStore {
  const { dialect } = database;
  return {
    async findHostnames(domain) {
      return (await database.query(statements.findHostnames(domain, MOST_OF_DOMAIN))).map(toHostname);
    },
    async listHostnames(zone, limit, after = "") {
      const rows = await database.query(statements.listHostnames(zone, limit + 1, after));
      return toPage(rows.map(toHostname), limit, ({ hostname }) => hostname);
    },
    async writeHostnames(changes) {
      if (changes.length > 0) await database.batch(statements.writeHostnames(dialect, changes));
    },
  };
}

function toHostname({ body }: SqlRow): CustomHostname {
  return parseRow(CustomHostname, typeof body === "string" ? parseOrNothing(body) : undefined);
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
