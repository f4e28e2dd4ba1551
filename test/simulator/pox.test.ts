/**
 * How each client reads Autodiscover's XML: documents that differ from a good one in one thing.
 * @module
 */
import { describe, expect, test } from "vitest";
import { CLIENTS } from "../../src/simulator/clients.ts";
import type { Outcome } from "../../src/simulator/outcome.ts";
import { Session } from "../../src/simulator/session.ts";
import type { ClientRequest, ServerAnswer, SrvRecord } from "../../src/simulator/world.ts";
import { answering, NOTHING } from "../support/domains/simulated-world.ts";

const protocol = (type: string, server: string, port: number) =>
  `<Protocol><Type>${type}</Type><Server>${server}</Server><Port>${port}</Port><LoginName>%LOGIN%</LoginName>` +
  "<DomainRequired>off</DomainRequired><SPA>off</SPA><SSL>on</SSL><AuthRequired>on</AuthRequired></Protocol>";
const IMAP = protocol("IMAP", "imap.example.com", 993);
const SMTP = protocol("SMTP", "smtp.example.com", 465);
const account = (inner: string) => `<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">
<Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">
<Account>${inner}</Account></Response></Autodiscover>`;
const HEAD = "<AccountType>email</AccountType><Action>settings</Action>";
const GOOD = account(HEAD + IMAP + SMTP);
const STARTTLS = account(
  HEAD +
    (IMAP.replace("993", "143") + SMTP.replace("465", "587")).replaceAll(
      "<AuthRequired>",
      "<Encryption>TLS</Encryption><AuthRequired>",
    ),
);
const ERROR = GOOD.replace(/<Account>.*<\/Account>/s, "<Error><ErrorCode>600</ErrorCode></Error>");

const COLUMNS = {
  TB: "thunderbird-desktop",
  DC: "deltachat",
  FE: "fairemail",
  SM: "snappymail",
  MU: "mustang",
  OL: "outlook-windows-classic",
} as const;

const xml = (body: string, type = "text/xml; charset=utf-8"): ServerAnswer => ({
  status: 200,
  headers: { "content-type": type },
  body,
});
const to = (location: string, status = 302): ServerAnswer => ({ status, headers: { location }, body: "" });
const ADDRESS = /<EMailAddress>(.*)<\/EMailAddress>/;

/** Fills in the address that was sent, as a service does, and runs the client against what `answer` says. */
function play(
  id: string,
  answer: (request: ClientRequest) => ServerAnswer,
  { address = "alice@example.com", srv = [] }: { address?: string; srv?: readonly SrvRecord[] } = {},
) {
  const client = CLIENTS.find((one) => one.id === id);
  if (client === undefined) throw new Error(id);
  const requests: ClientRequest[] = [];
  const world = answering(
    (request) => {
      requests.push(request);
      const found = answer(request);
      return { ...found, body: found.body.replaceAll("%LOGIN%", ADDRESS.exec(request.body ?? "")?.[1] ?? "") };
    },
    { resolveSrv: async (name) => (name.startsWith("_autodiscover") ? srv : []) },
  );
  const session = new Session(address, world);
  return client.simulate(session).then((outcome) => ({
    outcome,
    session,
    // Calendars are looked for by other methods.
    requests: requests.filter(({ method }) => method === "GET" || method === "POST"),
  }));
}

const isPox = ({ url }: ClientRequest) => /^https:.*autodiscover\.xml$/i.test(url);

async function read(id: string, document: ServerAnswer): Promise<string> {
  return summary((await play(id, (request) => (isPox(request) ? document : NOTHING))).outcome);
}

/** `ok` as the good document says, `rej` no account, else what differs in the incoming server. */
function summary(outcome: Outcome): string {
  if (!outcome.ok) return "rej";
  const { incoming } = outcome.account;
  if (incoming === undefined) return "half";
  const differences = [
    incoming.protocol === "imap" ? "" : incoming.protocol,
    incoming.hostname === "imap.example.com" ? "" : incoming.hostname,
    incoming.port === 993 ? "" : String(incoming.port),
    incoming.socketType === "tls" ? "" : incoming.socketType,
    ["password-cleartext", "automatic"].includes(incoming.authentication) ? "" : incoming.authentication,
    incoming.username === "alice@example.com" ? "" : JSON.stringify(incoming.username),
  ].filter((part) => part !== "");
  return differences.join(" ") || "ok";
}

const every = (word: string) => Object.fromEntries(Object.keys(COLUMNS).map((letters) => [letters, word]));
const LOGIN = "<LoginName>%LOGIN%</LoginName>";

/** A row: what is changed, the document, and every client that does not read it as if nothing had been changed. */
const ROWS: readonly [string, string, Partial<Record<keyof typeof COLUMNS, string>>][] = [
  ["nothing", GOOD, {}],
  ["STARTTLS at the usual ports", STARTTLS, every("143 starttls")],
  [
    "STARTTLS at another port",
    STARTTLS.replace("143", "1143"),
    {
      ...every("1143"),
      SM: "1143 starttls",
      OL: "1143 starttls",
    },
  ],
  ["SSL off", GOOD.replaceAll("<SSL>on", "<SSL>off"), { TB: "plain", DC: "plain", SM: "plain", OL: "plain" }],
  [
    "SSL off at port 143",
    STARTTLS.replaceAll("<SSL>on", "<SSL>off").replace(/<Encryption>TLS<\/Encryption>/g, ""),
    {
      ...every("143 plain"),
      FE: "143 starttls",
    },
  ],
  ["SSL in capitals", GOOD.replaceAll("<SSL>on", "<SSL>On"), {}],
  ["no SSL", GOOD.replaceAll("<SSL>on</SSL>", ""), { SM: "plain" }],
  [
    "Encryption None",
    GOOD.replaceAll("<AuthRequired>", "<Encryption>None</Encryption><AuthRequired>"),
    {
      TB: "plain",
      OL: "plain",
    },
  ],
  [
    "Encryption TLS at 993",
    GOOD.replaceAll("<AuthRequired>", "<Encryption>TLS</Encryption><AuthRequired>"),
    {
      OL: "starttls",
    },
  ],
  ["SPA on", GOOD.replaceAll("<SPA>off", "<SPA>on"), { TB: "password-encrypted", OL: "NTLM" }],
  ["no SPA", GOOD.replaceAll("<SPA>off</SPA>", ""), { OL: "NTLM" }],
  ["no login for sending and receiving", GOOD.replaceAll("<AuthRequired>on", "<AuthRequired>off"), { OL: "none" }],
  ["no LoginName", GOOD.replaceAll(LOGIN, ""), { SM: '"alice"' }],
  ["an empty LoginName", GOOD.replaceAll(LOGIN, "<LoginName/>"), { TB: '"true"', SM: '"alice"' }],
  [
    "a LoginName of digits",
    GOOD.replaceAll("%LOGIN%", "007"),
    {
      TB: '"7"',
      SM: '"alice"',
      MU: '"007"',
      OL: '"007"',
    },
  ],
  [
    "a short LoginName",
    GOOD.replaceAll("%LOGIN%", "alice"),
    {
      ...every('"alice"'),
      DC: "ok",
      FE: "ok",
    },
  ],
  ["AccountType and Action after the protocols", account(IMAP + SMTP + HEAD), { FE: "rej" }],
  [
    "Action after the protocols",
    account(`<AccountType>email</AccountType>${IMAP}${SMTP}<Action>settings</Action>`),
    {
      FE: "rej",
    },
  ],
  ["no AccountType", GOOD.replace("<AccountType>email</AccountType>", ""), { FE: "rej", SM: "rej", OL: "rej" }],
  ["one protocol only", account(HEAD + IMAP), { TB: "rej", DC: "rej", FE: "rej", SM: "rej", OL: "rej" }],
  ["a second IMAP server", account(HEAD + IMAP + IMAP.replace("imap.", "imap2.") + SMTP), { FE: "imap2.example.com" }],
  [
    "types in lower case",
    GOOD.replace("IMAP", "imap").replace("SMTP", "smtp"),
    {
      TB: "rej",
      FE: "rej",
      SM: "rej",
      MU: "rej",
      OL: "rej",
    },
  ],
  [
    "POP3 in place of IMAP",
    GOOD.replace("IMAP", "POP3"),
    {
      TB: "pop3",
      DC: "rej",
      FE: "rej",
      SM: "rej",
      MU: "pop3",
      OL: "pop3",
    },
  ],
  ["an error with status 200", ERROR, every("rej")],
];

describe.each(ROWS)("%s", (_, document, differing) => {
  test.each(Object.entries(COLUMNS))("%s", async (letters, id) => {
    const expected = Object.entries(differing).find(([name]) => name === letters)?.[1] ?? "ok";
    expect(await read(id, xml(document))).toBe(expected);
  });
});

describe("content types and statuses", () => {
  test.each(Object.entries(COLUMNS))("%s reads the document as text/plain, or not", async (letters, id) =>
    expect(await read(id, xml(GOOD, "text/plain"))).toBe(letters === "TB" ? "rej" : "ok"),
  );

  test.each(Object.entries(COLUMNS))("%s stops at an error with status 200, or asks elsewhere", async (letters, id) => {
    let asked = 0;
    const { outcome } = await play(id, (request) => {
      if (!isPox(request)) return NOTHING;
      asked += 1;
      return asked === 1 ? xml(ERROR) : xml(GOOD);
    });
    expect(summary(outcome)).toBe(["TB", "DC"].includes(letters) ? "rej" : "ok");
  });

  test.each(["outlook-windows-classic", "thunderbird-desktop", "aosp-exchange", "evolution-ews", "gnome-exchange"])(
    "401 has %s ask for a password",
    async (id) => {
      const { session } = await play(id, (request) => (isPox(request) ? { ...NOTHING, status: 401 } : NOTHING));
      expect(session.steps.some(({ verdict }) => /password|login failure/.test(verdict))).toBe(true);
    },
  );
});

describe("Thunderbird asks the user about unknown hosts", () => {
  const question = ["the user is asked whether to trust host.example, an unknown host"];
  const srv = [{ priority: 0, weight: 0, port: 8443, target: "setup.host.example" }];
  const autoconfig = `<clientConfig><emailProvider id="example.com"><domain>example.com</domain>
    ${["incoming imap", "outgoing smtp"]
      .map((word) => word.split(" "))
      .map(
        ([kind, type]) => `<${kind}Server type="${type}"><hostname>${type}.example.com</hostname><port>993</port>
        <socketType>SSL</socketType><authentication>plain</authentication><username>x</username></${kind}Server>`,
      )
      .join("")}</emailProvider></clientConfig>`;
  const withFile = (answer: (url: string) => ServerAnswer) => (request: ClientRequest) =>
    request.url.startsWith("https://autoconfig.example.com/") ? xml(autoconfig) : answer(request.url);

  test("that SRV names, even where autoconfig gave the account; the record's port is not looked at", async () => {
    const { outcome, requests } = await play(
      "thunderbird-desktop",
      withFile(() => NOTHING),
      { srv },
    );
    expect(outcome).toMatchObject({ mechanism: "https-autoconfig", account: { remarks: question } });
    expect(requests.at(-1)?.url).toBe("https://setup.host.example/autodiscover/autodiscover.xml");
  });

  test("that SRV names with the lowest weight", async () => {
    const heavy = { priority: 0, weight: 10, port: 443, target: "heavy.example.com" };
    const light = { priority: 0, weight: 1, port: 443, target: "light.example.com" };
    const { requests } = await play(
      "thunderbird-desktop",
      withFile(() => NOTHING),
      { srv: [heavy, light] },
    );
    expect(requests.at(-1)?.url).toBe("https://light.example.com/autodiscover/autodiscover.xml");
  });

  test("that a redirect of http leads to", async () => {
    const answer = (url: string) => (url.startsWith("http:") ? to("https://setup.host.example/x.xml") : NOTHING);
    const { outcome, requests } = await play("thunderbird-desktop", withFile(answer));
    expect(outcome).toMatchObject({ account: { remarks: question } });
    expect(requests.slice(-2).map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET https://setup.host.example/x.xml",
      "POST https://setup.host.example/x.xml",
    ]);
  });

  test("but not where Autodiscover answers over https, nor within the site, nor at Microsoft's", async () => {
    const answered = withFile((url) => (url.startsWith("https://example.com/auto") ? xml(GOOD) : NOTHING));
    expect((await play("thunderbird-desktop", answered, { srv })).outcome).toMatchObject({ account: { remarks: [] } });
    for (const target of ["deep.autodiscover.example.com", "autodiscover-s.outlook.com"]) {
      const own = [{ priority: 0, weight: 0, port: 443, target }];
      const { outcome } = await play(
        "thunderbird-desktop",
        withFile(() => NOTHING),
        { srv: own },
      );
      expect(outcome).toMatchObject({ account: { remarks: [] } });
    }
  });

  test("a page with status 200 behind the redirect ends the track", async () => {
    const { outcome, requests } = await play(
      "thunderbird-desktop",
      ({ url }) => {
        if (url.startsWith("http://autodiscover.")) return to("https://example.com/home");
        return url.endsWith("/home") ? xml("<html>", "text/html") : NOTHING;
      },
      { srv },
    );
    expect(outcome.ok).toBe(false);
    expect(requests.some(({ url }) => url.includes("setup.host.example"))).toBe(false);
  });
});

describe("redirects", () => {
  const elsewhere = "https://deep.example.com/autodiscover/autodiscover.xml";
  const atTarget = (answer: ServerAnswer) => (request: ClientRequest) =>
    request.url.toLowerCase() === elsewhere ? xml(GOOD) : isPox(request) ? answer : NOTHING;

  test.each([
    // Its engine asks by GET, which this service answers; the login is not in that.
    ["thunderbird-desktop", '"true"'],
    ["deltachat", "ok"],
    ["fairemail", "ok"],
    ["mustang", "ok"],
    ["outlook-windows-classic", "rej"],
  ])("HTTP's, by %s", async (id, expected) =>
    expect(summary((await play(id, atTarget(to(elsewhere)))).outcome)).toBe(expected),
  );

  const redirectUrl = xml(account(`<Action>redirectUrl</Action><RedirectUrl>${elsewhere}</RedirectUrl>`));
  test.each([
    ["thunderbird-desktop", "rej"],
    ["deltachat", "ok"],
    ["fairemail", "rej"],
    ["outlook-windows-classic", "ok"],
  ])("RedirectUrl, by %s", async (id, expected) =>
    expect(summary((await play(id, atTarget(redirectUrl))).outcome)).toBe(expected),
  );

  const redirectAddress = xml(
    account("<Action>redirectAddr</Action><RedirectAddr>alice@deep.example.com</RedirectAddr>"),
  );
  test.each([
    ["thunderbird-desktop", '"alice@deep.example.com"'],
    ["outlook-windows-classic", '"alice@deep.example.com"'],
    ["fairemail", "rej"],
  ])("RedirectAddr, by %s", async (id, expected) => {
    const answer = (request: ClientRequest) =>
      request.url.toLowerCase().includes("deep.example.com/") ? xml(GOOD) : isPox(request) ? redirectAddress : NOTHING;
    expect(summary((await play(id, answer)).outcome)).toBe(expected);
  });

  test.each(["thunderbird-desktop", "deltachat", "outlook-windows-classic", "evolution-ews"])(
    "%s leaves a circle of redirects",
    async (id) => {
      const circle = id === "thunderbird-desktop" ? redirectAddress : redirectUrl;
      const { outcome } = await play(id, (request) => (isPox(request) ? circle : NOTHING));
      expect(outcome.ok).toBe(false);
    },
  );

  test.each([
    ["evolution-ews", elsewhere],
    ["gnome-exchange", elsewhere],
    ["aosp-exchange", elsewhere],
  ])("%s repeats its POST", async (id, target) => {
    const { requests } = await play(id, atTarget(to(target)));
    expect(requests.at(1)).toMatchObject({ method: "POST", url: target, body: requests[0]?.body });
  });

  test("Android's Exchange takes no redirect to http", async () => {
    const { requests } = await play("aosp-exchange", atTarget(to("http://deep.example.com/x")));
    expect(requests.map(({ url }) => url)).toEqual([
      "https://example.com/autodiscover/autodiscover.xml",
      "https://autodiscover.example.com/autodiscover/autodiscover.xml",
    ]);
  });

  test("Outlook follows 302 from http, and the user is asked", async () => {
    const { outcome } = await play("outlook-windows-classic", (request) => {
      if (request.url.startsWith("http:")) return to(elsewhere);
      return request.url.toLowerCase() === elsewhere ? xml(GOOD) : NOTHING;
    });
    expect(outcome).toMatchObject({ account: { remarks: [expect.stringContaining("deep.example.com")] } });
  });

  test("Mustang asks about another domain, and leaves Microsoft's alone", async () => {
    const towards = (host: string) => (request: ClientRequest) => {
      if (request.url.startsWith("http://autodiscover.") && request.method === "POST")
        return to(`https://${host}/autodiscover/autodiscover.xml`);
      return request.url.includes(host) && request.method === "POST" ? xml(GOOD) : NOTHING;
    };
    const { outcome } = await play("mustang", towards("setup.host.example"));
    expect(outcome).toMatchObject({
      account: { remarks: ["the user is asked whether to trust host.example", "the server to send by is guessed"] },
    });
    expect((await play("mustang", towards("autodiscover-s.outlook.com"))).outcome.ok).toBe(false);
  });
});

test.each(["evolution-ews", "gnome-exchange"])("%s wants an ASUrl", async (id) => {
  const url = "https://ews.example.com/EWS/Exchange.asmx";
  const exchange = account(`${HEAD}<Protocol><Type>EXCH</Type><ASUrl>${url}</ASUrl></Protocol>`);
  const found = await play(id, (request) => (isPox(request) ? xml(exchange) : NOTHING));
  expect(found.outcome).toMatchObject({ ok: true, account: { exchange: url } });
  expect((await play(id, (request) => (isPox(request) ? xml(GOOD) : NOTHING))).outcome.ok).toBe(false);
});

describe("Evolution's Exchange plug-in", () => {
  const asUrl = "https://ews.example.com/EWS/Exchange.asmx";
  const exchange = xml(account(`<Protocol><Type>EXCH</Type><ASUrl>${asUrl}</ASUrl></Protocol>`));

  test.each([
    "<RedirectUrl>https://deep.example.com/x.xml</RedirectUrl>",
    "<RedirectAddr>a@deep.example.com</RedirectAddr>",
  ])("follows %s, GNOME's accounts do not", async (redirect) => {
    const answer = (request: ClientRequest) =>
      request.url.includes("deep.example.com/") ? exchange : isPox(request) ? xml(account(redirect)) : NOTHING;
    expect((await play("evolution-ews", answer)).outcome).toMatchObject({ account: { exchange: asUrl } });
    expect((await play("gnome-exchange", answer)).outcome.ok).toBe(false);
  });

  test.each([
    [80, "http://setup.host.example/autodiscover/autodiscover.xml"],
    [443, "https://setup.host.example/autodiscover/autodiscover.xml"],
    [8443, undefined],
  ])("asks what SRV names at port %i", async (port, url) => {
    const srv = [{ priority: 0, weight: 0, port, target: "setup.host.example" }];
    const { requests } = await play("evolution-ews", () => NOTHING, { srv });
    expect(requests.find((request) => request.url.includes("setup.host.example"))?.url).toBe(url);
  });
});

test("any JSON with an https Url is an Exchange account to Mustang, unless autoconfig gave something", async () => {
  const json = { ...xml('{"Url":"https://eas.example.com/"}', "application/json") };
  const { outcome } = await play("mustang", ({ url }) => (url.includes("=ActiveSync") ? json : NOTHING));
  expect(outcome).toMatchObject({
    mechanism: "autodiscover-json",
    account: { activesync: "https://eas.example.com/" },
  });
});
