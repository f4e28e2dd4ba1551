import type { Probes } from "../../check/network/probes.ts";
import type { SharedChecks } from "../../check/shared-checks.ts";
import type { Bytes } from "../../formats/rendered-document.ts";
import type { AccountSource } from "../../model/address/mail-account.ts";
import type { ProfileSigner } from "../../signing/profile-signer.ts";
import type { FindInventory } from "../../store/cache/inventory.ts";
import type { Rates } from "../limits/rates.ts";
import type { ToInit } from "./answer-headers.ts";
import type { DocumentCache } from "./document-cache.ts";
import type { FindPeer } from "./peer.ts";

/** Compresses what is kept then, or else one person's page: that costs more than all the rest of it, and each time anew. */
export type Gzip = (bytes: Bytes, isKept: boolean) => Promise<Bytes>;

/** What every surface answers from. */
export interface Site extends AccountSource {
  readonly cache: DocumentCache;
  /** What there is as a whole, for pages of no domain. */
  readonly findInventory: FindInventory;
  readonly profileSigner: ProfileSigner;
  readonly now: () => Date;
  /** Where people reach the service; undefined where any of its addresses will do. */
  readonly serviceOrigin: string | undefined;
  readonly findPeer: FindPeer;
  /** Absent where the runtime takes header fields best as a record. */
  readonly toInit?: ToInit | undefined;
  /** Absent where the runtime has nothing better than streams. */
  readonly gzip?: Gzip | undefined;
  /** How the Internet is asked about a domain; absent where it cannot be. */
  readonly loadProbes?: (() => Promise<Probes>) | undefined;
  /** How often one may have what costs most. */
  readonly rates: Rates;
  /** Absent where nobody can look at the world from here. */
  readonly checks?: SharedChecks | undefined;
}
