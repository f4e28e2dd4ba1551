import type { Bytes } from "../formats/rendered-document.ts";
import type { SigningProblem } from "./signing-problem.ts";

/** Signs profiles where the operator has given a key for it, and knows whether it can. */
export interface ProfileSigner {
  /** Whether profiles are signed at `now`: a device then says "Verified" in place of "Not Signed". */
  isSigned(now: Date): boolean;
  /** `content` as CMS SignedData; `undefined` where it cannot be signed at `now`, and goes out as it is. */
  sign(content: Bytes, now: Date): Promise<Bytes | undefined>;
  /** All that is wrong with key and chain at `now`. */
  findProblems(now: Date): readonly SigningProblem[];
}

/** Signs nothing. */
export const NO_SIGNER: ProfileSigner = {
  isSigned: () => false,
  sign: async () => undefined,
  findProblems: () => [],
};
