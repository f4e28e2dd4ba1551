/**
 * Login names that a domain's rule does not make, split by role.
 * `test/store/login-contract.ts` is the contract that every implementation passes.
 * @module
 */

import type { Login } from "../model/address/login.ts";
import type { Domain } from "../model/domain/domain.ts";
import type { Page } from "./roles.ts";

/** One entry: it has either a user name or a mailbox. */
export interface LoginRecord extends Login {
  readonly domain: Domain;
  /** What stands before the @, in lower case. */
  readonly localPart: string;
}

/** What is to become of one entry; without a login it is removed. */
export interface LoginChange {
  readonly localPart: string;
  readonly login: Login | undefined;
}

/** Which entries to list. All that is given must hold. */
export interface LoginFilter {
  readonly domain?: Domain;
  /** Of domains of this provider. */
  readonly provider?: string;
  /** How local parts begin. */
  readonly prefix?: string;
}

export interface LoginReader {
  /** Of an alias also what its mailbox logs in with. One question to the database, by an index, whatever there is. */
  findLogin(domain: Domain, localPart: string): Promise<Login | undefined>;
}

export interface LoginStore extends LoginReader {
  /** Those of `localParts` that there are. */
  getLogins(domain: Domain, localParts: readonly string[]): Promise<readonly LoginRecord[]>;
  /** By domain and local part, after the entry that a page named as `next`: its address. */
  listLogins(filter: LoginFilter, limit: number, after?: string): Promise<Page<LoginRecord>>;
  /** Counted no further than `most`. */
  countLogins(domain: Domain, most: number): Promise<number>;
  /**
   * All or nothing; each local part stands once in a call. `false`, and nothing is changed, where the directory has no
   * such domain of this provider: entries go with their domain.
   */
  writeLogins(domain: Domain, provider: string, changes: readonly LoginChange[]): Promise<boolean>;
}
