/**
 * How a process ends whose database hangs. `POSTGRES_URL` names a PostgreSQL server, as for its own tests.
 * @module
 */
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { awkwardSettings } from "../fixtures/settings.ts";
import { LOOPBACK } from "../support/services/loopback.ts";
import { startProcess } from "../support/services/start-server.ts";

const { POSTGRES_URL } = process.env;

/** A way to the server of `url` that can be made to hang: connections are taken and kept, and nothing comes through. */
async function openWay(url: URL) {
  const sockets: Socket[] = [];
  let hangs = false;
  const way = createServer((from) => {
    const to = connect(Number(url.port || 5432), url.hostname);
    sockets.push(from, to);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      one.on("data", (bytes) => hangs || other.write(bytes));
      one.on("error", () => {}).on("close", () => other.destroy());
    }
  });
  await once(way.listen(LOOPBACK), "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    way.close();
  });
  const address = way.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return {
    url: Object.assign(new URL(url), { hostname: "127.0.0.1", port: String(address.port) }).href,
    hang: () => {
      hangs = true;
    },
  };
}

describe.skipIf(POSTGRES_URL === undefined)("a PostgreSQL server that POSTGRES_URL names, and that hangs", () => {
  test("keeps no service from ending", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ending-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const settings = join(folder, "settings.json");
    writeFileSync(settings, JSON.stringify(awkwardSettings));
    const way = await openWay(new URL(POSTGRES_URL ?? ""));
    const { child, url, ended, output } = await startProcess(["--settings", settings, "--database", way.url]);
    expect(url, output()).not.toBe("");
    const ask = () => fetch(`${url}/mail/config-v1.1.xml?emailaddress=alice@plain.example`);
    expect((await ask()).status).toBe(200);
    way.hang();
    expect((await fetch(`${url}/d/never.example/mail/config-v1.1.xml`)).status).toBe(503);
    const begun = performance.now();
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(performance.now() - begun).toBeLessThan(7_000);
    expect(output()).toContain("what was counted in the last minute may be lost");
  }, 60_000);
});
