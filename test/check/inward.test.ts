/**
 * What strangers write into DNS and answers leads a check nowhere but to the Internet's web and mail servers.
 * @module
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkDomain } from "../../src/check/check-domain.ts";
import { Inquiry, USUAL_LIMITS } from "../../src/check/inquiry.ts";
import { ConnectError, type Probes } from "../../src/check/network/probes.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { createNodeProbes } from "../../src/node/probes/node-probes.ts";
import { findResolver } from "../../src/node/probes/resolvers.ts";
import { CheckedWorld } from "../support/domains/checked-world.ts";
import { smallSettings } from "../support/domains/small-settings.ts";
import { type PublishedRecord, startDnsServer } from "../support/services/dns-server.ts";

const DOMAIN = "shop.example";
const PUBLIC = "192.31.196.7";

const record = (name: string, data: string): PublishedRecord => ({
  type: data.includes(":") ? "AAAA" : "A",
  name,
  data,
});
const srv = (name: string, target: string): PublishedRecord => ({
  type: "SRV",
  name,
  data: { priority: 0, weight: 1, port: 443, target },
});

/** All that a well-meant domain has. */
const USUAL: readonly PublishedRecord[] = [
  { type: "MX", name: DOMAIN, data: { preference: 10, exchange: "mx.hosting.example" } },
  ...["", "autoconfig.", "autodiscover.", "ua-auto-config."].map((label) => record(`${label}${DOMAIN}`, PUBLIC)),
  ...["setup", "imap", "smtp", "mx"].map((label) => record(`${label}.hosting.example`, PUBLIC)),
];

interface Connection {
  readonly to: string;
  readonly addresses: readonly string[];
}

interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Checks the domain in a world where every web server answers so, and tells where it connected. */
async function checkIn(
  records: readonly PublishedRecord[],
  answer: (url: string) => Answered = () => ({ status: 404 }),
  settings = smallSettings(),
) {
  const server = await startDnsServer(records);
  const connections: Connection[] = [];
  const probes: Probes = {
    askDns: createNodeProbes({ resolver: findResolver(server.udp) }).askDns,
    sendWeb: async ({ url }, addresses) => {
      connections.push({ to: url, addresses });
      return { headers: {}, body: "", tls: undefined, ...answer(url) };
    },
    connectMail: async ({ hostname, port, addresses }) => {
      connections.push({ to: `${hostname}:${port}`, addresses });
      throw new ConnectError("refused", "ECONNREFUSED");
    },
  };
  try {
    const report = await checkDomain(settings, {
      probes,
      serviceOrigin: "https://setup.hosting.example",
      now: () => new Date(0),
    });
    return { report, connections, asked: server.asked() };
  } finally {
    await server.close();
  }
}

/** What a check asks by, and how many connections it has begun. */
function inquire(resolver: string) {
  let connections = 0;
  const refuse = async () => {
    connections += 1;
    throw new ConnectError("refused", "");
  };
  const { askDns } = createNodeProbes({ resolver: findResolver(resolver) });
  const inquiry = new Inquiry(
    { askDns, sendWeb: refuse, connectMail: refuse },
    { domain: Domain.parse(DOMAIN), hosts: new Set(["imap.hosting.example"]), allowPrivate: false },
    { signal: new AbortController().signal, clock: () => 0 },
  );
  return { inquiry, connections: () => connections };
}

function expectOutward(connections: readonly Connection[]): void {
  expect(connections).not.toEqual([]);
  for (const { to, addresses } of connections) {
    expect(addresses).toEqual([PUBLIC]);
    expect(to).toMatch(
      /^(?:https?:\/\/(?:[a-z-]+\.)?shop\.example\/|https?:\/\/[a-z-]+\.hosting\.example\/|(?:imap|smtp)\.hosting\.example:(?:993|465)$)/,
    );
  }
}

const INWARD = [
  "127.0.0.1",
  "127.8.8.8",
  "10.0.0.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "192.0.0.170",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "fe80::1",
  "fc00::1",
  "fd00:ec2::254",
  "::ffff:127.0.0.1",
  "::ffff:a9fe:a9fe",
  "::127.0.0.1",
  "64:ff9b::7f00:1",
  "64:ff9b:1::a00:1",
  "2002:7f00:1::",
  "2001:0:7f00:1::",
  "ff02::1",
];

describe("an address that is not of the Internet is told, and not connected to", () => {
  test.each(INWARD)("%s", async (address) => {
    const server = await startDnsServer([
      record(`autoconfig.${DOMAIN}`, address),
      record("imap.hosting.example", address),
    ]);
    const { inquiry, connections } = inquire(server.http);
    const request = { method: "GET", url: `https://autoconfig.${DOMAIN}/`, headers: {} };
    const imap = { hostname: "imap.hosting.example", port: 993, isTls: true };
    expect(await inquiry.web(request)).toMatchObject({ state: "inward" });
    expect(await inquiry.mail(imap, async () => "talked")).toMatchObject({ state: "inward" });
    expect(connections()).toBe(0);
    await server.close();
  });

  test("in all that a check finds", async () => {
    const without = USUAL.filter(({ name }) => name !== `autoconfig.${DOMAIN}` && name !== "imap.hosting.example");
    const { report, connections } = await checkIn([
      ...without,
      record(`autoconfig.${DOMAIN}`, "127.0.0.1"),
      record("imap.hosting.example", "fd00::1"),
    ]);
    expectOutward(connections);
    expect(connections.map(({ to }) => to).join()).not.toMatch(/autoconfig\.shop|imap\.hosting/);
    expect(report.findings.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["addressInward", "serverInward"]));
  });

  test("beside a public one, which alone is connected to", async () => {
    const { report, connections } = await checkIn([...USUAL, record(`autoconfig.${DOMAIN}`, "10.0.0.1")]);
    expectOutward(connections);
    expect(connections.map(({ to }) => to)).toContain(`https://autoconfig.${DOMAIN}/mail/config-v1.1.xml`);
    expect(report.findings.map(({ kind }) => kind)).toContain("addressInward");
  });

  test("by way of an alias", async () => {
    const without = USUAL.filter(({ name }) => name !== `autoconfig.${DOMAIN}`);
    const alias: PublishedRecord = { type: "CNAME", name: `autoconfig.${DOMAIN}`, data: "inside.attacker.example" };
    const { connections } = await checkIn([...without, alias, record("inside.attacker.example", "127.0.0.1")]);
    expectOutward(connections);
    expect(connections.map(({ to }) => to).join()).not.toContain("autoconfig.shop");
  });
});

const REDIRECTS = [
  "http://127.0.0.1/",
  "http://127.1/",
  "http://2130706433/",
  "http://0x7f000001/",
  "http://0177.0.0.1/",
  "http://[::1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://localhost/",
  "http://localhost.localdomain/",
  "http://169.254.169.254/latest/meta-data/",
  "http://metadata.google.internal/",
  "https://10.0.0.1/",
  "https://attacker.example/",
  "//attacker.example/",
  `https://${DOMAIN}.attacker.example/`,
  `https://${DOMAIN}@attacker.example/`,
  `http://user:password@autoconfig.${DOMAIN}/`,
  `http://autoconfig.${DOMAIN}:22/`,
  `http://autoconfig.${DOMAIN}:8080/`,
  `https://imap.hosting.example:6379/`,
  "ftp://attacker.example/",
  "file:///etc/passwd",
  "gopher://127.0.0.1:6379/_FLUSHALL",
];

describe("an answer leads no further than the domain's names", () => {
  /** By a redirect of one name, and by the documents of another. */
  test.each(REDIRECTS)("to %s", async (url) => {
    const pox = `<?xml version="1.0"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"><Account><AccountType>email</AccountType><Action>redirectUrl</Action><RedirectUrl>${url}</RedirectUrl></Account></Response></Autodiscover>`;
    const json = JSON.stringify({ Protocol: "AutodiscoverV1", Url: url });
    const published: PublishedRecord = { type: "TXT", name: DOMAIN, data: `mailconf=${url}` };
    // On the Internet, and yet nothing of the domain's.
    const foreign = ["", `${DOMAIN}.`].map((label) => record(`${label}attacker.example`, PUBLIC));
    const { connections } = await checkIn([...USUAL, published, ...foreign], (asked) => {
      if (!asked.includes("//autodiscover.")) return { status: 302, headers: { location: url } };
      return asked.includes(".json")
        ? { status: 200, headers: { "content-type": "application/json" }, body: json }
        : { status: 200, headers: { "content-type": "text/xml" }, body: pox };
    });
    expectOutward(connections);
  });

  test("redirects have an end", async () => {
    let count = 0;
    const { connections } = await checkIn(USUAL, (url) => {
      count += 1;
      return url.includes(`autoconfig.${DOMAIN}/mail/`) || url.includes("/n/")
        ? { status: 302, headers: { location: `https://autoconfig.${DOMAIN}/n/${count}` } }
        : { status: 404 };
    });
    expectOutward(connections);
    expect(connections.length).toBeLessThan(200);
  });
});

describe("records lead to no machine inside", () => {
  test.each([
    ["SRV of Autodiscover", srv(`_autodiscover._tcp.${DOMAIN}`, "inside.attacker.example")],
    ["SRV of calendars", srv(`_caldavs._tcp.${DOMAIN}`, "inside.attacker.example")],
    ["SRV of mail", srv(`_imaps._tcp.${DOMAIN}`, "inside.attacker.example")],
    ["MX", { type: "MX", name: DOMAIN, data: { preference: 1, exchange: "mx.inside.attacker.example" } } as const],
  ])("%s", async (_, published) => {
    const inside = ["inside", "autoconfig.inside", "autoconfig"].map((label) =>
      record(`${label}.attacker.example`, "10.0.0.1"),
    );
    const { connections } = await checkIn([
      ...USUAL,
      published,
      ...inside,
      record("mx.inside.attacker.example", PUBLIC),
    ]);
    expectOutward(connections);
  });
});

test.each([22, 23, 53, 80, 443, 3306, 5432, 6379, 8080, 9200, 11_211])(
  "the port %i of a mail server is not connected to",
  async (port) => {
    const { inquiry, connections } = inquire("127.0.0.1:9");
    const target = { hostname: "imap.hosting.example", port, isTls: true };
    expect(await inquiry.mail(target, async () => "talked")).toEqual({ state: "foreign" });
    expect(connections()).toBe(0);
  },
);

describe("between the look-up and the connection nothing changes", () => {
  test("a name is looked up once, however often it is connected to", async () => {
    const questions: string[] = [];
    const probes: Probes = {
      askDns: async ({ name, type }) => {
        questions.push(`${name} ${type}`);
        const isFirst = questions.filter((asked) => asked === `${name} ${type}`).length === 1;
        const address = isFirst ? PUBLIC : "127.0.0.1";
        if (type === "A") return { state: "found", data: [{ type, address }], aliases: [], isAuthentic: false };
        return { state: "nothing", nameExists: true, aliases: [], isAuthentic: false };
      },
      sendWeb: async (_, addresses) => {
        expect(addresses).toEqual([PUBLIC]);
        return { status: 404, headers: {}, body: "", tls: undefined };
      },
      connectMail: async ({ addresses }) => {
        expect(addresses).toEqual([PUBLIC]);
        throw new ConnectError("refused", "");
      },
    };
    await checkDomain(smallSettings(), {
      probes,
      serviceOrigin: "https://setup.hosting.example",
      now: () => new Date(0),
    });
    expect(questions.filter((asked) => asked === `autoconfig.${DOMAIN} A`)).toHaveLength(1);
  });

  describe("on a machine of one's own", () => {
    let world: CheckedWorld;
    beforeAll(async () => {
      world = await CheckedWorld.start(() => ({ status: 200, body: "here" }));
      world.mail.set("mail.invalid:143", { protocol: "imap" });
      await world.open();
    });
    afterAll(() => world.close());

    test("the address is connected to, and the name that is asked for has no say in it", async () => {
      const probes = createNodeProbes({ authorities: [world.authority], findPort: world.findPort });
      const signal = AbortSignal.timeout(10_000);
      for (const scheme of ["http", "https"]) {
        const request = { method: "GET", url: `${scheme}://there-is-no-such.invalid/x`, headers: {} };
        expect(await probes.sendWeb(request, ["127.0.0.1"], signal)).toMatchObject({ status: 200, body: "here" });
        // Nothing listens at that address of this machine.
        await expect(probes.sendWeb(request, ["127.0.0.77"], signal)).rejects.toBeInstanceOf(ConnectError);
        await expect(probes.sendWeb(request, [], signal)).rejects.toBeInstanceOf(ConnectError);
      }
      const target = { hostname: "mail.invalid", port: 143, isTls: false };
      const connection = await probes.connectMail({ ...target, addresses: ["127.0.0.1"] }, signal);
      expect(new TextDecoder().decode(await connection.read())).toMatch(/^\* OK/);
      connection.close();
      await expect(probes.connectMail({ ...target, addresses: ["127.0.0.77"] }, signal)).rejects.toBeInstanceOf(
        ConnectError,
      );
    });
  });
});

describe("a check ends in time", () => {
  const never = () => new Promise<never>(() => {});

  test("whatever the others do, and whether or not they end when they are told to", async () => {
    const report = await checkDomain(smallSettings(), {
      probes: { askDns: never, sendWeb: never, connectMail: never },
      serviceOrigin: "https://setup.hosting.example",
      now: () => new Date(),
      limits: { whole: 200, dns: 100, web: 100, mail: 100 },
    });
    expect(report.isComplete).toBe(false);
    expect(report.findings.map(({ kind }) => kind)).toEqual(["dnsFails"]);
  });

  test("when whoever wanted it is gone, and then nothing more is asked", async () => {
    const left = new AbortController();
    let asked = 0;
    const probes: Probes = {
      askDns: async ({ type }) => {
        asked += 1;
        left.abort();
        return type === "A"
          ? { state: "found", data: [{ type, address: PUBLIC }], aliases: [], isAuthentic: false }
          : { state: "nothing", nameExists: true, aliases: [], isAuthentic: false };
      },
      sendWeb: never,
      connectMail: never,
    };
    const inquiry = new Inquiry(
      probes,
      { domain: Domain.parse(DOMAIN), hosts: new Set(), allowPrivate: false },
      { signal: left.signal, limits: USUAL_LIMITS, clock: () => 0 },
    );
    await inquiry.dns({ name: DOMAIN, type: "A" });
    const before = asked;
    expect(await inquiry.dns({ name: DOMAIN, type: "MX" })).toMatchObject({ state: "failed" });
    expect(await inquiry.web({ method: "GET", url: `https://${DOMAIN}/`, headers: {} })).toMatchObject({
      state: "failed",
      failure: "unseen",
    });
    expect(asked).toBe(before);
    expect(inquiry.isOver).toBe(true);
  });
});
