import * as fc from "fast-check";
import { expect, test } from "vitest";
import { BoundedMap } from "../../src/model/bounded-map.ts";

const namesIn = <Value>(map: BoundedMap<string, Value>, names: string) =>
  [...names].filter((name) => map.get(name) !== undefined);

/** Each name under its own, in this order. */
function filled(limit: number, names: string): BoundedMap<string, string> {
  const map = new BoundedMap<string, string>(limit);
  for (const name of names) map.set(name, name);
  return map;
}

test("what was put in first makes room", () => expect(namesIn(filled(2, "abc"), "abc")).toEqual(["b", "c"]));

test("what was asked for becomes the youngest", () => {
  const map = filled(2, "ab");
  expect(map.get("a")).toBe("a");
  map.set("c", "c");
  expect(namesIn(map, "abc")).toEqual(["a", "c"]);
});

test("what was asked for once has one second chance", () => {
  const map = filled(2, "ab");
  map.get("a");
  for (const name of "cd") map.set(name, name);
  expect(namesIn(map, "abcd")).toEqual(["c", "d"]);
});

test("where all were asked for, the oldest makes room, and never what has just come", () => {
  const map = filled(3, "abc");
  for (const name of "cba") map.get(name);
  map.set("d", "d");
  expect(namesIn(map, "abcd")).toEqual(["b", "c", "d"]);
});

test("any history leaves no more than the limit, and what was put in last", () => {
  const step = fc.tuple(
    fc.constantFrom("get", "set", "delete"),
    fc.constantFrom(..."abcdef"),
    fc.integer({ min: 0, max: 12 }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const map = new BoundedMap<string, number>(10, (weight) => weight);
      for (const [kind, name, weight] of steps) {
        if (kind !== "set") map[kind as "get" | "delete"](name);
        else {
          map.set(name, weight);
          expect(map.get(name)).toBe(weight > 10 ? undefined : weight);
        }
        expect([..."abcdef"].reduce((sum, one) => sum + (map.get(one) ?? 0), 0)).toBeLessThanOrEqual(10);
      }
    }),
  );
});

test("what was put in again becomes the youngest, and is there once", () => {
  const map = filled(2, "ab");
  map.set("a", "new");
  map.set("c", "c");
  expect(map.get("a")).toBe("new");
  expect(namesIn(map, "abc")).toEqual(["a", "c"]);
});

test("asking for what is not there makes no difference", () => {
  const map = filled(2, "ab");
  expect(map.get("x")).toBeUndefined();
  expect(namesIn(map, "ab")).toEqual(["a", "b"]);
});

test("entries weigh what they are said to weigh, and as many make room as must", () => {
  const map = new BoundedMap<string, number>(10, (weight) => weight);
  for (const [name, weight] of [
    ["a", 4],
    ["b", 3],
    ["c", 3],
  ] as const)
    map.set(name, weight);
  expect(namesIn(map, "abc")).toEqual(["a", "b", "c"]);
  map.set("d", 5);
  expect(namesIn(map, "abcd")).toEqual(["c", "d"]);
});

test("what made room, or was replaced, weighs nothing any more", () => {
  const map = new BoundedMap<string, number>(10, (weight) => weight);
  for (let round = 0; round < 5; round += 1) {
    map.set("a", 6);
    map.set("b", 4);
  }
  expect(namesIn(map, "ab")).toEqual(["a", "b"]);
  map.set("c", 10);
  map.set("a", 6);
  map.set("b", 4);
  expect(namesIn(map, "abc")).toEqual(["a", "b"]);
});

test("what weighs more than the limit by itself is not kept, and nothing makes room for it", () => {
  const map = new BoundedMap<string, number>(10, (weight) => weight);
  map.set("a", 5);
  map.set("b", 11);
  expect(namesIn(map, "ab")).toEqual(["a"]);
  map.set("c", 10);
  expect(namesIn(map, "c")).toEqual(["c"]);
});
