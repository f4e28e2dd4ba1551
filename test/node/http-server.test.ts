import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, expect, onTestFinished, test } from "vitest";
import {
  type Answer,
  EndpointTakenError,
  type RunningServer,
  type ServerOptions,
  startServer,
} from "../../src/node/http-server.ts";
import { toConnectionLimit } from "../../src/node/open-files.ts";
import { LOOPBACK } from "../support/services/loopback.ts";
import { parseAnswer, sendBytes } from "../support/services/wire.ts";

const { Request: ownRequest, Response: ownResponse } = globalThis;
const running: RunningServer[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of running.splice(0)) await server.stop();
});
afterAll(() => {
  // The server for Node takes these over; other tests in this process have their own.
  Object.assign(globalThis, { Request: ownRequest, Response: ownResponse });
});

const echo: Answer = async (request) => new Response(`${new URL(request.url).host} ${await request.text()}`);

async function start(answer: Answer, options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const server = await startServer(answer, { endpoint: LOOPBACK, ...options });
  running.push(server);
  return server;
}

/** An open connection on which `bytes` were sent; what came back stands in `text()`. */
async function open(
  url: string,
  bytes = "",
): Promise<{ readonly socket: Socket; text(): string; closed: Promise<void> }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  let text = "";
  socket.setEncoding("latin1").on("data", (part: string) => (text += part));
  socket.on("error", () => {});
  const closed = new Promise<void>((done) => socket.once("close", () => done()));
  await new Promise((done) => socket.once("connect", done));
  if (bytes !== "") socket.write(bytes, "latin1");
  return { socket, text: () => text, closed };
}

/** The head of a request with a body of so many bytes; once the server has read it, it says `100 Continue`. */
const postOf = (length: number) =>
  `POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: ${length}\r\n\r\n`;

const bad: readonly [string, string, number][] = [
  ["a Host that is no URL", "GET / HTTP/1.1\r\nhost: %\r\nconnection: close\r\n\r\n", 400],
  ["a Host with a blank", "GET / HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n", 400],
  ["half an IPv6 address", "GET / HTTP/1.1\r\nhost: [::\r\nconnection: close\r\n\r\n", 400],
  ["a port that is none", "GET / HTTP/1.1\r\nhost: shop.example:99999\r\nconnection: close\r\n\r\n", 400],
  ["a user in the Host", "GET / HTTP/1.1\r\nhost: alice@shop.example\r\nconnection: close\r\n\r\n", 400],
  ["a path in the Host", "GET / HTTP/1.1\r\nhost: shop.example/x\r\nconnection: close\r\n\r\n", 400],
  ["a backslash in the Host", "GET / HTTP/1.1\r\nhost: shop.example\\x\r\nconnection: close\r\n\r\n", 400],
  [
    "an @ in the host of a whole URL",
    "GET http://alice%40shop.example/ HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
    400,
  ],
  ["no Host", "GET / HTTP/1.1\r\nconnection: close\r\n\r\n", 400],
  ["a target that is no path", "GET x HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", 400],
  ["no HTTP", "nonsense\r\n\r\n", 400],
  ["the begin of TLS", "\x16\x03\x01\x00", 400],
  ["two lengths", "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx", 400],
  [
    "a length and chunks",
    "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    400,
  ],
  ["headers without end", `GET / HTTP/1.1\r\nhost: a\r\nx: ${"y".repeat(20_000)}\r\n\r\n`, 431],
];

test.each(bad)("%s gets a plain answer, and the next request its own", async (_, bytes, status) => {
  const { url } = await start(echo);
  const answer = parseAnswer(await sendBytes(url, bytes));
  expect(answer.status).toBe(status);
  expect(await (await fetch(url)).text()).toContain("127.0.0.1");
});

test("a bad Host is told in words, and kept by nobody", async () => {
  const { url } = await start(echo);
  const answer = parseAnswer(await sendBytes(url, "GET / HTTP/1.1\r\nhost: %\r\nconnection: close\r\n\r\n"));
  expect(answer.body).toBe("The Host or the path of the request is none that a URL can have.\n");
  expect(answer.headers).toMatchObject({ "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
});

test("an encoded @ is an @, and nothing else is decoded", async () => {
  const { url } = await start(async (request) => new Response(request.url));
  const path = "/d/a%40b/%2540%2f?emailaddress=alice%40shop.example&q=%26%2540";
  expect(await (await fetch(`${url}${path}`)).text()).toBe(
    `${url}/d/a@b/%2540%2f?emailaddress=alice@shop.example&q=%26%2540`,
  );
});

test("a health check by HTTP/1.0, which names no host, is answered", async () => {
  const { url } = await start(echo);
  expect(parseAnswer(await sendBytes(url, "GET / HTTP/1.0\r\n\r\n")).body).toBe("localhost ");
});

test("an answer that fails is 500, and the process goes on", async () => {
  let isFaulty = true;
  const { url } = await start(async (request) => {
    if (isFaulty) throw new Error("alice@shop.example");
    return echo(request);
  });
  const failed = await fetch(url);
  expect([failed.status, await failed.text()]).toEqual([500, "Something went wrong here. Please try again later.\n"]);
  isFaulty = false;
  expect((await fetch(url)).status).toBe(200);
});

test("stopping answers what is under way, and says that the connection ends", async () => {
  let answer = () => {};
  const { url, stop } = await start(
    async () => {
      await new Promise<void>((done) => (answer = done));
      return new Response("late");
    },
    { patience: 60_000 },
  );
  const { text, closed } = await open(url, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  await expect.poll(() => String(answer)).not.toBe("() => {}");
  const stopped = stop();
  await expect(fetch(url)).rejects.toThrow();
  answer();
  await Promise.all([stopped, closed]);
  expect(text()).toMatch(/late/);
  // Long before patience ends.
}, 10_000);

test("stopping waits neither for connections that idle nor for a body that drips", async () => {
  const { url, stop } = await start(echo, { patience: 200 });
  const silent = await open(url);
  const kept = await open(url, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  await expect.poll(kept.text).toContain("200 OK");
  const dripping = await open(url, `${postOf(10_000)}x`);
  await expect.poll(dripping.text).toContain("100 Continue");
  const drip = setInterval(() => dripping.socket.write("x"), 20);
  await stop();
  clearInterval(drip);
  await Promise.all([silent.closed, kept.closed, dripping.closed]);
});

test("connections beyond what the system allows are closed, and those with a request are served", async () => {
  const { url } = await start(echo, { maxConnections: 3 });
  const held = await Promise.all([open(url, postOf(1)), open(url, postOf(1)), open(url, postOf(1))]);
  for (const { text } of held) await expect.poll(text).toContain("100 Continue");
  const fourth = await open(url, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  await fourth.closed;
  expect(fourth.text()).toBe("");
  held[0]?.socket.write("x");
  await expect.poll(() => held[0]?.text()).toContain("200 OK");
});

test("a connection on which nothing is ever asked ends, long before headers would have to be there", async () => {
  const { url } = await start(echo, { silence: 100, headersTimeout: 29_000 });
  await (await open(url)).closed;
}, 10_000);

test("an answer that is given as the body comes takes its time, where a body that nobody answers yet is refused", async () => {
  const { url } = await start(
    async (request) =>
      request.url.endsWith("/pieces") ? new Response(request.body) : new Response(await request.text()),
    { headersTimeout: 250, requestTimeout: 500 },
  );
  const head = (path: string) =>
    `POST ${path} HTTP/1.1\r\nhost: a.example\r\nconnection: close\r\ncontent-length: 8\r\n\r\nhalf`;
  const answered = await open(url, head("/pieces"));
  const waiting = await open(url, head("/whole"));
  await waiting.closed;
  expect(waiting.text()).toContain("408");
  answered.socket.write("ways");
  await answered.closed;
  expect(answered.text()).toContain("200 OK");
  expect(answered.text()).toMatch(/4\r\nhalf\r\n4\r\nways\r\n0\r\n\r\n$/);
});

test("who sends requests without waiting gets some answered, and is cut off with too many; nobody else waits for those", async () => {
  let asked = 0;
  const { url } = await start(async (request) => {
    asked += 1;
    return echo(request);
  });
  const get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
  const few = await open(url, get.repeat(17));
  await expect.poll(() => few.text().split("200 OK").length - 1).toBe(17);
  // What was answered counts no longer.
  for (const times of [2, 3]) {
    few.socket.write(get.repeat(16));
    await expect.poll(() => few.text().split("200 OK").length - 1).toBe(1 + times * 16);
  }
  asked = 0;
  const many = await open(url, get.repeat(1_000));
  await many.closed;
  expect(asked).toBe(17);
  expect((await fetch(url)).status).toBe(200);
});

test("connections that ask for nothing make room for those that do", async () => {
  const { url } = await start(echo, { maxConnections: 3, headersTimeout: 500 });
  const kept = await open(url, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  await expect.poll(kept.text).toContain("200 OK");
  const silent = await Promise.all([open(url), open(url)]);
  await (await open(url)).closed;
  await Promise.all([kept.closed, ...silent.map(({ closed }) => closed)]);
  expect((await fetch(url)).status).toBe(200);
  // Long before they would have been closed for being idle.
}, 10_000);

test("connections on which nothing was ever asked make room, but for those that were opened this very second", async () => {
  const { url } = await start(echo, { maxConnections: 3 });
  const asking = await open(url, postOf(1));
  await expect.poll(asking.text).toContain("100 Continue");
  const silent = await open(url);
  const begun = await open(url, "GET / HTTP/1.1\r\n");
  await (await open(url)).closed;
  begun.socket.write("host: a\r\n\r\n");
  await expect.poll(begun.text).toContain("200 OK");
  await wait(1_100);
  const late = await open(url);
  await late.closed;
  await silent.closed;
  asking.socket.write("x");
  await expect.poll(asking.text).toContain("200 OK");
}, 10_000);

test.each([
  [1024, 960, true],
  [4096, 4032, true],
  [65_536, 65_472, false],
  [10, 1, true],
])("with %i open files there is room for %i connections; too few: %s", (files, connections, isLow) =>
  expect(toConnectionLimit(files)).toEqual({ connections, isLow }),
);

test("a socket of the file system is listened on, is its group's, goes with the server, and may be left from a dead one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "socket-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "waypost.sock");
  const ask = () =>
    new Promise((done, fail) => {
      const asked = request({ socketPath: path, headers: { host: "shop.example" } }, (response) =>
        done(response.statusCode),
      );
      asked.on("error", fail).end();
    });
  const server = await start(echo, { endpoint: { path } });
  expect(server.url).toBe(`unix:${path}`);
  expect(await ask()).toBe(200);
  expect(statSync(path).mode & 0o777).toBe(0o660);
  await expect(start(echo, { endpoint: { path } })).rejects.toThrow(EndpointTakenError);
  expect(await ask()).toBe(200);
  await server.stop();
  expect(existsSync(path)).toBe(false);
  const killed = `require("net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`;
  spawnSync(process.execPath, ["-e", killed]);
  expect(existsSync(path)).toBe(true);
  await start(echo, { endpoint: { path } });
  expect(await ask()).toBe(200);
});
