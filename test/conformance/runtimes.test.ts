/**
 * Two runtimes, one app: the same request gets the same bytes from the built Worker in workerd with its settings file, from
 * the same with a directory in D1, and from the server for Node with a directory in SQLite, where both directories were
 * told by the API what the file says.
 * @module
 */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { HOSTILE_TEXTS, NO_NAMES, toHostileRequests } from "../fixtures/hostile-requests.ts";
import { startWithD1, type WorkerWithDirectory } from "../support/services/local-d1.ts";
import { root, type Started, startProcess } from "../support/services/start-server.ts";
import { ask, parseAnswer, sendBytes, type WireAnswer } from "../support/services/wire.ts";

const ADMIN_TOKEN = "an-admin-token-of-some-length";
const SETTINGS: {
  readonly service: object;
  readonly providers: Readonly<Record<string, object>>;
  readonly domains: Readonly<Record<string, object>>;
} = JSON.parse(readFileSync(join(root, "settings.json"), "utf8"));
/** All else is the directory's to say. */
const FLOOR = JSON.stringify({ service: SETTINGS.service, providers: {}, domains: {} });

let node: Started | undefined;
let d1: WorkerWithDirectory | undefined;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "waypost-floor-"));
  const file = join(folder, "settings.json");
  writeFileSync(file, FLOOR);
  [node, d1] = await Promise.all([
    startProcess(["--settings", file], { env: { ADMIN_TOKEN } }),
    startWithD1(inject("built"), { SETTINGS: FLOOR, ADMIN_TOKEN, TRUST_FORWARDED_HEADERS: "true" }),
  ]);
  for (const url of [node.url, d1.url]) expect((await askApi(url, "POST /api/v1/bulk", LINES)).status).toBe(200);
  return () => rmSync(folder, { recursive: true });
});
afterAll(async () => {
  node?.child.kill("SIGKILL");
  await Promise.all([node?.ended, d1?.stop()]);
});

const HOST = "host: setup.hosting.example";

/** What the file says, as lines of a bulk. */
const LINES = [
  ...Object.entries(SETTINGS.providers).map(([provider, entry]) => ({ provider, entry })),
  ...Object.entries(SETTINGS.domains).map(([domain, entry]) => ({ domain, entry })),
]
  .map((line) => JSON.stringify(line))
  .join("\n");

function askApi(url: string, line: string, body = "", headers: readonly string[] = []): Promise<WireAnswer> {
  const type = line.includes("/bulk") ? "application/x-ndjson" : "application/json";
  const token = `authorization: Bearer ${ADMIN_TOKEN}`;
  const bytes = Buffer.from(body).toString("latin1");
  return ask(url, line, [HOST, token, `content-type: ${type}`, ...headers, ...PROXY], bytes);
}

/** What belongs to one connection, or to the moment. */
const OF_THE_CONNECTION = new Set(["connection", "keep-alive", "transfer-encoding", "date"]);

function toComparable({ status, headers, body: sent }: WireAnswer): WireAnswer {
  // Two compressors make different bytes of the same.
  const isCompressed = headers["content-encoding"] === "gzip";
  const body = isCompressed ? gunzipSync(Buffer.from(sent, "latin1")).toString("latin1") : sent;
  return {
    status,
    headers: Object.fromEntries(
      Object.entries(headers).filter(
        ([name, value]) =>
          !OF_THE_CONNECTION.has(name) && !(name === "content-length" && (value === "0" || isCompressed)),
      ),
    ),
    // The welcome mail and Autodiscover's errors say when they were written.
    body: body
      .replace(/^Date: .*$/m, "Date:")
      .replace(/Time="[\d:.]+"/, 'Time=""')
      // As do history, and pages with it.
      .replace(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z| UTC)/g, "then")
      .replace(/"at":\s*"[-\dT:.]+Z"/g, '"at":""'),
  };
}

type Send = (url: string) => Promise<WireAnswer>;

async function expectSame(send: Send): Promise<WireAnswer> {
  const [worker, server] = await Promise.all([send(inject("baseUrl")), expectSameOfDirectories(send)]);
  expect(toComparable(server)).toEqual(toComparable(worker));
  return server;
}

async function expectSameOfDirectories(send: Send): Promise<WireAnswer> {
  const [edge, server] = await Promise.all([send(d1?.url ?? ""), send(node?.url ?? "")]);
  expect(toComparable(server)).toEqual(toComparable(edge));
  return server;
}

const PATHS = [
  "/",
  "/healthz",
  "/?domain=shop.example",
  "/guides/shop.example",
  "/guides/shop.example.md",
  "/guides/shop.example/",
  "/guides/nowhere.example",
  "/guides/moved.example",
  "/guides/shop.example/thunderbird-desktop",
  "/guides/shop.example/outlook-windows-classic.txt",
  "/guides/shop.example/iphone?lang=en-XA",
  "/guides/shop.example/errors",
  "/guides/shop.example/welcome.html",
  "/guides/shop.example/welcome.eml",
  "/guides/shop.example/support",
  "/guides/b%C3%BCcher.example",
  "/guides/xn--bcher-kva.example/other",
  "/mail/config-v1.1.xml?emailaddress=alice%40shop.example",
  "/mail/config-v1.1.xml?emailaddress=alice+x@shop.example",
  "/mail/config-v1.1.xml?emailaddress=%E0%A4%A",
  "/mail/config-v1.1.xml?emailaddress=nobody",
  "/Mail/Config-v1.1.XML",
  "/.well-known/autoconfig/mail/config-v1.1.xml",
  "/d/shop.example/mail/config-v1.1.xml",
  "/v1.1/shop.example",
  "/v1.1/nowhere.example",
  "/v1.1/shop.example%00",
  "/autodiscover/autodiscover.xml",
  "/AutoDiscover/AutoDiscover.xml?Email=alice@shop.example",
  "/autodiscover/autodiscover.json?Email=alice%40shop.example&Protocol=AutodiscoverV1",
  "/autodiscover/autodiscover.json/v1.0/alice@shop.example?Protocol=EWS",
  "/.well-known/user-agent-configuration.json",
  "/.well-known/caldav",
  "/.well-known/carddav",
  "/.well-known/jmap",
  "/profiles/apple.mobileconfig?domain=shop.example",
  "/profiles/apple.mobileconfig?emailaddress=alice@shop.example&name=Zo%C3%AB",
  // The package for property lists has a build for each runtime.
  "/profiles/apple.mobileconfig?emailaddress=R%26D%2Bx@shop.example&name=Ann%20%26%20%3CBob%3E",
  "/profiles/apple.mobileconfig",
  "/qr/guide.svg?domain=shop.example",
  "/qr/guide.png?domain=shop.example",
  "/qr/profile.svg?domain=shop.example",
  "/qr/thunderbird-android.svg?emailaddress=alice@shop.example",
  "/nothing/here",
  "//shop.example/",
  "/%ff",
];

const HOSTS = [
  "setup.hosting.example",
  "autoconfig.shop.example",
  "AUTODISCOVER.Shop.example.",
  "autoconfig.nowhere.example",
  "[::1]:8787",
];
const BROWSER = ["accept: text/html,*/*;q=0.8", "accept-language: en-XA, de;q=0.5", "accept-encoding: gzip, br"];
const PROXY = ["x-forwarded-proto: https", "x-forwarded-for: 192.0.2.1"];
const OTHER_METHODS = ["OPTIONS", "PUT", "DELETE", "PROPFIND", "TRACE"];

const askAll = (method: string, paths: readonly string[], host: string, headers: readonly string[]) =>
  Promise.all(paths.map((path) => expectSame((url) => ask(url, `${method} ${path}`, [`host: ${host}`, ...headers]))));

// How pages are asked for, and how documents: of the other names each is asked for in one of the two ways.
test.each(HOSTS)("GET at %s, on every path, by a browser or through a proxy", async (host) => {
  const place = HOSTS.indexOf(host);
  for (const headers of place < 2 ? [BROWSER, PROXY] : [place % 2 === 0 ? BROWSER : PROXY])
    await askAll("GET", PATHS, host, headers);
});

test.each(HOSTS.slice(0, 2))("HEAD at %s, on every path", async (host) => {
  const answers = await askAll("HEAD", PATHS, host, PROXY);
  expect(answers.filter(({ body }) => body !== "")).toEqual([]);
});

test.each(HOSTS.slice(0, 2))("POST at %s, on every path", async (host) => {
  await askAll("POST", PATHS, host, PROXY);
});

/** What is done with a method that a path does not know is so of any name, and of most paths. */
const SOME = PATHS.filter((_, index) => index % 3 === 0);

test.each(OTHER_METHODS)("%s on some paths", async (method) => {
  await askAll(method, SOME, "setup.hosting.example", PROXY);
});

const captured = `${import.meta.dirname}/../fixtures/requests`;

test.each(readdirSync(captured).filter((name) => name.endsWith(".http")))("as a client sends it: %s", async (name) => {
  const bytes = readFileSync(`${captured}/${name}`, "latin1");
  await expectSame(async (url) => parseAnswer(await sendBytes(url, bytes)));
});

const FORM = "content-type: application/x-www-form-urlencoded";
const BODIES: readonly [string, readonly string[], string][] = [
  ["/profiles/apple.mobileconfig", [FORM], "emailaddress=alice%40shop.example&name=Zo%C3%AB"],
  ["/profiles/apple.mobileconfig", [FORM], "emailaddress=alice%40nowhere.example"],
  ["/profiles/apple.mobileconfig", [FORM], `emailaddress=${"a".repeat(9000)}`],
  ["/profiles/apple.mobileconfig", [], "emailaddress=alice%40shop.example"],
  ["/profiles/apple.mobileconfig", ["content-type: multipart/form-data; boundary=x"], "--y\r\n"],
  ["/guides/shop.example/iphone", [FORM], "emailaddress=alice%40shop.example"],
  ["/guides/shop.example/errors", [FORM], "error=535&emailaddress=x"],
  ["/guides/shop.example/errors", [FORM], "error=%00%FF"],
  ["/qr/thunderbird-android.png", [FORM], "emailaddress=alice%40shop.example"],
  ["/autodiscover/autodiscover.xml", ["content-type: text/xml"], "<x"],
  ["/autodiscover/autodiscover.xml", ["content-type: text/xml"], " ".repeat(70_000)],
  ["/autodiscover/autodiscover.xml", ["content-type: text/xml; charset=utf-16"], "\xff\xfe<\x00"],
];

test.each(BODIES)("POST %s %j %.40s", async (path, headers, body) => {
  const answer = await expectSame((url) => ask(url, `POST ${path}`, [HOST, ...PROXY, ...headers], body));
  expect(answer.status).toBeLessThan(500);
  // In chunks: what Node streams and workerd streams is read the same.
  const chunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  const head = [`POST ${path} HTTP/1.1`, HOST, ...PROXY, ...headers, "transfer-encoding: chunked", "connection: close"];
  await expectSame(async (url) => parseAnswer(await sendBytes(url, `${head.join("\r\n")}\r\n\r\n${chunks}`)));
});

/** Of the places where an address or a domain is read, one of each kind. */
const PLACES = new Set([
  "Autodiscover POX",
  "Autodiscover v2",
  "Apple profile by form",
  "code of a page",
  "named domain",
]);

// What each answers: test/http/hostile.test.ts.
test.each([...Object.values(HOSTILE_TEXTS), ...NO_NAMES])("whatever a stranger sends: %.40j", async (text) => {
  const requests = Object.entries(toHostileRequests("shop.example", text)).filter(([place]) => PLACES.has(place));
  for (const [, { host = "shop.example", path, body }] of requests) {
    const headers = [`host: ${host}`, ...PROXY, ...(body === undefined ? [] : [`content-type: ${body.type}`])];
    const bytes = Buffer.from(body?.text ?? "").toString("latin1");
    // As clients write it: of dots that are left in a path each runtime makes its own.
    const { pathname, search } = new URL(path, "https://shop.example");
    const line = `${body === undefined ? "GET" : "POST"} ${pathname}${search}`;
    const { status } = await expectSame((url) => ask(url, line, headers, bytes));
    expect(status, path).toBeLessThan(500);
  }
});

/** In their order: each finds what those before it left. */
const CALLS: readonly (readonly [call: string, body?: unknown, ...headers: string[]])[] = [
  ["GET /api/v1/domains"],
  ["GET /api/v1/domains?limit=2&prefix=s"],
  ["GET /api/v1/domains?limit=0"],
  ["GET /api/v1/providers"],
  ["GET /api/v1/domains/shop.example"],
  ["HEAD /api/v1/domains/shop.example"],
  ["GET /api/v1/domains/b%C3%BCcher.example"],
  ["GET /api/v1/domains/nowhere.example"],
  ["PUT /api/v1/domains/new.example?dryRun=true", { provider: "example-shop-hosting" }],
  ["PUT /api/v1/domains/new.example", { provider: "example-shop-hosting" }],
  ["PUT /api/v1/domains/new.example", { provider: "nobody", more: 1 }],
  ["PUT /api/v1/domains/new.example", { provider: "example-shop-hosting" }, 'if-match: "1"'],
  ["PATCH /api/v1/domains/new.example", { overrides: { displayName: "Größe <&> 😀" } }],
  ["PATCH /api/v1/domains/new.example", { suspended: true }, "content-type: text/plain"],
  ["POST /api/v1/domains/new.example/suspend"],
  ["GET /api/v1/domains?state=suspended"],
  ["POST /api/v1/domains/new.example/unsuspend"],
  ["GET /api/v1/domains/new.example/history"],
  ["POST /api/v1/bulk", { domain: "bulk.example", entry: { provider: "example-shop-hosting" } }],
  ["POST /api/v1/bulk", { domain: "no domain", entry: {} }],
  ["DELETE /api/v1/domains/bulk.example"],
  ["DELETE /api/v1/providers/example-shop-hosting"],
  ["GET /api/v1/export"],
  ["GET /api/v1/export?as=settings"],
  ["GET /api/v1/audit"],
  ["GET /api/v1/tokens"],
  ["GET /api/v1/openapi.json"],
  ["GET /api/v1/nothing"],
  ["TRACE /api/v1/domains"],
];

test("the API answers the same over SQLite on Node and over D1 in workerd, and so do both after its changes", async () => {
  for (const [call, body, ...headers] of CALLS) {
    const text = body === undefined ? "" : JSON.stringify(body);
    const answer = await expectSameOfDirectories((url) => askApi(url, call, text, headers));
    expect(answer.status, call).toBeLessThan(500);
  }
  const changed = await expectSameOfDirectories((url) =>
    ask(url, "GET /mail/config-v1.1.xml", ["host: autoconfig.new.example", ...PROXY]),
  );
  expect(Buffer.from(changed.body, "latin1").toString()).toContain("Größe &lt;&amp;&gt; 😀");
});

test("a token that was made opens the API of either, until it is revoked", async () => {
  for (const url of [node?.url ?? "", d1?.url ?? ""]) {
    const made = await askApi(url, "POST /api/v1/tokens", '{"name":"panel","access":"read"}');
    const { id, secret } = JSON.parse(made.body);
    const statusOf = async (token: string) =>
      (await ask(url, "GET /api/v1/domains", [HOST, `authorization: Bearer ${token}`, ...PROXY])).status;
    expect([await statusOf(secret), await statusOf(`${secret.slice(0, -4)}0000`)]).toEqual([200, 401]);
    expect((await askApi(url, `DELETE /api/v1/tokens/${id}`)).status).toBeLessThan(300);
    expect(await statusOf(secret)).toBe(401);
  }
});

test.each(["/console", "/console/login", "/console/domains", "/api/v1/domains"])(
  "who has neither token nor session gets the same at %s",
  async (path) => {
    const headers = [HOST, ...BROWSER, ...PROXY];
    const answer = await expectSameOfDirectories((url) => ask(url, `GET ${path}`, headers));
    expect(answer.status).toBeLessThan(500);
  },
);

/** A session of the environment's token, begun there. */
async function logIn(url: string): Promise<string> {
  const headers = [HOST, FORM, "sec-fetch-site: same-origin", ...PROXY];
  const { status, headers: told } = await ask(url, "POST /console/log-in", headers, `token=${ADMIN_TOKEN}`);
  expect([status, told.location]).toEqual([303, "/console"]);
  return told["set-cookie"]?.split(";")[0] ?? "";
}

const BY_FORM = '{"provider":"example-shop-hosting"}';

/** The revision of the page before. */
const SHOWN = "shown";

/** Pages and forms of somebody who is logged in, in their order. */
const CONSOLE: readonly (readonly [call: string, fields?: Readonly<Record<string, string>>])[] = [
  ["GET /console"],
  ["HEAD /console"],
  ["GET /console/domains"],
  ["GET /console/domains?prefix=s&provider=example-shop-hosting&state=served"],
  ["GET /console/domains/shop.example"],
  ["GET /console/domains/shop.example/zone"],
  ["GET /console/domains/shop.example/edit"],
  ["GET /console/domains/shop.example?plan=1"],
  ["GET /console/domains/nowhere.example"],
  ["GET /console/domains/b%C3%BCcher.example"],
  ["GET /console/new-domain"],
  ["POST /console/new-domain", { name: "by-form.example", json: '{"provider":' }],
  ["POST /console/new-domain", { name: "by-form.example", json: BY_FORM }],
  ["POST /console/new-domain/save", { name: "by-form.example", revision: "none", json: BY_FORM }],
  ["GET /console/domains/by-form.example"],
  ["GET /console/domains/by-form.example/suspend"],
  ["POST /console/domains/by-form.example/suspend", { revision: SHOWN }],
  ["GET /console/domains?state=suspended"],
  ["GET /console/domains/by-form.example/remove"],
  ["GET /console/providers"],
  ["GET /console/providers/example-shop-hosting"],
  ["GET /console/providers/example-shop-hosting/edit"],
  ["GET /console/new-provider"],
  ["GET /console/tokens"],
  ["GET /console/audit"],
  ["GET /console/findings"],
  ["GET /console/nothing"],
  ["POST /console/log-out", {}],
  ["GET /console/domains"],
];

test("the console shows the same over SQLite on Node and over D1 in workerd, and so do both after its forms", async () => {
  const cookies = new Map<string, string>();
  for (const url of [node?.url, d1?.url]) if (url !== undefined) cookies.set(url, await logIn(url));
  const pages = new Map<string, number>();
  let revision = "";
  for (const [call, fields] of CONSOLE) {
    const body = new URLSearchParams(fields).toString().replace(`=${SHOWN}`, `=${revision}`);
    const own = fields === undefined ? [] : [FORM, "sec-fetch-site: same-origin"];
    const answer = await expectSameOfDirectories((url) =>
      ask(url, call, [HOST, `cookie: ${cookies.get(url)}`, ...own, ...BROWSER, ...PROXY], body),
    );
    expect(answer.status, call).toBeLessThan(500);
    pages.set(call, answer.status);
    revision = /name="revision" value="(\d+)"/.exec(answer.body)?.[1] ?? "";
  }
  // As many as are refused would be the same, too.
  const refused = [...pages].filter(([, status]) => status >= 400);
  expect(refused.map(([call]) => call)).toEqual(["GET /console/domains/nowhere.example", "GET /console/nothing"]);
  const suspended = await expectSameOfDirectories((url) =>
    ask(url, "GET /mail/config-v1.1.xml", ["host: autoconfig.by-form.example", ...PROXY]),
  );
  expect(suspended.status).toBe(404);
});

/** A time, method, route, status and the name of a token. */
const OPERATORS_LINE = /^\d{4}-[-\d:.T]+Z [A-Z]+ (?:\/(?:api|console)[-/\w:*.]*|\(no route\)) \d{3} (?:admin|panel|-)$/;

test("neither has written of all this more than a line for each request of operators", () => {
  const [starts, ready, ...lines] = node?.output().trim().split("\n") ?? [];
  expect([starts, ready]).toEqual([
    expect.stringMatching(/^Waypost starts /),
    expect.stringMatching(/^Waypost is ready /),
  ]);
  const said = d1?.output().trim().split("\n") ?? [];
  expect([...lines, ...said].filter((line) => !OPERATORS_LINE.test(line))).toEqual([]);
  expect(said).toHaveLength(lines.length);
});
