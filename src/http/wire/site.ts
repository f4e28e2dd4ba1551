import type { AccountSource } from "../../model/address/mail-account.ts";
import type { ProfileSigner } from "../../signing/profile-signer.ts";
import type { DocumentCache } from "../../store/cache/document-cache.ts";
import type { FindPeer } from "./peer.ts";
import type { Rates } from "./rates.ts";

/** What every surface answers from. */
export interface Site extends AccountSource {
  readonly cache: DocumentCache;
  readonly profileSigner: ProfileSigner;
  readonly now: () => Date;
  /** Where people reach the service; undefined where any of its addresses will do. */
  readonly serviceOrigin: string | undefined;
  readonly findPeer: FindPeer;
  /** How often one may have what costs most. */
  readonly rates: Rates;
}
