import { expect, test } from "vitest";
import { findWarnings } from "../../src/config.ts";
import { lintSettings } from "../../src/lint/lint.ts";
import { parseSettings } from "../../src/model/settings/parse-settings.ts";

const imap = {
  protocol: "imap",
  hostname: "imap.example.net",
  port: 993,
  socketType: "tls",
  authentication: ["password-cleartext"],
};
const submission = { ...imap, protocol: "submission", hostname: "smtp.example.net", port: 465 };

/** What is said of settings that differ from good ones in some members. */
function problems({
  incoming = [imap],
  outgoing = [submission],
  allowPlaintext = false,
  ...provider
}: Record<string, unknown>): string[] {
  const parsed = parseSettings({
    service: { origin: "https://setup.hosting.net" },
    providers: {
      p: { displayName: "P", displayShortName: "P", incomingServers: incoming, outgoingServers: outgoing, ...provider },
    },
    domains: { "one.example": { provider: "p", allowPlaintext }, "two.example": { provider: "p", allowPlaintext } },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return lintSettings(parsed.value).map(({ path, value, problem, remedy, domains }) => {
    expect(domains).toEqual(["one.example", "two.example"]);
    return `${path}: ${value}: ${problem}: ${remedy}`;
  });
}

test("settings that every client can use give no warning", () => expect(problems({})).toEqual([]));

const incoming = (change: object) => ({ incoming: [{ ...imap, ...change }] });
const outgoing = (change: object) => ({ outgoing: [{ ...submission, ...change }] });

const pop3 = (change: object) => ({ incoming: [imap, { ...imap, protocol: "pop3", port: 995, ...change }] });

test.each([
  "100% mail",
  "Ke$ha & Co",
  "5 $ a month",
  "R&D_mail",
  "__ mail __",
  "50%off 20%",
  "#1 mail",
  "C## club",
  "$tore",
  "The $mart Mail",
])("nothing is said of the name %s", (displayName) => expect(problems({ displayName })).toEqual([]));

test.each([{}, { leaveMessagesOnServer: false }, { leaveMessagesOnServer: true, daysToLeaveMessagesOnServer: 36_500 }])(
  "nothing is said of POP3 with %j",
  (options) => expect(problems(pop3({ pop3: options }))).toEqual([]),
);

test.each<[string, Record<string, unknown>, RegExp]>([
  [
    "no encryption",
    { ...incoming({ port: 143, socketType: "plain" }), allowPlaintext: true },
    /^providers\.p\.incomingServers\[0\]\.socketType: "plain": .*Android.*refuse the whole file/,
  ],
  ["STARTTLS in an Apple profile", incoming({ port: 143, socketType: "starttls" }), /Apple profile cannot tell/],
  ["STARTTLS on a port of its own", incoming({ port: 1143, socketType: "starttls" }), /infer TLS .* port 1143/],
  ["TLS on a port for STARTTLS", outgoing({ port: 587 }), /infer STARTTLS from port 587/],
  [
    "IMAP with TLS on a port of its own",
    incoming({ port: 2993 }),
    /PACC has no word for port 2993.* SnappyMail infers STARTTLS/,
  ],
  ["sending by port 25", outgoing({ port: 25, socketType: "starttls" }), /no client reach port 25/],
  [
    "messages left on the server, but not for how long",
    pop3({ pop3: { leaveMessagesOnServer: true } }),
    /incomingServers\[1\]\.pop3: .*for 14 days/,
  ],
  ["a number for a user name", incoming({ username: "007" }), /looks like a number/],
  ["a number in another form", incoming({ username: "1e5" }), /looks like a number/],
  ["a boolean for a user name", incoming({ username: "True" }), /looks like .* a boolean/],
  ["a user name of templates", incoming({ username: "{localPart}#{domain}" }), /FairEmail takes .* literally/],
  ["a user name in one piece", incoming({ username: "shared" }), /Mailspring uses the full address/],
  ["a user name that XML escapes", incoming({ username: "r&d" }), /Delta Chat .* lose all of it before an &/],
  ["short user names, by SRV", incoming({ username: "{localPart}" }), /SRV records/],
  ["short user names, of digits", incoming({ username: "{localPart}" }), /makes 7 of a mailbox such as 007/],
  ["user names that differ", incoming({ username: "{localPart}" }), /FairEmail uses the last user name of the file/],
  ["OAuth2 alone", incoming({ authentication: ["OAuth2"] }), /Thunderbird uses OAuth2 only/],
  [
    "OAuth2 alone at a host that only looks known",
    incoming({ authentication: ["OAuth2"], hostname: "imap.notgmail.com" }),
    /Thunderbird uses OAuth2 only/,
  ],
  ["OAuth2 alone, in Autodiscover", incoming({ authentication: ["OAuth2"] }), /Outlook gets no automatic set-up/],
  ["OAuth2 alone, in a profile", outgoing({ authentication: ["OAuth2"] }), /iPhone, iPad and Mac get no profile/],
  [
    "OAuth2 without the addresses of its server",
    incoming({ authentication: ["OAuth2", "password-cleartext"] }),
    /Mustang uses OAuth2 only if/,
  ],
  ["OAuth2 beside", incoming({ authentication: ["OAuth2", "password-cleartext"] }), /KMail chooses OAuth2/],
  ["CRAM-MD5", incoming({ authentication: ["password-cleartext", "password-encrypted"] }), /choose CRAM-MD5/],
  ["CRAM-MD5 alone", incoming({ authentication: ["password-encrypted"] }), /Outlook gets no automatic set-up/],
  ["Kerberos alone", incoming({ authentication: ["GSSAPI"] }), /Android refuses .* GSSAPI alone/],
  ["Kerberos beside", incoming({ authentication: ["password-cleartext", "GSSAPI"] }), /KMail chooses GSSAPI/],
  ["NTLM beside", incoming({ authentication: ["password-cleartext", "NTLM"] }), /iOS refuses .* because of NTLM: /],
  [
    "no login beside",
    outgoing({ authentication: ["password-cleartext", "none"] }),
    /KMail chooses none wherever it is listed, even after/,
  ],
  ["certificates", incoming({ authentication: ["TLS-client-cert"] }), /iPhone, iPad and Mac get no profile/],
  ["sending without a login", outgoing({ authentication: ["none"] }), /log in at the outgoing server whatever/],
  ["sending by place", outgoing({ authentication: ["client-IP-address"] }), /serves nobody outside its own network/],
  ["POP3 alone", incoming({ protocol: "pop3", port: 995 }), /Android.* need IMAP/],
  ["two of a kind", { incoming: [imap, { ...imap, hostname: "b.example.net" }] }, /Evolution takes the last imap/],
  ["two to send by", { outgoing: [submission, { ...submission, port: 587 }] }, /Evolution takes the last submission/],
  [
    "NTLM alone",
    incoming({ authentication: ["NTLM"] }),
    /\.authentication: \["NTLM"\]: .*Android refuses .* NTLM alone/,
  ],
  ["NTLM after a password", incoming({ authentication: ["password-cleartext", "NTLM"] }), /KMail chooses NTLM/],
  ["STARTTLS on POP3's port for TLS", pop3({ port: 995, socketType: "starttls" }), /infer TLS .* port 995/],
  ["TLS on POP3's port for STARTTLS", pop3({ port: 110 }), /incomingServers\[1\]\.port: 110: .*infer STARTTLS/],
  ["TLS on IMAP's port for STARTTLS", incoming({ port: 143 }), /infer STARTTLS from port 143/],
  [
    "a relay before the server with a login",
    { outgoing: [{ ...submission, port: 25, authentication: ["client-IP-address"] }, submission] },
    /outgoingServers\[1\]\.authentication: \["password-cleartext"\]: what has room for one submission server takes this/,
  ],
  [
    "a server without encryption before one that has it",
    { incoming: [{ ...imap, port: 143, socketType: "plain" }, imap], allowPlaintext: true },
    /incomingServers\[0\]\.socketType: "plain": guides, .* one imap server, .*: list a server with encryption first$/,
  ],
  ["one login for everybody", incoming({ username: "shared" }), /username: "shared": everyone at the domain/],
  ["logins in lower case", { lowerCaseLogin: true }, /lowerCaseLogin: true: Thunderbird .* as it was typed/],
  ["a placeholder as a name", { displayName: "%EMAILADDRESS%" }, /displayName: "%EMAILADDRESS%": nobody fills in/],
  [
    "a placeholder in a text",
    { support: { name: "S", url: "https://a.net/%EMAILDOMAIN%" } },
    /url: .*write \{domain\}$/,
  ],
  ["a placeholder as a login", incoming({ username: "%EMAILLOCALPART%" }), /username: .*: write \{localPart\}$/],
  ["a mail server's placeholder", incoming({ username: "%n" }), /username: "%n": .*: write \{localPart\}$/],
  ["a placeholder in lower case", { displayName: "%emailaddress%" }, /displayName: "%emailaddress%": nobody fills in/],
  [
    "one login for everybody's calendars",
    { services: { caldav: { url: "https://dav.example.net/", username: "bob" } } },
    /caldav.username: "bob": everyone at the domain/,
  ],
  ...[
    "%USERNAME% mail",
    "$COMPANY",
    "$(COMPANY)",
    "$displayName",
    "$MY_SHOP",
    "{{ company }}",
    "@@COMPANY@@",
    "__company__",
    "##COMPANY##",
  ].map((name): [string, Record<string, unknown>, RegExp] => [
    `a placeholder of some other system, ${name}`,
    { support: { name } },
    /^[^:]+support.name: .*: nobody fills in \S.*: people read it as it stands: write the name itself, or \{domain\}$/,
  ]),
  ["a telephone that is none", { support: { name: "S", phone: "ask at the desk" } }, /phone: .* no telephone number/],
  ["POP3 with TLS on a port of its own", pop3({ port: 2995 }), /does not get this server: use TLS on 995$/],
  ["two logins unknown on Android", incoming({ authentication: ["GSSAPI", "NTLM"] }), /with GSSAPI, NTLM alone/],
  [
    "calendars where programs look by themselves",
    { services: { caldav: { url: "https://{domain}/.well-known/caldav" } } },
    /services\.caldav\.url: .*would come back/,
  ],
  ["ActiveSync", { services: { activesync: { url: "https://eas.example.net/" } } }, /Mustang sets up Exchange/],
])("%s", (_, change, words) => {
  expect(problems(change).filter((problem) => words.test(problem))).toHaveLength(1);
});

test.each(["100% mail", "Ke$ha & Co", "5 $ a month", "R&D_mail", "__ mail __", "50%off 20%", "#1 mail", "C## club"])(
  "nothing is said of the name %s",
  (displayName) => expect(problems({ displayName })).toEqual([]),
);

test.each([{}, { leaveMessagesOnServer: false }, { leaveMessagesOnServer: true, daysToLeaveMessagesOnServer: 36_500 }])(
  "nothing is said of POP3 with %j",
  (options) => expect(problems(pop3({ pop3: options }))).toEqual([]),
);

test.each<[string, Record<string, unknown>, RegExp]>([
  [
    "OAuth2 at a host that Thunderbird knows",
    incoming({ authentication: ["OAuth2"], hostname: "imap.gmail.com" }),
    /Thunderbird|KMail/,
  ],
  [
    "STARTTLS after the server that a profile takes",
    { incoming: [imap, { ...imap, port: 143, socketType: "starttls" }] },
    /Apple profile cannot tell STARTTLS/,
  ],
  [
    "no encryption anywhere",
    { ...incoming({ port: 143, socketType: "plain" }), allowPlaintext: true },
    /though another has encryption/,
  ],
  [
    "encryption of a server that serves its own network alone",
    {
      outgoing: [
        { ...submission, port: 25, socketType: "plain" },
        { ...submission, authentication: ["none"] },
      ],
      allowPlaintext: true,
    },
    /though another has encryption/,
  ],
  ["a password that an Apple profile can tell", incoming({ authentication: ["password-encrypted"] }), /iPhone/],
  ["IMAP beside POP3", { incoming: [{ ...imap, protocol: "pop3", port: 995 }, imap] }, /need IMAP/],
  ["an address that holds digits", incoming({ username: "7.{localPart}" }), /looks like a number/],
  ["a POP3 server that Android does not look at", pop3({ authentication: ["GSSAPI"] }), /Android refuses/],
  ["sending by place, in the file for iOS", outgoing({ authentication: ["client-IP-address"] }), /iOS refuses/],
  ["reading mail by an odd port", incoming({ port: 25, socketType: "starttls" }), /reach port 25/],
  ["a telephone number", { support: { name: "S", phone: "+1 (555) 010-0 ext. 12" } }, /telephone/],
  ["a URL that holds an escaped character", { webmail: { url: "https://a.net/%d3%nt" } }, /fills in %d/],
  ["a login with a part of the address", incoming({ username: "a-{localPart}" }), /everyone/],
  ["STARTTLS on POP3's own port", pop3({ port: 110, socketType: "starttls" }), /infer/],
  ["a server without a login and a user name", outgoing({ authentication: ["none"], username: "x" }), /everyone/],
  ["STARTTLS where PACC has no say", incoming({ port: 143, socketType: "starttls" }), /PACC/],
  ["IMAP on port 25", incoming({ port: 25, socketType: "starttls" }), /no client reach/],
  ["a short user name", incoming({ username: "{localPart}" }), /literally/],
  ["a user name that ends in a boolean", incoming({ username: "untrue" }), /looks like/],
  ["a user name that begins with a boolean", incoming({ username: "falsetto" }), /looks like/],
  ["POP3 by Kerberos alone, which Android does not look at", pop3({ authentication: ["GSSAPI"] }), /Android refuses/],
  [
    "a login that Android has, beside",
    incoming({ authentication: ["password-cleartext", "GSSAPI"] }),
    /Android refuses/,
  ],
  ["a login for sending, beside none", outgoing({ authentication: ["password-cleartext", "none"] }), /whatever/],
  [
    "a relay beside a server with a login",
    { outgoing: [submission, { ...submission, authentication: ["none"] }] },
    /whatever/,
  ],
  ["two servers with logins", { outgoing: [submission, { ...submission, port: 587 }] }, /takes this one/],
  ["STARTTLS where it is expected", outgoing({ port: 587, socketType: "starttls" }), /infer/],
])("no warning for %s", (_, change, words) => {
  expect(problems(change).filter((problem) => words.test(problem))).toEqual([]);
});

test.each(["gmail", "googlemail", "office365", "outlook", "yahoo", "aol", "fastmail", "thundermail"])(
  "OAuth2 at %s is known to Thunderbird",
  (site) => {
    const told = problems(incoming({ authentication: ["OAuth2"], hostname: `imap.${site}.com` }));
    expect(told.filter((problem) => /Thunderbird uses|KMail/.test(problem))).toEqual([]);
  },
);

test("domains that nobody named are warned of too", () => {
  const provider = {
    displayName: "P",
    displayShortName: "P",
    incomingServers: [{ ...imap, hostname: "mail.{domain}", username: "007" }],
    outgoingServers: [submission],
  };
  const parsed = parseSettings({ providers: { p: provider }, domains: { "*": { provider: "p" } } });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const first = lintSettings(parsed.value).find(({ path }) => path !== "service.origin");
  expect(first).toMatchObject({ path: "providers.p.incomingServers[0].username", value: '"007"', domains: ["*"] });
});

test("what a long domain makes too long is told where domains are not named, and hides nothing else", () => {
  const provider = {
    displayName: "Mail of {domain}",
    displayShortName: "{domain}",
    incomingServers: [{ ...imap, hostname: "mail.{domain}", username: "007" }],
    outgoingServers: [submission],
  };
  const parsed = parseSettings({ providers: { p: provider }, domains: { "*": { provider: "p" } } });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const warnings = lintSettings(parsed.value);
  const ofLongNames = warnings.filter(({ problem }) => /^domains with a long name are answered as if/.test(problem));
  expect(ofLongNames.map(({ path, domains }) => [path, domains])).toEqual([
    ["providers.p.displayName", ["*"]],
    ["providers.p.displayShortName", ["*"]],
  ]);
  expect(warnings.map(({ value }) => value)).toContain('"007"');
});

test.each<[string | undefined, RegExp]>([
  [undefined, /^service\.origin: undefined: links and codes begin with whatever host/],
  ["https://setup.hosting.example", /^service\.origin: "https:\/\/setup\.hosting\.example": .* lead to an example$/],
  ["https://example.com", /lead to an example$/],
])("an origin of %s is told", (origin, words) => {
  const parsed = parseSettings({ providers: {}, domains: {}, service: { ...(origin && { origin }) } });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const told = lintSettings(parsed.value).map(({ path, value, problem }) => `${path}: ${value}: ${problem}`);
  expect(told).toEqual([expect.stringMatching(words)]);
  // What stops no service is said at start where it is missing: an example may be meant.
  expect(findWarnings(parsed.value)).toHaveLength(origin === undefined ? 1 : 0);
});

test("a domain is named once, though it is so before a planned change and after", () => {
  const parsed = parseSettings({
    providers: {
      p: {
        displayName: "P",
        displayShortName: "P",
        incomingServers: [{ ...imap, username: "007" }],
        outgoingServers: [submission],
        changes: [{ at: "2027-01-01T00:00:00Z", overrides: { displayName: "Q" } }],
      },
    },
    domains: { "a.example": { provider: "p" }, "b.example": { provider: "p" } },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const told = lintSettings(parsed.value).find(({ value }) => value === '"007"');
  expect(told?.domains).toEqual(["a.example", "b.example"]);
});

test("a place in a domain's own entry is told there, where its list has it", () => {
  const overrides = {
    incomingServers: [
      { ...imap, protocol: "pop3", port: 995 },
      { ...imap, username: "007" },
    ],
  };
  const provider = { displayName: "P", displayShortName: "P", incomingServers: [imap], outgoingServers: [submission] };
  const parsed = parseSettings({
    providers: { p: provider },
    domains: { "a.example": { provider: "p", overrides }, "b.example": { provider: "p", overrides } },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  expect(lintSettings(parsed.value)).toContainEqual({
    path: 'domains["a.example"].overrides.incomingServers[1].username',
    value: '"007"',
    problem: expect.stringContaining("looks like a number"),
    remedy: expect.any(String),
    domains: ["a.example", "b.example"],
  });
});
