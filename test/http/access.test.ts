import { Hono } from "hono";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { guardApi, guardConsole } from "../../src/http/operators/access.ts";
import { listGuarded, RULES, requireRules } from "../../src/http/operators/rules.ts";
import { sessionRoutes } from "../../src/http/operators/session.ts";
import { findPlace } from "../../src/http/wire/place.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { DomainEntry } from "../../src/model/settings/settings.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { ADMIN_TOKEN, COMMAND, createOperatedApp, findTestPeer, listRoutes } from "../support/services/operators.ts";

const ORIGIN = "https://setup.hosting.example";
const MINUTE = 60_000;
/** For what asks every route on behalf of everybody, on machines with other work to do. */
const WALK = 60_000;
/** What is asked of a site to find places. */
const PLACE = { serviceOrigin: ORIGIN, findPeer: findTestPeer };
/** What a browser says of a form of our own pages. */
const OWN = { "sec-fetch-site": "same-origin" };
const noPage = () => new Response(null, { status: 403 });

const JSON_BODY = { "content-type": "application/json" };

type Operated = Awaited<ReturnType<typeof createOperatedApp>>;

describe("who may do what", () => {
  let database: Awaited<ReturnType<typeof openSqlite>>;
  let operated: Operated;
  beforeEach(async () => {
    database = await openSqlite(":memory:");
    onTestFinished(() => database.close());
    operated = await createOperatedApp(database);
  });

  async function createToken(request: object): Promise<{ readonly id: string; readonly text: string }> {
    const made = await operated.operators.tokens.create(COMMAND, { access: "write", ...request });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    return { id: made.value.token.id, text: made.value.text };
  }

  const ask = (path: string, token?: string, init: RequestInit = {}) =>
    operated.app.request(`${ORIGIN}${path}`, {
      ...init,
      headers: { ...init.headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    });

  describe("every route", () => {
    /** One token of each kind, in two services: those of `ours` see what is `theirs` as if it were not there. */
    async function createTokens() {
      const [read, write, ours] = await Promise.all([
        createToken({ name: "reads", access: "read" }),
        createToken({ name: "writes" }),
        createToken({ name: "ours", provider: "ours" }),
      ]);
      const revoked = await createToken({ name: "revoked" });
      await operated.operators.tokens.revoke(COMMAND, revoked.id);
      const expired = await createToken({ name: "expired", expiresAt: "2026-11-29T10:01:00Z" });
      operated.clock.time += MINUTE;
      return {
        nobody: {
          none: undefined,
          garbage: "wp_garbage",
          unknown: `wp_000000000000_${"0".repeat(48)}`,
          wrong: `${write.text.slice(0, -4)}0000`,
          expired: expired.text,
          revoked: revoked.text,
        },
        read: read.text,
        write: write.text,
        ours: ours.text,
      };
    }

    const api = () => listGuarded(operated.routes).filter((name) => name.includes(" /api/"));
    const pages = () => listGuarded(operated.routes).filter((name) => name.includes(" /console"));

    /** A session of each kind, as a cookie. */
    async function beginSessions(tokens: Awaited<ReturnType<typeof createTokens>>) {
      const begin = async (text: string) => {
        const begun = await operated.operators.sessions.begin(text, text);
        return begun.ok ? `__Host-waypost=${begun.value}` : "";
      };
      const ended = await createToken({ name: "ended" });
      const cookies = {
        nobody: { none: "", garbage: "__Host-waypost=x", ended: await begin(ended.text) },
        read: await begin(tokens.read),
        write: await begin(tokens.write),
        ours: await begin(tokens.ours),
      };
      await operated.operators.tokens.revoke(COMMAND, ended.id);
      return cookies;
    }

    async function open(name: string, cookie: string, record = "nothing.example", headers: object = OWN) {
      operated.clock.time += MINUTE / 1000;
      const [method = "", path = ""] = name.split(" ");
      const response = await operated.app.request(`${ORIGIN}${path.replace(/:\w+/, record)}`, {
        method,
        headers: { cookie, ...headers },
        body: method === "POST" ? new URLSearchParams({ name: record }) : null,
      });
      const text = (await response.text()).replaceAll(record, "…");
      const isLed = (response.headers.get("location") ?? "").startsWith("/console/log-in");
      return { status: response.status, isSent: isLed || text.includes("Your session has ended"), text };
    }

    test("has a rule, and every rule has a route", () => {
      expect(api().length).toBeGreaterThan(0);
      expect(Object.keys(RULES).sort()).toEqual([...listGuarded(operated.routes)].sort());
    });

    test(
      "of the API answers whom its rule allows, and nobody else",
      async () => {
        const tokens = await createTokens();
        for (const name of api()) {
          const rule = RULES[name];
          const [method = "", path = ""] = name.replace(/^ALL/, "PROPFIND").split(" ");
          const send = async (token?: string) => {
            // The rates are not what is asked about here.
            operated.clock.time += MINUTE / 1000;
            const filled = path.replace(/:\w+/g, "nothing.example");
            return (await ask(filled, token, { method })).status;
          };
          for (const [kind, token] of Object.entries(tokens.nobody))
            expect([kind, name, (await send(token)) === 401]).toEqual([kind, name, rule !== "open"]);
          const isRefused = async (token: string) => [401, 403].includes(await send(token));
          expect([name, await isRefused(tokens.write)]).toEqual([name, false]);
          expect([name, await isRefused(tokens.read)]).toEqual([name, rule === "write" || rule === "all"]);
          expect([name, await isRefused(tokens.ours)]).toEqual([name, rule === "all" || rule === "whole"]);
        }
      },
      WALK,
    );

    test(
      "of the console answers whom its rule allows, and sends everybody else to the login",
      async () => {
        const sessions = await beginSessions(await createTokens());
        for (const name of pages().filter((page) => RULES[page] !== "open")) {
          const rule = RULES[name];
          for (const [kind, cookie] of Object.entries(sessions.nobody)) {
            const { isSent, status } = await open(name, cookie);
            // What was typed in a session that is over is given back.
            expect([kind, name, isSent, status]).toEqual([kind, name, true, name.startsWith("POST") ? 403 : 303]);
          }
          const isRefused = async (cookie: string) => {
            const { isSent, status } = await open(name, cookie);
            return isSent || status === 403;
          };
          expect([name, await isRefused(sessions.write)]).toEqual([name, false]);
          expect([name, await isRefused(sessions.read)]).toEqual([name, rule === "write" || rule === "all"]);
          expect([name, await isRefused(sessions.ours)]).toEqual([name, rule === "all" || rule === "whole"]);
        }
      },
      WALK,
    );

    test("of the console takes no form of another site", async () => {
      const { write } = await beginSessions(await createTokens());
      for (const name of pages().filter((page) => page.startsWith("POST")))
        for (const headers of [{}, { "sec-fetch-site": "same-site" }, { origin: "https://shop.hosting.example" }])
          expect([name, (await open(name, write, "ours.example", headers)).status]).toEqual([name, 403]);
      expect(await operated.operators.domains.get(COMMAND, "ours.example")).toMatchObject({ value: { revision: 2 } });
    });

    test("of the console shows the token of another provider what it shows of nothing", async () => {
      const { ours } = await beginSessions(await createTokens());
      for (const name of pages().filter((page) => /:/.test(page) && RULES[page] !== "all")) {
        const [known, unknown] = name.includes("/domains/")
          ? ["theirs.example", "nobody.example"]
          : ["theirs", "nobody"];
        expect([name, await open(name, ours, known)]).toEqual([name, await open(name, ours, unknown)]);
      }
      expect(await operated.operators.domains.get(COMMAND, "theirs.example")).toMatchObject({ value: { revision: 4 } });
    });

    test("tells the token of another provider what it tells of nothing", async () => {
      const { ours } = await createTokens();
      const named = api().filter((name) => /:/.test(name) && RULES[name] !== "all" && !name.startsWith("ALL"));
      for (const name of named) {
        const [method = "", path = ""] = name.split(" ");
        const isDomain = path.includes("/domains/");
        const send = async (record: string) => {
          const body = /^(?:GET|DELETE)$/.test(method) ? null : '{"revision":4,"provider":"ours"}';
          const headers = {
            "content-type": method === "PATCH" ? "application/merge-patch+json" : "application/json",
          };
          const response = await ask(path.replace(/:\w+/, record), ours, { method, body, headers });
          return [name, response.status, (await response.text()).replaceAll(record, "…")];
        };
        // Names are given once: whoever asks for one learns that it is taken, and nothing else.
        if (method === "PUT")
          expect((await send(isDomain ? "theirs.example" : "theirs"))[1]).toBeGreaterThanOrEqual(400);
        else if (isDomain) expect(await send("theirs.example")).toEqual(await send("nobody.example"));
        else expect(await send("theirs")).toEqual(await send("nobody"));
      }
      expect(await operated.operators.domains.get(COMMAND, "theirs.example")).toMatchObject({
        value: { revision: 4 },
      });
    });

    test.each(["/api/v1/none", "/api/none", "/api/v1/tokens/x/y"])("%s is not there", async (path) => {
      expect((await ask(path)).status).toBe(401);
      const response = await ask(path, ADMIN_TOKEN);
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
    });

    test("needs a rule, or nothing starts", () => {
      const handler = async () => new Response();
      const more = new Hono().use("/api/*", handler).get("/api/v1/new", handler).all("/console/new", handler);
      expect(() => requireRules(more.routes)).toThrow("GET /api/v1/new, ALL /console/new");
      expect(() => requireRules(new Hono().use("/console/*", handler).get("/guides", handler).routes)).not.toThrow();
    });

    test("that has lost its rule keeps all of them from starting", async () => {
      const rules = RULES as Record<string, (typeof RULES)[string]>;
      const name = "GET /api/v1/domains";
      const rule = RULES[name];
      delete rules[name];
      try {
        await expect(listRoutes(operated.surfaces)).rejects.toThrow(name);
      } finally {
        if (rule !== undefined) rules[name] = rule;
      }
    });

    test.each([
      ["autoconfig.plain.example", false],
      ["ours.example", false],
      ["WWW.ours.example.", false],
      ["kept.example", false],
      ["below.hosting.example", false],
      ["setup.hosting.example", true],
      ["hosting.example", true],
      ["inside.hosting.example", true],
      ["nobody.example", true],
      ["waypost", true],
      ["localhost", true],
      ["192.0.2.1", true],
      ["[2001:db8::1]", true],
    ])("is nowhere at a name that a customer runs: %s", async (host, isThere) => {
      const kept = DomainEntry.parse({ provider: "ours" });
      const domains = new Map([[Domain.parse("kept.example"), kept]]);
      operated = await createOperatedApp(database, {
        floor: { service: {}, providers: new Map(), domains, wildcard: kept },
      });
      for (const name of ["hosting.example", "below.hosting.example", "*"])
        await operated.operators.domains.put(COMMAND, name, { provider: "ours" });
      for (const [path, status] of [
        ["/api/v1/tokens", 401],
        ["/console", 303],
        ["/console/log-in", 200],
      ] as const) {
        const response = await operated.app.request(`https://${host}${path}`);
        expect([path, response.status]).toEqual([path, isThere ? status : 404]);
      }
    });

    test("is at all names of a service that was given none", async () => {
      operated = await createOperatedApp(database, {}, { serviceOrigin: undefined });
      expect((await operated.app.request("https://ours.example/console/log-in")).status).toBe(200);
    });
  });

  describe("a token", () => {
    test("is asked for as RFC 6750 has it, and its problem is one of RFC 9457", async () => {
      const response = await ask("/api/v1/tokens");
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
      expect(await response.json()).toMatchObject({ type: "/problems/no-token", status: 401 });
    });

    test("is made, shown once, used and revoked by the API", async () => {
      const body = JSON.stringify({
        name: "Panel 1",
        access: "read",
        provider: "ours",
        expiresAt: "2027-01-01T01:00:00+01:00",
      });
      const made = await ask("/api/v1/tokens", ADMIN_TOKEN, { method: "POST", body, headers: JSON_BODY });
      expect(made.status).toBe(201);
      const { secret, ...token } = await made.json<Record<string, string>>();
      expect(token).toEqual({
        id: expect.stringMatching(/^[0-9a-f]{12}$/),
        name: "Panel 1",
        access: "read",
        provider: "ours",
        createdAt: "2026-11-29T10:00:00.000Z",
        createdBy: "admin",
        expiresAt: "2027-01-01T00:00:00.000Z",
        usedAt: null,
        revokedAt: null,
      });
      expect(secret).toMatch(new RegExp(`^wp_${token.id}_[0-9a-f]{48}$`));
      expect((await ask("/api/v1/audit", secret)).status).toBe(200);
      const listed = await (await ask("/api/v1/tokens", ADMIN_TOKEN)).text();
      expect(JSON.parse(listed)).toEqual({ tokens: [{ ...token, usedAt: token.createdAt }], next: null });
      expect((await ask(`/api/v1/tokens/${token.id}`, ADMIN_TOKEN, { method: "DELETE" })).status).toBe(200);
      expect((await ask("/api/v1/audit", secret)).status).toBe(401);
      expect((await ask("/api/v1/tokens/000000000000", ADMIN_TOKEN, { method: "DELETE" })).status).toBe(404);
    });

    test("is kept as a digest alone", async () => {
      const { text } = await createToken({ name: "panel" });
      const rows = await database.query({ sql: "SELECT * FROM tokens", values: [] });
      expect(JSON.stringify(rows)).not.toContain(text.split("_")[2]);
    });

    test.each([
      ["name", { name: "" }, "/name"],
      ["line in the name", { name: "a\nb" }, "/name"],
      ["address for a name", { name: "a@shop.example" }, "/name"],
      ["name of the environment's", { name: "Admin" }, "/name"],
      ["provider that there is", { provider: "nobody" }, "/provider"],
      ["time to come", { expiresAt: "2026-11-29T09:00:00Z" }, "/expiresAt"],
      ["time", { expiresAt: "tomorrow" }, "/expiresAt"],
      ["time of four digits' years", { expiresAt: "9999-12-31T23:59:59-01:00" }, "/expiresAt"],
      ["known access", { access: "all" }, "/access"],
      ["known member", { scope: "all" }, "/scope"],
    ])("needs a %s", async (_, wrong, pointer) => {
      const body = JSON.stringify({ name: "panel", access: "read", ...wrong });
      const response = await ask("/api/v1/tokens", ADMIN_TOKEN, { method: "POST", body, headers: JSON_BODY });
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({ type: "/problems/faulty", errors: [{ pointer }] });
    });

    test.each([
      ["no JSON", "{", 400],
      ["too much", JSON.stringify({ name: "x".repeat(200_000) }), 413],
    ])("is not made of %s", async (_, body, status) => {
      expect((await ask("/api/v1/tokens", ADMIN_TOKEN, { method: "POST", body, headers: JSON_BODY })).status).toBe(
        status,
      );
    });

    test.each([
      ["/api/v1/tokens?limit=0"],
      ["/api/v1/audit?limit=1001"],
      ["/api/v1/audit?limit=many"],
      ["/api/v1/audit?cursor=x"],
      ["/api/v1/audit?cursor=9999999999~"],
    ])("is told what is wrong with %s", async (path) => {
      expect((await ask(path, ADMIN_TOKEN)).status).toBe(400);
    });

    test("has a name of its own until it is revoked", async () => {
      const { id } = await createToken({ name: "panel" });
      const again = { name: "panel", access: "read" };
      expect(await operated.operators.tokens.create(COMMAND, again)).toMatchObject({ error: { reason: "faulty" } });
      await operated.operators.tokens.revoke(COMMAND, id);
      expect(await operated.operators.tokens.create(COMMAND, again)).toMatchObject({ ok: true });
    });

    test("ends at its time", async () => {
      const { text } = await createToken({ name: "panel", expiresAt: "2026-11-29T10:05:00Z" });
      operated.clock.time += 5 * MINUTE - 1;
      expect((await ask("/api/v1/audit", text)).status).toBe(200);
      operated.clock.time += 1;
      expect((await ask("/api/v1/audit", text)).status).toBe(401);
    });

    test("that is revoked elsewhere ends here at once", async () => {
      const { id, text } = await createToken({ name: "panel" });
      expect((await ask("/api/v1/audit", text)).status).toBe(200);
      const elsewhere = await createOperatedApp(database);
      await elsewhere.operators.tokens.revoke(COMMAND, id);
      expect((await ask("/api/v1/audit", text)).status).toBe(401);
    });

    test("is looked up as often when its id is unknown as when its secret is wrong", async () => {
      const { text } = await createToken({ name: "panel" });
      const lookUps = async (token: string) => {
        operated.asked.length = 0;
        const digests = vi.spyOn(crypto.subtle, "digest");
        expect(await operated.operators.tokens.verify(token)).toBeUndefined();
        const made = digests.mock.calls.length;
        digests.mockRestore();
        return [...operated.asked, made];
      };
      const wrong = await lookUps(`${text.slice(0, -1)}${text.endsWith("0") ? "1" : "0"}`);
      expect(wrong).toEqual(["findToken", 2]);
      expect(await lookUps(`wp_000000000000_${"0".repeat(48)}`)).toEqual(wrong);
    });

    test("keeps when it was used, once a minute at most", async () => {
      const { id, text } = await createToken({ name: "panel" });
      operated.asked.length = 0;
      for (const seconds of [0, 30, 59, 61]) {
        operated.clock.time = Date.parse("2026-11-29T10:00:00Z") + seconds * 1000;
        await operated.operators.tokens.verify(text);
      }
      expect(operated.asked.filter((name) => name === "touchToken")).toHaveLength(2);
      expect((await operated.operators.tokens.list(COMMAND, 1)).items[0]).toMatchObject({
        id,
        usedAt: "2026-11-29T10:01:01.000Z",
      });
    });

    test("of the environment opens everything, and none does where there is none", async () => {
      expect((await ask("/api/v1/tokens", ADMIN_TOKEN)).status).toBe(200);
      expect((await ask("/api/v1/tokens", `${ADMIN_TOKEN}x`)).status).toBe(401);
      operated = await createOperatedApp(database, { adminToken: undefined });
      for (const token of [ADMIN_TOKEN, "undefined", ""]) expect((await ask("/api/v1/tokens", token)).status).toBe(401);
    });

    test("may ask so often in a minute, and is told when it may go on", async () => {
      const { text } = await createToken({ name: "panel" });
      const { operators, clock } = operated;
      // A request that counts as 300, as a bulk of many lines does.
      const app = new Hono()
        .use(findPlace(PLACE))
        .use(
          "/api/*",
          guardApi({
            operators,
            now: () => new Date(clock.time),
            serviceOrigin: ORIGIN,
            log: () => {},
            refuse: noPage,
          }),
        )
        .get("/api/v1/audit", (c) => c.text(String(c.get("spend")(299))));
      const send = async (token: string) => {
        const response = await app.request(`${ORIGIN}/api/v1/audit`, { headers: { authorization: `Bearer ${token}` } });
        return [
          response.status,
          response.headers.get("retry-after"),
          response.status === 200 && (await response.text()),
        ];
      };
      expect(await send(text)).toEqual([200, null, "0"]);
      expect(await send(text)).toEqual([200, null, "0"]);
      clock.time += 20_000;
      expect(await send(text)).toEqual([429, "40", false]);
      expect(await send(ADMIN_TOKEN)).toEqual([200, null, "0"]);
      clock.time += 40_000;
      expect(await send(text)).toEqual([200, null, "0"]);
    });

    test("that nobody has is looked up so often in a minute from one place, and keeps nobody out elsewhere", async () => {
      const { text } = await createToken({ name: "panel" });
      const from = (source: string | undefined, token: string) =>
        ask("/api/v1/audit", token, source === undefined ? {} : { headers: { "x-test-source": source } });
      const unknown = (count: number) => `wp_${String(count).padStart(12, "0")}_${"0".repeat(48)}`;
      for (let count = 0; count < 60; count += 1) expect((await from("198.51.100.1", unknown(count))).status).toBe(401);
      operated.clock.time += 20_000;
      operated.asked.length = 0;
      for (const token of [unknown(60), text]) {
        const refused = await from("198.51.100.1", token);
        expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "40"]);
      }
      expect(operated.asked).toEqual([]);
      expect((await from("203.0.113.1", text)).status).toBe(200);
      // Where nobody knows from where, those that were sent too often are refused, and no other.
      for (let count = 0; count < 70; count += 1) await from(undefined, unknown(0));
      expect((await from(undefined, unknown(0))).status).toBe(429);
      expect((await from(undefined, text)).status).toBe(200);
      operated.clock.time += 40_000;
      expect((await from("198.51.100.1", text)).status).toBe(200);
    });

    test("of one provider has nothing to do with tokens", async () => {
      const actor = { name: "ours", provider: "ours" };
      const { id } = await createToken({ name: "panel" });
      const { tokens } = operated.operators;
      expect(await tokens.create(actor, { name: "more", access: "read" })).toMatchObject({ ok: false });
      expect(await tokens.list(actor, 10)).toEqual({ items: [], next: undefined });
      expect(await tokens.revoke(actor, id)).toMatchObject({ ok: false });
    });
  });

  describe("a session", () => {
    /** The console with one page that says whose it is. */
    function createConsole({ operators, clock, lines }: Operated) {
      const now = () => new Date(clock.time);
      return new Hono()
        .use(findPlace(PLACE))
        .use(
          "/console/*",
          guardConsole({
            operators,
            now,
            serviceOrigin: ORIGIN,
            log: (line) => lines.push(line),
            refuse: (c, reason) => c.text(reason, 403),
          }),
        )
        .route(
          "/",
          sessionRoutes(operators, (c, { status, problem, next }, headers) =>
            c.text(`${problem} ${next}`, status, headers),
          ),
        )
        .get("/console", (c) => c.text(c.get("actor").name));
    }

    const send = (path: string, init: RequestInit = {}, origin = ORIGIN) =>
      createConsole(operated).request(`${origin}${path}`, init);

    function logIn(token: string, { next = "", headers = OWN as Record<string, string>, origin = ORIGIN } = {}) {
      return send("/console/log-in", { method: "POST", body: new URLSearchParams({ token, next }), headers }, origin);
    }

    const look = async (cookie: string) => {
      const response = await send("/console", { headers: { cookie } });
      return response.status === 200 ? response.text() : undefined;
    };

    async function cookieOf(response: Response | Promise<Response>): Promise<string> {
      return (await response).headers.get("set-cookie")?.split(";")[0] ?? "";
    }

    test("begins with a token, and belongs to whoever has that", async () => {
      const { text } = await createToken({ name: "panel" });
      const response = await logIn(text);
      expect(response.status).toBe(303);
      expect(response.headers.get("location")).toBe("/console");
      const cookie = response.headers.get("set-cookie") ?? "";
      expect(cookie).toMatch(
        /^__Host-waypost=[0-9a-f]{64}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      );
      expect(await look(await cookieOf(response))).toBe("panel");
      expect(await look(await cookieOf(logIn(ADMIN_TOKEN)))).toBe("admin");
    });

    test("is nobody's without its cookie, and leads to the login and back", async () => {
      for (const cookie of ["", "__Host-waypost=", `__Host-waypost=${"0".repeat(64)}`, "__Host-waypost=' OR 1=1"]) {
        const response = await send("/console?x=1", { headers: { cookie } });
        expect(response.status).toBe(303);
        expect(response.headers.get("location")).toBe("/console/log-in?next=%2Fconsole%3Fx%3D1");
      }
    });

    test.each([
      [`${ORIGIN}/console/domains?x=1`, "/console/log-in?next=%2Fconsole%2Fdomains%3Fx%3D1"],
      ["https://evil.example//evil.example", "/console/log-in"],
      ["none", "/console/log-in"],
    ])(
      "is begun for a button that was pressed without one, and leads back to its page: %s",
      async (referer, location) => {
        const headers = { ...OWN, referer };
        const response = await ask("/console/checks/start", undefined, {
          method: "POST",
          headers,
          body: new URLSearchParams(),
        });
        expect([response.status, response.headers.get("location")]).toEqual([303, location]);
      },
    );

    test("is kept as a digest alone, and no page of it is kept", async () => {
      const cookie = await cookieOf(logIn(ADMIN_TOKEN));
      const rows = await database.query({ sql: "SELECT * FROM sessions", values: [] });
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toContain(cookie.split("=")[1]?.slice(1));
      const { headers } = await send("/console", { headers: { cookie } });
      expect(headers.get("cache-control")).toBe("no-store, no-transform");
      expect(headers.get("referrer-policy")).toBe("same-origin");
    });

    test("has a new id with each login; one that was planted is never anybody's", async () => {
      const planted = `__Host-waypost=${"a".repeat(64)}`;
      const first = await cookieOf(logIn(ADMIN_TOKEN, { headers: { ...OWN, cookie: planted } }));
      const second = await cookieOf(logIn(ADMIN_TOKEN, { headers: { ...OWN, cookie: first } }));
      expect(new Set([planted, first, second]).size).toBe(3);
      expect([await look(planted), await look(first), await look(second)]).toEqual([undefined, undefined, "admin"]);
    });

    test.each([
      ["an hour without use", [61]],
      ["half a day, however busy", Array.from({ length: 25 }, () => 29)],
    ])("ends after %s", async (_, minutes) => {
      const cookie = await cookieOf(logIn(ADMIN_TOKEN));
      let last: string | undefined = "admin";
      for (const pause of minutes) {
        expect(last).toBe("admin");
        operated.clock.time += pause * MINUTE;
        last = await look(cookie);
      }
      expect(last).toBeUndefined();
    });

    test("that nobody has is looked up so often in a minute from one place", async () => {
      const cookie = await cookieOf(logIn(ADMIN_TOKEN));
      const from = (source: string, brought: string) =>
        operated.app.request(`${ORIGIN}/console/audit`, { headers: { cookie: brought, "x-test-source": source } });
      for (let count = 0; count < 60; count += 1)
        expect((await from("198.51.100.1", `__Host-waypost=${"0".repeat(64)}`)).status).toBe(303);
      const refused = await from("198.51.100.1", cookie);
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
      expect((await from("203.0.113.1", cookie)).status).toBe(200);
    });

    test("ends with its token", async () => {
      const { id, text } = await createToken({ name: "panel" });
      const short = await createToken({ name: "short", expiresAt: "2026-11-29T10:10:00Z" });
      const cookies = [
        await cookieOf(logIn(text)),
        await cookieOf(logIn(short.text)),
        await cookieOf(logIn(ADMIN_TOKEN)),
      ];
      await operated.operators.tokens.revoke(COMMAND, id);
      operated.clock.time += 10 * MINUTE;
      expect(await Promise.all(cookies.map(look))).toEqual([undefined, undefined, "admin"]);
      operated = await createOperatedApp(database, { adminToken: "another-token-of-the-environment" });
      expect(await look(cookies[2] ?? "")).toBeUndefined();
      operated = await createOperatedApp(database, { adminToken: undefined });
      expect(await look(cookies[2] ?? "")).toBeUndefined();
    });

    test("ends when its owner says so, in the browser and here", async () => {
      const cookie = await cookieOf(logIn(ADMIN_TOKEN));
      const response = await send("/console/log-out", { method: "POST", headers: { ...OWN, cookie } });
      expect(response.status).toBe(303);
      expect(response.headers.get("set-cookie")).toMatch(/^__Host-waypost=; Max-Age=0; /);
      expect(await look(cookie)).toBeUndefined();
    });

    test.each<[string, Record<string, string>, boolean]>([
      ["our own page", { "sec-fetch-site": "same-origin" }, true],
      ["our own page, in an old browser", { origin: ORIGIN }, true],
      ["another site", { "sec-fetch-site": "cross-site" }, false],
      ["a site beside ours", { "sec-fetch-site": "same-site", origin: "https://shop.hosting.example" }, false],
      ["a site beside ours, in an old browser", { origin: "https://shop.hosting.example" }, false],
      ["our name without TLS", { origin: "http://setup.hosting.example" }, false],
      ["a page that says nothing of itself", { origin: "null" }, false],
      ["nobody knows where", {}, false],
    ])("changes by a form of %s: %o", async (_, headers, isTaken) => {
      expect((await logIn(ADMIN_TOKEN, { headers })).status).toBe(isTaken ? 303 : 403);
      const cookie = await cookieOf(logIn(ADMIN_TOKEN));
      await send("/console/log-out", { method: "POST", headers: { ...headers, cookie } });
      expect(await look(cookie)).toBe(isTaken ? undefined : "admin");
    });

    test.each([
      ["/console/domains?prefix=a&cursor=b.example", "/console/domains?prefix=a&cursor=b.example"],
      ["//evil.example", "/console"],
      ["https://evil.example/console", "/console"],
      ["/console@evil.example", "/console"],
      ["/consolex", "/console"],
      ["/console/\\evil.example", "/console"],
      ["/console/\r\nset-cookie: a=b", "/console"],
      ["/console/log-in", "/console"],
      ["/console/../d/shop.example", "/console"],
      ["/console/%2e%2e//evil.example", "/console"],
      ["/console/domains/../tokens", "/console/tokens"],
      ["/api/v1/export", "/console"],
    ])("goes on at %j: %s", async (next, location) => {
      expect((await logIn(ADMIN_TOKEN, { next })).headers.get("location")).toBe(location);
    });

    test("is refused to a wrong token, and after ten from one place to all from there", async () => {
      const from = (source: string, token: string) => logIn(token, { headers: { ...OWN, "x-test-source": source } });
      // Wherever they are tried: both are on one directory.
      const processes = [operated, await createOperatedApp(database)] as const;
      for (let count = 0; count < 10; count += 1) {
        operated = count % 2 === 0 ? processes[1] : processes[0];
        const refused = await from("198.51.100.1", "wrong");
        expect([refused.status, await refused.text()]).toEqual([403, "refused /console"]);
      }
      operated.clock.time += MINUTE;
      const tooMany = await from("198.51.100.1", ADMIN_TOKEN);
      expect([tooMany.status, tooMany.headers.get("retry-after")]).toEqual([429, "840"]);
      // What waits is known here, and another machine learns it from the directory.
      operated.asked.length = 0;
      expect((await from("198.51.100.1", ADMIN_TOKEN)).status).toBe(429);
      expect(operated.asked).toEqual([]);
      operated = await createOperatedApp(database);
      operated.clock.time += MINUTE;
      expect((await from("198.51.100.1", ADMIN_TOKEN)).status).toBe(429);
      expect(tooMany.headers.get("set-cookie")).toBeNull();
      expect((await from("203.0.113.1", ADMIN_TOKEN)).status).toBe(303);
      operated.clock.time += 15 * MINUTE;
      expect((await from("198.51.100.1", ADMIN_TOKEN)).status).toBe(303);
    });

    test("that succeeds has those before it forgotten", async () => {
      const from = (token: string) => logIn(token, { headers: { ...OWN, "x-test-source": "198.51.100.1" } });
      for (const _ of [1, 2]) {
        for (let count = 0; count < 9; count += 1) expect((await from("wrong")).status).toBe(403);
        expect((await from(ADMIN_TOKEN)).status).toBe(303);
      }
    });

    test("where nobody knows from where, a flood of wrong tokens keeps no right one out", async () => {
      const { text } = await createToken({ name: "panel" });
      for (let count = 0; count < 12; count += 1) await logIn(`wp_000000000000_${"0".repeat(48)}`);
      expect((await logIn(text)).status).toBe(303);
    });

    test("is for https, and for plain http on one's own machine alone", async () => {
      const onLoopback = await logIn(ADMIN_TOKEN, { origin: "http://127.0.0.1:8787" });
      expect(onLoopback.headers.get("set-cookie")).toMatch(
        /^waypost=s[0-9a-f]{64}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
      );
      const plain = await logIn(ADMIN_TOKEN, { origin: "http://setup.hosting.example" });
      expect([plain.status, await plain.text()]).toEqual([403, "not_secure /console"]);
      expect(plain.headers.get("set-cookie")).toBeNull();
    });

    test("is not begun by more than a form of one token", async () => {
      expect((await logIn("x".repeat(5_000))).status).toBe(400);
      expect((await send("/console/log-in", { method: "POST", headers: OWN, body: "{}" })).status).toBe(403);
    });
  });

  test("a program elsewhere shows a token that may read everything, or has it in its URL", async () => {
    const { text } = await createToken({ name: "monitor", access: "read" });
    const { text: ours } = await createToken({ name: "ours", provider: "ours" });
    const basic = (token: string) => `Basic ${btoa(`any:${token}`)}`;
    const statuses = [];
    for (const authorization of [`Bearer ${text}`, basic(text), basic(ADMIN_TOKEN), basic(ours), basic("wrong"), "x"]) {
      const { status } = await operated.app.request(`${ORIGIN}/metrics`, { headers: { authorization } });
      statuses.push(status);
    }
    expect(statuses).toEqual([200, 200, 200, 401, 401, 401]);
  });

  describe("audit", () => {
    test("tells logins, tokens and changes as one list, page by page", async () => {
      const { operators, clock } = operated;
      const tick = () => {
        clock.time += 1_000;
      };
      tick();
      const { id, text } = await createToken({ name: "panel", provider: "ours" });
      tick();
      await operators.sessions.begin(text, "here");
      tick();
      await operators.domains.put({ name: "panel", provider: "ours" }, "new.example", { provider: "ours" });
      tick();
      await operators.sessions.begin("wrong", "here");
      tick();
      await operators.domains.remove(COMMAND, "theirs.example");
      tick();
      await operators.tokens.revoke(COMMAND, id);
      await operators.tokens.revoke(COMMAND, id);
      const read = async (actor: { name: string; provider: string | undefined }) => {
        const told: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await operators.audit.list(actor, 2, cursor);
          for (const { author, action, name } of page?.items ?? []) told.push([author, action, name ?? ""].join(" "));
          cursor = page?.next;
        } while (cursor !== undefined);
        return told;
      };
      expect(await read(COMMAND)).toEqual([
        "command token_revoked panel",
        "command domain_removed theirs.example",
        " log_in_refused ",
        "panel domain_changed new.example",
        "panel log_in ",
        "command token_created panel",
        "command domain_changed theirs.example",
        "command provider_changed theirs",
        "command domain_changed ours.example",
        "command provider_changed ours",
      ]);
      expect(await read({ name: "panel", provider: "ours" })).toEqual([
        "command token_revoked panel",
        "panel domain_changed new.example",
        "panel log_in ",
        "command token_created panel",
        "command domain_changed ours.example",
        "command provider_changed ours",
      ]);
    });
  });

  describe("a log line", () => {
    test("holds time, method, route, status and the token's name, and nothing else", async () => {
      const { text } = await createToken({ name: "panel" });
      await ask("/api/v1/audit?cursor=secret", text);
      await ask("/api/v1/tokens/secret%0a", text, { method: "DELETE" });
      await ask("/api/secret/alice@shop.example", text);
      await ask("/api/v1/tokens", "wp_secret");
      await ask("/api/v1/tokens", text, { method: "POST", headers: JSON_BODY, body: '{"name":"secret@shop.example"}' });
      const time = "2026-11-29T10:00:00.000Z";
      expect(operated.lines).toEqual([
        `${time} GET /api/v1/audit 400 panel`,
        `${time} DELETE /api/v1/tokens/:id 404 panel`,
        `${time} GET (no route) 404 panel`,
        `${time} GET /api/v1/tokens 401 -`,
        `${time} POST /api/v1/tokens 422 panel`,
      ]);
    });
  });
});
