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
  ["TLS on a port for STARTTLS", { outgoing: [{ ...submission, port: 587 }] }, /infer STARTTLS from port 587/],
  ["a number for a user name", { incoming: [{ ...imap, username: "007" }] }, /looks like a number/],
  [
    "a user name of templates",
    { incoming: [{ ...imap, username: "{localPart}#{domain}" }] },
    /FairEmail takes .* literally/,
  ],
  ["short user names", { incoming: [{ ...imap, username: "{localPart}" }] }, /SRV records/],
  ["OAuth2 alone", { incoming: [{ ...imap, authentication: ["OAuth2"] }] }, /Thunderbird uses OAuth2 only/],
  [
    "OAuth2 beside",
    { incoming: [{ ...imap, authentication: ["OAuth2", "password-cleartext"] }] },
    /KMail chooses OAuth2/,
  ],
  ["CRAM-MD5", { incoming: [{ ...imap, authentication: ["password-encrypted"] }] }, /CRAM-MD5/],
  ["Kerberos alone", { incoming: [{ ...imap, authentication: ["GSSAPI"] }] }, /GSSAPI alone/],
  ["POP3 alone", { incoming: [{ ...imap, protocol: "pop3", port: 995 }] }, /need IMAP/],
  ["two of a kind", { incoming: [imap, { ...imap, hostname: "b.example.net" }] }, /Evolution takes the last/],
  ["ActiveSync", { services: { activesync: { url: "https://eas.example.net/" } } }, /Mustang sets up Exchange/],
])("%s", (_, change, words) => {
  expect(problems(change).some((problem) => words.test(problem))).toBe(true);
});
