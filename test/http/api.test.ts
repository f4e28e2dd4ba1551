import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { MAX_ENTRY_BYTES } from "../../src/directory/operations/check-entry.ts";
import { listProblems } from "../../src/http/operators/api/problems.ts";
import { listGuarded } from "../../src/http/operators/rules.ts";
import { parseSettings } from "../../src/model/settings/parse-settings.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { TablesMissingError } from "../../src/store/roles.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { DESCRIBED } from "../support/reading/described.ts";
import { ADMIN_TOKEN, type Ask, openApi, PLAIN } from "../support/services/api.ts";
import { faultyDatabase } from "../support/services/faulty-database.ts";
import { listRoutes } from "../support/services/operators.ts";

async function openEmpty() {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  return database;
}

test.each(["domains", "export", "export?as=settings"])(
  "where tables are missing, the log says so: %s",
  async (path) => {
    const log = vi.spyOn(console, "error").mockReturnValue();
    const missing = () => Promise.reject(new TablesMissingError("there are no tables"));
    const { ask } = openApi({ ...(await openEmpty()), query: missing, batch: missing });
    expect((await ask("GET", `/api/v1/${path}`)).status).toBe(503);
    expect(log.mock.calls).toEqual([["there are no tables"]]);
    log.mockRestore();
  },
);

// Over other databases, by calls of each kind: test/conformance/runtimes.test.ts.
describe("the API", () => {
  let ask: Ask;
  let api: ReturnType<typeof openApi>;

  beforeEach(async () => {
    api = openApi(await openEmpty());
    ask = api.ask;
    for (const id of ["ours", "theirs"]) await ask("PUT", `/api/v1/providers/${id}`, { body: PLAIN });
  });

  const ours = { provider: "ours" };
  const put = (name: string, body: unknown = ours, headers = {}) =>
    ask("PUT", `/api/v1/domains/${name}`, { body, headers });

  async function tokenOf(access: "read" | "write", provider: string | null): Promise<string> {
    const { body } = await ask("POST", "/api/v1/tokens", {
      body: { name: `${access} ${provider ?? "all"}`, access, provider },
    });
    return body.secret;
  }

  describe("findings", () => {
    test("tell what would fail a client, once for all domains, and each token of its own alone", async () => {
      await ask("PUT", "/api/v1/providers/ours", { body: awkwardSettings.providers["pop-only"] });
      for (const name of ["a.example", "b.example"]) await put(name);
      const { body } = await ask("GET", "/api/v1/findings");
      expect(body).toMatchObject({ cut: false });
      expect(body.findings[0]).toMatchObject({ kind: "warning", provider: "ours", domain: "a.example", count: 2 });
      const theirs = await ask("GET", "/api/v1/findings", { token: await tokenOf("read", "theirs") });
      expect(theirs.body).toEqual({ findings: [], cut: false });
    });
  });

  describe("names that need certificates", () => {
    const textOf = async (query: string, token = ADMIN_TOKEN) =>
      (await ask("GET", `/api/v1/names${query}`, { token })).text;
    const markOf = (text: string) => /"mark":"([-\w]+)"/.exec(text)?.[1] ?? "";

    test("are told a line for each domain, and last where to go on", async () => {
      await put("shop.example");
      const names = ["autoconfig", "autodiscover", "ua-auto-config"].map((label) => `${label}.shop.example`);
      const { lines } = await ask("GET", "/api/v1/names");
      expect(lines).toEqual([
        { domain: "setup.hosting.example", names: ["setup.hosting.example"] },
        { domain: "shop.example", names },
        { mark: expect.stringMatching(/^3-\d+-[0-9a-f]{16}$/), whole: true },
      ]);
      await ask("DELETE", "/api/v1/domains/shop.example");
      const told = await textOf(`?since=${markOf(JSON.stringify(lines))}`);
      expect(told).toMatch(
        /^\{"domain":"shop\.example","names":\[\]\}\n\{"mark":"4-\d+-[0-9a-f]{16}","whole":false\}\n$/,
      );
      const after = markOf(told);
      expect(await textOf(`?since=${after}`)).toBe(`{"mark":"${after}","whole":false}\n`);
      // A revision alone says neither when that was nor what the settings file said then.
      for (const since of ["soon", "3"]) expect((await ask("GET", `/api/v1/names?since=${since}`)).status).toBe(400);
    });

    test("a token of one provider is told of its own alone, also of what was removed", async () => {
      const [own, others] = [await tokenOf("read", "ours"), await tokenOf("read", "theirs")];
      const mark = markOf(await textOf("", own));
      await put("ours.example");
      await put("theirs.example", { provider: "theirs" });
      await ask("DELETE", "/api/v1/domains/theirs.example");
      for (const query of ["", `?since=${mark}`]) {
        expect(await textOf(query, own)).toMatch(/^\{"domain":"ours.example".*\n\{"mark":"[-\w]+","whole":\w+\}\n$/);
        expect(await textOf(query, others)).not.toContain("ours");
      }
      expect(await textOf(`?since=${mark}`, others)).toContain('{"domain":"theirs.example","names":[]}');
    });

    test("what went to another provider is gone for its own token, told once, whatever becomes of it there", async () => {
      const token = await tokenOf("read", "ours");
      const theirs = { provider: "theirs" };
      for (const name of ["given", "given-and-removed", "came-back", "removed"]) await put(`${name}.example`);
      await put("never.example", theirs);
      const changes = [{ at: "2026-11-29T10:01:00Z", overrides: { displayName: "New" } }];
      await put("planned.example", { ...theirs, changes });
      await ask("DELETE", "/api/v1/domains/removed.example");
      const since = async (mark: string) => {
        const { lines } = await ask("GET", `/api/v1/names?since=${mark}`, { token });
        return lines as unknown as readonly { readonly domain?: string; readonly names: readonly string[] }[];
      };
      const mark = markOf(await textOf("", token));
      for (const name of ["given", "given-and-removed", "came-back", "removed"]) await put(`${name}.example`, theirs);
      await put("never.example", { ...theirs, launched: false });
      await ask("DELETE", "/api/v1/domains/given-and-removed.example");
      await put("came-back.example");
      api.forgetRates();
      const told = (await since(mark)).slice(0, -1).map(({ domain, names }) => [domain, names.length]);
      expect(told).toEqual([
        ["came-back.example", 3],
        ["given-and-removed.example", 0],
        ["given.example", 0],
      ]);
      const after = markOf(await textOf("", token));
      for (const name of ["given", "removed"]) await put(`${name}.example`, { ...theirs, launched: false });
      expect(await since(after)).toHaveLength(1);
    });
  });

  describe("a plan of certificates", () => {
    test("says what clients do without each name's, of served domains alone", async () => {
      await put("shop.example");
      const { status, text } = await ask("GET", "/api/v1/domains/shop.example/plan");
      expect(status).toBe(200);
      expect(JSON.parse(text)).toMatchObject({
        certificates: true,
        names: expect.arrayContaining([expect.objectContaining({ name: "autoconfig.shop.example" })]),
      });
      await ask("POST", "/api/v1/domains/shop.example/suspend");
      for (const name of ["shop.example", "nobody.example", "x"])
        expect((await ask("GET", `/api/v1/domains/${name}/plan`)).status).toBe(404);
      await put("theirs.example", { provider: "theirs" });
      const others = { token: await tokenOf("read", "ours") };
      expect((await ask("GET", "/api/v1/domains/theirs.example/plan", others)).status).toBe(404);
    });
  });

  describe("the four calls of a panel", () => {
    test("make, suspend, take back and remove a domain, as good twice as once", async () => {
      const config = async () => (await api.app.request("https://autoconfig.shop.example/mail/config-v1.1.xml")).status;
      const calls = [
        ["PUT", "", 201, 200, 200],
        ["POST", "/suspend", 200, 200, 404],
        ["POST", "/unsuspend", 200, 200, 200],
        ["DELETE", "", 204, 204, 404],
      ] as const;
      for (const [method, action, first, again, served] of calls) {
        const call = () => ask(method, `/api/v1/domains/shop.example${action}`, method === "PUT" ? { body: ours } : {});
        const [one, other] = [await call(), await call()];
        expect([method, one.status, other.status, await config()]).toEqual([method, first, again, served]);
        expect(other.headers.get("etag")).toBe(one.headers.get("etag"));
      }
    });

    test("answer with all that a domain takes", async () => {
      const { body } = await put("SHOP.example.");
      expect(body).toMatchObject({
        domain: "shop.example",
        state: "served",
        entry: ours,
        settings: { domain: "shop.example", incomingServers: [{ hostname: "imap.shop.example" }] },
        certificates: expect.arrayContaining(["autoconfig.shop.example", "autodiscover.shop.example"]),
      });
      expect(body.records.length).toBeGreaterThan(4);
      expect(body.links).toContainEqual({ name: "guides", url: "https://setup.hosting.example/guides/shop.example" });
    });

    test("a suspended domain has its entry and no report", async () => {
      await put("shop.example");
      const { body } = await ask("POST", "/api/v1/domains/shop.example/suspend");
      expect(body).toEqual({
        domain: "shop.example",
        state: "suspended",
        revision: expect.any(Number),
        entry: { ...ours, suspended: true },
      });
    });
  });

  test("a patch merges, and history goes back, also to what was removed", async () => {
    const made = await put("shop.example", { ...ours, variables: { a: "1" } });
    const headers = { "content-type": "application/merge-patch+json" };
    const patched = await ask("PATCH", "/api/v1/domains/shop.example", {
      body: { variables: { a: null, b: "2" } },
      headers,
    });
    expect(patched.body.entry).toEqual({ ...ours, variables: { b: "2" } });
    await ask("DELETE", "/api/v1/domains/shop.example");
    const { body: first } = await ask("GET", "/api/v1/domains/shop.example/history?limit=2");
    expect(first.revisions.map(({ entry }) => entry)).toEqual([null, patched.body.entry]);
    const { body: rest } = await ask("GET", `/api/v1/domains/shop.example/history?cursor=${first.next}`);
    expect(rest).toMatchObject({ revisions: [{ revision: made.body.revision, author: "admin" }], next: null });
    const body = { revision: made.body.revision };
    const back = await ask("POST", "/api/v1/domains/shop.example/roll-back", { body });
    expect([back.status, back.body.entry]).toEqual([201, made.body.entry]);
  });

  describe("the history that a provider's token sees", () => {
    const page = async (query: string, token: string) =>
      (await ask("GET", `/api/v1/domains/shop.example/history${query}`, { token })).body;

    test("is its own to the end, whatever others changed in between", async () => {
      const token = await tokenOf("read", "ours");
      await put("shop.example");
      await put("shop.example", { ...ours, launched: false });
      for (const a of ["1", "2", "3"]) await put("shop.example", { provider: "theirs", variables: { a } });
      await put("shop.example");
      const first = await page("?limit=2", token);
      expect(first.revisions.map(({ entry }) => entry)).toEqual([ours, { ...ours, launched: false }]);
      const rest = await page(`?limit=2&cursor=${first.next}`, token);
      expect(rest).toMatchObject({ revisions: [{ entry: ours }], next: null });
    });

    test("tells nothing of others' changes, whatever the limit", async () => {
      const token = await tokenOf("read", "theirs");
      await put("shop.example");
      const all = await page("", token);
      await put("shop.example", { provider: "theirs" });
      const own = await page("", token);
      for (const a of ["1", "2", "3"]) await put("shop.example", { ...ours, variables: { a } });
      expect(all).toMatchObject({ status: 404 });
      for (const limit of [2, 3, 4, 5]) expect(await page(`?limit=${limit}`, token)).toEqual(own);
      expect((await page("?limit=1", token)).revisions).toEqual(own.revisions);
    });
  });

  test.each(["domains/none.example", "domains/-", "providers/none", "providers/-"])(
    "%s has no history, on no page of it",
    async (path) => {
      for (const query of ["", "?cursor=5"])
        expect(await ask("GET", `/api/v1/${path}/history${query}`)).toMatchObject({ status: 404 });
    },
  );

  describe("an ETag", () => {
    test("spares who has the answer, until it differs, be it for the provider's sake", async () => {
      const etag = (await put("shop.example")).headers.get("etag") ?? "";
      const headers = { "if-none-match": etag };
      const get = () => ask("GET", "/api/v1/domains/shop.example", { headers });
      expect((await get()).status).toBe(304);
      const head = await api.app.request("https://setup.hosting.example/api/v1/domains/shop.example", {
        method: "HEAD",
        headers: { ...headers, authorization: `Bearer ${ADMIN_TOKEN}` },
      });
      expect(head.status).toBe(304);
      await ask("PATCH", "/api/v1/providers/ours", { body: { displayName: "New" } });
      expect((await get()).status).toBe(200);
    });

    test.each([
      ["if-match", (tag: string) => tag, 200],
      ["if-match", (tag: string) => `W/${tag}`, 200],
      ["if-match", (tag: string) => tag.replace(/-.*"/, '"'), 200],
      ["if-match", () => "*", 200],
      ["if-match", () => '"1"', 412],
      ["if-match", () => "seven", 400],
      ["if-none-match", () => "*", 412],
      ["if-none-match", (tag: string) => tag, 400],
    ])("in %s is held against the record (%#)", async (name, toValue, status) => {
      const tag = (await put("shop.example")).headers.get("etag") ?? "";
      expect((await put("shop.example", { ...ours, launched: false }, { [name]: toValue(tag) })).status).toBe(status);
    });

    test("that must be there is not where there is no record", async () => {
      expect((await put("none.example", ours, { "if-match": "*" })).status).toBe(412);
      expect((await put("none.example", ours, { "if-none-match": "*" })).status).toBe(201);
    });
  });

  describe("a list", () => {
    test("goes on where it ended, and knows names, providers and states", async () => {
      for (const name of ["a", "b", "c"]) await put(`${name}.example`);
      await put("b2.example", { provider: "theirs", suspended: true });
      const names = async (query: string) => {
        const { body } = await ask("GET", `/api/v1/domains${query}`);
        return [body.domains.map(({ domain }) => domain), body.next];
      };
      expect(await names("?limit=2")).toEqual([["a.example", "b.example"], "b.example"]);
      expect(await names("?limit=2&cursor=b.example")).toEqual([["b2.example", "c.example"], null]);
      expect(await names("?prefix=B")).toEqual([["b.example", "b2.example"], null]);
      expect(await names("?prefix=b&provider=ours&state=served")).toEqual([["b.example"], null]);
      const { body } = await ask("GET", "/api/v1/providers?limit=1");
      expect(body).toMatchObject({ providers: [{ provider: "ours", entry: PLAIN }], next: "ours" });
    });

    test.each([
      ["/api/v1/domains?limit=0", "bad-query", 'limit: "0": expected a number of 1 or more'],
      ["/api/v1/domains?limit=many", "bad-query", 'limit: "many": expected a whole number'],
      [
        "/api/v1/domains?state=asleep",
        "bad-query",
        'state: "asleep": expected one of "served", "elsewhere", "suspended"',
      ],
      ["/api/v1/domains?search=x", "bad-query", 'search: "x": unknown parameter'],
      ["/api/v1/domains?limit=1&limit=2", "bad-query", "limit: expected once"],
      ["/api/v1/domains?cursor=-", "bad-cursor", undefined],
      ["/api/v1/providers?cursor=A", "bad-cursor", undefined],
      ["/api/v1/tokens?cursor=zzz", "bad-cursor", undefined],
      [`/api/v1/custom-hostnames?zone=${"0".repeat(32)}&cursor=-`, "bad-cursor", undefined],
      ["/api/v1/domains/shop.example/history?cursor=x", "bad-cursor", undefined],
      ["/api/v1/domains/shop.example?dryrun=true", "bad-query", 'dryrun: "true": unknown parameter'],
    ])("%s is refused as %s", async (path, type, detail) => {
      const { status, body } = await ask("GET", path);
      expect([status, body.type, body.errors?.[0]?.detail]).toEqual([400, `/problems/${type}`, detail]);
    });
  });

  describe("what is faulty", () => {
    test("is told member by member, in the words of validate", async () => {
      const { status, body } = await put("shop.example", {
        ...ours,
        launched: "yes",
        overrides: { displayName: "" },
      });
      expect([status, body.type, body.errors]).toEqual([
        422,
        "/problems/faulty",
        [
          { pointer: "/launched", detail: 'domains["shop.example"].launched: "yes": expected a boolean' },
          {
            pointer: "/overrides/displayName",
            detail: 'domains["shop.example"].overrides.displayName: "": expected at least one character',
          },
        ],
      ]);
    });

    test("has no place in the body where its cause is elsewhere", async () => {
      await put("shop.example");
      const body = { ...PLAIN, displayName: "Mail of {shop}" };
      const refused = await ask("PUT", "/api/v1/providers/ours", { body });
      expect(refused.status).toBe(422);
      expect(refused.body.errors).toEqual([
        { detail: expect.stringContaining('domains["shop.example"].variables.shop') },
      ]);
    });

    test.each([
      ["no JSON", "{", {}, 400, "not-json"],
      ["a comma too many", '{"provider":"ours",}', {}, 400, "not-json"],
      ["a member twice", '{"provider":"ours","provider":"theirs"}', {}, 400, "not-json"],
      ["a name of no member", '{"provider":"ours","variables":{"__proto__":"x"}}', {}, 400, "not-json"],
      ["no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), {}, 400, "not-json"],
      ["a form", "provider=ours", { "content-type": "application/x-www-form-urlencoded" }, 415, "wrong-content-type"],
      ["too much", " ".repeat(200_000), {}, 413, "too-large"],
      ["no object", "7", {}, 422, "faulty"],
    ])("is refused: %s", async (_, body, headers, status, type) => {
      const answer = await ask("PUT", "/api/v1/domains/shop.example", { body, headers });
      expect([answer.status, answer.body.type]).toEqual([status, `/problems/${type}`]);
    });

    test.each([
      ["PUT", "/api/v1/domains/localhost", 400, "bad-name"],
      ["PUT", "/api/v1/providers/no_name", 400, "bad-name"],
      ["DELETE", "/api/v1/providers/ours", 409, "provider-in-use"],
      ["PATCH", "/api/v1/domains/none.example", 404, "not-found"],
      ["PUT", "/api/v1/domains/shop.example/history", 405, "wrong-method"],
      ["POST", "/api/v1/domains", 405, "wrong-method"],
      ["GET", "/api/v1/nothing", 404, "not-found"],
    ])("%s %s is answered with %i", async (method, path, status, type) => {
      await put("shop.example");
      const answer = await ask(method, path, method === "GET" || method === "DELETE" ? {} : { body: ours });
      expect([answer.status, answer.body.type]).toEqual([status, `/problems/${type}`]);
    });
  });

  describe("a dry run", () => {
    test("shows the difference in each document, and changes nothing", async () => {
      await put("shop.example");
      const body = { overrides: { displayName: "New" } };
      const tried = await ask("PATCH", "/api/v1/domains/shop.example?dryRun=true", { body });
      expect(tried.body).toMatchObject({
        changed: true,
        domains: 1,
        cut: false,
        samples: [{ domain: "shop.example" }],
      });
      expect(tried.body.samples[0]?.diffs[0]).toMatchObject({
        document: "autoconfig",
        diff: expect.stringContaining("+    <displayName>New"),
      });
      expect((await ask("GET", "/api/v1/domains/shop.example")).body.entry).toEqual(ours);
    });

    test("of a provider counts its domains", async () => {
      for (const name of ["a", "b", "c"]) await put(`${name}.example`);
      const body = { displayShortName: "New" };
      const tried = await ask("PATCH", "/api/v1/providers/ours?dryRun=true", { body });
      expect(tried.body).toMatchObject({ changed: true, domains: 3, samples: [{ domain: "a.example", count: 3 }] });
    });

    test.each(["PUT", "DELETE"])("of %s that changes nothing says so", async (method) => {
      if (method === "PUT") await put("shop.example");
      const options = method === "PUT" ? { body: ours } : {};
      const tried = await ask(method, "/api/v1/domains/shop.example?dryRun=true", options);
      expect(tried.body).toEqual({ changed: false, domains: 0, samples: [], cut: false });
    });
  });

  describe("a bulk", () => {
    const bulk = (lines: readonly unknown[] | string, token?: string, query = "") =>
      ask("POST", `/api/v1/bulk${query}`, {
        body: typeof lines === "string" ? lines : lines.map((line) => JSON.stringify(line)).join("\n"),
        headers: { "content-type": "application/x-ndjson" },
        token,
      });

    test("answers line by line, and the same again changes nothing", async () => {
      await put("old.example");
      const lines = [
        { provider: "new", entry: PLAIN },
        { domain: "a.example", entry: { provider: "new" } },
        { domain: "old.example", entry: null },
        { domain: "b.example", entry: { provider: "nobody" } },
        { domain: "c d", entry: ours },
      ];
      const { lines: told } = await bulk(lines);
      expect(told).toMatchObject([
        { line: 1, provider: "new", status: 201, changed: true },
        { line: 2, domain: "a.example", status: 201, changed: true },
        { line: 3, domain: "old.example", status: 204, changed: true },
        {
          line: 4,
          domain: "b.example",
          status: 422,
          problem: { errors: [{ pointer: "/entry/provider", detail: expect.stringContaining("provider") }] },
        },
        { line: 5, status: 400, problem: { type: "/problems/bad-name" } },
      ]);
      const again = await bulk(lines);
      expect(again.lines.slice(0, 3)).toMatchObject([
        { status: 200, changed: false, revision: told[0]?.revision },
        { status: 200, changed: false, revision: told[1]?.revision },
        { status: 204, changed: false },
      ]);
    });

    test("that is tried answers as the one that is made, counts its lines, and changes nothing", async () => {
      await put("old.example");
      const lines = [
        { provider: "new", entry: PLAIN },
        { domain: "a.example", entry: { provider: "new" } },
        { domain: "old.example", entry: { provider: "new" } },
        { provider: "ours", entry: null },
        { provider: "new", entry: { ...PLAIN, displayName: "New" } },
        { provider: "new", entry: null },
        { domain: "none.example", entry: null },
      ];
      const before = (await ask("GET", "/api/v1/export")).text;
      const { lines: answered } = await bulk(lines, undefined, "?dryRun=true");
      const told = answered.slice(0, -1);
      expect(answered.at(-1)).toEqual({ total: { added: 2, changed: 2, removed: 1, unchanged: 1, refused: 1 } });
      expect((await ask("GET", "/api/v1/export")).text).toBe(before);
      expect(told[4]).toEqual({ line: 5, provider: "new", status: 200, changed: true, domains: 2 });
      const made = (await bulk(lines)).lines;
      const outcome = ({ line, status, changed }: (typeof made)[number]) => [line, status, changed];
      expect(told.map(outcome)).toEqual(made.map(outcome));
    });

    test("tells lines that are none by their number, and goes on", async () => {
      const { lines: told } = await bulk(
        `{"domain":"a.example"\n\n{"entry":{}}\r\n{"domain":"a.example"}\n{"x":"${"x".repeat(140_000)}"}\n{"domain":"a.example","entry":{"provider":"ours"}}`,
      );
      expect(told.map(({ line, status }) => [line, status])).toEqual([
        [1, 400],
        [3, 422],
        [4, 422],
        [5, 413],
        [6, 201],
      ]);
    });

    test("of more lines than a call takes ends there", async () => {
      const lines = Array.from({ length: 10_001 }, () => "{}").join("\n");
      const { lines: told } = await bulk(lines);
      expect(told).toHaveLength(10_001);
      expect(told.at(-1)).toMatchObject({ line: 10_001, status: 413, problem: { type: "/problems/too-many-lines" } });
    });

    test("takes the line of the largest entry that there can be", async () => {
      const name = `${"a.".repeat(120)}example`;
      const entry = { provider: "ours", $comment: "" };
      entry.$comment = "x".repeat(MAX_ENTRY_BYTES - JSON.stringify(entry).length);
      expect((await ask("PUT", `/api/v1/domains/${name}`, { body: entry })).status).toBe(201);
      const { text } = await ask("GET", "/api/v1/export");
      const { lines } = await bulk(text);
      expect(lines.at(-1)).toMatchObject({ status: 200, changed: false });
    });

    test("that comes too fast says at which line to go on, and of that line no more", async () => {
      const login = JSON.stringify({ login: "alice@shop.example", entry: { username: "u1" } });
      const lines = `${login}\n`.repeat(700);
      for (let asked = 0; asked < 590; asked += 1) await bulk("");
      let refused: unknown;
      while (refused === undefined) refused = (await bulk(lines)).lines.find(({ status }) => status === 429);
      expect(refused).toEqual({
        line: expect.toSatisfy((line) => line === 1 || line === 501),
        status: 429,
        problem: expect.objectContaining({ status: 429 }),
      });
    });

    test("whose directory goes away in the middle says at which line to go on", async () => {
      const database = await openEmpty();
      let isGone = false;
      const { ask: askOther, operators } = openApi(faultyDatabase(database, () => (isGone ? "gone" : undefined)));
      await askOther("PUT", "/api/v1/providers/ours", { body: PLAIN });
      const { put: putProvider } = operators.providers;
      Object.assign(operators.providers, {
        put: (...given: Parameters<typeof putProvider>) => {
          isGone = true;
          return putProvider(...given);
        },
      });
      const lines = [
        { domain: "a.example", entry: ours },
        { domain: "b.example", entry: ours },
        { provider: "new", entry: PLAIN },
        { domain: "c.example", entry: ours },
      ];
      const { lines: told } = await askOther("POST", "/api/v1/bulk", {
        body: lines.map((line) => JSON.stringify(line)).join("\n"),
        headers: { "content-type": "application/x-ndjson" },
      });
      expect(told.map(({ line, status }) => [line, status])).toEqual([
        [1, 201],
        [2, 201],
        [3, 503],
      ]);
      expect(Object.keys(told.at(-1) ?? {})).toEqual(["line", "status", "problem"]);
    });

    test("takes what an export gives, and what it gives as settings is a settings file", async () => {
      await put("shop.example", { provider: "from-file" });
      await put("other.example");
      const { text } = await ask("GET", "/api/v1/export");
      expect(text.trim().split("\n")).toHaveLength(4);
      expect((await bulk(text)).lines.every(({ changed }) => changed === false)).toBe(true);
      const { body } = await ask("GET", "/api/v1/export?as=settings");
      expect(parseSettings(body)).toMatchObject({ ok: true });
      expect(Object.keys(body.providers)).toEqual(["ours", "theirs", "from-file"]);
    });
  });

  test("a provider's change of servers counts who follows and who stays, for whoever sees the provider", async () => {
    const [server] = PLAIN.incomingServers;
    const moved = { incomingServers: [{ ...server, hostname: "new.hosting.example" }] };
    await ask("PATCH", "/api/v1/providers/ours", {
      body: { changes: [{ at: "2026-12-01T00:00:00Z", overrides: moved }] },
    });
    await put("a.example");
    await put("b.example", { ...ours, overrides: { incomingServers: PLAIN.incomingServers } });
    const { body } = await ask("GET", "/api/v1/providers/ours/moves");
    expect(body.moves).toMatchObject([
      { made: false, following: 1, staying: 1, own: 0, stays: [{ domain: "b.example" }] },
    ]);
    const token = await tokenOf("read", "theirs");
    expect((await ask("GET", "/api/v1/providers/ours/moves", { token })).status).toBe(404);
    expect((await ask("GET", "/api/v1/providers/theirs/moves", { token })).body.moves).toEqual([]);
  });

  describe("checks of all domains", () => {
    const PATH = "/api/v1/checks";

    test("are started once, told how far they are, and stopped", async () => {
      await put("shop.example");
      expect((await ask("GET", PATH)).body).toEqual({ run: null, report: null });
      expect((await ask("POST", `${PATH}/stop`)).status).toBe(404);
      const started = await ask("POST", PATH);
      expect(started.status).toBe(202);
      expect(started.body).toMatchObject({ endedAt: null, domains: 1, waiting: 1 });
      expect((await ask("POST", PATH)).body).toEqual(started.body);
      expect((await ask("GET", PATH)).body).toEqual({ run: started.body, report: null });
      const stopped = await ask("POST", `${PATH}/stop`);
      expect(stopped.body).toMatchObject({ endedAt: expect.any(String), waiting: 0 });
    });

    test("are for a token that may change everything, and seen by one that sees everything", async () => {
      for (const [access, provider, seen] of [
        ["write", "ours", 403],
        ["read", null, 200],
      ] as const) {
        const token = await tokenOf(access, provider);
        expect((await ask("GET", PATH, { token })).status).toBe(seen);
        for (const path of [PATH, `${PATH}/stop`]) expect((await ask("POST", path, { token })).status).toBe(403);
      }
    });
  });

  describe("custom hostnames", () => {
    const PATH = "/api/v1/custom-hostnames";
    const zone = "0".repeat(32);
    const state = {
      hostname: "autoconfig.shop.example",
      domain: "shop.example",
      zone,
      id: "a1",
      made: true,
      status: "blocked",
      certificateStatus: null,
      errors: ["it says why"],
      checkedAt: "2026-11-29T10:00:00.000Z",
    };
    const write = (kept: unknown, options = {}) =>
      ask("POST", PATH, { body: { hostnames: [{ hostname: state.hostname, zone, state: kept }] }, ...options });
    beforeEach(() => put("shop.example", ours));

    test("are kept, listed, told with their domain, and forgotten", async () => {
      expect((await write(state)).status).toBe(204);
      expect((await ask("GET", `${PATH}?zone=${zone}`)).body).toEqual({ hostnames: [state], next: null });
      const reason = expect.stringContaining("reported for abuse");
      expect((await ask("GET", "/api/v1/domains/shop.example")).body).toMatchObject({
        customHostnames: [{ hostname: state.hostname, state: "failing", status: "blocked", reason }],
      });
      await write(null);
      expect((await ask("GET", "/api/v1/domains/shop.example")).body).not.toHaveProperty("customHostnames");
    });

    test("are for a token that may change everything", async () => {
      for (const [access, provider] of [
        ["write", "ours"],
        ["read", null],
      ] as const) {
        const token = await tokenOf(access, provider);
        expect((await write(state, { token })).status).toBe(403);
        expect((await ask("GET", `${PATH}?zone=${zone}`, { token })).status).toBe(403);
      }
    });

    test.each([
      ["a name that is none", { ...state, hostname: "not a name" }],
      ["a status of no end", { ...state, status: "x".repeat(65) }],
      ["a member that nobody knows", { ...state, more: 1 }],
    ])("with %s are faulty", async (_, faulty) => expect((await write(faulty)).status).toBe(422));
  });

  describe("login names", () => {
    const PATH = "/api/v1/domains/shop.example/logins";
    const write = (logins: unknown, options = {}) => ask("POST", PATH, { body: { logins }, ...options });
    const search = (body: unknown = {}, options = {}) => ask("POST", `${PATH}/search`, { body, ...options });
    beforeEach(() => put("shop.example", { ...ours, explicitLogins: true }));

    test("are written, each by itself, found by how addresses begin, and told to mail programs", async () => {
      const told = await write([
        { address: "Alice@shop.example", entry: { username: "u1" } },
        { address: "info@shop.example", entry: { mailbox: "alice@shop.example" } },
        { address: "alice@other.example", entry: { username: "u2" } },
        { address: "none@shop.example", entry: null },
      ]);
      expect(told.body.results).toMatchObject([
        { outcome: "added" },
        { outcome: "added" },
        { problem: { status: 422 } },
        { outcome: "unchanged" },
      ]);
      const [alice, info] = [
        { address: "alice@shop.example", username: "u1" },
        { address: "info@shop.example", mailbox: "alice@shop.example" },
      ];
      expect((await search()).body).toEqual({ logins: [alice, info], next: null });
      expect((await search({ prefix: "AL" })).body.logins).toEqual([alice]);
      const first = await search({ limit: 1 });
      expect((await search({ limit: 1, cursor: first.body.next })).body).toEqual({ logins: [info], next: null });
      const config = await api.app.request(
        "https://autoconfig.shop.example/mail/config-v1.1.xml?emailaddress=info@shop.example",
      );
      expect(await config.text()).toContain("<username>u1</username>");
    });

    test("that are faulty are told by where they stand in what was sent", async () => {
      const faulty = [
        { address: "alice@other.example", entry: { username: "u1" } },
        { address: "bob@shop.example", entry: { foo: 1 } },
        { address: "info@shop.example", entry: { mailbox: "info@shop.example" } },
      ];
      const pointersOf = (problem: object = {}) =>
        (problem as { errors?: readonly { pointer?: string }[] }).errors?.map(({ pointer }) => pointer);
      const { body } = await write(faulty);
      const written = (body.results as unknown as readonly { readonly problem: object }[]).map(
        ({ problem }) => problem,
      );
      expect(written.map(pointersOf)).toEqual([
        ["/logins/0/address"],
        ["/logins/1/entry/foo", "/logins/1/entry"],
        ["/logins/2/entry/mailbox"],
      ]);
      const bulk = await ask("POST", "/api/v1/bulk", {
        body: faulty
          .slice(1)
          .concat([{ address: "@shop.example", entry: { username: "u1" } }])
          .map(({ address, entry }) => JSON.stringify({ login: address, entry }))
          .join("\n"),
        headers: { "content-type": "application/x-ndjson" },
      });
      const lines = bulk.lines as unknown as readonly { readonly problem: object }[];
      expect(lines.map(({ problem }) => pointersOf(problem))).toEqual([
        ["/entry/foo", "/entry"],
        ["/entry/mailbox"],
        ["/login"],
      ]);
    });

    test("of a domain that is not there, and of another's, are answered alike", async () => {
      await write([{ address: "alice@shop.example", entry: { username: "u1" } }]);
      const token = await tokenOf("write", "theirs");
      const none = await ask("POST", "/api/v1/domains/none.example/logins/search", { body: {}, token });
      expect([none.status, (await search({}, { token })).text]).toEqual([404, none.text]);
      expect((await write([{ address: "alice@shop.example", entry: null }], { token })).status).toBe(404);
      expect((await ask("GET", "/api/v1/export", { token })).text).not.toContain("alice");
      expect((await search()).body.logins).toHaveLength(1);
    });

    test("a token that may read looks, and changes none", async () => {
      const token = await tokenOf("read", "ours");
      expect((await write([], { token })).status).toBe(403);
      expect((await search({}, { token })).status).toBe(200);
    });

    test("come with an export, and go with a bulk, whose answers do not repeat them", async () => {
      await write([
        { address: "alice@shop.example", entry: { username: "u1" } },
        { address: "info@shop.example", entry: { mailbox: "alice@shop.example" } },
      ]);
      const { text } = await ask("GET", "/api/v1/export");
      await ask("DELETE", "/api/v1/domains/shop.example");
      const headers = { "content-type": "application/x-ndjson" };
      const tried = await ask("POST", "/api/v1/bulk?dryRun=true", { body: text, headers });
      expect(tried.lines.at(-1)).toMatchObject({ total: { added: 3, refused: 0 } });
      expect((await search()).status).toBe(404);
      const made = await ask("POST", "/api/v1/bulk", { body: text, headers });
      expect(made.lines.slice(-2)).toEqual([
        { line: 4, status: 201, changed: true },
        { line: 5, status: 201, changed: true },
      ]);
      expect((await ask("GET", "/api/v1/export")).text).toBe(text);
      const again = await ask("POST", "/api/v1/bulk", { body: text, headers });
      expect(again.lines.every(({ changed }) => changed === false)).toBe(true);
    });

    test("of several domains may follow each other in a bulk", async () => {
      await put("other.example", { ...ours, explicitLogins: true });
      const logins = ["alice@shop.example", "alice@other.example", "bob@Other.example", "alice@none.example"];
      const made = await ask("POST", "/api/v1/bulk", {
        body: logins.map((login) => JSON.stringify({ login, entry: { username: "u1" } })).join("\n"),
        headers: { "content-type": "application/x-ndjson" },
      });
      expect(made.lines.map(({ status }) => status)).toEqual([201, 201, 201, 404]);
    });

    test("stand in no line of the log", async () => {
      await write([{ address: "alice@shop.example", entry: { username: "u1" } }]);
      await search({ prefix: "alice" });
      expect(api.lines.join()).not.toMatch(/alice|u1/);
      expect(api.lines.at(-1)).toContain("POST /api/v1/domains/:name/logins/search 200");
    });
  });

  describe("a provider's own token", () => {
    test("sees and changes what is its own; what is another's is not there", async () => {
      const token = await tokenOf("write", "theirs");
      await put("ours.example");
      const get = (path: string) => ask("GET", path, { token });
      expect(await get("/api/v1/domains/ours.example")).toMatchObject({ status: 404 });
      expect((await get("/api/v1/domains/ours.example")).text).toBe((await get("/api/v1/domains/none.example")).text);
      expect((await get("/api/v1/domains")).body.domains).toEqual([]);
      expect((await get("/api/v1/providers")).body.providers).toMatchObject([{ provider: "theirs" }]);
      expect((await get("/api/v1/export")).lines).toMatchObject([{ provider: "theirs" }]);
      const taken = await ask("PUT", "/api/v1/domains/ours.example", { body: { provider: "theirs" }, token });
      expect([taken.status, taken.body.type]).toEqual([403, "/problems/name-not-yours"]);
      expect(await ask("DELETE", "/api/v1/domains/ours.example", { token })).toMatchObject({ status: 204 });
      expect(await ask("GET", "/api/v1/domains/ours.example")).toMatchObject({ status: 200 });
    });
  });

  test.each([
    ["no token", "", "GET", 401],
    ["a wrong token", "wp_000000000000_nothing", "GET", 401],
    ["no token", "", "PUT", 401],
  ])("%s (%j) is answered %s with %i", async (_, token, method, status) =>
    expect((await ask(method, "/api/v1/domains/shop.example", { token })).status).toBe(status),
  );

  test("a token that may read changes nothing", async () => {
    const token = await tokenOf("read", null);
    expect(await ask("PUT", "/api/v1/domains/shop.example", { body: ours, token })).toMatchObject({ status: 403 });
    expect(await ask("POST", "/api/v1/bulk", { body: "{}", token })).toMatchObject({ status: 403 });
  });

  describe("the description", () => {
    test("has every route of the API, and no other", async () => {
      const routes = listGuarded(await listRoutes(api.surfaces)).filter((name) =>
        /^(?!ALL )\w+ \/api\/v1\/./.test(name),
      );
      const described = DESCRIBED.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/, ":$1")}`);
      expect(routes.toSorted()).toEqual(described.toSorted());
    });

    test("knows every answer to what is asked rightly and wrongly, by whomever", async () => {
      const tokens = ["", "wrong", ADMIN_TOKEN, await tokenOf("read", null), await tokenOf("write", "theirs")];
      const bodies = [
        undefined,
        "{",
        "{}",
        "[]",
        "null",
        '{"provider":"nobody"}',
        '{"revision":1}',
        '{"domain":"x.example","entry":null}',
      ];
      const types = ["application/json", "application/merge-patch+json", "application/x-ndjson", "text/plain"];
      const queries = ["", "?nonsense=1", "?limit=0", "?dryRun=true", "?cursor=%00", "?as=settings"];
      const conditions = [{}, { "if-match": "x" }, { "if-match": '"1"' }, { "if-none-match": "*" }];
      await put("shop.example");
      let asked = 0;
      for (const { method, path } of DESCRIBED)
        for (const name of ["shop.example", "theirs", "none.example", "no%20name"])
          for (const token of tokens) {
            // Who may do all sends each body to each name; the rest meets each of these in some turn.
            const most = token === ADMIN_TOKEN ? bodies.length : 1;
            for (let count = 0; count < most; count += 1) {
              asked += 1;
              // The clock stands still for the rates.
              if (asked % 500 === 0) api.forgetRates();
              const type = types[Math.floor(asked / 3) % types.length] ?? "";
              const body = method === "GET" ? undefined : bodies[asked % bodies.length];
              const condition = conditions[Math.floor(asked / bodies.length) % conditions.length];
              const query = queries[asked % queries.length];
              const headers = { ...condition, ...(body === undefined ? {} : { "content-type": type }) };
              await ask(method, `${path.replace(/\{\w+\}/, name)}${query}`, { token, headers, body });
            }
          }
      expect(asked).toBeGreaterThan(1000);
    });
  });

  test("the reference page and the problems need no token", async () => {
    const page = await ask("GET", "/api/v1/", { token: "" });
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(page.text).toContain("/api/v1/domains/{name}/roll-back");
    for (const { type, title } of listProblems()) expect((await ask("GET", type, { token: "" })).text).toContain(title);
    expect((await ask("GET", "/problems/none", { token: "" })).status).toBe(404);
  });
});
