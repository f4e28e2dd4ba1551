import { setImmediate as untilOthersHadTheirTurn } from "node:timers/promises";
import type { CountStore } from "../store/count-roles.ts";
import { createRequestTally, type RequestTally } from "../store/counts/request-tally.ts";
import { StoreUnavailableError } from "../store/roles.ts";

/** What was counted is written down so often, and lost if the process is killed before. */
const WRITE_MILLISECONDS = 60_000;

/** Counts as long as the process lives, and writes it into the directory where there is one. */
export function keepCounting(store: CountStore | undefined, now: () => Date): RequestTally {
  const tally = createRequestTally(store && inTurns(store), now);
  if (store === undefined) return tally;
  const writeOnce = async () => {
    try {
      await tally.write();
    } catch (error) {
      // Told by whoever answers requests from the directory; it is tried again.
      if (!(error instanceof StoreUnavailableError)) throw error;
    }
  };
  // One after the other: whoever asks is not done before what was counted until then is written.
  let writing = Promise.resolve();
  const write = () => {
    writing = writing.then(writeOnce, writeOnce);
    return writing;
  };
  setInterval(write, WRITE_MILLISECONDS).unref();
  return { ...tally, write };
}

/** SQLite writes part after part at once: requests are answered between them. */
function inTurns(store: CountStore): CountStore {
  return {
    ...store,
    async addCounts(...given) {
      await untilOthersHadTheirTurn();
      return store.addCounts(...given);
    },
  };
}
