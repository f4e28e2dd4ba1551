import { afterEach, expect, test, vi } from "vitest";
import { describeCrash } from "../../src/http/wire/crash.ts";
import { createTestApp } from "../support/services/app.ts";

const logged = vi.spyOn(console, "error").mockImplementation(() => {});
afterEach(() => logged.mockClear());

/** A service whose store fails with a message that quotes what it was asked. */
const failing = (error: () => unknown) =>
  createTestApp({
    store: {
      find: () => {
        throw error();
      },
    },
  });

test.each([
  "/mail/config-v1.1.xml?emailaddress=alice@plain.example",
  "/guides/plain.example",
  "/qr/guide.svg?domain=a.example",
])("%s that fails is 500, explains nothing, and is kept nowhere", async (path) => {
  const response = await failing(() => new TypeError("no row for alice@plain.example")).request(
    `https://x.example${path}`,
  );
  expect(response.status).toBe(500);
  expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.text()).toBe("Something went wrong here. Please try again later.\n");
  expect(logged).toHaveBeenCalledTimes(1);
  const [[line]] = logged.mock.calls as [[string]];
  expect(line).toMatch(/^unexpected TypeError\n {4}at \S/);
  expect(line).not.toContain("alice");
});

test("a service that failed once answers the next request", async () => {
  let failed = false;
  const app = createTestApp({
    store: {
      find: async () => {
        if (failed) return undefined;
        failed = true;
        throw new Error("once");
      },
    },
  });
  const statusOf = async () => (await app.request("https://plain.example/mail/config-v1.1.xml")).status;
  expect([await statusOf(), await statusOf()]).toEqual([500, 404]);
});

const thrown = (message: string, change: (error: Error) => unknown = () => {}) => {
  const error = new Error(message);
  change(error);
  return describeCrash(error);
};
const withStack = (frames: string) => (error: Error) => Object.assign(error, { stack: `Error: x\n${frames}` });
/** As deep as a log need never be told. */
const deep = (depth: number): string => (depth === 0 ? thrown("deep") : deep(depth - 1));

test.each([
  ["one line", thrown("alice@plain.example")],
  ["several lines", thrown("no row\nfor alice@plain.example\n")],
  ["what looks like a frame", thrown("no row\n    at alice@plain.example (secret.js:1:2)")],
  ["a megabyte", thrown(`alice ${"x".repeat(2 ** 20)}\n`.repeat(3))],
  ["another text by now", thrown("alice", (error) => Object.assign(error, { message: "bob" }))],
  ["a kind that quotes", thrown("x", (error) => Object.assign(error, { name: "alice@plain.example" }))],
  ["no stack", thrown("alice", (error) => Object.assign(error, { stack: undefined }))],
  ["a cause that quotes", thrown("x", (error) => Object.assign(error, { cause: new Error("alice") }))],
  ["a deep stack", deep(50)],
  ["a stack that was let grow", thrown("x", withStack("    at go (a.js:1:2)\n".repeat(50)))],
  ["a frame of any length", thrown("x", withStack(`    at ${"go".repeat(5_000)} (a.js:1:2)`))],
])("of a crash with %s the log gets frames alone, and few", (_, line) => {
  expect(line).toMatch(/^unexpected \w+(?:\n {4}at .{1,193})*$/);
  expect(line).not.toMatch(/alice|secret/);
  expect(line.split("\n").length).toBeLessThanOrEqual(11);
});
