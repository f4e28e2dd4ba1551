import { BlockList, connect } from "node:net";
import { afterAll, afterEach, expect, onTestFinished, test, vi } from "vitest";
import { startServer } from "../../src/node/http-server.ts";
import { findNodePeer } from "../../src/node/peer.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { createTestApp } from "../support/services/app.ts";
import { LOOPBACK } from "../support/services/loopback.ts";
import { ADMIN_TOKEN, createOperatedApp } from "../support/services/operators.ts";

const { Request: ownRequest, Response: ownResponse } = globalThis;
const logged = vi.spyOn(console, "error").mockImplementation(() => {});

afterEach(() => logged.mockClear());
afterAll(() => {
  // The server for Node takes these over; other tests in this process have their own.
  Object.assign(globalThis, { Request: ownRequest, Response: ownResponse });
});

const LENGTH = "content-length: 9\r\n\r\nx";
const NO_CHUNK = "transfer-encoding: chunked\r\n\r\nZZ\r\n";
const HALF_A_CHUNK = "transfer-encoding: chunked\r\n\r\n5\r\nab";
const FORM = "application/x-www-form-urlencoded";

test.each([
  ["POST /autodiscover/autodiscover.xml", "text/xml", LENGTH],
  ["POST /autodiscover/autodiscover.xml", "text/xml", NO_CHUNK],
  ["POST /autodiscover/autodiscover.xml", "text/xml", HALF_A_CHUNK],
  ["POST /mobileconfig", FORM, HALF_A_CHUNK],
  ["POST /guides/plain.example", FORM, HALF_A_CHUNK],
  ["POST /support", FORM, NO_CHUNK],
  ["POST /console/log-in", FORM, LENGTH],
  ["POST /console/log-in", FORM, HALF_A_CHUNK],
  ["POST /console/log-in", "text/plain", HALF_A_CHUNK],
  ["PUT /api/v1/domains/ours.example", "application/json", LENGTH],
  ["PUT /api/v1/domains/ours.example", "application/json", HALF_A_CHUNK],
])("a request that breaks off is no failure of ours: %s, %s, %j", async (target, type, body) => {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  const outcomes: string[] = [];
  const statuses: number[] = [];
  const { app, lines } = await createOperatedApp(
    database,
    {},
    {
      findPeer: findNodePeer({ proxies: new BlockList(), isOnSocket: false }),
      tally: { count: ({ outcome }) => void outcomes.push(outcome) },
    },
  );
  const answer = async (request: Request, connection?: object) => {
    const response = await app.fetch(request, connection);
    statuses.push(response.status);
    return response;
  };
  const server = await startServer(answer, { endpoint: LOOPBACK });
  onTestFinished(() => server.stop());
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname).on("error", () => {});
  socket.write(
    `${target} HTTP/1.1\r\nhost: setup.hosting.example\r\nauthorization: Bearer ${ADMIN_TOKEN}\r\ncontent-type: ${type}\r\n${body}`,
  );
  setTimeout(() => socket.destroy(), 100);
  await expect.poll(() => statuses.length, { timeout: 5_000 }).toBe(1);
  expect(statuses[0]).toBeLessThan(500);
  expect(outcomes.filter((outcome) => outcome !== "refused")).toEqual([]);
  expect(lines.filter((line) => line.includes(" 500 "))).toEqual([]);
  expect(logged.mock.calls).toEqual([]);
});

test("a bug is told as one, though a request without a body has no stream", async () => {
  const app = createTestApp({
    store: {
      find: () => {
        throw new Error("a bug");
      },
    },
    findPeer: findNodePeer({ proxies: new BlockList(), isOnSocket: false }),
  });
  const server = await startServer((request, connection) => app.fetch(request, connection), { endpoint: LOOPBACK });
  onTestFinished(() => server.stop());
  const path = "/mail/config-v1.1.xml?emailaddress=alice@plain.example";
  expect((await fetch(`${server.url}${path}`)).status).toBe(500);
  expect(logged).toHaveBeenCalledTimes(1);
});
