import { setImmediate as untilOthersHadTheirTurn } from "node:timers/promises";
import { type FollowedNames, followNames } from "../store/cache/served-names.ts";
import { type StateLister, StoreUnavailableError } from "../store/roles.ts";

/** A change that was made on another machine shows within this time, as in answers. */
const LOOK_MILLISECONDS = 10_000;

export interface KeptNames extends FollowedNames {
  /** Something was changed here. */
  lookAgain(): void;
}

/** Follows a directory's names as long as the process lives. Where it cannot be asked, what was read last stays. */
export function keepFollowing(states: StateLister): KeptNames {
  const names = followNames(inTurns(states));
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

/** SQLite gives page after page at once: the start, and requests, go on between them. */
function inTurns(states: StateLister): StateLister {
  return {
    findLastRevision: () => states.findLastRevision(),
    async listStates(limit, after) {
      await untilOthersHadTheirTurn();
      return states.listStates(limit, after);
    },
    async listStatesSince(revision, limit) {
      await untilOthersHadTheirTurn();
      return states.listStatesSince(revision, limit);
    },
  };
}
