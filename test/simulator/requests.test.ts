/**
 * What each client asks, in its order and its spelling, where nobody has an answer.
 * @module
 */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { CLIENTS } from "../../src/simulator/clients.ts";
import { Session } from "../../src/simulator/session.ts";
import type { ClientRequest } from "../../src/simulator/world.ts";
import { answering, NOTHING } from "../support/domains/simulated-world.ts";

const ENCODED = "?emailaddress=a%2Bb%40example.com";
const RAW = "?emailaddress=a+b@example.com";
const MD5 = `${ENCODED}&emailmd5=${"0".repeat(32)}`;
const autoconfig = (domain: string, query = "", scheme = "https") =>
  `GET ${scheme}://autoconfig.${domain}/mail/config-v1.1.xml${query}`;
const wellKnown = (domain: string, query = "", scheme = "https") =>
  `GET ${scheme}://${domain}/.well-known/autoconfig/mail/config-v1.1.xml${query}`;
const http = (make: typeof autoconfig, domain: string, query = "") => make(domain, query, "http");
const ispdb = (domain: string) => `GET https://autoconfig.thunderbird.net/v1.1/${domain}`;
const pox = (host: string, scheme = "https") => `POST ${scheme}://${host}/autodiscover/autodiscover.xml`;
const D = "example.com";
const MX = `MX ${D}`;
const mailSrv = (domain: string, ...services: string[]) => services.map((name) => `SRV _${name}._tcp.${domain}`);
const BOTH = ["imaps", "imap", "submissions", "submission"];

/** Four places of a domain, https before http. */
const fourPlaces = (domain: string, query = "") => [
  autoconfig(domain, query),
  wellKnown(domain, query),
  http(autoconfig, domain, query),
  http(wellKnown, domain, query),
];
const evolutionPlaces = (domain: string) => [
  autoconfig(domain, MD5),
  http(autoconfig, domain, MD5),
  wellKnown(domain, MD5),
  http(wellKnown, domain, MD5),
  ispdb(domain),
];
const nextcloudPlaces = (domain: string) => [
  autoconfig(domain, RAW),
  wellKnown(domain, RAW),
  `${ispdb(domain)}${RAW}`,
  http(autoconfig, domain, RAW),
  http(wellKnown, domain, RAW),
];
const fairemailPlaces = (domain: string) => [
  ...mailSrv(domain, ...BOTH),
  ...fourPlaces(domain, RAW),
  ispdb(domain),
  pox(domain),
  pox(`autodiscover.${domain}`),
];
/** The host of the mail, and its parents. */
const HOSTS = ["mx1.eu.host.example", "eu.host.example", "host.example"];
const tbIspdb = (domain: string) => `GET https://live.thunderbird.net/autoconfig/v1.1/${domain}`;
const v2 = (base: string) =>
  ["Ews", "ActiveSync", "REST"].map(
    (name) => `GET ${base}/autodiscover/autodiscover.json/v1.0/a+b@example.com?Protocol=${name}`,
  );

const collections = ["cal", "card"].flatMap((name) => [
  `SRV _${name}davs._tcp.${D}`,
  `PROPFIND https://${D}/.well-known/${name}dav`,
  `PROPFIND https://${D}/`,
]);

const ORDERS: Readonly<Record<string, readonly string[]>> = {
  emclient: [`SRV _autodiscover._tcp.${D}`, pox(D), pox(`autodiscover.${D}`)],
  "thunderbird-desktop": [
    ...fourPlaces(D, ENCODED),
    tbIspdb(D),
    MX,
    ...["eu.host.example", "host.example"].flatMap((site) => [autoconfig(site, ENCODED), tbIspdb(site)]),
    pox(`autodiscover.${D}`),
    pox(D),
    pox(`autodiscover.${D}`, "http"),
    `SRV _autodiscover._tcp.${D}`,
  ],
  "thunderbird-android": [
    ...fourPlaces(D),
    ispdb(D),
    MX,
    ...["eu.host.example", "host.example"].flatMap((site) => [autoconfig(site), ispdb(site)]),
  ],
  "thunderbird-ios": [
    autoconfig(D, RAW),
    wellKnown(D),
    ispdb(D),
    MX,
    autoconfig("host.example"),
    wellKnown("host.example"),
    ispdb("host.example"),
  ],
  "outlook-windows-classic": [
    `GET https://autodiscover.${D}/autodiscover/autodiscover.json?Email=a%2Bb%40example.com&Protocol=Autodiscoverv1&RedirectCount=1`,
    `POST https://${D}/Autodiscover/Autodiscover.xml`,
    `POST https://autodiscover.${D}/Autodiscover/Autodiscover.xml`,
    `GET http://autodiscover.${D}/autodiscover/autodiscover.xml`,
    `SRV _autodiscover._tcp.${D}`,
  ],
  deltachat: [
    autoconfig(D, ENCODED),
    wellKnown(D),
    `GET https://${D}/autodiscover/autodiscover.xml`,
    `GET https://autodiscover.${D}/autodiscover/autodiscover.xml`,
    ispdb(D),
  ],
  evolution: [
    ...evolutionPlaces(D),
    MX,
    ...HOSTS.flatMap(evolutionPlaces),
    ...mailSrv(D, "imaps", "imap", "pop3s", "pop3", "submissions", "submission"),
    ...collections,
  ],
  "evolution-ews": [`SRV _autodiscover._tcp.${D}`, pox(D), pox(`autodiscover.${D}`)],
  kmail: [ispdb(D), autoconfig(D), http(autoconfig, D), wellKnown(D)],
  fairemail: [...fairemailPlaces(D), MX, ...HOSTS.flatMap(fairemailPlaces)],
  "fairemail-play": [
    ...mailSrv(D, ...BOTH),
    ispdb(D),
    MX,
    ...HOSTS.flatMap((host) => [...mailSrv(host, ...BOTH), ispdb(host)]),
  ],
  nextcloud: [...nextcloudPlaces(D), MX, ...HOSTS.slice(0, 2).flatMap(nextcloudPlaces)],
  snappymail: [
    `GET https://autoconfig.${D}/.well-known/mail-v1.xml${ENCODED}`,
    wellKnown(D),
    http(autoconfig, D),
    ispdb(D),
    `SRV _autodiscover._tcp.${D}`,
    pox(D),
    pox(`autodiscover.${D}`),
    pox(`autodiscover.${D}`, "http"),
    ...mailSrv(D, ...BOTH),
  ],
  mailspring: [autoconfig(D), wellKnown(D)],
  geary: [autoconfig(D), ispdb(D)],
  "gnome-exchange": [pox(D), pox(`autodiscover.${D}`)],
  "gnome-dav": ["cal", "card"].flatMap((name) => [
    `SRV _${name}davs._tcp.${D}`,
    `OPTIONS https://${D}/.well-known/${name}dav`,
  ]),
  mustang: [
    `GET https://v1.ispdb.net/${D}`,
    autoconfig(D, RAW),
    wellKnown(D),
    http(autoconfig, D, RAW),
    MX,
    "GET https://v1.ispdb.net/host.example",
    autoconfig("host.example"),
    wellKnown("host.example"),
    http(autoconfig, "host.example"),
    ...v2(`https://autodiscover.${D}`),
    ...v2(`https://${D}`),
    ...v2(`http://autodiscover.${D}`),
    pox(`autodiscover.${D}`),
    pox(D),
    pox(`autodiscover.${D}`, "http"),
  ],
  himalaya: [
    `GET https://ua-auto-config.${D}/.well-known/user-agent-configuration.json`,
    autoconfig(D, ENCODED),
    wellKnown(D),
    ispdb(D),
    MX,
    autoconfig("host.example", ENCODED),
    `TXT ${D}`,
    ...mailSrv(D, ...BOTH),
  ],
  "aosp-exchange": [pox(D), pox(`autodiscover.${D}`)],
  davx5: collections,
};

async function play(id: string, address = `a+b@${D}`, mx = "mx1.eu.host.example") {
  const client = CLIENTS.find((one) => one.id === id);
  if (client === undefined) throw new Error(id);
  const requests: ClientRequest[] = [];
  const world = answering(
    (request) => {
      requests.push(request);
      return NOTHING;
    },
    {
      resolveMx: async () => [
        { priority: 20, exchange: "backup.example" },
        { priority: 10, exchange: mx },
      ],
    },
  );
  const session = new Session(address, world);
  const outcome = await client.simulate(session);
  return { outcome, requests, questions: session.steps.map(({ question }) => question) };
}

test.each(CLIENTS)("$name asks in its order and its spelling", async ({ id }) => {
  const { outcome, questions } = await play(id);
  expect(questions).toEqual(ORDERS[id]);
  expect(outcome.ok).toBe(false);
});

test.each(["thunderbird-desktop", "thunderbird-android"])("%s leaves an MX of the domain's own site", async (id) => {
  const { questions } = await play(id, `a@${D}`, `mx.${D}`);
  expect(questions.filter((question) => question.includes(`mx.${D}`))).toEqual([]);
  expect(questions.filter((question) => question === autoconfig(D))).toHaveLength(id === "thunderbird-android" ? 1 : 0);
});

test("Evolution asks the mail host after a 404 at the last place only", async () => {
  const world = answering(({ url }) => ({ ...NOTHING, status: url.includes("/v1.1/") ? 503 : 404 }), {
    resolveMx: async () => [{ priority: 10, exchange: "mx.host.example" }],
  });
  const session = new Session(`a@${D}`, world);
  await CLIENTS.find(({ id }) => id === "evolution")?.simulate(session);
  expect(session.steps.map(({ question }) => question)).not.toContain(MX);
});

describe("bodies and headers", () => {
  const AWKWARD = `a&b@${D}`;
  /** Of Autodiscover's requests: what the client says it sends, and how it spells the address. */
  const POSTS: readonly [string, string, string, Record<string, string>?][] = [
    ["thunderbird-desktop", "text/xml; charset=utf-8", AWKWARD],
    ["fairemail", "application/x-www-form-urlencoded", AWKWARD],
    ["snappymail", "application/xml", `autodiscover@${D}`],
    ["mustang", "text/xml; charset=utf-8", AWKWARD],
    ["outlook-windows-classic", "text/xml", `a&amp;b@${D}`],
    ["gnome-exchange", "text/xml; charset=utf-8", `a&amp;b@${D}`, { "user-agent": "libews/0.1" }],
    ["aosp-exchange", "text/xml", `a&amp;b@${D}`, { authorization: `Basic ${btoa(`${AWKWARD}:secret`)}` }],
  ];

  test.each(POSTS)("%s POSTs %s", async (id, type, address, headers = {}) => {
    const posts = (await play(id, AWKWARD)).requests.filter(({ method }) => method === "POST");
    expect(posts.length).toBeGreaterThan(1);
    for (const { headers: sent, body } of posts) {
      expect(sent).toMatchObject({ "content-type": type, ...headers });
      expect(body).toContain(`<EMailAddress>${address}</EMailAddress>`);
      expect(body).toContain(id === "aosp-exchange" ? "mobilesync/responseschema/2006<" : "responseschema/2006a<");
    }
  });

  test("nobody but Android's Exchange sends a password", async () => {
    for (const { id } of CLIENTS) {
      const { requests } = await play(id);
      expect(
        requests.some(({ headers }) => "authorization" in headers),
        id,
      ).toBe(id === "aosp-exchange");
    }
  });

  test("Android's Exchange sends an address with any letters", async () => {
    const { requests } = await play("aosp-exchange", `jörg@${D}`);
    expect(requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from(`jörg@${D}:secret`).toString("base64")}`);
  });

  test("Evolution names itself, and FairEmail a browser", async () => {
    expect((await play("evolution")).requests[0]?.headers["user-agent"]).toMatch(/^Evolution\//);
    expect((await play("fairemail")).requests[0]?.headers["user-agent"]).toMatch(/^Mozilla\//);
  });
});

describe("of several answers at once the best place wins, however late it comes", () => {
  const file = (hostname: string) => `<clientConfig><emailProvider id="${D}"><domain>${D}</domain>
    ${["incomingServer imap 993", "outgoingServer smtp 465"]
      .map((words) => words.split(" "))
      .map(
        ([element, type, port]) => `<${element} type="${type}"><hostname>${hostname}</hostname><port>${port}</port>
        <socketType>SSL</socketType><authentication>password-cleartext</authentication>
        <username>%EMAILADDRESS%</username></${element}>`,
      )
      .join("")}</emailProvider></clientConfig>`;

  test.each(["thunderbird-desktop", "thunderbird-android", "mustang"])("for %s", async (id) => {
    const running = { now: 0, most: 0 };
    const world = answering(async ({ url, method }) => {
      if (method !== "GET" || !url.includes("config-v1.1.xml")) return NOTHING;
      running.now += 1;
      running.most = Math.max(running.most, running.now);
      await new Promise((done) => setTimeout(done, url.startsWith("https://autoconfig.") ? 20 : 1));
      running.now -= 1;
      const hostname = new URL(url).protocol === "https:" && url.includes("autoconfig.e") ? "best" : "other";
      return { status: 200, headers: { "content-type": "text/xml" }, body: file(`${hostname}.${D}`) };
    });
    const session = new Session(`a@${D}`, world);
    const outcome = await CLIENTS.find((client) => client.id === id)?.simulate(session);
    expect(outcome).toMatchObject({ mechanism: "https-autoconfig", account: { incoming: { hostname: `best.${D}` } } });
    expect(running.most).toBeGreaterThan(2);
    expect(session.steps.filter(({ verdict }) => verdict.startsWith("aborted")).length).toBe(running.most - 1);
  });
});

describe("calendars and contacts", () => {
  const SRV = { priority: 0, weight: 0, port: 8443, target: "dav.host.example" };

  /** The account, and what was asked, where the record names a path and `answers` says what is at each place. */
  async function find(id: string, answers: Readonly<Record<string, number | string>>, address = `a@${D}`) {
    const asked: string[] = [];
    const world = answering(
      ({ url }) => {
        asked.push(url);
        const answer = answers[url];
        if (typeof answer === "string") return { status: 301, headers: { location: answer }, body: "" };
        return answer === undefined ? NOTHING : { status: answer, headers: {}, body: "" };
      },
      {
        resolveSrv: async (name) => (name === `_caldavs._tcp.${D}` ? [SRV] : []),
        resolveTxt: async (name) => (name === `_caldavs._tcp.${D}` ? ["path=/cal/"] : []),
      },
    );
    const client = CLIENTS.find((one) => one.id === id);
    const outcome = await client?.simulate(new Session(address, world));
    return { outcome, asked };
  }

  const PATH = "https://dav.host.example:8443/cal/";
  const WELL_KNOWN = "https://dav.host.example:8443/.well-known/caldav";

  test.each(["davx5", "gnome-dav"])("%s takes the record's path, where the password is asked for", async (id) => {
    const { outcome, asked } = await find(id, { [PATH]: 401, [WELL_KNOWN]: "/other/" });
    expect(outcome).toMatchObject({ ok: true, account: { caldav: PATH } });
    expect(asked[0]).toBe(PATH);
  });

  test.each(["davx5", "gnome-dav"])("%s goes on to the well-known path and follows it", async (id) => {
    const { outcome } = await find(id, { [WELL_KNOWN]: "/other/" });
    expect(outcome).toMatchObject({ account: { caldav: "https://dav.host.example:8443/other/" } });
  });

  test.each(["davx5", "gnome-dav"])("%s finds nothing where nothing answers", async (id) =>
    expect((await find(id, {})).outcome?.ok).toBe(false),
  );

  test("GNOME looks at the base domain too, DAVx⁵ at the root of the host", async () => {
    expect((await find("gnome-dav", { [PATH]: 401 }, `a@deep.${D}`)).outcome?.ok).toBe(true);
    expect((await find("davx5", { [PATH]: 401 }, `a@deep.${D}`)).outcome?.ok).toBe(false);
    expect((await find("davx5", { "https://dav.host.example:8443/": 207 })).outcome?.ok).toBe(true);
    // A website that leads to its home page is no such service.
    expect((await find("davx5", { "https://dav.host.example:8443/": "/home" })).outcome?.ok).toBe(false);
  });
});

describe("DNS", () => {
  const record = (target: string, port: number) => [{ priority: 0, weight: 0, port, target }];
  const zone: Readonly<Record<string, ReturnType<typeof record>>> = {
    [`_imaps._tcp.${D}`]: record("imap.host.example", 993),
    [`_imap._tcp.${D}`]: record("", 0),
    [`_submissions._tcp.${D}`]: record("", 0),
    [`_submission._tcp.${D}`]: record("smtp.host.example", 2587),
  };

  test.each(["evolution", "fairemail-play", "snappymail", "himalaya"])(
    "%s takes the first service that is offered, and a target of . for none",
    async (id) => {
      const world = answering(() => NOTHING, { resolveSrv: async (name) => zone[name] ?? [] });
      const outcome = await CLIENTS.find((one) => one.id === id)?.simulate(new Session(`a@${D}`, world));
      expect(outcome).toMatchObject({
        mechanism: "srv",
        account: {
          incoming: { hostname: "imap.host.example", port: 993, socketType: "tls", username: `a@${D}` },
          outgoing: { hostname: "smtp.host.example", port: 2587, socketType: "starttls" },
        },
      });
    },
  );

  const PACC = '{"protocols":{"imap":{"host":"imap.example.com"},"smtp":{"host":"smtp.example.com"}}}';
  // SHA-256 of the bytes above, in Base64.
  const digest = createHash("sha256").update(PACC).digest("base64");
  test.each([
    [`v=UAAC1; a=sha256; d=${digest}`, true],
    [`v=UAAC1; a=sha256; d=${digest.replace(/^./, "_")}`, false],
    ["v=spf1 -all", false],
  ])("Himalaya holds PACC against %s", async (text, ok) => {
    const world = answering(
      ({ url }) => (url.startsWith("https://ua-auto-config.") ? { status: 200, headers: {}, body: PACC } : NOTHING),
      { resolveTxt: async (name) => (name === `_ua-auto-config.${D}` ? [text] : []) },
    );
    const outcome = await CLIENTS.find(({ id }) => id === "himalaya")?.simulate(new Session(`a@${D}`, world));
    expect(outcome?.ok).toBe(ok);
  });
});
