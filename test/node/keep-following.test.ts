import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { findDomain } from "../../src/model/domain/domain.ts";
import { NEVER } from "../../src/model/times.ts";
import { keepFollowing } from "../../src/node/keep-following.ts";

test("what waits has its turn between the pages of a large directory, though each is there at once", async () => {
  const order: string[] = [];
  const pages = ["one.example", "two.example", "three.example"].flatMap((name) => findDomain(name) ?? []);
  const names = keepFollowing(
    {
      findLastRevision: async () => 1,
      async listStates(_, after = "") {
        const [name, ...rest] = pages.filter((_, at) => at > pages.map(String).indexOf(after));
        order.push("page");
        return {
          items: name === undefined ? [] : [{ name, state: "served", text: "" }],
          next: rest.length > 0 ? name : undefined,
        };
      },
      listStatesSince: async (revision) => ({ items: [], providers: [], revision }),
      getProvider: async () => undefined,
    },
    { findPaccTimes: () => NEVER, findFloorProvider: () => undefined },
  );
  await turn();
  order.push("request");
  await expect.poll(() => pages.map((name) => names.find(name))).toEqual(["served", "served", "served"]);
  expect(order.indexOf("request")).toBeLessThan(order.lastIndexOf("page"));
});
