import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { awkwardSettings } from "../fixtures/settings.ts";
import { createChain } from "../support/certificates.ts";

const root = join(import.meta.dirname, "../..");
const running: ChildProcess[] = [];
const folder = mkdtempSync(join(tmpdir(), "waypost-test-"));
/** Where the started programs keep what is temporary. */
const temporary = mkdtempSync(join(tmpdir(), "waypost-test-"));

afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  output(): string;
}

/** `npm start` as a user types it; resolves at the ready line, or when it ends. */
function start(args: readonly string[], cwd = root, environment: Record<string, string> = {}): Promise<Started> {
  const child = spawn("npm", ["start", "--prefix", root, "--", "--port", "0", ...args], {
    cwd,
    env: { ...process.env, TMPDIR: temporary, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  let text = "";
  return new Promise((done) => {
    const settle = () => done({ child, url: /ready on (\S+)/.exec(text)?.[1] ?? "", output: () => text });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (part: string) => {
        text += part;
        if (text.includes("ready on")) settle();
      });
    child.once("close", settle);
  });
}

/** `fetch` does not let a test choose the Host. */
function statusOf(url: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((done, fail) => {
    request(url, { headers }, (response) => done(response.resume().statusCode ?? 0))
      .on("error", fail)
      .end();
  });
}

/** Every process below `pid`, by what /proc says of parents. */
function descendantsOf(pid: number): number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [
          [Number(name), Number(readFileSync(`/proc/${name}/stat`, "utf8").split(") ")[1]?.split(" ")[1])] as const,
        ];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
  const children = parents.filter(([, parent]) => parent === pid).map(([child]) => child);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s to npm leaves no process behind, and no address was printed",
  async (signal) => {
    const { child, url, output } = await start([]);
    expect(await statusOf(`${url}/healthz`)).toBe(200);
    expect(await statusOf(`${url}/mail/config-v1.1.xml?emailaddress=alice%40shop.example`)).toBe(200);
    expect(await statusOf(`${url}/mail/config-v1.1.xml`, { host: "autoconfig.shop.example" })).toBe(200);
    // Android's Exchange sends the password with its first request.
    const authorization = `Basic ${btoa("alice@shop.example:secret")}`;
    expect(await statusOf(`${url}/autodiscover/autodiscover.xml?Email=alice@shop.example`, { authorization })).toBe(
      404,
    );
    expect(await statusOf(`${url}/profiles/apple.mobileconfig?emailaddress=alice@nowhere.example`)).toBe(404);
    const started = descendantsOf(child.pid ?? 0);
    // A shell, Node and workerd.
    expect(started.length).toBeGreaterThanOrEqual(2);
    const closed = new Promise((done) => child.once("close", done));
    child.kill(signal);
    await closed;
    await expect.poll(() => started.filter(isAlive), { timeout: 5000 }).toEqual([]);
    expect(output()).not.toMatch(/alice|secret|Basic|YWxpY2U/);
  },
  30_000,
);

test("a settings file is meant from the caller's folder", async () => {
  writeFileSync(join(folder, "own.json"), JSON.stringify(awkwardSettings));
  const { child, url, output } = await start(["--settings", "own.json"], folder);
  expect(output()).toContain("ready on");
  expect(await statusOf(`${url}/mail/config-v1.1.xml?emailaddress=a@fish.example`)).toBe(200);
  expect(await statusOf(`${url}/mail/config-v1.1.xml?emailaddress=a@shop.example`)).toBe(404);
  child.kill("SIGTERM");
}, 30_000);

test("profiles are signed with the secrets of the environment, which are written nowhere", async () => {
  const { key, chain } = await createChain("p256", { notAfter: "2049-01-01" });
  const { child, url, output } = await start([], root, { PROFILE_SIGNING_KEY: key, PROFILE_SIGNING_CHAIN: chain });
  const response = await fetch(`${url}/profiles/apple.mobileconfig?domain=shop.example`);
  expect(new Uint8Array(await response.arrayBuffer())[0]).toBe(0x30);
  expect(output()).not.toMatch(/warning|PRIVATE/);
  const [folder = ""] = readdirSync(temporary).filter((name) => name.startsWith("waypost-"));
  const configuration = readFileSync(join(temporary, folder, "config.capnp"), "utf8");
  expect(configuration).toContain("PROFILE_SIGNING_KEY");
  expect(configuration).not.toContain("PRIVATE");
  child.kill("SIGTERM");
}, 30_000);

test("secrets that sign nothing are told at the start, and stop nothing", async () => {
  const { key, chain } = await createChain("p256", { notBefore: "2020-01-01", notAfter: "2021-01-01" });
  const { child, url, output } = await start([], root, { PROFILE_SIGNING_KEY: key, PROFILE_SIGNING_CHAIN: chain });
  const lines = output().match(/^(?:waypost|hint): .*$/gm);
  expect(lines).toEqual([
    expect.stringMatching(/^waypost: warning: profiles go out unsigned: a certificate has expired: .* on 2021-01-01$/),
    expect.stringContaining("hint: get a new certificate"),
  ]);
  const response = await fetch(`${url}/profiles/apple.mobileconfig?domain=shop.example`);
  expect(await response.text()).toMatch(/^<\?xml/);
  // The Worker's own clock says it in its log, once.
  await fetch(`${url}/profiles/apple.mobileconfig?emailaddress=alice@shop.example`);
  await expect.poll(() => output().match(/profile signing: error: a certificate has expired/g)).toHaveLength(1);
  child.kill("SIGTERM");
}, 30_000);

test("a taken port is one clear error with a way out", async () => {
  const { url, child } = await start([]);
  const second = await start(["--port", new URL(url).port]);
  expect(second.output()).toMatch(/waypost: error: port \d+ cannot be used\nhint: .*--port/);
  expect(second.child.exitCode).toBe(1);
  child.kill("SIGTERM");
}, 30_000);

test("every fault of a settings file is told before anything starts", async () => {
  writeFileSync(
    join(folder, "bad.json"),
    '{"providers": {"p": {"displayName": 3}}, "domains": {"a.example": {"provider": "q"}}}',
  );
  const { output, child } = await start(["--settings", join(folder, "bad.json")]);
  expect(child.exitCode).toBe(1);
  expect(output()).toContain("bad.json: providers.p.displayName: 3: expected a string");
  expect(output()).toContain('domains["a.example"].provider: "q": expected one of the providers: "p"');
}, 30_000);

test.each([
  [["--settings", "missing.json"], 1, "missing.json: there is no such file"],
  [["--nonsense"], 2, "unknown option '--nonsense'"],
  [["--port", "99999"], 2, 'not a port: "99999"'],
  [["--help"], 0, "usage: npm start"],
])(
  "%j ends with %i and says why",
  async (args, status, words) => {
    const { output, child } = await start(args);
    expect(output()).toContain(words);
    expect(child.exitCode).toBe(status);
  },
  30_000,
);

test("nothing is left in the folder for temporary files", async () => {
  await expect
    .poll(() => readdirSync(temporary).filter((name) => name.startsWith("waypost-")), { timeout: 4000 })
    .toEqual([]);
  for (const made of [folder, temporary]) rmSync(made, { recursive: true });
});
