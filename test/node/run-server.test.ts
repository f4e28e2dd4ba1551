import { EventEmitter } from "node:events";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, afterEach, expect, onTestFinished, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { type ExitCode, Terminal } from "../../src/cli/terminal.ts";
import { findInheritedSocket } from "../../src/node/inherited-socket.ts";
import { runServer } from "../../src/node/run-server.ts";
import { memoryStore } from "../../src/store/databases/memory.ts";
import { openDirectory } from "../../src/store/databases/open-directory.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { createChain } from "../support/domains/certificates.ts";
import { waypost } from "../support/services/waypost.ts";

const { Request: ownRequest, Response: ownResponse } = globalThis;
const folder = mkdtempSync(join(tmpdir(), "waypost-test-"));
const serving: Serving[] = [];

afterEach(async () => {
  for (const { events, ended } of serving.splice(0)) {
    events.emit("SIGTERM");
    await ended;
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  // The server for Node takes these over; other tests in this process have their own.
  Object.assign(globalThis, { Request: ownRequest, Response: ownResponse });
});

/** What a process is to the server: it gets signals, and has a parent. */
class Events extends EventEmitter {
  env: NodeJS.ProcessEnv;
  pid = 1001;
  ppid = 1000;
  status: number | undefined;

  constructor(env: NodeJS.ProcessEnv) {
    super();
    this.env = env;
  }

  exit(status: number): void {
    this.status = status;
  }
}

interface Serving {
  readonly events: Events;
  readonly ended: Promise<ExitCode>;
  output(): string;
}

/** The server in this process; resolves at the ready line, or when it ends. */
async function serve(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Serving & { readonly url: string }> {
  let text = "";
  const ready = Promise.withResolvers<void>();
  const writer = {
    write(part: string | Uint8Array) {
      text += String(part);
      if (text.includes("ready on")) ready.resolve();
    },
  };
  const events = new Events(env);
  const terminal = new Terminal({ env, stdin: process.stdin, stdout: writer, stderr: writer });
  const ended = runServer(["--port", "0", "--data", join(folder, "data"), ...args], {
    terminal,
    events,
    loadApp:
      async () =>
      ({ settings, profileSigner, findPeer, tally }) =>
        createApp({
          tally,
          store: memoryStore(settings, () => new Date()),
          now: () => new Date(),
          findPeer,
          serviceOrigin: settings.service.origin,
          profileSigner,
        }),
  });
  const run = { events, ended, output: () => text };
  serving.push(run);
  await Promise.race([ready.promise, ended]);
  return { ...run, url: /ready on (\S+)/.exec(text)?.[1] ?? "" };
}

const SHOP = { displayName: "Shop", displayShortName: "Shop" };
const server = (hostname: string) => ({
  hostname,
  port: 993,
  socketType: "tls",
  authentication: ["password-cleartext"],
  username: "{address}",
});
const settingsOf = (hostname: string) =>
  JSON.stringify({
    providers: {
      p: {
        ...SHOP,
        incomingServers: [{ protocol: "imap", ...server(hostname) }],
        outgoingServers: [{ protocol: "submission", ...server(hostname), port: 465 }],
      },
    },
    domains: { "a.example": { provider: "p" } },
  });
const autoconfigOf = async (url: string) =>
  (await fetch(`${url}/mail/config-v1.1.xml?emailaddress=alice%40a.example`)).text();

test.each([
  [["--settings", "missing.json"], 1, "missing.json: there is no such file"],
  [["--nonsense"], 2, "unknown option '--nonsense'"],
  [["--port", "99999"], 2, 'not a port: "99999"'],
  [["--port", "http"], 2, 'not a port: "http"'],
  [["--trusted-proxies", "10.0.0.0/33"], 2, 'neither an address nor a network: "10.0.0.0/33"'],
  [["--socket", "/no/such/folder/waypost.sock"], 1, "/no/such/folder"],
  [["--host", "no.such.host.invalid"], 1, "no.such.host.invalid"],
  [["--help"], 0, "usage: npm start"],
] as const)("%j ends with %i and says why", async (args, status, words) => {
  const { ended, output } = await serve(args);
  expect(await ended).toBe(status);
  expect(output()).toContain(words);
});

test("a directory that cannot be asked at start is told, and the service ends when it is asked to", async () => {
  const data = join(folder, "broken");
  await (await openDirectory({ folder: data })).close();
  const database = new DatabaseSync(join(data, "waypost.db"));
  database.exec("DROP TABLE domains; DROP TABLE tokens");
  database.close();
  const { events, ended, output } = await serve(["--data", data]);
  expect(output()).toContain("the directory: the database cannot be asked\nWaypost is ready on");
  events.emit("SIGTERM");
  expect(await ended).toBe(0);
});

test.each([
  [{}, undefined],
  [{ LISTEN_PID: "1001", LISTEN_FDS: "1" }, { fd: 3 }],
  [{ LISTEN_PID: "1001", LISTEN_FDS: "0" }, undefined],
  // What stands in a shell that a service manager started is not meant for what is called there.
  [{ LISTEN_PID: "1000", LISTEN_FDS: "1" }, undefined],
])("of a process with %j the service manager's socket is %j", (env, expected) =>
  expect(findInheritedSocket(env, 1001)).toEqual({ ok: true, value: expected }),
);

test("of two sockets nobody knows which one is meant", async () => {
  const { ended, output } = await serve([], { LISTEN_PID: "1001", LISTEN_FDS: "2" });
  expect(await ended).toBe(2);
  expect(output()).toContain("2 sockets were opened for one service");
});

test("it says where it is ready, and for how many domains", async () => {
  const { url, output } = await serve([]);
  expect(output()).toMatch(/^Waypost is ready on http:\/\/127\.0\.0\.1:\d+ \(domains: \d+; in the directory: 0\)$/m);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test("a settings file is meant from the caller's folder", async () => {
  writeFileSync(join(folder, "own.json"), JSON.stringify(awkwardSettings));
  const callersFolder = process.env.INIT_CWD;
  process.env.INIT_CWD = folder;
  try {
    const { url } = await serve(["--settings", "own.json"]);
    const statusOf = async (address: string) =>
      (await fetch(`${url}/mail/config-v1.1.xml?emailaddress=${address}`)).status;
    expect([await statusOf("a@fish.example"), await statusOf("a@shop.example")]).toEqual([200, 404]);
  } finally {
    if (callersFolder === undefined) delete process.env.INIT_CWD;
    else process.env.INIT_CWD = callersFolder;
  }
});

test("every fault of a settings file is told before anything starts", async () => {
  const path = join(folder, "bad.json");
  writeFileSync(path, '{"providers": {"p": {"displayName": 3}}, "domains": {"a.example": {"provider": "q"}}}');
  const { ended, output } = await serve(["--settings", path]);
  expect(await ended).toBe(1);
  expect(output()).toContain("bad.json: providers.p.displayName: 3: expected a string");
  expect(output()).toContain('domains["a.example"].provider: "q": expected one of the providers: "p"');
});

test.each(["short-secret", "with spaces that no header takes", "ümläuts-that-no-header-takes"])(
  "a token of the environment such as %j is refused before anything starts, and not printed",
  async (token) => {
    const { ended, output } = await serve([], { ADMIN_TOKEN: token });
    expect(await ended).toBe(2);
    expect(output()).toContain("waypost: error: ADMIN_TOKEN: expected 24 or more letters, digits and -._~+/");
    expect(output()).not.toContain(token);
  },
);

test("a taken port is one clear error with a way out", async () => {
  const { url } = await serve([]);
  const second = await serve(["--port", new URL(url).port]);
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(/waypost: error: port \d+ cannot be used\nhint: .*--port/);
});

test("SIGHUP, a file that changes and one that is replaced bring new settings, and nothing of the old", async () => {
  const ways: Record<string, (path: string, fresh: string, events: Events) => void> = {
    signalled(path, fresh, events) {
      writeFileSync(path, fresh);
      events.emit("SIGHUP");
    },
    changed: (path, fresh) => writeFileSync(path, fresh),
    replaced(path, fresh) {
      writeFileSync(`${path}.new`, fresh);
      renameSync(`${path}.new`, path);
    },
  };
  // All at once, since the file is looked at once a second.
  const documents = Object.entries(ways).map(async ([way, bring]) => {
    const path = join(folder, `${way}.json`);
    writeFileSync(path, settingsOf("old.a.example"));
    const { url, events, output } = await serve(["--settings", path]);
    expect(await autoconfigOf(url), way).toContain("old.a.example");
    bring(path, settingsOf("new-server.a.example"), events);
    await expect.poll(output, { message: way }).toContain("again (domains: 1)");
    return autoconfigOf(url);
  });
  for (const document of await Promise.all(documents)) {
    expect(document).toContain("new-server.a.example");
    expect(document).not.toContain("old.a.example");
  }
});

test("a faulty file leaves the settings from before in force and says why", async () => {
  const path = join(folder, "worse.json");
  writeFileSync(path, settingsOf("old.a.example"));
  const { url, events, output } = await serve(["--settings", path]);
  writeFileSync(path, '{"providers": {}, "domains": {"a.example": {"provider": "q"}}}');
  events.emit("SIGHUP");
  await expect.poll(output).toContain("hint: the settings from before stay in force");
  expect(output()).toContain('worse.json: domains["a.example"].provider: "q"');
  expect(await autoconfigOf(url)).toContain("old.a.example");
});

test("no request is dropped or answered wrongly while settings change", async () => {
  const path = join(folder, "busy.json");
  writeFileSync(path, settingsOf("mail.a.example"));
  const { url, events, output } = await serve(["--settings", path]);
  let isBusy = true;
  const answers: string[] = [];
  const asking = (async () => {
    while (isBusy) answers.push(await autoconfigOf(url));
  })();
  for (let round = 1; round <= 5; round += 1) {
    events.emit("SIGHUP");
    await expect.poll(() => output().match(/again/g)?.length ?? 0).toBeGreaterThanOrEqual(round);
  }
  isBusy = false;
  await asking;
  expect(answers.length).toBeGreaterThan(0);
  expect(answers.filter((answer) => !answer.includes("mail.a.example"))).toEqual([]);
});

test.each(["SIGTERM", "SIGINT"])("%s ends it, and the port is free", async (signal) => {
  const { url, events, ended } = await serve([]);
  // A connection that is kept open and asks for nothing more.
  await fetch(`${url}/healthz`);
  events.emit(signal);
  expect(await ended).toBe(0);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

test("a second signal ends the process at once, but Ctrl-C that comes twice through npm is one", async () => {
  const { events } = await serve([]);
  events.emit("SIGINT");
  events.emit("SIGINT");
  expect(events.status).toBeUndefined();
  await new Promise((done) => setTimeout(done, 400));
  events.emit("SIGINT");
  expect(events.status).toBe(1);
});

test("signals are heard before the first answer can be given", async () => {
  const text: string[] = [];
  const heard: number[] = [];
  const events = new Events({});
  const writer = { write: (part: string | Uint8Array) => text.push(String(part)) };
  const ended = runServer(["--port", "0", "--data", join(folder, "heard")], {
    terminal: new Terminal({ env: {}, stdin: process.stdin, stdout: writer, stderr: writer }),
    events,
    loadApp: async () => () => {
      heard.push(events.listenerCount("SIGTERM"));
      events.emit("SIGTERM");
      return { fetch: () => new Response("") };
    },
  });
  expect(await ended).toBe(0);
  expect(heard).toEqual([1]);
});

test.each([
  ["in a folder", ["--data", "/var/lib/waypost"], "in /var/lib/waypost"],
  [
    "in PostgreSQL, without the password of its URL",
    ["--database", "postgres://me:secret@db/waypost"],
    "in PostgreSQL",
  ],
])("what it starts with is said before anything is loaded for it: a directory %s", async (_, args, where) => {
  let text = "";
  const writer = { write: (part: string | Uint8Array) => (text += String(part)) };
  const starting = runServer(["--settings", "/etc/waypost.json", ...args], {
    terminal: new Terminal({ env: {}, stdin: process.stdin, stdout: writer, stderr: writer }),
    events: new Events({}),
    loadApp: () => Promise.reject(new Error("nothing was loaded yet")),
  });
  expect(text).toBe(`Waypost starts with /etc/waypost.json and the directory ${where}\n`);
  await expect(starting).rejects.toThrow("nothing was loaded yet");
});

test("when npm or the launcher that started it is gone, it ends; when a shell is, it does not", async () => {
  const started = await Promise.all(
    [{ npm_lifecycle_event: "start" }, { WAYPOST_LAUNCHED: "1" }, {}].map((env) => serve([], env)),
  );
  for (const { events } of started) events.ppid = 1;
  const [byNpm, byLauncher, byShell] = started.map(({ ended }) => ended);
  expect(await Promise.all([byNpm, byLauncher])).toEqual([0, 0]);
  // It would have looked as often as they did.
  expect(await Promise.race([byShell, new Promise((done) => setTimeout(() => done("serving"), 200))])).toBe("serving");
});

test("profiles are signed with the secrets of the environment, which are told to nobody", async () => {
  const { key, chain } = await createChain("p256");
  const { url, output } = await serve([], { PROFILE_SIGNING_KEY: key, PROFILE_SIGNING_CHAIN: chain });
  const response = await fetch(`${url}/profiles/apple.mobileconfig?domain=shop.example`);
  expect(new Uint8Array(await response.arrayBuffer())[0]).toBe(0x30);
  // Nobody knows the authority of a test: a device would not either, and `profile check` is not everybody's first step.
  expect(output().match(/^waypost: warning: .*$/gm)).toEqual([expect.stringContaining("not widely known")]);
  expect(output()).not.toContain("PRIVATE");
});

test("secrets that sign nothing are told once, at the start, and stop nothing", async () => {
  const { key, chain } = await createChain("p256", { notBefore: "2020-01-01", notAfter: "2021-01-01" });
  const { url, output } = await serve([], { PROFILE_SIGNING_KEY: key, PROFILE_SIGNING_CHAIN: chain });
  const response = await fetch(`${url}/profiles/apple.mobileconfig?domain=shop.example`);
  expect(await response.text()).toMatch(/^<\?xml/);
  expect(output().match(/^(?:waypost: .*signing|waypost: .*unsigned|hint: get).*$/gm)).toEqual([
    expect.stringMatching(/^waypost: warning: profiles go out unsigned: a certificate has expired: .* on 2021-01-01$/),
    expect.stringContaining("hint: get a new certificate"),
  ]);
});

test("a crash ends nothing, and is told by its place without its words", async () => {
  const { url, events, output } = await serve([]);
  events.emit("uncaughtException", new TypeError("alice@shop.example\n    at alice@shop.example"));
  expect(output()).toMatch(/^waypost: error: unexpected TypeError\n {4}at .*run-server\.test\.ts/m);
  expect(output()).not.toContain("alice");
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test("no address, no password and no path is printed, whatever is asked", async () => {
  const { url, output } = await serve([]);
  const before = output();
  // Android's Exchange sends the password with its first request.
  const authorization = `Basic ${btoa("alice@shop.example:secret")}`;
  for (const path of [
    "/mail/config-v1.1.xml?emailaddress=alice%40shop.example",
    "/profiles/apple.mobileconfig?emailaddress=alice@nowhere.example",
    "/autodiscover/autodiscover.xml?Email=alice@shop.example",
  ])
    await fetch(url + path, { headers: { authorization } });
  expect(output()).toBe(before);
});

test("a directory that nobody has a token for says how to make the first, until there is one", async () => {
  const path = join(folder, "token.json");
  writeFileSync(path, settingsOf("mail.shop.example"));
  const data = join(folder, "data");
  const hint = `hint: npm run -s waypost -- token create first --access write --data ${data}\n`;
  const without = await serve(["--settings", path]);
  await expect.poll(without.output).toContain(hint);
  expect((await serve(["--settings", path], { ADMIN_TOKEN: "a-token-of-the-environment" })).output()).not.toContain(
    hint,
  );
  const made = await waypost(["token", "create", "first", "--data", data, "--settings", path]);
  expect(made.status).toBe(0);
  const again = await serve(["--settings", path]);
  again.events.emit("SIGTERM");
  await again.ended;
  expect(again.output()).not.toContain(hint);
});

test("what was counted in the last minute is written when it ends", async () => {
  const path = join(folder, "counted.json");
  writeFileSync(path, settingsOf("mail.shop.example"));
  const { events, ended, url } = await serve(["--settings", path, "--data", join(folder, "counted")]);
  await autoconfigOf(url);
  events.emit("SIGTERM");
  await ended;
  const directory = await openDirectory({ folder: join(folder, "counted") });
  onTestFinished(() => directory.close());
  expect(await directory.counts.listDomains("", 9)).toMatchObject([{ domain: "a.example" }]);
});
