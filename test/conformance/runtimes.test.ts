/**
 * Two runtimes, one app: the same request gets the same bytes from the built Worker in workerd and from the server for Node.
 * @module
 */

import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Started, startProcess } from "../support/start-server.ts";
import { ask, parseAnswer, sendBytes, type WireAnswer } from "../support/wire.ts";

let node: Started | undefined;
beforeAll(async () => {
  node = await startProcess([]);
});
afterAll(async () => {
  node?.child.kill("SIGKILL");
  await node?.ended;
});

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
    body: body.replace(/^Date: .*$/m, "Date:").replace(/Time="[\d:.]+"/, 'Time=""'),
  };
}

async function expectSame(send: (url: string) => Promise<WireAnswer>): Promise<WireAnswer> {
  const [worker, server] = await Promise.all([send(inject("baseUrl")), send(node?.url ?? "")]);
  expect(toComparable(server)).toEqual(toComparable(worker));
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
const OTHER_METHODS = ["HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PROPFIND", "TRACE"];

const askEverywhere = (method: string, host: string, headers: readonly string[]) =>
  Promise.all(PATHS.map((path) => expectSame((url) => ask(url, `${method} ${path}`, [`host: ${host}`, ...headers]))));

test.each(HOSTS)("GET at %s, on every path, by a browser and through a proxy", async (host) => {
  for (const headers of [BROWSER, PROXY]) await askEverywhere("GET", host, headers);
});

describe.each(OTHER_METHODS)("%s", (method) => {
  test.each(HOSTS.slice(0, 2))("at %s, on every path", async (host) => {
    const answers = await askEverywhere(method, host, PROXY);
    if (method === "HEAD") expect(answers.filter(({ body }) => body !== "")).toEqual([]);
  });
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
  const host = "host: setup.hosting.example";
  const answer = await expectSame((url) => ask(url, `POST ${path}`, [host, ...PROXY, ...headers], body));
  expect(answer.status).toBeLessThan(500);
  // In chunks: what Node streams and workerd streams is read the same.
  const chunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  const head = [`POST ${path} HTTP/1.1`, host, ...PROXY, ...headers, "transfer-encoding: chunked", "connection: close"];
  await expectSame(async (url) => parseAnswer(await sendBytes(url, `${head.join("\r\n")}\r\n\r\n${chunks}`)));
});

test("the server for Node has said nothing of all this", () =>
  expect(node?.output()).toMatch(/^Waypost is ready on .*\n$/));
