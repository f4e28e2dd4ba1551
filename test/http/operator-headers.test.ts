/**
 * What `docs/headers.md` says of headers, against every route that there is.
 * @module
 */
import { expect, onTestFinished, test } from "vitest";
import headers from "../../docs/headers.md?raw";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { ADMIN_TOKEN, createOperatedApp } from "../support/services/operators.ts";

const ORIGIN = "https://setup.hosting.example";
/** For what asks every route in every way, on machines with other work to do. */
const WALK = 60_000;

/** The rows of the table, without its head. */
const rows = headers
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => {
    const [paths = "", policy = "", readers = "", cookies = "", referrer = ""] = line.slice(2, -2).split(" | ");
    return { paths: codesIn(paths), policy, readers, cookie: codesIn(cookies)[0], referrer: codesIn(referrer)[0] };
  });
type Row = (typeof rows)[number];

function codesIn(cell: string): string[] {
  return Array.from(cell.matchAll(/`([^`]+)`/g), ([, code = ""]) => code);
}

/** Those that speak of a path, and of no more than they must; `*` is anything. */
function findRows(path: string): Row[] {
  const isMeant = (pattern: string) =>
    pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
  const named = rows.filter(({ paths }) => paths.includes(path));
  return named.length > 0 ? named : rows.filter(({ paths }) => paths.some(isMeant));
}

/** The policies that a row's pages may have, as their directives. */
function policiesOf({ policy }: Row): string[] {
  if (policy === "–") return [];
  const [own = ""] = codesIn(policy);
  if (!policy.startsWith("as of pages")) return [own];
  const ofPages = codesIn(rows.find(({ paths }) => paths.includes("/"))?.policy ?? "").join("; ");
  if (own === "") return [ofPages];
  return policy.startsWith("as of pages, some") ? [ofPages, `${ofPages}; ${own}`] : [`${ofPages}; ${own}`];
}

/** What is put into a path for each of its holes. */
const HOLES: readonly (readonly [RegExp, string])[] = [
  [/:address\{\.\+\}/, "alice@fish.example"],
  [/:place\{.+\}/, "fish.example.txt"],
  [/^\/v1\.1\/:domain/, "/v1.1/fish.example"],
  [/:domain/g, "fish.example"],
  [/:guide/, "kmail"],
  [/providers\/:name/, "providers/ours"],
  [/:name/, "ours.example"],
  [/:id/, "x"],
  [/:type/, "no-token"],
  [/\*/, "x"],
];

/** Every route with the methods that are tried: of one for all methods, those that others do not answer. */
const METHODS = { ALL: ["GET", "OPTIONS", "DELETE"], GET: ["GET", "HEAD"] } as const;

/** What an app does not know of before it is asked for it. */
const LATER = ["/check/fish.example/clients", "/check/fish.example/clients/kmail"];

async function openApp() {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  return createOperatedApp(database);
}

test(
  "every route has its row, and every answer the headers of it",
  async () => {
    const { app, routes, operators } = await openApp();
    const begun = await operators.sessions.begin(ADMIN_TOKEN, "suite");
    const cookie = begun.ok ? `__Host-waypost=${begun.value}` : "";
    const foreign = { origin: "https://other.example", accept: "text/html" };
    const readers = [
      foreign,
      { ...foreign, authorization: `Bearer ${ADMIN_TOKEN}`, cookie, "sec-fetch-site": "same-origin" },
    ];
    const paths = new Map<string, Set<string>>();
    for (const { method, path } of routes) {
      if (path === "/*") continue;
      const methods = method === "ALL" || method === "GET" ? METHODS[method] : [method];
      paths.set(path, new Set([...(paths.get(path) ?? []), ...methods]));
    }
    for (const path of LATER) paths.set(path, new Set(["GET", "OPTIONS", "DELETE"]));
    expect(paths.size).toBeGreaterThan(100);
    const wrong: string[] = [];
    for (const [path, methods] of paths) {
      const named = path.replace(/^\/d\/:domain/, "");
      const [row, ...more] = findRows(named);
      if (row === undefined || more.length > 0) {
        wrong.push(`${path}: ${row === undefined ? "no row" : "several rows"}`);
        continue;
      }
      const asked = HOLES.reduce((text, [hole, value]) => text.replace(hole, value), path);
      // Last, since it ends the session.
      for (const method of path === "/console/log-out" ? [] : methods)
        for (const reader of readers) {
          const body = method === "POST" ? new URLSearchParams({ emailaddress: "alice@fish.example" }) : null;
          const response = await app.request(`${ORIGIN}${asked}`, { method, body, headers: reader });
          for (const fault of findFaults(row, response)) wrong.push(`${method} ${path} ${response.status}: ${fault}`);
        }
    }
    expect(wrong).toEqual([]);
  },
  WALK,
);

test("the cookie is set by logging in and out alone, and for nobody else to read or send", async () => {
  const { app } = await openApp();
  const post = (path: string, body: Record<string, string>, more: Record<string, string> = {}) =>
    app.request(`${ORIGIN}${path}`, {
      method: "POST",
      body: new URLSearchParams(body),
      headers: { "sec-fetch-site": "same-origin", ...more },
    });
  const logIn = await post("/console/log-in", { token: ADMIN_TOKEN });
  const [cookie = ""] = logIn.headers.getSetCookie();
  expect(logIn.headers.getSetCookie()).toHaveLength(1);
  expect(cookie).toMatch(/^__Host-waypost=s?[0-9a-f]{64}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  const logOut = await post("/console/log-out", {}, { cookie: cookie.split(";")[0] ?? "" });
  expect(logOut.headers.getSetCookie()).toEqual([
    "__Host-waypost=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict",
  ]);
});

test("only the service's own name is bound to https", async () => {
  const { app } = await openApp();
  const boundAt = async (origin: string) =>
    (await app.request(`${origin}/guides/fish.example`)).headers.get("strict-transport-security");
  expect(await Promise.all([ORIGIN, "http://setup.hosting.example", "https://fish.example"].map(boundAt))).toEqual([
    "max-age=15552000",
    null,
    null,
  ]);
});

function findFaults(row: Row, { headers: found }: Response): string[] {
  const type = found.get("content-type") ?? "";
  const isShown = /^(?:text\/html|image\/svg)/.test(type);
  const policy = found.get("content-security-policy")?.replace(/(?:'sha256-[\w+/]+=*' ?)+/g, "HASHES");
  const expected: Readonly<Record<string, readonly (string | null)[]>> = {
    // The one page without a script says so.
    "content-security-policy": isShown
      ? policiesOf(row).flatMap((text) => [text, text.replace("script-src HASHES", "script-src 'none'")])
      : [null],
    "access-control-allow-origin": [row.readers === "any site" ? "*" : null],
    "access-control-allow-credentials": [null],
    "x-content-type-options": type === "" ? [null, "nosniff"] : ["nosniff"],
    "permissions-policy": /^text\/html/.test(type)
      ? ["camera=(), geolocation=(), microphone=(), payment=(), usb=()"]
      : [null],
    "cross-origin-opener-policy": /^text\/html/.test(type) ? ["same-origin"] : [null],
    // Problems in text lead nowhere.
    "referrer-policy": isShown ? [row.referrer ?? null] : [row.referrer ?? null, null],
    server: [null],
    "x-powered-by": [null],
  };
  const wrong = Object.entries(expected).flatMap(([name, values]) => {
    const value = name === "content-security-policy" ? (policy ?? null) : found.get(name);
    return values.includes(value) ? [] : [`${name} is ${value}, not ${values[0]}`];
  });
  const cookies = found.getSetCookie().filter((text) => !text.startsWith(`${row.cookie}=`));
  return [...wrong, ...cookies.map((text) => `a cookie: ${text}`)];
}
