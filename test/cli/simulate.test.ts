import { createServer as createHttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { realWorld } from "../../src/cli/network.ts";
import { waypost } from "../support/services/waypost.ts";

const SETTINGS = ["--settings", "settings.json"];

test("with settings alone nobody is asked, and the account is what they say", async () => {
  const { status, out } = await waypost(["simulate", "deltachat", "alice@shop.example", ...SETTINGS]);
  expect(status).toBe(0);
  expect(out).toMatch(/^Delta Chat /);
  expect(out).toMatch(
    /\n +\d+\.\d\d {2}https-autoconfig {2}GET \S+\n +\d+ ms +200 text\/xml, \d+ characters\n +taken\n/,
  );
  expect(out).toMatch(/imap {2}mail\.shop\.example:993 {2}tls .* user alice@shop\.example/);
});

test("all clients are told one after the other, and summed up", async () => {
  const { status, out } = await waypost(["simulate", "all", "alice@shop.example", ...SETTINGS]);
  expect(status).toBe(0);
  expect(out).toMatch(/\nSummary\n {2}thunderbird-desktop {6}an account, by https-autoconfig\n/);
  expect(out.match(/^ +\d+\.\d\d {2}=> /gm)).toHaveLength(21);
});

test("as JSON each step has its times", async () => {
  const { out } = await waypost(["simulate", "geary", "alice@shop.example", ...SETTINGS, "--json"]);
  const { steps, outcome, took } = JSON.parse(out);
  expect(outcome.ok).toBe(true);
  expect(steps[0]).toMatchObject({
    mechanism: "https-autoconfig",
    askedAt: expect.any(Number),
    took: expect.any(Number),
  });
  expect(took).toEqual(expect.any(Number));
});

test("a domain that the settings do not serve is misuse", async () => {
  const { status, out, error } = await waypost(["simulate", "geary", "alice@nowhere.example", ...SETTINGS]);
  expect([status, out]).toEqual([2, ""]);
  expect(error).toContain("the settings serve no domain nowhere.example");
});

const servers: Server[] = [];
/** A port that nothing listens on, and no system gives to whoever takes any that is free. */
const CLOSED = 2;
/** Ports of servers that misbehave. */
let ports: Readonly<Record<"closed" | "plain" | "silent" | "endless", number>>;

beforeAll(async () => {
  const listen = (server: Server) => {
    servers.push(server);
    return new Promise<number>((done) =>
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        done(typeof address === "object" && address !== null ? address.port : 0);
      }),
    );
  };
  ports = {
    closed: CLOSED,
    plain: await listen(createHttpServer((_, response) => response.end("hello"))),
    silent: await listen(createServer(() => undefined)),
    endless: await listen(createHttpServer((_, response) => response.end("x".repeat(1_000_001)))),
  };
});

afterAll(() => {
  for (const server of servers) server.close();
});

test.each([
  ["http", "closed", 20, "the connection is refused"],
  ["https", "plain", 20, "it does not speak TLS there"],
  ["http", "silent", 0.2, "none within 0.2 seconds"],
  ["http", "endless", 20, "the answer is too large"],
] as const)("%s at a %s port is told within %s seconds as “%s”", async (scheme, name, timeoutSeconds, words) => {
  const request = { method: "GET", url: `${scheme}://127.0.0.1:${ports[name]}/`, headers: {}, timeoutSeconds };
  await expect(realWorld.fetch(request)).rejects.toThrow(words);
});
