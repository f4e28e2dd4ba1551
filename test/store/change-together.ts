import { expect } from "vitest";
import { domainOperations } from "../../src/directory/operations/domain-operations.ts";
import { providerOperations } from "../../src/directory/operations/provider-operations.ts";
import type { Directory } from "../../src/store/roles.ts";
import { awkwardSettings } from "../fixtures/settings.ts";

const TIMES = 25;

/** Two that change one domain at the same time, each a part of it: what either was told is done stays. */
export async function changeTogether(one: Directory, other: Directory): Promise<void> {
  const [ours, theirs] = [one, other].map((directory) => {
    const options = {
      directory,
      floor: { providers: new Map(), domains: new Map() },
      now: () => new Date(),
      changed: () => {},
    };
    return { domains: domainOperations(options), providers: providerOperations(options) };
  });
  await ours?.providers.put(OPERATOR, "plain", awkwardSettings.providers.plain);
  await ours?.domains.put(OPERATOR, "shop.example", { provider: "plain" });
  const done = await Promise.all(
    [ours, theirs].map(async (side, index) => {
      const made: string[] = [];
      for (let time = 0; time < TIMES; time += 1) {
        const name = `v${index}x${time}`;
        const written = await side?.domains.patch(OPERATOR, "shop.example", { variables: { [name]: "x" } });
        // Whoever is told that it has changed may try again.
        if (written?.ok) made.push(name);
      }
      return made;
    }),
  );
  expect(Math.min(...done.map(({ length }) => length))).toBeGreaterThan(0);
  const record = await ours?.domains.get(OPERATOR, "shop.example");
  const variables = record?.ok ? record.value.entry.variables : undefined;
  expect(Object.keys(variables ?? {}).sort()).toEqual(done.flat().sort());
  expect(await one.listRevisions("domain", "shop.example", 1_000)).toHaveLength(done.flat().length + 1);
}

const OPERATOR = { name: "operator", provider: undefined };
