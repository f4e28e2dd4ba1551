import type { Fault } from "../../model/settings/fault.ts";
import type { Revision } from "../../store/records.ts";

/** Every expected failure of a change. A new arm does not compile until each surface has words for it. */
export type DirectoryError =
  /** There is none, or none that this actor may see. */
  | { readonly reason: "not_found" }
  /** The name is no domain's, or no provider's. */
  | { readonly reason: "name_malformed" }
  | { readonly reason: "faulty"; readonly faults: readonly Fault[] }
  /** It is not as the caller expected: `revision` is what it is now, absent where there is none. */
  | { readonly reason: "changed"; readonly revision: Revision | undefined }
  /** Domains still use the provider. */
  | { readonly reason: "in_use" }
  /** The name is taken, or may not be given by this actor; which of the two is not told. */
  | { readonly reason: "not_yours" };
