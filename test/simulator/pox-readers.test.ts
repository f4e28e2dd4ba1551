/**
 * How each client reads Autodiscover's XML, and where it lets itself be led: by hand-written answers that differ from a
 * good one in one thing.
 * @module
 */
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/simulator/client.ts";
import { CLIENTS } from "../../src/simulator/clients.ts";
import { type ClientRequest, type ServerAnswer, Session, type SrvRecord } from "../../src/simulator/session.ts";

const protocol = (type: string, server: string, port: number) => `
      <Protocol>
        <Type>${type}</Type><Server>${server}</Server><Port>${port}</Port>
        <LoginName>alice@example.com</LoginName><DomainRequired>off</DomainRequired>
        <SPA>off</SPA><SSL>on</SSL><AuthRequired>on</AuthRequired>
      </Protocol>`;
const IMAP = protocol("IMAP", "imap.example.com", 993);
const SMTP = protocol("SMTP", "smtp.example.com", 465);
const HEAD = "<AccountType>email</AccountType><Action>settings</Action>";
const toDocument = (account: string) => `<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">
  <Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">
    <Account>${account}</Account>
  </Response>
</Autodiscover>`;
const GOOD = toDocument(HEAD + IMAP + SMTP);
const ERROR = GOOD.replace(/<Account>.*<\/Account>/s, '<Error Id="0"><ErrorCode>600</ErrorCode></Error>');

const NOTHING: ServerAnswer = { status: 404, headers: {}, body: "Not found.\n" };
const xml = (body: string): ServerAnswer => ({ status: 200, headers: { "content-type": "text/xml" }, body });
const to = (location: string): ServerAnswer => ({ status: 302, headers: { location }, body: "" });

interface Place {
  readonly answers: Readonly<Record<string, ServerAnswer>>;
  readonly srv?: readonly SrvRecord[];
}

/** What a client makes of a world in which these URLs alone lead anywhere. */
async function play(
  id: string,
  { answers, srv = [] }: Place,
): Promise<{ outcome: Outcome; requests: ClientRequest[] }> {
  const client = CLIENTS.find((one) => one.id === id);
  if (client === undefined) throw new Error(id);
  const requests: ClientRequest[] = [];
  const outcome = await client.simulate(
    new Session("alice@example.com", {
      fetch: async (request) => {
        requests.push(request);
        return answers[request.url.toLowerCase()] ?? NOTHING;
      },
      resolveMx: async () => [],
      resolveSrv: async (name) => (name.startsWith("_autodiscover.") ? srv : []),
      resolveTxt: async () => [],
      md5: async () => "0".repeat(32),
    }),
  );
  return { outcome, requests };
}

const APEX = "https://example.com/autodiscover/autodiscover.xml";
const SUB = "https://autodiscover.example.com/autodiscover/autodiscover.xml";
const PLAIN = "http://autodiscover.example.com/autodiscover/autodiscover.xml";
const everywhere = (answer: ServerAnswer): Place => ({ answers: { [APEX]: answer, [SUB]: answer } });

/** `ok` as the good answer says, `rej` no account, else what differs in the incoming server. */
function summary(outcome: Outcome): string {
  if (!outcome.ok) return "rej";
  const { incoming } = outcome.account;
  const differences = [
    incoming?.protocol === "imap" ? "" : incoming?.protocol,
    incoming?.hostname === "imap.example.com" ? "" : incoming?.hostname,
    incoming?.socketType === "tls" ? "" : incoming?.socketType,
    ["password-cleartext", "automatic"].includes(incoming?.authentication ?? "") ? "" : incoming?.authentication,
    incoming?.username === "alice@example.com" ? "" : JSON.stringify(incoming?.username),
  ].filter((part) => part !== "");
  return differences.join(" ") || "ok";
}

const COLUMNS = {
  OL: "outlook-windows-classic",
  EM: "emclient",
  TB: "thunderbird-desktop",
  DC: "deltachat",
  FE: "fairemail",
  SM: "snappymail",
  MU: "mustang",
} as const;
type Letters = keyof typeof COLUMNS;

/** SnappyMail asks about a made-up mailbox, and takes the short log-in where the answer's is not that. */
const SHORT = '"alice"';
const first = (from: string | RegExp, into: string) => toDocument(HEAD + IMAP.replace(from, into) + SMTP);

const ROWS: readonly [string, string, Partial<Record<Letters, string>>][] = [
  ["nothing", GOOD.replaceAll("alice@example.com", "autodiscover@example.com"), others('"autodiscover@example.com"')],
  ["the log-in of somebody else", GOOD, { SM: SHORT }],
  ["no log-in", GOOD.replaceAll(/<LoginName>.*<\/LoginName>/g, ""), { SM: SHORT }],
  ["an empty log-in", GOOD.replaceAll("alice@example.com", ""), { TB: '"true"', SM: SHORT }],
  [
    "a log-in that looks like a number",
    GOOD.replaceAll("alice@example.com", "007"),
    { OL: '"007"', EM: '"007"', TB: '"7"', SM: SHORT, MU: '"007"' },
  ],
  [
    "STARTTLS on its own port",
    first("993", "143").replace("<SSL>on", "<Encryption>TLS</Encryption><SSL>on"),
    {
      ...Object.fromEntries(["OL", "EM", "TB", "DC", "FE", "MU"].map((id) => [id, "starttls"])),
      SM: `starttls ${SHORT}`,
    },
  ],
  [
    "STARTTLS on a port of somebody's own",
    first("993", "1143").replace("<SSL>on", "<Encryption>TLS</Encryption><SSL>on"),
    { OL: "starttls", SM: `starttls ${SHORT}` },
  ],
  ["TLS on a port of somebody's own", first("993", "1993"), { SM: `starttls ${SHORT}` }],
  [
    "TLS on STARTTLS's port",
    first("993", "143").replace("<SSL>on", "<Encryption>SSL</Encryption><SSL>on"),
    {
      ...Object.fromEntries(["EM", "TB", "DC", "FE", "MU"].map((id) => [id, "starttls"])),
      SM: `starttls ${SHORT}`,
    },
  ],
  [
    "SSL off",
    first("<SSL>on", "<SSL>off"),
    { OL: "plain", EM: "plain", TB: "plain", DC: "plain", SM: `plain ${SHORT}` },
  ],
  ["SSL On, in upper case", first("<SSL>on", "<SSL>On"), { SM: SHORT }],
  [
    "Encryption None beside SSL on",
    first("<SSL>on", "<Encryption>None</Encryption><SSL>on"),
    { OL: "plain", TB: "plain", SM: SHORT },
  ],
  ["no SPA, which is on then", first("<SPA>off</SPA>", ""), { OL: "NTLM", SM: SHORT }],
  ["SPA on", first("<SPA>off", "<SPA>on"), { OL: "NTLM", TB: "password-encrypted", SM: SHORT }],
  ["the account's type after the protocols", toDocument(IMAP + SMTP + HEAD), { FE: "rej", SM: SHORT }],
  ["no action", GOOD.replace("<Action>settings</Action>", ""), { OL: "rej", FE: "rej", SM: SHORT }],
  ["nothing to send by", toDocument(HEAD + IMAP), { OL: "rej", EM: "rej", TB: "rej", DC: "rej", FE: "rej", SM: "rej" }],
  [
    "a second IMAP server",
    toDocument(HEAD + IMAP + IMAP.replace("imap.", "imap2.") + SMTP),
    { FE: "imap2.example.com", SM: SHORT },
  ],
  [
    "POP3 before IMAP",
    toDocument(HEAD + protocol("POP3", "imap.example.com", 995) + IMAP + SMTP),
    { OL: "pop3", EM: "pop3", TB: "pop3", MU: "pop3", SM: SHORT },
  ],
  [
    "calendars beside",
    toDocument(
      `${HEAD}${IMAP}${SMTP}<Protocol><Type>CalDAV</Type><Server>https://dav.example.com/</Server></Protocol>`,
    ),
    { SM: SHORT },
  ],
  ["an error", ERROR, everybody("rej")],
  ["another document", "<a><b/></a>", everybody("rej")],
];

function everybody(what: string) {
  return Object.fromEntries(Object.keys(COLUMNS).map((letters) => [letters, what]));
}

/** Those who take the log-in from the answer. */
function others(login: string) {
  return Object.fromEntries(["OL", "EM", "TB", "MU"].map((letters) => [letters, login]));
}

describe.each(ROWS)("%s", (_, document, differing) => {
  test.each(Object.entries(COLUMNS))("%s", async (letters, id) => {
    const expected = Object.entries(differing).find(([name]) => name === letters)?.[1] ?? "ok";
    expect(summary((await play(id, everywhere(xml(document)))).outcome)).toBe(expected);
  });
});

/** Who gives up at an answer of the place that it asks first although the other one is good. */
const ANSWERS: readonly [string, ServerAnswer, readonly Letters[]][] = [
  ["404", NOTHING, []],
  ["401", { status: 401, headers: {}, body: "" }, ["OL"]],
  ["an error of Autodiscover", xml(ERROR), ["TB", "DC"]],
  ["a page", { status: 200, headers: { "content-type": "text/html" }, body: "<p>Welcome<br>" }, ["TB"]],
  ["nothing, with status 204", { status: 204, headers: {}, body: "" }, ["TB", "DC"]],
];

describe.each(ANSWERS)("%s at the first place hides the second", (_, answer, stopped) => {
  test.each(Object.entries(COLUMNS))("from %s or not", async (letters, id) => {
    const isSubFirst = letters === "TB" || letters === "MU";
    const answers = { [APEX]: isSubFirst ? xml(GOOD) : answer, [SUB]: isSubFirst ? answer : xml(GOOD) };
    const expected = stopped.some((one) => one === letters) ? "rej" : letters === "SM" ? SHORT : "ok";
    expect(summary((await play(id, { answers })).outcome)).toBe(expected);
  });
});

describe("over http, and by SRV", () => {
  const elsewhere = "https://setup.hosting.example/autodiscover/autodiscover.xml";
  const srv = [{ priority: 0, weight: 0, port: 443, target: "setup.hosting.example" }];
  const remarksOf = (outcome: Outcome) => (outcome.ok ? outcome.account.remarks : undefined);
  const A1 = "https://autoconfig.example.com/mail/config-v1.1.xml?emailaddress=alice%40example.com";
  const FILE = xml(
    `<clientConfig version="1.1"><emailProvider id="example.com"><domain>example.com</domain>${[
      "incoming imap",
      "outgoing smtp",
    ]
      .map((words) => words.split(" "))
      .map(
        ([way, type]) =>
          `<${way}Server type="${type}"><hostname>${type}.example.com</hostname><port>993</port><socketType>SSL</socketType><authentication>password-cleartext</authentication><username>%EMAILADDRESS%</username></${way}Server>`,
      )
      .join("")}</emailProvider></clientConfig>`,
  );

  test.each(["outlook-windows-classic", "thunderbird-desktop", "mustang"])(
    "%s follows a redirect to https within the domain",
    async (id) => {
      const target = "https://mail.example.com/autodiscover/autodiscover.xml";
      const { outcome } = await play(id, { answers: { [PLAIN]: to(target), [target]: xml(GOOD) } });
      expect(summary(outcome)).toBe("ok");
    },
  );

  test("Thunderbird asks the user about a foreign target although it has settings by autoconfig", async () => {
    const { outcome } = await play("thunderbird-desktop", { answers: { [A1]: FILE }, srv });
    expect(remarksOf(outcome)).toEqual(["the user is asked whether to trust hosting.example, an unknown host"]);
    const redirected = await play("thunderbird-desktop", { answers: { [A1]: FILE, [PLAIN]: to(elsewhere) } });
    expect(remarksOf(redirected.outcome)).toEqual([
      "the user is asked whether to trust hosting.example, an unknown host",
    ]);
  });

  test("and not where autodiscover.<domain> has an answer", async () => {
    const { outcome } = await play("thunderbird-desktop", { answers: { [A1]: FILE, [SUB]: xml(GOOD) }, srv });
    expect(remarksOf(outcome)).toEqual([]);
  });

  test.each(["outlook-windows-classic", "thunderbird-desktop", "emclient", "snappymail"])(
    "%s asks the target of the SRV record",
    async (id) => {
      const { outcome } = await play(id, { answers: { [elsewhere]: xml(GOOD) }, srv });
      expect(outcome.ok).toBe(true);
    },
  );
});

describe("an answer that points elsewhere", () => {
  const pointing = (words: string) => xml(toDocument(`<AccountType>email</AccountType>${words}`));
  const byUrl = pointing("<Action>redirectUrl</Action><RedirectUrl>https://other.example/a.xml</RedirectUrl>");
  const byAddress = pointing("<Action>redirectAddr</Action><RedirectAddr>bob@other.example</RedirectAddr>");
  const target = { "https://other.example/a.xml": xml(GOOD) };
  const other = {
    "https://autodiscover.other.example/autodiscover/autodiscover.xml": xml(GOOD),
    "https://other.example/autodiscover/autodiscover.xml": xml(GOOD),
  };

  test.each([
    ["outlook-windows-classic", true, true],
    ["thunderbird-desktop", false, true],
    ["deltachat", true, false],
  ])("%s follows a URL: %s, an address: %s", async (id, followsUrl, followsAddress) => {
    const first = (answer: ServerAnswer) => everywhere(answer).answers;
    expect((await play(id, { answers: { ...first(byUrl), ...target } })).outcome.ok).toBe(followsUrl);
    expect((await play(id, { answers: { ...first(byAddress), ...other } })).outcome.ok).toBe(followsAddress);
  });

  test.each(["outlook-windows-classic", "thunderbird-desktop", "deltachat", "evolution-ews"])(
    "%s ends where it points to itself",
    async (id) => {
      const self = pointing(`<Action>redirectUrl</Action><RedirectUrl>${APEX}</RedirectUrl>`);
      const { outcome, requests } = await play(id, everywhere(self));
      expect(outcome.ok).toBe(false);
      expect(requests.length).toBeLessThan(40);
    },
  );
});

describe("Exchange, where there is one", () => {
  const exchange = GOOD.replace("<SSL>", "<ASUrl>https://ews.example.com/EWS/Exchange.asmx</ASUrl><SSL>");
  test.each(["evolution-ews", "gnome-exchange"])("%s finds it, by a redirect too", async (id) => {
    const wanted = { ok: true, account: { exchange: "https://ews.example.com/EWS/Exchange.asmx" } };
    expect((await play(id, everywhere(xml(exchange)))).outcome).toMatchObject(wanted);
    const target = "https://mail.example.com/x.xml";
    const { outcome, requests } = await play(id, { answers: { [APEX]: to(target), [target]: xml(exchange) } });
    expect(outcome).toMatchObject(wanted);
    expect(requests.at(-1)).toMatchObject({ method: "POST", url: target });
  });

  test("Android's own sends its password with the first request, and again where it is redirected", async () => {
    const target = "https://mail.example.com/x.xml";
    const { requests } = await play("aosp-exchange", { answers: { [APEX]: to(target), [target]: NOTHING } });
    for (const { headers } of requests.slice(0, 2)) expect(headers.authorization).toMatch(/^Basic /);
    expect(requests[1]).toMatchObject({ method: "POST", url: target });
  });
});
