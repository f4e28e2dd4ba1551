/**
 * What checks of many domains cost: `node src/cli/launch.cjs bench/checks.ts [DOMAINS]`. Each has names, certificates and mail
 * servers of its own on loopback, which answer in the same process: their work is in the figures, and in the first of two passes
 * what they keep of each certificate. Memory is to be told by the second.
 * @module
 */
import { checkDomain } from "../src/check/check-domain.ts";
import { createNodeProbes } from "../src/node/probes/node-probes.ts";
import { findResolver } from "../src/node/probes/resolvers.ts";
import { ORIGIN, openDomains } from "../test/support/domains/checked-domains.ts";

const count = Number(process.argv[2] ?? 1000);
const PARTS = 5;

const opened = await openDomains(Array.from({ length: count }, () => () => {}));
const probes = createNodeProbes({
  resolver: findResolver(opened.dns.http),
  authorities: [opened.world.authority],
  findPort: opened.world.findPort,
});
for (let turn = 0; turn < 2 * PARTS; turn += 1) {
  const part = turn % PARTS;
  const taken: number[] = [];
  const begun = process.cpuUsage();
  for (const { settings } of opened.domains.slice((part * count) / PARTS, ((part + 1) * count) / PARTS)) {
    const started = performance.now();
    const { findings } = await checkDomain(settings, {
      probes,
      serviceOrigin: ORIGIN,
      now: () => new Date(),
      allowPrivate: true,
    });
    // On a machine with other work to do, a server may well be slow.
    const wrong = findings.find(({ kind }) => kind !== "webSlow");
    if (wrong !== undefined) throw new Error(`${settings.domain}: ${JSON.stringify(wrong)}`);
    taken.push(performance.now() - started);
  }
  const { user, system } = process.cpuUsage(begun);
  const sorted = taken.toSorted((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
  process.stdout.write(
    `${taken.length} checks: median ${at(0.5)} ms, longest ${at(1)} ms; ${((user + system) / 1000 / taken.length).toFixed(0)} ms of processor each; ${Math.round(process.memoryUsage.rss() / 1e6)} MB, of which ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB of heap\n`,
  );
}
await opened.close();
process.exit();
