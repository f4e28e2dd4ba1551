import type { AccessStore } from "../access-roles.ts";
import type { CheckStore } from "../check-roles.ts";
import type { CountStore } from "../count-roles.ts";
import type { HostnameStore } from "../hostname-roles.ts";
import type { LoginStore } from "../login-roles.ts";
import type { Directory } from "../roles.ts";
import { sqlAccess } from "./sql-access.ts";
import { sqlChecks } from "./sql-checks.ts";
import { sqlCounts } from "./sql-counts.ts";
import type { SqlDatabase } from "./sql-database.ts";
import { sqlDirectory } from "./sql-directory.ts";
import { sqlHostnames } from "./sql-hostnames.ts";
import { sqlLogins } from "./sql-logins.ts";

/** A directory, and what is kept beside it. */
export interface DirectoryRoles extends Directory {
  /** Who may use it. */
  readonly access: AccessStore;
  /** Login names of its domains. */
  readonly logins: LoginStore;
  /** What was last seen of names that lead here through Cloudflare. */
  readonly hostnames: HostnameStore;
  /** What mail clients asked for. */
  readonly counts: CountStore;
  /** Checks of its domains. */
  readonly checks: CheckStore;
}

/** All of it in one database. */
export function sqlRoles(database: SqlDatabase): DirectoryRoles {
  return {
    ...sqlDirectory(database),
    access: sqlAccess(database),
    logins: sqlLogins(database),
    hostnames: sqlHostnames(database),
    counts: sqlCounts(database),
    checks: sqlChecks(database),
  };
}
