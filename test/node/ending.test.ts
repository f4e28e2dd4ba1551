/**
 * How a process ends whose database hangs. `POSTGRES_URL` names a PostgreSQL server, as for its own tests.
 * @module
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { awkwardSettings } from "../fixtures/settings.ts";
import { startProxy } from "../support/services/cut-proxy.ts";
import { startProcess } from "../support/services/start-server.ts";

const { POSTGRES_URL } = process.env;

describe.skipIf(POSTGRES_URL === undefined)("a PostgreSQL server that POSTGRES_URL names, and that hangs", () => {
  test("keeps no service from ending", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ending-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const settings = join(folder, "settings.json");
    writeFileSync(settings, JSON.stringify(awkwardSettings));
    const proxy = await startProxy(new URL(POSTGRES_URL ?? ""));
    onTestFinished(() => proxy.stop());
    const { child, url, ended, output } = await startProcess(["--settings", settings, "--database", proxy.url]);
    expect(url, output()).not.toBe("");
    const ask = () => fetch(`${url}/mail/config-v1.1.xml?emailaddress=alice@plain.example`);
    expect((await ask()).status).toBe(200);
    proxy.isSilent = true;
    expect((await fetch(`${url}/d/never.example/mail/config-v1.1.xml`)).status).toBe(503);
    const begun = performance.now();
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(performance.now() - begun).toBeLessThan(7_000);
    expect(output()).toContain("what was counted in the last minute may be lost");
  }, 60_000);
});
