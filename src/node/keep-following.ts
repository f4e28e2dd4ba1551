import { type StateLister, StoreUnavailableError } from "../store/roles.ts";
import { type FollowedNames, followNames } from "../store/served-names.ts";

/** A change that was made on another machine shows within this time, as in answers. */
const LOOK_MILLISECONDS = 10_000;

export interface KeptNames extends FollowedNames {
  /** Something was changed here. */
  lookAgain(): void;
}

/** Follows a directory's names as long as the process lives. Where it cannot be asked, what was read last stays. */
export function keepFollowing(states: StateLister): KeptNames {
  const names = followNames(states);
  const lookAgain = () => {
    names.refresh().catch((error: unknown) => {
      // Told by whoever answers requests from the directory.
      if (!(error instanceof StoreUnavailableError)) throw error;
    });
  };
  lookAgain();
  setInterval(lookAgain, LOOK_MILLISECONDS).unref();
  return { ...names, lookAgain };
}
