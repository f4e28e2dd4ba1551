import { setImmediate as untilOthersHadTheirTurn } from "node:timers/promises";
import { type FollowedNames, type FollowOptions, followNames } from "../store/cache/served-names.ts";
import { type RecordReader, type StateLister, StoreUnavailableError } from "../store/roles.ts";

/** A change that was made on another machine shows within this time, as in answers. */
const LOOK_MILLISECONDS = 10_000;

type Followed = StateLister & Pick<RecordReader, "getProvider">;

export interface KeptNames extends FollowedNames {
  /** Something was changed here. */
  lookAgain(): void;
}

/** Follows a directory's names as long as the process lives. Where it cannot be asked, what was read last stays. */
export function keepFollowing(directory: Followed, options: FollowOptions): KeptNames {
  const names = followNames(inTurns(directory), options);
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
function inTurns(directory: Followed): Followed {
  return {
    findLastRevision: () => directory.findLastRevision(),
    getProvider: (id) => directory.getProvider(id),
    async listStates(...asked) {
      await untilOthersHadTheirTurn();
      return directory.listStates(...asked);
    },
    async listStatesSince(...asked) {
      await untilOthersHadTheirTurn();
      return directory.listStatesSince(...asked);
    },
  };
}
