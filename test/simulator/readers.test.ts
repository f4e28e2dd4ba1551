/**
 * How each client reads one file: by hand-written documents that differ from a good one in one thing.
 * @module
 */
import { describe, expect, test } from "vitest";
import { CLIENTS } from "../../src/simulator/clients.ts";
import type { Outcome } from "../../src/simulator/outcome.ts";
import { Session } from "../../src/simulator/session.ts";
import type { ServerAnswer } from "../../src/simulator/world.ts";
import { answering, NOTHING } from "../support/domains/simulated-world.ts";

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

const xml = (body: string, type = "text/xml"): ServerAnswer => ({
  status: 200,
  headers: { "content-type": type },
  body,
});

/** What a client makes of an answer at the first place over https; `second` is what the well-known path holds. */
async function read(id: string, first: ServerAnswer, second: ServerAnswer = NOTHING): Promise<Outcome> {
  const client = CLIENTS.find((one) => one.id === id);
  if (client === undefined) throw new Error(id);
  const world = answering(({ url }) => {
    if (/^https:\/\/autoconfig\.example\.com\/(?:mail\/|\.well-known\/mail-v1)/.test(url)) return first;
    if (/^https?:\/\/moved\.example\.com\//.test(url) || url.endsWith("/elsewhere.xml")) return xml(GOOD);
    if (url.endsWith("/page")) return xml(PAGE, "text/html");
    return url.startsWith("https://example.com/.well-known/autoconfig/") ? second : NOTHING;
  });
  return client.simulate(new Session("alice@example.com", world));
}

/** `ok` as the good file says, `rej` no account, `half` nothing to receive from, else what differs there. */
function summary(outcome: Outcome): string {
  if (!outcome.ok) return "rej";
  const { incoming } = outcome.account;
  if (incoming === undefined) return "half";
  const differences = [
    incoming.protocol === "imap" ? "" : incoming.protocol,
    incoming.hostname === "imap.example.com" ? "" : incoming.hostname,
    incoming.socketType === "tls" ? "" : incoming.socketType,
    ["password-cleartext", "automatic"].includes(incoming.authentication) ? "" : incoming.authentication,
    incoming.username === "alice@example.com" ? "" : JSON.stringify(incoming.username),
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
const ENCRYPTED = "<authentication>password-encrypted</authentication>";
const OTHER_PROVIDER = GOOD.replace(/^.*(<emailProvider.*<\/emailProvider>).*$/s, "$1").replaceAll(
  "example.com",
  "other.example",
);
const PASSWORD = "<authentication>password-cleartext</authentication>";

/** For user names: Geary reads none, SnappyMail and Mailspring only look whether it is the local part. */
const literally = (name: string, differing: Partial<Record<keyof typeof COLUMNS, string>>) => ({
  ...Object.fromEntries(
    Object.keys(COLUMNS)
      .filter((id) => !["SM", "MS", "GEA"].includes(id))
      .map((id) => [id, name]),
  ),
  ...differing,
});

/** A row: what is changed, the file, and every client that does not read it as if nothing had been changed. */
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
  [
    "password-encrypted before OAuth2",
    all(PASSWORD, ENCRYPTED + OAUTH + PASSWORD),
    Object.fromEntries(["TB", "TBA", "TBI", "KM", "MU"].map((id) => [id, "password-encrypted"])),
  ],
  [
    "OAuth2 before password-encrypted",
    all(PASSWORD, OAUTH + ENCRYPTED),
    {
      ...Object.fromEntries(["TB", "TBA", "EVO", "MU"].map((id) => [id, "password-encrypted"])),
      TBI: "OAuth2",
      KM: "OAuth2",
    },
  ],
  [
    "KMail's word for the client's own address",
    all("password-cleartext", "client-ip-based"),
    { TB: "rej", TBA: "rej", TBI: "rej", KM: "client-IP-address", MU: "rej" },
  ],
  ["OAuth2 alone, own host", all(PASSWORD, OAUTH), { TB: "rej", TBA: "rej", TBI: "OAuth2", KM: "OAuth2", MU: "rej" }],
  [
    "an incoming server without login",
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
    "the short login",
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
  ["a CDATA section", first("%EMAILADDRESS%", "<![CDATA[%EMAILADDRESS%]]>"), { DC: "rej" }],
  ["blanks round a port", first("<port>993<", "<port> 993 <"), { TBA: "rej", FE: "rej", KM: "rej" }],
  [
    "blanks round a user name",
    all("%EMAILADDRESS%", " %EMAILADDRESS% "),
    {
      ...Object.fromEntries(["TB", "EVO", "KM", "NC"].map((id) => [id, '" alice@example.com "'])),
      FE: '" %EMAILADDRESS% "',
    },
  ],
  [
    "blanks round a host name",
    first("imap.example.com", " imap.example.com "),
    {
      ...Object.fromEntries(["EVO", "KM", "FE", "NC"].map((id) => [id, " imap.example.com "])),
    },
  ],
  [
    "a host name that is not ASCII",
    first("imap.example.com", "imap.bücher.example"),
    {
      TB: "rej",
      TBA: "rej",
      ...Object.fromEntries(
        ["TBI", "DC", "EVO", "KM", "FE", "NC", "SM", "MS", "GEA", "MU"].map((id) => [id, "imap.bücher.example"]),
      ),
    },
  ],
  [
    "a port that is none",
    first("<port>993<", "<port>99999<"),
    {
      ...Object.fromEntries(Object.keys(COLUMNS).map((id) => [id, "rej"])),
      NC: "half",
      EVO: "ok",
    },
  ],
  ["a user name of digits", all("%EMAILADDRESS%", "007"), literally('"007"', { TB: '"7"' })],
  ["a user name that looks like a truth", all("%EMAILADDRESS%", "TRUE"), literally('"TRUE"', { TB: '"true"' })],
  [
    "a user name of the domain's",
    all("%EMAILADDRESS%", "%EMAILLOCALPART%*%EMAILDOMAIN%"),
    literally('"alice*example.com"', { EVO: '"alice*"', FE: '"%EMAILLOCALPART%*%EMAILDOMAIN%"' }),
  ],
  [
    "an empty user name",
    all("<username>%EMAILADDRESS%</username>", "<username/>"),
    {
      TB: '"true"',
      ...Object.fromEntries(["TBA", "TBI", "DC"].map((id) => [id, "rej"])),
      ...Object.fromEntries(["EVO", "KM", "FE", "NC", "MU"].map((id) => [id, '""'])),
    },
  ],
  [
    "no user name anywhere",
    all("<username>%EMAILADDRESS%</username>", ""),
    {
      TB: '"undefined"',
      ...Object.fromEntries(["TBA", "TBI", "DC"].map((id) => [id, "rej"])),
      ...Object.fromEntries(["EVO", "KM", "NC", "MU"].map((id) => [id, '""'])),
    },
  ],
  [
    "socketType twice",
    all("<socketType>SSL", "<socketType>SSL</socketType><socketType>STARTTLS"),
    {
      ...Object.fromEntries(["TBA", "TBI", "DC", "EVO", "KM", "FE", "MS"].map((id) => [id, "starttls"])),
      SM: "rej",
    },
  ],
  [
    "socketType twice, once unknown",
    all("<socketType>SSL", "<socketType>magic</socketType><socketType>SSL"),
    {
      TBA: "rej",
      SM: "rej",
      MS: "starttls",
      NC: "plain",
      GEA: "plain",
    },
  ],
  [
    "password-encrypted before a password",
    all(PASSWORD, ENCRYPTED + PASSWORD),
    Object.fromEntries(
      ["TB", "TBA", "TBI", "KM", "EVO", "MU"].map((id) => [id, id === "EVO" ? "ok" : "password-encrypted"]),
    ),
  ],
  [
    "a password before password-encrypted",
    all(PASSWORD, PASSWORD + ENCRYPTED),
    { KM: "password-encrypted", EVO: "password-encrypted" },
  ],
  ["the older word plain for the password", all("password-cleartext", "plain"), { TBA: "rej", TBI: "rej", MU: "rej" }],
  ["NTLM alone", all("password-cleartext", "NTLM"), { TB: "NTLM", TBA: "rej", TBI: "rej", KM: "NTLM", MU: "NTLM" }],
  [
    "GSSAPI alone",
    all("password-cleartext", "GSSAPI"),
    { TB: "GSSAPI", TBA: "rej", TBI: "rej", KM: "GSSAPI", MU: "GSSAPI" },
  ],
  [
    "sending without login",
    GOOD.replace(/password-cleartext(?!.*password-cleartext)/s, "none"),
    { TBA: "rej", TBI: "rej", MU: "rej" },
  ],
  [
    "sending by the client's own address",
    GOOD.replace(/password-cleartext(?!.*password-cleartext)/s, "client-IP-address"),
    { TBA: "rej", MU: "rej" },
  ],
  [
    "POP3 alone",
    all('"imap"', '"pop3"').replace("imap.example.com", "imap.example.com"),
    {
      ...Object.fromEntries(["TB", "EVO", "KM", "MU"].map((id) => [id, "pop3"])),
      ...Object.fromEntries(["TBA", "TBI", "DC", "FE", "SM", "MS", "GEA"].map((id) => [id, "rej"])),
      NC: "half",
    },
  ],
  [
    "nothing to send by",
    first(/<outgoingServer.*<\/outgoingServer>/s, ""),
    {
      ...Object.fromEntries(Object.keys(COLUMNS).map((id) => [id, "rej"])),
      NC: "ok",
    },
  ],
  [
    "a plain server that is not the first",
    first("</incomingServer>", `</incomingServer>${SECOND.replace("SSL", "plain")}`),
    { TBA: "rej", TBI: "rej", EVO: "imap2.example.com plain" },
  ],
  [
    "an unknown authentication at another server",
    first("</incomingServer>", `</incomingServer>${SECOND.replace("password-cleartext", "magic")}`),
    { TBA: "rej", TBI: "rej", EVO: "imap2.example.com" },
  ],
  ["elements within a value", first("imap.example.com", "imap.example.com<b/>"), { TBA: "rej" }],
  [
    "a host name nested in an unknown element",
    first("<authentication>", "<extra><hostname>nested.example.com</hostname></extra><authentication>"),
    Object.fromEntries(["TBA", "DC", "EVO", "FE"].map((id) => [id, "nested.example.com"])),
  ],
  [
    "an unknown socketType after a known one",
    first("SSL</socketType>", "SSL</socketType><socketType>magic</socketType>"),
    { TBA: "rej", TBI: "rej", SM: "rej", MS: "starttls" },
  ],
  [
    "Kerberos after a password",
    all(PASSWORD, `${PASSWORD}<authentication>GSSAPI</authentication>`),
    { TBI: "rej", KM: "GSSAPI" },
  ],
  [
    "calendars without a user name, outside of the provider",
    first(
      "</clientConfig>",
      '<calendar type="caldav"><url>https://x.example/</url><authentication system="http">Basic</authentication></calendar></clientConfig>',
    ),
    {},
  ],
  [
    "another element than clientConfig round all",
    all("clientConfig", "configuration"),
    Object.fromEntries(["TB", "TBA", "TBI", "KM", "MS", "MU", "SM"].map((id) => [id, "rej"])),
  ],
  [
    "documentation without a URL",
    first("</emailProvider>", '<documentation url="no"/></emailProvider>'),
    { TBI: "rej" },
  ],
  [
    "documentation and instructions",
    first(
      "</emailProvider>",
      '<documentation url="https://x.example/?a&amp;b"><descr lang="de">Hilfe</descr></documentation>' +
        '<enable visiturl="https://x.example/"><instruction>On</instruction></enable></emailProvider>',
    ),
    {},
  ],
  ["webMail without its page", first("</clientConfig>", "<webMail/></clientConfig>"), { TBI: "rej" }],
  [
    "oAuth2 without its addresses",
    first("</clientConfig>", "<oAuth2><issuer>x</issuer></oAuth2></clientConfig>"),
    { TBI: "rej" },
  ],
  [
    "Thunderbird's own OAuth2 hosts",
    all(PASSWORD, OAUTH).replaceAll("example.com</host", "fastmail.com</host"),
    {
      ...Object.fromEntries(["TB", "TBA", "TBI", "KM"].map((id) => [id, "imap.fastmail.com OAuth2"])),
      ...Object.fromEntries(["DC", "EVO", "FE", "NC", "SM", "MS", "GEA"].map((id) => [id, "imap.fastmail.com"])),
      MU: "rej",
    },
  ],
  [
    "OAuth2 hosts that the desktop alone knows",
    all(PASSWORD, OAUTH).replaceAll("example.com</host", "yandex.com</host"),
    {
      ...Object.fromEntries(["TB", "TBI", "KM"].map((id) => [id, "imap.yandex.com OAuth2"])),
      ...Object.fromEntries(["DC", "EVO", "FE", "NC", "SM", "MS", "GEA"].map((id) => [id, "imap.yandex.com"])),
      TBA: "rej",
      MU: "rej",
    },
  ],
  [
    "two providers, ours last",
    first("<emailProvider", `${OTHER_PROVIDER}<emailProvider`),
    {
      ...Object.fromEntries(
        ["TB", "TBA", "TBI", "KM", "FE", "NC", "SM", "GEA"].map((id) => [id, "imap.other.example"]),
      ),
      DC: "imap.other.example",
      MU: "rej",
    },
  ],
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
  test.each(Object.entries(COLUMNS))("%s", async (letters, id) => {
    const expected = Object.entries(differing).find(([name]) => name === letters)?.[1] ?? "ok";
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
  ["200 with a page that calls itself XML", xml(PAGE), ["KM", "MU"]],
  ["200 with words", xml("It works!\n", "text/plain"), ["TB", "DC", "KM", "MU"]],
  ["200 with XHTML", xml(XHTML), ["TB", "DC", "EVO", "KM", "MS", "MU"]],
  ["200 with nothing", xml("", "text/plain"), ["TB", "DC", "KM", "MS", "MU"]],
  ["204", { status: 204, headers: {}, body: "" }, ["TB", "DC", "MS", "MU"]],
  ["the file as text/plain", xml(GOOD, "text/plain"), ["TB"]],
  ["the file as octets", xml(GOOD, "application/octet-stream"), ["TB"]],
  ["the file without a type", { status: 200, headers: {}, body: GOOD }, ["TB"]],
  ["no Location in a redirect", { status: 302, headers: {}, body: "" }, []],
  ["a redirect to a page", to("https://example.com/page"), ["TB", "KM", "MU"]],
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

/** What becomes of a redirect whose target is the good file, with nothing at the second place. */
const REDIRECTS: readonly [string, string, readonly (keyof typeof COLUMNS)[]][] = [
  ["absolute", "https://moved.example.com/config-v1.1.xml", []],
  ["relative", "/elsewhere.xml", ["DC"]],
  ["to http", "http://moved.example.com/config-v1.1.xml", ["FE"]],
];

describe.each(REDIRECTS)("a redirect, %s, is not followed", (_, location, refused) => {
  test.each(Object.entries(COLUMNS))("by %s or it is", async (letters, id) => {
    expect(summary(await read(id, to(location)))).toBe(refused.some((one) => one === letters) ? "rej" : "ok");
  });
});

test.each(Object.entries(COLUMNS))("%s wants exactly 200, or takes any success", async (letters, id) => {
  const expected = ["TBI", "KM", "FE"].includes(letters) ? "rej" : "ok";
  expect(summary(await read(id, { ...xml(GOOD), status: 206 }))).toBe(expected);
});

test("Thunderbird for Android has the user confirm what came over http on the way", async () => {
  const outcome = await read("thunderbird-android", to("http://moved.example.com/config-v1.1.xml"));
  expect(outcome).toMatchObject({ account: { remarks: ["the user has to trust settings that came by http"] } });
  expect(await read("thunderbird-android", xml(GOOD))).toMatchObject({ account: { remarks: [] } });
});

test.each([
  ["pop3 and imap", GOOD, "ok"],
  ["another type of server", first("</incomingServer>", '</incomingServer><incomingServer type="jmap"/>'), "rej"],
  ["an authentication that the draft does not know", first("password-cleartext", "secret"), "rej"],
  [
    "oAuth2 without its addresses",
    first("</clientConfig>", "<oAuth2><issuer>x</issuer></oAuth2></clientConfig>"),
    "rej",
  ],
])("Himalaya is typed: %s", async (_, document, expected) =>
  expect(summary(await read("himalaya", xml(document)))).toBe(expected),
);

test("Thunderbird for iOS takes a decoded file for an answer, whatever is in it", async () => {
  const empty = '<clientConfig version="1.1"/>';
  expect(summary(await read("thunderbird-ios", xml(empty), xml(GOOD)))).toBe("rej");
  expect(summary(await read("thunderbird-ios", xml(all('"imap"', '"pop3"')), xml(GOOD)))).toBe("rej");
});

const OAUTH_SERVER = ["issuer", "scope", "authURL", "tokenURL"];
const oauthWithout = (missing: string) => {
  const members = OAUTH_SERVER.filter((name) => name !== missing).map((name) => `<${name}>https://x/</${name}>`);
  return first("</clientConfig>", `<oAuth2>${members.join("")}</oAuth2></clientConfig>`);
};

test.each([...OAUTH_SERVER, "nothing"])("an oAuth2 block without %s", async (missing) => {
  const expected = missing === "nothing" ? "ok" : "rej";
  for (const id of ["thunderbird-ios", "himalaya"])
    expect(summary(await read(id, xml(oauthWithout(missing)))), id).toBe(expected);
  // Mustang needs no issuer, and the block only for OAuth2.
  const alone = oauthWithout(missing).replaceAll(PASSWORD, OAUTH);
  const isEnough = missing === "nothing" || missing === "issuer";
  expect(summary(await read("mustang", xml(alone)))).toBe(isEnough ? "OAuth2" : "rej");
});

test("KMail says nothing where even the last error is XML", async () => {
  const last = { ...xml(XHTML), status: 404 };
  expect(await read("kmail", NOTHING, last)).toMatchObject({ because: "nothing was found, and it does not say so" });
  expect(await read("kmail", last, NOTHING)).toMatchObject({ because: expect.stringContaining("the user types it") });
  expect(summary(await read("kmail", last, xml(GOOD)))).toBe("ok");
});

test("Geary parses the body of an error", async () => {
  expect(summary(await read("geary", { ...xml(GOOD), status: 404 }))).toBe("ok");
  expect(summary(await read("geary", xml(XHTML)))).toBe("rej");
  expect(summary(await read("geary", { ...xml(XHTML), status: 404 }))).toBe("rej");
});
