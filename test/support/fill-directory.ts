/**
 * Loads domains into a directory without end, and says after each call how many are kept: a process of its own, to be killed.
 * @module
 */
import { writeSync } from "node:fs";
import { domainOperations } from "../../src/directory/operations/domain-operations.ts";
import { providerOperations } from "../../src/directory/operations/provider-operations.ts";
import { openDirectory } from "../../src/store/databases/open-directory.ts";
import { awkwardSettings } from "../fixtures/settings.ts";

const [folder = "", first = "0", lines = "100"] = process.argv.slice(2);
const operator = { name: "filler", provider: undefined };
const directory = await openDirectory({ folder });
const options = { directory, floor: new Map(), now: () => new Date(), changed: () => {} };
await providerOperations(options).put(operator, "shops", awkwardSettings.providers.plain);
for (let next = Number(first); ; next += Number(lines)) {
  const items = Array.from({ length: Number(lines) }, (_, line) => ({
    name: `d${next + line}.example`,
    body: { provider: "shops", variables: { number: `${next + line}` } },
  }));
  const results = await domainOperations(options).bulk(operator, items);
  if (results.some((result) => !result.ok)) throw new Error("a line was refused");
  writeSync(1, `${next + Number(lines)}\n`);
}
