/**
 * What was last seen of names that lead here through Cloudflare for SaaS.
 * `test/store/hostname-contract.ts` is the contract that every implementation passes.
 * @module
 */
import type { CustomHostname } from "../model/custom-hostname.ts";
import type { Domain } from "../model/domain/domain.ts";
import type { Page } from "./roles.ts";

/** What is to become of one name in one zone; without a state it is forgotten. */
export interface HostnameChange {
  readonly hostname: Domain;
  readonly zone: string;
  readonly state: CustomHostname | undefined;
}

export interface HostnameStore {
  /** Of one domain, at most two zones' worth of its names. */
  findHostnames(domain: Domain): Promise<readonly CustomHostname[]>;
  /** A zone's, in the order of their names, after the name `after`. */
  listHostnames(zone: string, limit: number, after?: string): Promise<Page<CustomHostname>>;
  /** All or nothing; each name stands once in a call for its zone. */
  writeHostnames(changes: readonly HostnameChange[]): Promise<void>;
}
