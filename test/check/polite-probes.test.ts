import { expect, test } from "vitest";
import { politeProbes } from "../../src/check/network/polite-probes.ts";
import type { MailConnection, Probes } from "../../src/check/network/probes.ts";
import { toNetwork } from "../../src/check/network/public-address.ts";

/** Probes that count how many connections there are at once, by host and by network, until each is let go. */
function open() {
  const inside = new Map<string, number>();
  const most = new Map<string, number>();
  const add = (name: string, by: number) => {
    const count = (inside.get(name) ?? 0) + by;
    inside.set(name, count);
    most.set(name, Math.max(most.get(name) ?? 0, count));
  };
  const connection: MailConnection = {
    tls: undefined,
    read: async () => undefined,
    write: async () => {},
    startTls: () => Promise.reject(new Error("none")),
    close: () => {},
  };
  const probes: Probes = {
    askDns: () => Promise.reject(new Error("none")),
    async sendWeb({ url }, [address = ""]) {
      const names = [new URL(url).hostname, toNetwork(address)];
      for (const name of names) add(name, 1);
      await new Promise((done) => setImmediate(done));
      for (const name of names) add(name, -1);
      if (url.includes("broken")) throw new Error("broken");
      return { status: 200, headers: {}, body: "", tls: undefined };
    },
    async connectMail({ hostname }) {
      add(hostname, 1);
      let isOpen = true;
      const close = () => {
        if (isOpen) add(hostname, -1);
        isOpen = false;
      };
      return { ...connection, close };
    },
  };
  return { most, polite: politeProbes(probes, { ofHost: 2, ofNetwork: 3 }) };
}

const { signal } = new AbortController();

test("no host and no network has more connections at once than it may be asked for", async () => {
  const { most, polite } = open();
  const hosts = Array.from({ length: 40 }, (_, index) => `h${index % 5}${index % 7 === 0 ? "-broken" : ""}.example`);
  const sent = hosts.map((host, index) =>
    polite.sendWeb({ method: "GET", url: `https://${host}/`, headers: {} }, [`192.0.${index % 2}.${index}`], signal),
  );
  const results = await Promise.allSettled(sent);
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(
    hosts.filter((host) => host.includes("broken")).length,
  );
  for (const [name, count] of most)
    expect([name, count]).toEqual([name, Math.min(count, /example/.test(name) ? 2 : 3)]);
  expect(most.get(toNetwork("192.0.0.1"))).toBe(3);
});

test("a mail connection has its place until it is closed, and gives it back once", async () => {
  const { most, polite } = open();
  const connect = () =>
    polite.connectMail({ hostname: "mail.example", port: 993, addresses: ["192.0.2.1"], isTls: true }, signal);
  const [one, two] = [await connect(), await connect()];
  one.close();
  one.close();
  const [third, fourth] = [connect(), connect()];
  (await third).close();
  two.close();
  (await fourth).close();
  await Promise.all([connect(), connect()]);
  expect(most.get("mail.example")).toBe(2);
});

test.each([
  ["192.0.2.77", "192.0.2.1", true],
  ["192.0.2.77", "192.0.3.77", false],
  ["2001:db8:1:2::3", "2001:db8:1:ffff::", true],
  ["2001:db8::1", "2001:db8:0:7::1", true],
  ["2001:db8::1", "2001:DB8:0:0:0:0:0:9", true],
  ["2001:db8::1", "2001:db8:1::1", false],
  ["mail.example", "mail.example", true],
  ["mail.example", "other.example", false],
])("%s and %s are of one network: %s", (one, other, areOfOne) =>
  expect(toNetwork(one) === toNetwork(other)).toBe(areOfOne),
);
