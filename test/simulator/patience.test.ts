import { expect, test } from "vitest";
import { CLIENTS } from "../../src/simulator/clients.ts";
import { Session } from "../../src/simulator/session.ts";
import { simulatedWorld } from "../support/domains/simulated-world.ts";

const DOMAIN = "plain.example";

/** Seconds for a whole answer, where the source of a client says so. */
test.each([
  ["mustang", 3],
  ["thunderbird-desktop", 5],
  ["nextcloud", 7],
  ["thunderbird-android", 10],
  ["evolution", 15],
  ["thunderbird-ios", 60],
])("%s waits %i seconds", async (id, seconds) => {
  const client = CLIENTS.find((one) => one.id === id);
  if (client === undefined) throw new Error(id);
  const world = await simulatedWorld(DOMAIN, { only: "https-autoconfig" });
  const takes = async (time: number) => {
    const slow = {
      ...world,
      fetch: (request: Parameters<typeof world.fetch>[0]) =>
        time > (request.timeoutSeconds ?? Number.POSITIVE_INFINITY)
          ? Promise.reject(new Error("not in time"))
          : world.fetch(request),
    };
    return (await client.simulate(new Session(`alice@${DOMAIN}`, slow, client))).ok;
  };
  expect([await takes(seconds), await takes(seconds + 1)]).toEqual([true, false]);
});

test("Thunderbird waits longer for Mozilla's data base, and FairEmail's builds ten seconds", () => {
  const find = (id: string) => CLIENTS.find((one) => one.id === id)?.patience;
  expect(find("thunderbird-desktop")?.("ispdb")).toBe(10);
  expect([find("fairemail")?.("pox"), find("fairemail-play")?.("ispdb")]).toEqual([10, 10]);
});
