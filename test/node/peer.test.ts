import { Context, Hono } from "hono";
import { describe, expect, test } from "vitest";
import { findNodePeer, parseTrustedProxies } from "../../src/node/peer.ts";

const parse = (list: string) => {
  const proxies = parseTrustedProxies(list);
  if (!proxies.ok) throw new Error(proxies.error);
  return proxies.value;
};

async function ask(remoteAddress: string | undefined, headers: Record<string, string>, isOnSocket = false) {
  const findPeer = findNodePeer({ proxies: parse("10.0.0.0/8, 2001:db8::/32,203.0.113.7"), isOnSocket });
  const app = new Hono().get("/", (c) => {
    const peer = findPeer(c);
    return c.json({ isTrusted: peer.isTrusted, isLocal: peer.isLocal(c), source: peer.findSource(c) });
  });
  const response = await app.request("/", { headers }, { incoming: { socket: { remoteAddress }, headers } });
  return (await response.json()) as unknown;
}

const contextOf = (remoteAddress: string) =>
  new Context(new Request("http://waypost.example/"), { env: { incoming: { socket: { remoteAddress } } } });

const stranger = (source?: string) => ({ isTrusted: false, isLocal: false, ...(source && { source }) });
const proxy = (source?: string) => ({ isTrusted: true, isLocal: false, ...(source && { source }) });
const own = { isTrusted: true, isLocal: true };

describe("a connection's other end", () => {
  test.each([
    ["127.0.0.1", {}, own],
    ["::1", {}, own],
    ["::ffff:127.0.0.1", {}, own],
    ["10.20.30.40", {}, proxy()],
    ["2001:db8::5", {}, proxy()],
    ["203.0.113.7", {}, proxy()],
    ["203.0.113.8", {}, stranger("203.0.113.8")],
    ["::ffff:203.0.113.8", {}, stranger("203.0.113.8")],
    ["2001:db9::5", {}, stranger("2001:db9:0:0::/64")],
    // It ended before it was looked at: nobody knows who it was.
    [undefined, {}, stranger()],
    ["127.0.0.1", { "x-forwarded-for": "198.51.100.1" }, proxy("198.51.100.1")],
    ["127.0.0.1", { "x-forwarded-for": "192.0.2.1, 198.51.100.1" }, proxy("198.51.100.1")],
    ["127.0.0.1", { "x-forwarded-for": "192.0.2.1, 198.51.100.1, 10.0.0.1" }, proxy("198.51.100.1")],
    ["127.0.0.1", { "x-forwarded-for": "198.51.100.1:10000" }, proxy("198.51.100.1")],
    ["127.0.0.1", { "x-forwarded-for": "[2001:db9::5]:443" }, proxy("2001:db9:0:0::/64")],
    ["127.0.0.1", { "x-forwarded-for": "[2001:db9::5]" }, proxy("2001:db9:0:0::/64")],
    ["127.0.0.1", { "x-forwarded-for": "2001:db9::5" }, proxy("2001:db9:0:0::/64")],
    ["127.0.0.1", { "x-forwarded-for": "192.0.2.1, 198.51.100.1:10000, 10.0.0.1:443" }, proxy("198.51.100.1")],
    ["127.0.0.1", { "x-forwarded-for": "unknown" }, proxy("unknown")],
    ["127.0.0.1", { "x-forwarded-for": "" }, proxy()],
    ["127.0.0.1", { "x-forwarded-proto": "https" }, proxy()],
    ["127.0.0.1", { "x-forwarded-host": "shop.example" }, proxy()],
    ["127.0.0.1", { forwarded: "for=192.0.2.1" }, proxy()],
    // What a stranger says of where it comes from is nothing.
    ["203.0.113.8", { "x-forwarded-for": "127.0.0.1" }, stranger("203.0.113.8")],
  ])("%s with %j", async (address, headers, expected) => expect(await ask(address, headers)).toEqual(expected));

  test("one object stands for all requests of a connection, and one address makes no other trusted", () => {
    const findPeer = findNodePeer({ proxies: parse("10.0.0.1"), isOnSocket: false });
    const of = (remoteAddress: string) => findPeer(contextOf(remoteAddress));
    expect(of("10.0.0.1")).toBe(of("10.0.0.1"));
    expect([of("10.0.0.1"), of("10.0.0.2"), of("::ffff:10.0.0.1")].map(({ isTrusted }) => isTrusted)).toEqual([
      true,
      false,
      true,
    ]);
  });

  test("on a socket of the file system is whoever may open it", async () => {
    expect(await ask(undefined, {}, true)).toEqual(own);
    expect(await ask(undefined, { "x-forwarded-for": "198.51.100.1" }, true)).toEqual(proxy("198.51.100.1"));
    // It makes nobody a proxy whom it hands on.
    expect(await ask(undefined, { "x-forwarded-for": "192.0.2.1, 198.51.100.1" }, true)).toEqual(proxy("198.51.100.1"));
  });
});

test.each(["10.0.0.0/33", "10.0.0.0/", "::1/129", "10.0.0/8", "proxy.example", "10.0.0.0/8/8", "10.0.0.1 10.0.0.2"])(
  "%s is no list of proxies",
  (list) => expect(parseTrustedProxies(`192.0.2.1,${list}`)).toEqual({ ok: false, error: list }),
);
