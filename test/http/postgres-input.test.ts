import { beforeAll, describe, expect, test } from "vitest";
import { createOperatedApp, ADMIN_TOKEN as TOKEN } from "../support/services/operators.ts";
import { openPglite } from "../support/services/pglite.ts";

const ORIGIN = "https://setup.hosting.example";
const OWN = { "sec-fetch-site": "same-origin" };

/** PostgreSQL fails at a NUL and at a number beyond its INTEGER, where SQLite finds nothing. */
describe("what PostgreSQL cannot be asked for is refused, and does not fail", () => {
  let app: Awaited<ReturnType<typeof createOperatedApp>>["app"];
  let cookie: string;
  beforeAll(async () => {
    ({ app } = await createOperatedApp(await openPglite()));
    const body = new URLSearchParams({ token: TOKEN });
    const answer = await app.request(`${ORIGIN}/console/log-in`, { method: "POST", headers: OWN, body });
    cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  });

  test.each<[number, string, string, unknown?]>([
    [200, "GET", "domains/ours.example/history?cursor=9999999999"],
    [200, "GET", "providers/ours/history?cursor=999999999999999"],
    [400, "GET", "audit?cursor=9999999999~"],
    [200, "GET", "names?since=999999999999999-0-0123456789abcdef"],
    [404, "POST", "domains/ours.example/roll-back", { revision: 3_000_000_000 }],
    [404, "POST", "domains/ours.example/roll-back", { revision: 2_147_483_647 }],
    [404, "POST", "providers/ours/roll-back", { revision: Number.MAX_SAFE_INTEGER }],
    [400, "GET", "domains?prefix=%00"],
    [400, "GET", "domains?cursor=%00"],
    [400, "GET", "tokens?cursor=%00"],
    [400, "GET", "audit?cursor=.%00"],
    [400, "GET", "custom-hostnames?zone=0123456789abcdef0123456789abcdef&cursor=%00"],
    [404, "GET", "domains/%00"],
    [404, "GET", "providers/%00"],
    [404, "GET", "providers/%00/history"],
    [404, "GET", "providers/%00/moves"],
    [404, "POST", "providers/%00/roll-back", { revision: 1 }],
    [400, "PUT", "providers/%00", {}],
    [404, "DELETE", "tokens/%00"],
    [422, "POST", "domains/ours.example/logins/search", { prefix: "\0" }],
    [422, "POST", "domains/ours.example/logins/search", { cursor: "\0@ours.example" }],
  ])("%i: %s %s of the API, with %j", async (status, method, path, body) => {
    const answer = await app.request(`${ORIGIN}/api/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect([answer.status, await answer.text()]).toEqual([status, expect.any(String)]);
  });

  test.each<[number, string, string, Record<string, string>?]>([
    [404, "GET", "domains/ours.example/roll-back?revision=abc"],
    [404, "GET", "domains/ours.example/roll-back?revision=1.5"],
    [404, "GET", "providers/ours/roll-back?revision=3000000000"],
    [404, "POST", "domains/ours.example/roll-back", { revision: "1", to: "abc" }],
    [400, "GET", "domains?prefix=%00"],
    [400, "GET", "domains?after=%00"],
    [400, "GET", "domains?provider=%00"],
    [400, "GET", "providers?after=%00"],
    [400, "GET", "tokens?after=%00"],
    [400, "GET", "audit?after=%00"],
    [404, "GET", "providers/%00"],
    [404, "POST", "tokens/%00/revoke", {}],
    [200, "POST", "domains/ours.example/logins", { prefix: "\0", after: "\0@ours.example" }],
  ])("%i: %s %s of the console, with %j", async (status, method, path, fields) => {
    const answer = await app.request(`${ORIGIN}/console/${path}`, {
      method,
      headers: { ...OWN, cookie },
      ...(fields !== undefined && { body: new URLSearchParams(fields) }),
    });
    expect(answer.status).toBe(status);
  });
});
