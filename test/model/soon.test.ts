import { expect, test } from "vitest";
import { later, whenKnown } from "../../src/model/soon.ts";

test("what is known goes on at once, what is not when it is", async () => {
  expect(whenKnown(1, (value) => value + 1)).toBe(2);
  await expect(whenKnown(Promise.resolve(1), (value) => value + 1)).resolves.toBe(2);
});

test("what comes later is loaded once, for the first who asks, and is there at once from then on", async () => {
  const loads: object[] = [];
  const find = later(async () => {
    loads.push({});
    return { loaded: loads.length };
  });
  expect(loads).toHaveLength(0);
  expect(await Promise.all([find(), find()])).toEqual([{ loaded: 1 }, { loaded: 1 }]);
  expect(find()).toEqual({ loaded: 1 });
});

test("a load that failed is tried again by the next who asks", async () => {
  const outcomes = [Promise.reject(new Error("not now")), Promise.resolve({ loaded: true })];
  const find = later(() => outcomes.shift() ?? Promise.reject(new Error("once too often")));
  await expect(find()).rejects.toThrow("not now");
  expect(await find()).toEqual({ loaded: true });
  expect(find()).toEqual({ loaded: true });
});
