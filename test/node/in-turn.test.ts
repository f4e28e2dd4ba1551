import { expect, test, vi } from "vitest";
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

test("what is wanted while it is under way is done once more afterwards, however often; what is over begins anew", async () => {
  const { begin, begun } = createWork();
  const first = begin();
  await Promise.all([begin(), begin()]);
  expect(begun).toHaveLength(1);
  begun[0]?.resolve();
  await vi.waitFor(() => expect(begun).toHaveLength(2));
  begun[1]?.resolve();
  await first;
  expect(begun).toHaveLength(2);
  void begin();
  expect(begun).toHaveLength(3);
});

test("work that fails keeps nobody from the next", async () => {
  const { begin, begun } = createWork();
  const first = begin();
  begun[0]?.reject(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  void begin();
  expect(begun).toHaveLength(2);
});
