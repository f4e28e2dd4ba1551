import { expect, test } from "vitest";
import { lintSettings } from "../../src/model/lint.ts";
import { parseSettings } from "../../src/model/parse-settings.ts";

const imap = {
  protocol: "imap",
  hostname: "imap.example.net",
  port: 993,
  socketType: "tls",
  authentication: ["password-cleartext"],
};
const submission = { ...imap, protocol: "submission", hostname: "smtp.example.net", port: 465 };

/** Whoever is not helped by a warning that does not say who fails. */
const CLIENT =
  /Thunderbird|FairEmail|Evolution|KMail|Mustang|SnappyMail|Geary|Mailspring|Outlook|Apple|iPhone|Himalaya|eM Client/;

/** What is said of settings that differ from good ones in some members. */
function problems({
  incoming = [imap],
  outgoing = [submission],
  allowPlaintext = false,
  ...provider
}: Record<string, unknown>): string[] {
  const parsed = parseSettings({
    providers: {
      p: { displayName: "P", displayShortName: "P", incomingServers: incoming, outgoingServers: outgoing, ...provider },
    },
    domains: { "one.example": { provider: "p", allowPlaintext }, "two.example": { provider: "p", allowPlaintext } },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return lintSettings(parsed.value).map(({ place, problem, remedy, domains }) => {
    expect(domains).toEqual(["one.example", "two.example"]);
    expect(problem).toMatch(CLIENT);
    return `${place}: ${problem}; ${remedy}`;
  });
}

test("settings that every client can use give no warning", () => expect(problems({})).toEqual([]));

test.each<[string, Record<string, unknown>, RegExp]>([
  [
    "no encryption",
    { incoming: [{ ...imap, socketType: "plain" }], allowPlaintext: true },
    /Android.*refuse the whole file/,
  ],
  [
    "STARTTLS in an Apple profile",
    { incoming: [{ ...imap, port: 143, socketType: "starttls" }] },
    /Apple profile cannot tell/,
  ],
  [
    "STARTTLS on a port of its own",
    { incoming: [{ ...imap, port: 1143, socketType: "starttls" }] },
    /infer TLS .* port 1143/,
  ],
  [
    "TLS on a port for STARTTLS",
    { outgoing: [{ ...submission, port: 587 }] },
    /Mustang infer STARTTLS from port 587.*; use port 465/,
  ],
  [
    "TLS on a port of its own",
    { incoming: [{ ...imap, port: 1993 }] },
    /PACC has no word for port 1993.*SnappyMail infers STARTTLS.*; use port 993/,
  ],
  ...["007", "1e5", "0x10", "true", "False"].map((username): [string, Record<string, unknown>, RegExp] => [
    `${username} for a user name`,
    { incoming: [{ ...imap, username }] },
    /Thunderbird reads .* looks like a number.*; let the user name hold a letter/,
  ]),
  [
    "user names that differ",
    { outgoing: [{ ...submission, username: "{localPart}" }] },
    /FairEmail uses the last user name .*; give all servers the same user name/,
  ],
  [
    "a user name of templates",
    { incoming: [{ ...imap, username: "{localPart}#{domain}" }] },
    /FairEmail takes .* literally/,
  ],
  ["short user names", { incoming: [{ ...imap, username: "{localPart}" }] }, /SRV records/],
  [
    "OAuth2 alone",
    { incoming: [{ ...imap, authentication: ["OAuth2"] }] },
    /Thunderbird, .* uses OAuth2 only at the big providers/,
  ],
  [
    "OAuth2 alone at a host that Thunderbird knows",
    { incoming: [{ ...imap, hostname: "imap.fastmail.com", authentication: ["OAuth2"] }] },
    /: Autodiscover and Apple profiles cannot tell OAuth2/,
  ],
  [
    "OAuth2 without the addresses of its server",
    { incoming: [{ ...imap, authentication: ["OAuth2", "password-cleartext"] }] },
    /Mustang uses OAuth2 only if .*; describe that server in the provider's oauth2/,
  ],
  [
    "OAuth2 beside",
    { incoming: [{ ...imap, authentication: ["OAuth2", "password-cleartext"] }] },
    /KMail chooses OAuth2/,
  ],
  [
    "CRAM-MD5 beside",
    { incoming: [{ ...imap, authentication: ["password-cleartext", "password-encrypted"] }] },
    /KMail and Evolution choose CRAM-MD5/,
  ],
  [
    "CRAM-MD5 alone",
    { incoming: [{ ...imap, authentication: ["password-encrypted"] }] },
    /Autodiscover has no word for CRAM-MD5.*; offer password-cleartext/,
  ],
  ["Kerberos alone", { incoming: [{ ...imap, authentication: ["GSSAPI"] }] }, /GSSAPI alone/],
  [
    "Kerberos beside a password",
    { incoming: [{ ...imap, authentication: ["password-cleartext", "GSSAPI"] }] },
    /iOS refuses the whole file for GSSAPI, even beside a password; so does Himalaya; leave it out/,
  ],
  [
    "no log-in that Outlook or Apple could be told",
    { incoming: [{ ...imap, authentication: ["OAuth2"] }], outgoing: [{ ...submission, authentication: ["OAuth2"] }] },
    /Outlook and Apple's mail programs get no automatic set-up/,
  ],
  ["POP3 alone", { incoming: [{ ...imap, protocol: "pop3", port: 995 }] }, /need IMAP/],
  ["two of a kind", { incoming: [imap, { ...imap, hostname: "b.example.net" }] }, /Evolution takes the last/],
  ["ActiveSync", { services: { activesync: { url: "https://eas.example.net/" } } }, /Mustang sets up Exchange/],
])("%s", (_, change, words) => {
  expect(problems(change).some((problem) => words.test(problem))).toBe(true);
});

test("what the big providers do as their clients expect is no fault", () => {
  const google = { authentication: ["OAuth2", "password-cleartext"], hostname: "imap.gmail.com" };
  const oauth2 = {
    issuer: "accounts.google.com",
    scope: "https://mail.google.com/",
    authorizationUrl: "https://accounts.google.com/o/oauth2/auth",
    tokenUrl: "https://www.googleapis.com/oauth2/v3/token",
  };
  expect(problems({ incoming: [{ ...imap, ...google }], outgoing: [{ ...submission, ...google }], oauth2 })).toEqual(
    [],
  );
});

test("domains that nobody named are warned of too", () => {
  const provider = {
    displayName: "P",
    displayShortName: "P",
    incomingServers: [{ ...imap, hostname: "mail.{domain}", username: "007" }],
    outgoingServers: [submission],
  };
  const parsed = parseSettings({ providers: { p: provider }, domains: { "*": { provider: "p" } } });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const [first] = lintSettings(parsed.value);
  expect(first).toMatchObject({ place: "imap mail.{domain}:993", domains: ["*"] });
});
