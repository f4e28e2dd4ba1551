/** One at a time. However often it is wanted meanwhile, it is done once more: what is under way may have begun too early. */
export function inTurn(work: () => Promise<void>): () => void {
  let isWorking = false;
  let isWanted = false;
  return async () => {
    isWanted = true;
    if (isWorking) return;
    isWorking = true;
    try {
      while (isWanted) {
        isWanted = false;
        await work();
      }
    } finally {
      isWorking = false;
    }
  };
}
