import * as z from "zod";
import type { Login } from "../../model/address/login.ts";
import { Domain } from "../../model/domain/domain-schema.ts";
import type { LoginRecord, LoginStore } from "../login-roles.ts";
import { StoreUnavailableError } from "../roles.ts";
import * as statements from "./login-statements.ts";
import { parseRow, toPage } from "./parse-row.ts";
import type { SqlDatabase, SqlRow } from "./sql-database.ts";

/** Login names in a database, beside its directory. */
export function sqlLogins(database: SqlDatabase): LoginStore {
  const { dialect } = database;
  return {
    async findLogin(domain, localPart) {
      const [row] = await database.query(statements.findLogin(domain, localPart));
      if (row === undefined) return undefined;
      const record = parseRow(LoginRecordRow, row);
      // A database that answers another question than was asked: nobody gets what is another's.
      if (record.domain !== domain || record.local_part !== localPart)
        throw new StoreUnavailableError("the database answers with another record");
      return toLogin(record);
    },
    async getLogins(domain, localParts) {
      return (await database.query(statements.getLogins(dialect, domain, localParts))).map(toRecord);
    },
    async listLogins(filter, limit, after) {
      const at = after?.lastIndexOf("@") ?? 0;
      const place = after === undefined ? undefined : ([after.slice(at + 1), after.slice(0, at)] as const);
      const rows = await database.query(statements.listLogins(filter, limit + 1, place));
      return toPage(rows.map(toRecord), limit, ({ localPart, domain }) => `${localPart}@${domain}`);
    },
    async countLogins(domain, most) {
      const [row] = await database.query(statements.countLogins(domain, most));
      return parseRow(Count, row).count;
    },
    async writeLogins(domain, provider, changes) {
      const [found = []] = await database.batch(statements.writeLogins(dialect, domain, provider, changes));
      return found.length > 0;
    },
  };
}

const Optional = z
  .string()
  .nullable()
  .transform((text) => text ?? undefined);
const LoginRow = z.object({ username: Optional, mailbox: Optional });
const LoginRecordRow = LoginRow.extend({ domain: Domain, local_part: z.string() });
const Count = z.object({ count: z.coerce.number() });

function toLogin({ username, mailbox }: z.output<typeof LoginRow>): Login {
  return { ...(username !== undefined && { username }), ...(mailbox !== undefined && { mailbox }) };
}

function toRecord(row: SqlRow): LoginRecord {
  const { domain, local_part, ...login } = parseRow(LoginRecordRow, row);
  return { domain, localPart: local_part, ...toLogin(login) };
}
