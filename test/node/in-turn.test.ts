import { expect, test } from "vitest";
import { inTurn } from "../../src/node/in-turn.ts";

/** Work that lasts until it is told to end, or to fail. */
function createWork() {
  const begun: PromiseWithResolvers<void>[] = [];
  const begin = inTurn(() => {
    const work = Promise.withResolvers<void>();
    begun.push(work);
    return work.promise;
  }) as () => Promise<void>;
  return { begin, begun };
}

test("what is under way is not begun again, however often it is wanted; what is over is", async () => {
  const { begin, begun } = createWork();
  const first = begin();
  await Promise.all([begin(), begin()]);
  expect(begun).toHaveLength(1);
  begun[0]?.resolve();
  await first;
  void begin();
  expect(begun).toHaveLength(2);
});

test("work that fails keeps nobody from the next", async () => {
  const { begin, begun } = createWork();
  const first = begin();
  begun[0]?.reject(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  void begin();
  expect(begun).toHaveLength(2);
});
