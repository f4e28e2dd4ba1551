import { expect, test } from "vitest";
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
    providers: {
      p: { displayName: "P", displayShortName: "P", incomingServers: incoming, outgoingServers: outgoing, ...provider },
    },
    domains: { "one.example": { provider: "p", allowPlaintext }, "two.example": { provider: "p", allowPlaintext } },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return lintSettings(parsed.value).map(({ place, problem, remedy, domains }) => {
    expect(domains).toEqual(["one.example", "two.example"]);
    expect(remedy).not.toBe("");
    return `${place}: ${problem}`;
  });
}

test("settings that every client can use give no warning", () => expect(problems({})).toEqual([]));

const incoming = (change: object) => ({ incoming: [{ ...imap, ...change }] });
const outgoing = (change: object) => ({ outgoing: [{ ...submission, ...change }] });

test.each<[string, Record<string, unknown>, RegExp]>([
  [
    "no encryption",
    { ...incoming({ port: 143, socketType: "plain" }), allowPlaintext: true },
    /^imap imap.example.net:143: .*Android.*refuse the whole file/,
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
  ["NTLM beside", incoming({ authentication: ["password-cleartext", "NTLM"] }), /iOS refuses .* because of NTLM$/],
  ["certificates", incoming({ authentication: ["TLS-client-cert"] }), /iPhone, iPad and Mac get no profile/],
  ["sending without a log-in", outgoing({ authentication: ["none"] }), /log in at the outgoing server whatever/],
  ["sending by place", outgoing({ authentication: ["client-IP-address"] }), /serves nobody outside its own network/],
  ["POP3 alone", incoming({ protocol: "pop3", port: 995 }), /Android.* need IMAP/],
  ["two of a kind", { incoming: [imap, { ...imap, hostname: "b.example.net" }] }, /Evolution takes the last imap/],
  ["two to send by", { outgoing: [submission, { ...submission, port: 587 }] }, /Evolution takes the last submission/],
  ["ActiveSync", { services: { activesync: { url: "https://eas.example.net/" } } }, /Mustang sets up Exchange/],
])("%s", (_, change, words) => {
  expect(problems(change).filter((problem) => words.test(problem))).toHaveLength(1);
});

test.each<[string, Record<string, unknown>, RegExp]>([
  [
    "OAuth2 at a host that Thunderbird knows",
    incoming({ authentication: ["OAuth2"], hostname: "imap.gmail.com" }),
    /Thunderbird|KMail/,
  ],
  ["a password that an Apple profile can tell", incoming({ authentication: ["password-encrypted"] }), /iPhone/],
  ["IMAP beside POP3", { incoming: [{ ...imap, protocol: "pop3", port: 995 }, imap] }, /need IMAP/],
  ["an address that holds digits", incoming({ username: "7.{localPart}" }), /looks like a number/],
  ["STARTTLS where it is expected", outgoing({ port: 587, socketType: "starttls" }), /infer/],
])("no warning for %s", (_, change, words) => {
  expect(problems(change).filter((problem) => words.test(problem))).toEqual([]);
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
