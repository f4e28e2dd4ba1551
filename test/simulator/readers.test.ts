/**
 * How each client reads one file: by hand-written documents that differ from a good one in one thing.
 * @module
 */
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/simulator/client.ts";
import { CLIENTS } from "../../src/simulator/clients.ts";
import { type ServerAnswer, Session, type World } from "../../src/simulator/session.ts";

const GOOD = `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1">
  <emailProvider id="example.com">
    <domain>example.com</domain>
    <displayName>Example Mail</displayName>
    <displayShortName>Example</displayShortName>
    <incomingServer type="imap">
      <hostname>imap.example.com</hostname>
      <port>993</port>
      <socketType>SSL</socketType>
      <authentication>password-cleartext</authentication>
      <username>%EMAILADDRESS%</username>
    </incomingServer>
    <outgoingServer type="smtp">
      <hostname>smtp.example.com</hostname>
      <port>465</port>
      <socketType>SSL</socketType>
      <authentication>password-cleartext</authentication>
      <username>%EMAILADDRESS%</username>
    </outgoingServer>
  </emailProvider>
</clientConfig>
`;

const NOTHING: ServerAnswer = { status: 404, headers: {}, body: "Not found.\n" };
const xml = (body: string, type = "text/xml"): ServerAnswer => ({
  status: 200,
  headers: { "content-type": type },
  body,
});

/** What a client makes of an answer at the first place over https; `second` is what the well-known path holds. */
async function read(id: string, first: ServerAnswer, second: ServerAnswer = NOTHING): Promise<Outcome> {
  const client = CLIENTS.find((one) => one.id === id);
  if (client === undefined) throw new Error(id);
  const world: World = {
    fetch: async ({ url }) => {
      if (/^https:\/\/autoconfig\.example\.com\/(?:mail\/|\.well-known\/mail-v1)/.test(url)) return first;
      if (url.startsWith("https://moved.example.com/")) return xml(GOOD);
      return url.startsWith("https://example.com/.well-known/autoconfig/") ? second : NOTHING;
    },
    resolveMx: async () => [],
    resolveSrv: async () => [],
    resolveTxt: async () => [],
    md5: async () => "0".repeat(32),
  };
  return client.simulate(new Session("alice@example.com", world));
}

/** In one word: `ok` as the good file says, `rej` no account, `half` of one, else what differs in the incoming server. */
function summary(outcome: Outcome): string {
  if (!outcome.ok) return "rej";
  const { incoming, outgoing } = outcome.account;
  if (incoming === undefined || outgoing === undefined) return "half";
  const differences = [
    incoming?.protocol === "imap" ? "" : incoming?.protocol,
    incoming?.hostname === "imap.example.com" ? "" : incoming?.hostname,
    incoming?.socketType === "tls" ? "" : incoming?.socketType,
    ["password-cleartext", "automatic"].includes(incoming?.authentication ?? "") ? "" : incoming?.authentication,
    incoming?.username === "alice@example.com" ? "" : JSON.stringify(incoming?.username),
  ].filter((part) => part !== "");
  return differences.join(" ") || "ok";
}

/** Columns of the tables, in the letters of the clients' names. */
const COLUMNS = {
  TB: "thunderbird-desktop",
  TBA: "thunderbird-android",
  TBI: "thunderbird-ios",
  DC: "deltachat",
  EVO: "evolution",
  KM: "kmail",
  FE: "fairemail",
  NC: "nextcloud",
  SM: "snappymail",
  MS: "mailspring",
  GEA: "geary",
  MU: "mustang",
} as const;

const POP3 = GOOD.replace(/^.*(<incomingServer.*<\/incomingServer>).*$/s, "$1").replace('"imap"', '"pop3"');
const SECOND = POP3.replace('"pop3"', '"imap"').replace("imap.example.com", "imap2.example.com");
const OAUTH = "<authentication>OAuth2</authentication>";
const first = (from: string | RegExp, to: string) => GOOD.replace(from, to);
const all = (from: string, to: string) => GOOD.replaceAll(from, to);
const PASSWORD = "<authentication>password-cleartext</authentication>";

const everybody = (what: string) => Object.fromEntries(Object.keys(COLUMNS).map((id) => [id, what]));

/**
 * A row: what is changed, the file, and every client that does not read it as if nothing had been changed; `?` where its
 * source was not followed that far.
 */
const ROWS: readonly [string, string, Partial<Record<keyof typeof COLUMNS, string>>][] = [
  ["nothing", GOOD, {}],
  [
    "one plain socketType",
    first("SSL", "plain"),
    {
      TB: "plain",
      TBA: "rej",
      TBI: "rej",
      DC: "plain",
      EVO: "plain",
      KM: "plain",
      NC: "plain",
      SM: "plain",
      MS: "plain",
      GEA: "plain",
      MU: "plain",
    },
  ],
  [
    "socketType in lower case",
    all("SSL", "ssl"),
    { TB: "rej", TBA: "rej", TBI: "rej", EVO: "plain", SM: "rej", MS: "starttls", GEA: "plain", MU: "rej" },
  ],
  ["a second IMAP server", first("</incomingServer>", `</incomingServer>${SECOND}`), { EVO: "imap2.example.com" }],
  [
    "POP3 before IMAP",
    first("<incomingServer", `${POP3}<incomingServer`),
    { TB: "pop3", FE: "rej", SM: "rej", GEA: "rej", MU: "pop3" },
  ],
  [
    "a server of another type",
    first("</incomingServer>", '</incomingServer><incomingServer type="jmap"><url>https://x/</url></incomingServer>'),
    { TBI: "rej" },
  ],
  ["OAuth2 before a password", all(PASSWORD, OAUTH + PASSWORD), { TBI: "OAuth2", KM: "OAuth2" }],
  ["a password before OAuth2", all(PASSWORD, PASSWORD + OAUTH), { KM: "OAuth2" }],
  ["OAuth2 alone, own host", all(PASSWORD, OAUTH), { TB: "rej", TBA: "rej", TBI: "OAuth2", KM: "OAuth2", MU: "rej" }],
  [
    "an incoming server without log-in",
    first("password-cleartext", "none"),
    { TB: "rej", TBA: "rej", TBI: "rej", KM: "none", MU: "rej" },
  ],
  [
    "no user name for receiving",
    first("<username>%EMAILADDRESS%</username>", ""),
    { TB: '"undefined"', TBA: "rej", TBI: "rej", DC: "rej", EVO: '""', KM: '""', NC: '""', MU: '""' },
  ],
  ["no short name", first(/<displayShortName>.*<\/displayShortName>/, ""), { TBI: "rej" }],
  ["no domain", first("<domain>example.com</domain>", ""), { TB: "rej", TBA: "rej", TBI: "rej", MU: "rej" }],
  ["another domain", first("<domain>example.com", "<domain>example.net"), { MU: "rej" }],
  ["an id that is no host name", first('id="example.com"', 'id="Example Inc."'), { TB: "rej", TBA: "rej" }],
  [
    "the short log-in",
    all("%EMAILADDRESS%", "%EMAILLOCALPART%"),
    Object.fromEntries(Object.keys(COLUMNS).map((id) => [id, id === "GEA" ? "ok" : '"alice"'])),
  ],
  [
    "%EMAILDOMAIN% in a host name",
    first("imap.example.com", "imap.%EMAILDOMAIN%"),
    { EVO: "imap.", ...Object.fromEntries(["FE", "NC", "SM", "MS", "GEA"].map((id) => [id, "imap.%EMAILDOMAIN%"])) },
  ],
  ["an attribute on a server", first('type="imap"', 'type="imap" preferred="true"'), { EVO: "rej" }],
  [
    "an attribute on a value",
    first("<hostname>", '<hostname kind="dns">'),
    { TB: "rej", SM: "rej", MS: "rej", MU: "rej" },
  ],
  [
    "an entity in a value",
    all("%EMAILADDRESS%", "a&amp;b"),
    {
      ...Object.fromEntries(["TB", "TBA", "EVO", "KM", "FE", "NC", "MU"].map((id) => [id, '"a&b"'])),
      TBI: '"b"',
      DC: '"b"',
    },
  ],
  [
    "a user name that looks like a number",
    all("%EMAILADDRESS%", "007"),
    {
      TB: '"7"',
      ...Object.fromEntries(["TBA", "TBI", "DC", "EVO", "KM", "FE", "NC", "MU"].map((id) => [id, '"007"'])),
    },
  ],
  [
    "an empty user name",
    all("%EMAILADDRESS%", ""),
    {
      TB: '"true"',
      TBA: "rej",
      TBI: "rej",
      DC: "rej",
      ...Object.fromEntries(["EVO", "KM", "FE", "NC", "MU"].map((id) => [id, '""'])),
    },
  ],
  [
    "a socketType given twice",
    first("<socketType>SSL", "<socketType>STARTTLS</socketType><socketType>SSL"),
    { TB: "starttls", NC: "starttls", SM: "rej", MS: "starttls", GEA: "?", MU: "starttls" },
  ],
  [
    "a bad socketType beside a good one",
    first("<socketType>SSL", "<socketType>TLS</socketType><socketType>SSL"),
    { TBA: "rej", NC: "starttls", SM: "rej", MS: "starttls", GEA: "?" },
  ],
  [
    "a bad socketType after a good one",
    first("SSL</socketType>", "SSL</socketType><socketType>TLS</socketType>"),
    { TBA: "rej", TBI: "rej", SM: "rej", MS: "starttls", GEA: "?" },
  ],
  [
    "blanks round a socketType",
    all("SSL", " SSL "),
    { TB: "rej", TBA: "rej", EVO: "plain", NC: "plain", SM: "?", MS: "?", GEA: "?", MU: "?" },
  ],
  [
    "Kerberos beside a password",
    all(PASSWORD, `${PASSWORD}<authentication>GSSAPI</authentication>`),
    { TBI: "rej", KM: "GSSAPI" },
  ],
  [
    "CRAM-MD5 after a password",
    all(PASSWORD, `${PASSWORD}<authentication>password-encrypted</authentication>`),
    { EVO: "password-encrypted", KM: "password-encrypted" },
  ],
  [
    "a value nested in an element that is not known",
    first("</incomingServer>", "<other><hostname>nested.example.com</hostname></other></incomingServer>"),
    { TBA: "nested.example.com", DC: "nested.example.com", EVO: "nested.example.com", FE: "nested.example.com" },
  ],
  [
    "POP3 alone",
    first('"imap"', '"pop3"'),
    {
      TB: "pop3",
      ...Object.fromEntries(["TBA", "TBI", "DC", "FE", "SM", "MS", "GEA"].map((id) => [id, "rej"])),
      NC: "half",
      EVO: "pop3",
      KM: "pop3",
      MU: "pop3",
    },
  ],
  ["nothing to send by", GOOD.replace(/<outgoingServer.*<\/outgoingServer>/s, ""), { ...everybody("rej"), NC: "half" }],
  [
    "a page of documentation without a URL",
    first("</emailProvider>", "<documentation><descr>x</descr></documentation></emailProvider>"),
    { TBI: "rej" },
  ],
  [
    "OAuth2's server without its addresses",
    first("</clientConfig>", "<oAuth2><issuer>x</issuer></oAuth2></clientConfig>"),
    { TBI: "rej" },
  ],
  ["webmail without a page", first("</clientConfig>", "<webMail/></clientConfig>"), { TBI: "rej" }],
  [
    "calendars outside of emailProvider and without a user name",
    first(
      "</clientConfig>",
      '<calendar type="caldav"><url>https://x.example/</url><authentication system="http">Basic</authentication></calendar></clientConfig>',
    ),
    {},
  ],
  ["an element that is not closed", first("</hostname>", ""), everybody("rej")],
  ["blanks round a port", first("<port>993<", "<port> 993 <"), { TBA: "rej", FE: "rej", KM: "rej" }],
  [
    "a prefix on every element",
    GOOD.replace(/<(\/?)(?=[a-zA-Z])/g, "<$1ac:").replace(
      'version="1.1"',
      'xmlns:ac="https://x.example/" version="1.1"',
    ),
    Object.fromEntries(Object.keys(COLUMNS).map((id) => [id, "rej"])),
  ],
  [
    "a user name in a calendar block",
    first("</emailProvider>", '</emailProvider><calendar type="caldav"><username>cal</username></calendar>'),
    { FE: '"cal"' },
  ],
];

describe.each(ROWS)("%s", (_, document, differing) => {
  const expectations = new Map(Object.entries(differing));
  const traced = Object.entries(COLUMNS).filter(([letters]) => expectations.get(letters) !== "?");
  test.each(traced)("%s", async (letters, id) => {
    const expected = expectations.get(letters) ?? "ok";
    expect(summary(await read(id, xml(document)))).toBe(expected);
  });
});

const PAGE = "<!doctype html><html><body><p>Welcome<br></body></html>";
const XHTML = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>';
const to = (location: string): ServerAnswer => ({ status: 302, headers: { location }, body: "" });

/** Who gives up at an answer of the first place although the second is good. */
const ANSWERS: readonly [string, ServerAnswer, readonly (keyof typeof COLUMNS)[]][] = [
  ["404 in plain text", NOTHING, []],
  ["404 with XHTML", { ...xml(XHTML), status: 404 }, []],
  ["500 with the file", { ...xml(GOOD), status: 500 }, []],
  ["503", { status: 503, headers: {}, body: "Busy.\n" }, []],
  ["200 with a page", xml(PAGE, "text/html"), ["TB", "KM", "MU"]],
  ["200 with XHTML", xml(XHTML), ["TB", "DC", "EVO", "KM", "MS", "MU"]],
  ["200 with nothing", xml("", "text/plain"), ["TB", "DC", "KM", "MS", "MU"]],
  ["204", { status: 204, headers: {}, body: "" }, ["TB", "DC", "MS", "MU"]],
  ["the file as text/plain", xml(GOOD, "text/plain"), ["TB"]],
  ["a redirect with an absolute URL", to("https://moved.example.com/config-v1.1.xml"), []],
];

describe.each(ANSWERS)("%s hides the second place", (_, answer, stopped) => {
  // SnappyMail and Geary have other first or second places.
  const rows = Object.entries(COLUMNS).filter(([letters]) => !["SM", "GEA"].includes(letters));
  test.each(rows)("from %s or not", async (letters, id) => {
    const expected = stopped.some((one) => one === letters) ? "rej" : "ok";
    expect(summary(await read(id, answer, xml(GOOD)))).toBe(expected);
  });
});

test("Delta Chat takes a relative redirect for a failure", async () => {
  expect(summary(await read("deltachat", to("/elsewhere.xml")))).toBe("rej");
  expect(summary(await read("thunderbird-desktop", to("https://moved.example.com/x")))).toBe("ok");
});

test("Geary parses the body of an error", async () => {
  expect(summary(await read("geary", { ...xml(GOOD), status: 404 }))).toBe("ok");
  expect(summary(await read("geary", xml(XHTML)))).toBe("rej");
});

/** How long each waits for the whole answer, in seconds, where its source says so. */
const PATIENCE = { MU: 3, TB: 5, NC: 7, TBA: 10, FE: 10, EVO: 15, TBI: 60 } as const;

test.each(Object.entries(PATIENCE))("%s waits %i seconds", async (letters, seconds) => {
  const id = Object.entries(COLUMNS).find(([name]) => name === letters)?.[1];
  const takes = async (time: number) => {
    const client = CLIENTS.find((one) => one.id === id);
    if (client === undefined) throw new Error(id);
    const outcome = await client.simulate(
      new Session(
        "alice@example.com",
        {
          fetch: async ({ url, timeoutSeconds }) => {
            if (time > (timeoutSeconds ?? Number.POSITIVE_INFINITY)) throw new Error("not in time");
            return url.startsWith("https://autoconfig.example.com/mail/") ? xml(GOOD) : NOTHING;
          },
          resolveMx: async () => [],
          resolveSrv: async () => [],
          resolveTxt: async () => [],
          md5: async () => "0".repeat(32),
        },
        client,
      ),
    );
    return outcome.ok;
  };
  expect([await takes(seconds), await takes(seconds + 1)]).toEqual([true, false]);
});
