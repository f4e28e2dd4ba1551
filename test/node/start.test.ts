/**
 * Starts as users and service managers make them, at the same time: they wait more than they work. What needs no process of
 * its own is in run-server.test.ts.
 * @module
 */
import { execFile } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { root, type Started, type StartOptions, startProcess } from "../support/services/start-server.ts";

const running: Started[] = [];

afterAll(() => {
  for (const { child } of running) child.kill("SIGKILL");
});

async function start(args: readonly string[] = [], options: StartOptions = {}): Promise<Started> {
  const started = await startProcess(args, options);
  running.push(started);
  return started;
}

const run = promisify(execFile);
const NPM_START = ["npm", "start", "--prefix", root, "--"] as const;
const LAUNCHER = join(root, "src/cli/launch.cjs");
const { canRunOurs }: { canRunOurs(version: string): boolean } = createRequire(import.meta.url)(LAUNCHER);
/** The launcher as another Node would run it: it asks these two words alone. */
const onOtherNode = (version: string, platform: string = process.platform): readonly [string, ...string[]] => [
  process.execPath,
  "--import",
  `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"${version}"});Object.defineProperty(process,"platform",{value:"${platform}"})`,
  LAUNCHER,
];

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

const isReachable = (url: string) =>
  fetch(`${url}/healthz`).then(
    () => true,
    () => false,
  );

describe.runIf(process.platform === "linux").concurrent("npm start", () => {
  // npm hands SIGTERM on as it does SIGINT, which Debian's shell would keep to itself if it stayed between.
  test.for(["SIGINT", "SIGKILL"] as const)(
    "%s to npm leaves no process behind, and the port free",
    async (signal, { expect }) => {
      const { child, url } = await start([], { command: NPM_START });
      expect(await isReachable(url)).toBe(true);
      const started = descendantsOf(child.pid ?? 0);
      expect(started.length).toBeGreaterThan(0);
      child.kill(signal);
      await expect.poll(() => started.filter(isAlive)).toEqual([]);
      expect(await isReachable(url)).toBe(false);
    },
  );
});

describe.runIf(process.platform === "linux" && process.getuid?.() === 0).concurrent("as a service user", () => {
  test("it serves from a folder that it can only read, without a home or npm", async () => {
    const folder = mkdtempSync(join(tmpdir(), "waypost-service-"));
    try {
      for (const name of ["package.json", "settings.json", "src", "templates"])
        cpSync(join(root, name), join(folder, name), { recursive: true });
      symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
      chmodSync(folder, 0o555);
      const asNobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] as const;
      const { url, output } = await start([], {
        command: [...asNobody, process.execPath, join(folder, "src/cli/launch.cjs"), "src/server.ts"],
        cwd: "/",
        env: { HOME: undefined, TMPDIR: "/nonexistent", STATE_DIRECTORY: undefined },
      });
      expect(output()).toMatch(/^Waypost is ready on/m);
      expect(output()).toContain("the settings file alone is served");
      expect(await isReachable(url)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const ACTIVATOR = "/usr/bin/systemd-socket-activate";

describe.runIf(existsSync(ACTIVATOR)).concurrent("on a socket of systemd", () => {
  test("the request that came before it is answered, as from a program of this machine", async ({ expect }) => {
    const folder = mkdtempSync(join(tmpdir(), "waypost-socket-"));
    const socketPath = join(folder, "waypost.sock");
    try {
      const started = start(["--data", join(folder, "data")], {
        command: [ACTIVATOR, "-l", socketPath, process.execPath, LAUNCHER, "src/server.ts"],
      });
      await expect.poll(() => existsSync(socketPath)).toBe(true);
      const status = new Promise<number | undefined>((done, fail) =>
        request({ socketPath, path: "/metrics" }, (response) => done(response.resume().statusCode))
          .on("error", fail)
          .end(),
      );
      expect((await started).url).toBe("unix:/dev/fd/3");
      expect(await status).toBe(200);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe.concurrent("the launcher", () => {
  test.each([
    ["12.22.12", false],
    ["20.19.0", false],
    ["22.17.1", false],
    ["22.18.0", true],
    ["22.99.0", true],
    ["23.11.0", false],
    ["24.0.0", true],
    ["26.1.0", true],
  ])("whether Node %s can run ours: %s", (version, can) => expect(canRunOurs(version)).toBe(can));

  test("one that cannot, without a pinned one: one line, and status 1", async () => {
    const [program, ...args] = onOtherNode("22.17.1", "sunos");
    await expect(run(program, [...args, "src/server.ts", "--help"])).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: "waypost: error: this needs Node 22.18, or 24 and later, and here is 22.17.1: see https://nodejs.org/\n",
    });
  });

  test("one that can runs the program itself", async () => {
    const [program, ...args] = onOtherNode("22.18.0", "sunos");
    expect((await run(program, [...args, "src/cli/waypost.ts", "--help"])).stdout).toContain("usage: waypost");
  });

  test("a CommonJS program knows that it is the main one: wrangler's would do nothing otherwise", async () => {
    const folder = mkdtempSync(join(tmpdir(), "waypost-program-"));
    try {
      const program = join(folder, "program.cjs");
      writeFileSync(program, "if (require.main === module) console.log(process.argv.slice(2).join());");
      expect((await run(process.execPath, [LAUNCHER, program, "a", "b"])).stdout).toBe("a,b\n");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("it serves as engines in package.json promises", () => {
    expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).engines.node).toBe("^22.18 || >=24");
  });

  describe.runIf(process.platform === "linux")("where the pinned Node stands in", () => {
    test("it takes arguments, and gives back the status", async () => {
      const { ended, output } = await start(["--nonsense"], { command: [...onOtherNode("20.19.0"), "src/server.ts"] });
      expect(await ended).toBe(2);
      expect(output()).toContain("unknown option '--nonsense'");
    });

    test.for(["SIGTERM", "SIGKILL"] as const)(
      "%s to the launcher ends what it launched",
      async (signal, { expect }) => {
        const { child, url } = await start([], { command: [...onOtherNode("20.19.0"), "src/server.ts"] });
        const started = descendantsOf(child.pid ?? 0);
        expect(started).toHaveLength(1);
        child.kill(signal);
        await expect.poll(() => started.filter(isAlive)).toEqual([]);
        expect(await isReachable(url)).toBe(false);
      },
    );
  });
});
