/** One at a time, however often it is wanted. */
export function inTurn(work: () => Promise<void>): () => void {
  let isWorking = false;
  return async () => {
    if (isWorking) return;
    isWorking = true;
    try {
      await work();
    } finally {
      isWorking = false;
    }
  };
}
