import type { FindSettings } from "../../model/mail-account.ts";
import type { ProfileSigner } from "../../signing/profile-signer.ts";
import type { DocumentCache } from "../../store/document-cache.ts";

/** What every surface answers from. */
export interface Site {
  readonly find: FindSettings;
  readonly cache: DocumentCache;
  readonly profileSigner: ProfileSigner;
  readonly now: () => Date;
  /** Where people reach the service; undefined where any of its addresses will do. */
  readonly serviceOrigin: string | undefined;
  /** Whether X-Forwarded-Proto and X-Forwarded-Host come from a proxy of ours and not from a stranger. */
  readonly trustForwarded: boolean;
}
