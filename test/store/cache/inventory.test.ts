import { expect, test } from "vitest";
import { parseSettings } from "../../../src/model/settings/parse-settings.ts";
import { inventoryOf } from "../../../src/store/cache/inventory.ts";
import { StoreUnavailableError } from "../../../src/store/roles.ts";
import { awkwardSettings } from "../../fixtures/settings.ts";

const PLAIN = awkwardSettings.providers.plain;

function floorOf(displayName: string) {
  const settings = parseSettings({ providers: { plain: { ...PLAIN, displayName } }, domains: {} });
  if (!settings.ok) throw new Error("the settings are faulty");
  return settings.value;
}

test("a directory that cannot be asked is asked again a second later; what it said is given for a minute", async () => {
  const state = { now: 0, isGone: true, questions: 0 };
  const directory = {
    async listProviders() {
      state.questions += 1;
      if (state.isGone) throw new StoreUnavailableError("gone");
      return { items: [], next: undefined };
    },
    countDomains: async () => 0,
  };
  const find = inventoryOf(floorOf("Plain Mail"), directory, () => new Date(state.now));
  const nameAt = async (now: number) => {
    state.now = now;
    return (await find()).soleProvider?.displayName;
  };
  expect([await nameAt(0), await nameAt(999), state.questions]).toEqual([undefined, undefined, 1]);
  state.isGone = false;
  expect([await nameAt(1_000), await nameAt(60_999), state.questions]).toEqual(["Plain Mail", "Plain Mail", 2]);
  await nameAt(61_000);
  expect(state.questions).toBe(3);
  // The clock was ahead.
  await nameAt(60_000);
  expect(state.questions).toBe(4);
});

test.each([
  ["Plain Mail", "Plain Mail"],
  ["Mail of {domain}", undefined],
])(
  "of a sole provider %j the service is called %j: what differs from domain to domain is no service's",
  async (name, told) => {
    const find = inventoryOf(floorOf(name), undefined, () => new Date(0));
    expect((await find()).soleProvider?.displayName).toBe(told);
  },
);
