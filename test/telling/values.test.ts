import { describe, expect, test } from "vitest";
import { CLIENT_IDS } from "../../src/content/catalogue.ts";
import type { Condition } from "../../src/content/guide.ts";
import { EmailAddress } from "../../src/model/address/email-address-schema.ts";
import type { Authentication, IncomingServer, OutgoingServer } from "../../src/model/server.ts";
import { hasPasswordLogin, type ServerSettings } from "../../src/model/server-settings.ts";
import { holds, toConditions } from "../../src/telling/values/conditions.ts";
import { toContacts } from "../../src/telling/values/contacts.ts";
import { authenticationOf, securityOf } from "../../src/telling/values/find-value.ts";
import { toPageUrl } from "../../src/telling/values/page-url.ts";
import { toAddressValue, toPersonalValue } from "../../src/telling/values/personal-value.ts";
import { toQuotaText } from "../../src/telling/values/quota.ts";
import { findPair, findPairs } from "../../src/telling/values/server-pair.ts";
import { ENGLISH } from "../support/browser/languages.ts";
import { settingsOf } from "../support/domains/accounts.ts";

const plain = settingsOf("plain.example");
const [imap] = plain.incomingServers;
const [submission] = plain.outgoingServers;

type Methods = readonly [Authentication, ...Authentication[]];

const incoming = (protocol: "imap" | "pop3", port: number, authentication: Methods): IncomingServer => ({
  ...imap,
  protocol,
  port,
  authentication: [...authentication],
});
const outgoing = (port: number, authentication: Methods): OutgoingServer => ({
  ...submission,
  port,
  authentication: [...authentication],
});

/** The example's settings with other servers. */
function serve(incomingServers: readonly IncomingServer[], outgoingServers: readonly OutgoingServer[]): ServerSettings {
  const [firstIncoming = imap, ...otherIncoming] = incomingServers;
  const [firstOutgoing = submission, ...otherOutgoing] = outgoingServers;
  return {
    ...plain,
    incomingServers: [firstIncoming, ...otherIncoming],
    outgoingServers: [firstOutgoing, ...otherOutgoing],
  };
}

const PASSWORD: Methods = ["password-cleartext"];
const OAUTH: Methods = ["OAuth2"];

describe("the pair of servers that a guide tells of", () => {
  test.each<[what: string, incoming: readonly IncomingServer[], outgoing: readonly OutgoingServer[], ports: string]>([
    [
      "the first of each",
      [incoming("imap", 1, PASSWORD), incoming("imap", 2, PASSWORD)],
      [outgoing(3, PASSWORD)],
      "1 3",
    ],
    [
      "that which a password opens",
      [incoming("imap", 1, OAUTH), incoming("imap", 2, PASSWORD)],
      [outgoing(3, OAUTH), outgoing(4, PASSWORD)],
      "2 4",
    ],
    [
      "a password in second place too",
      [incoming("imap", 1, ["OAuth2", "password-encrypted"]), incoming("imap", 2, PASSWORD)],
      [outgoing(3, ["GSSAPI", "NTLM"])],
      "1 3",
    ],
    [
      "the first where no password opens any",
      [incoming("imap", 1, OAUTH), incoming("imap", 2, ["GSSAPI"])],
      [outgoing(3, OAUTH)],
      "1 3",
    ],
    ["of its protocol", [incoming("pop3", 1, PASSWORD), incoming("imap", 2, OAUTH)], [outgoing(3, PASSWORD)], "2 3"],
  ])("is %s", (_, incomingServers, outgoingServers, ports) => {
    const pair = findPair(serve(incomingServers, outgoingServers), "imap");
    expect(`${pair?.incoming.port} ${pair?.outgoing.port}`).toBe(ports);
  });

  test("is none where the protocol is not offered", () => expect(findPair(plain, "pop3")).toBeUndefined());

  const both = serve([incoming("pop3", 1, PASSWORD), incoming("imap", 2, PASSWORD)], [outgoing(3, PASSWORD)]);
  test.each([
    ["thunderbird-desktop", undefined, ["imap", "pop3"]],
    ["thunderbird-desktop", "imap", ["imap", "pop3"]],
    ["thunderbird-desktop", "pop3", ["pop3", "imap"]],
    ["outlook-ios", "pop3", ["imap"]],
    ["davx5", undefined, []],
    ["website", "pop3", [undefined]],
    ["crm", undefined, ["imap"]],
  ] as const)("%s with %s first: %j", (id, preferred, protocols) =>
    expect(findPairs(both, id, preferred).map(({ incoming }) => incoming?.protocol)).toEqual(protocols),
  );
});

test("what can do with sending alone gets the outgoing server of a domain without IMAP", () => {
  const alone = serve([incoming("pop3", 1, PASSWORD)], [outgoing(2, OAUTH), outgoing(3, PASSWORD)]);
  expect(findPairs(alone, "crm").map((pair) => [pair.incoming, pair.outgoing.port])).toEqual([[undefined, 3]]);
  expect(findPairs(alone, "outlook-ios")).toEqual([]);
});

test.each<[incoming: Methods, outgoing: Methods, opens: boolean]>([
  [PASSWORD, PASSWORD, true],
  [["OAuth2", "NTLM"], ["password-encrypted"], true],
  [PASSWORD, ["client-IP-address"], true],
  [PASSWORD, ["none"], true],
  [OAUTH, PASSWORD, false],
  [PASSWORD, OAUTH, false],
  [PASSWORD, ["TLS-client-cert"], false],
])("by %j and %j a password opens both: %s", (first, second, opens) => {
  expect(hasPasswordLogin(serve([incoming("imap", 1, first)], [outgoing(2, second)]))).toBe(opens);
});

test.each<[socketType: "tls" | "starttls", both: "tls" | "starttls", holding: readonly Condition[]]>([
  ["tls", "tls", ["tls-in", "tls-smtp"]],
  ["starttls", "tls", ["starttls-in", "tls-smtp"]],
  ["tls", "starttls", ["tls-in", "starttls-smtp"]],
])("%s in and %s out: %j", (first, second, holding) => {
  const pair = { incoming: { ...imap, socketType: first }, outgoing: { ...submission, socketType: second } };
  const conditions = toConditions(plain, "other", pair);
  expect([...conditions].filter((name) => name.includes("tls"))).toEqual(holding);
});

test.each<[socketType: "tls" | "plain", incoming: Methods, outgoing: Methods, holding: readonly Condition[]]>([
  ["tls", PASSWORD, PASSWORD, ["encrypted", "plain-password", "login-smtp"]],
  ["plain", PASSWORD, ["OAuth2", "none"], ["plain-password", "login-smtp"]],
  ["tls", ["OAuth2", "password-cleartext"], ["none"], ["encrypted", "plain-password"]],
  ["tls", ["password-encrypted", "password-cleartext"], ["client-IP-address"], ["encrypted"]],
  ["tls", OAUTH, OAUTH, ["encrypted", "login-smtp"]],
])("with %s, %j and %j: %j", (socketType, first, second, holding) => {
  const pair = { incoming: { ...incoming("imap", 1, first), socketType }, outgoing: outgoing(2, second) };
  const asked = new Set<Condition>(["encrypted", "plain-password", "login-smtp"]);
  expect([...toConditions(plain, "other", pair)].filter((name) => asked.has(name))).toEqual(holding);
});

test.each<[username: string, sending: string, ...holding: Condition[]]>([
  ["{address}", "{address}", "full-user", "usual-user"],
  ["{localPart}", "{localPart}", "short-user", "usual-user"],
  ["x-{localPart}", "x-{localPart}", "short-user"],
  ["{localPart}.{prefix}", "{localPart}.{prefix}", "short-user"],
  ["{address}", "{localPart}", "full-user"],
])("the user names %s and %s", (username, sending, ...holding) => {
  const pair = { incoming: { ...imap, username }, outgoing: { ...submission, username: sending } };
  const find = (settings: ServerSettings) =>
    [...toConditions(settings, "other", pair)].filter((name) => name.endsWith("-user"));
  expect(find(plain)).toEqual(holding);
  // A table may say any other.
  expect(find({ ...plain, explicitLogins: true })).toEqual(["short-user"]);
});

test("a server that asks for no login has no user name to tell apart", () => {
  const pair = { incoming: imap, outgoing: { ...outgoing(2, ["none"]), username: "{localPart}" } };
  expect(toConditions(plain, "other", pair)).toContain("usual-user");
});

test("without servers to tell of, the user name is the address", () => {
  expect([...toConditions(plain, "davx5", undefined)].filter((name) => name.endsWith("-user"))).toEqual(["full-user"]);
});

test("a part is told where all that it asks for holds, and nothing of what it excludes", () => {
  const here = new Set<Condition>(["imap", "profile"]);
  expect(holds({}, here)).toBe(true);
  expect(holds({ when: ["imap", "profile"] }, here)).toBe(true);
  expect(holds({ when: ["imap", "pop3"] }, here)).toBe(false);
  expect(holds({ unless: ["pop3"] }, here)).toBe(true);
  expect(holds({ unless: ["pop3", "profile"] }, here)).toBe(false);
  expect(holds({ when: ["imap"], unless: ["profile"] }, here)).toBe(false);
});

test.each<[methods: Methods, words: string]>([
  [["OAuth2", "password-cleartext"], "Normal password"],
  [["password-encrypted"], "Encrypted password"],
  [OAUTH, "OAuth2"],
  [["GSSAPI", "OAuth2"], "Kerberos / GSSAPI"],
])("Thunderbird says of %j: %s", (methods, words) => {
  const server = incoming("imap", 1, methods);
  expect(authenticationOf(server, "thunderbird-desktop", ENGLISH).text).toBe(words);
});

test("what is not encrypted is called so in every program", () => {
  for (const id of CLIENT_IDS)
    expect(securityOf({ ...imap, socketType: "plain" }, id, ENGLISH)).toEqual({ text: "None (not encrypted)" });
});

const alice = EmailAddress.parse("alice@bücher.example");

test.each([
  ["{address}", "unknown", undefined, "your full email address"],
  ["{localPart}", "unknown", undefined, "the part of your address before the @"],
  ["x-{localPart}", "unknown", undefined, "x-‹the part of your address before the @›"],
  ["info", "unknown", "info", "info"],
  ["{address}", alice, "alice@xn--bcher-kva.example", "your full email address"],
  ["x-{localPart}", alice, "x-alice", "x-‹the part of your address before the @›"],
] as const)("the user name %s of %j is %s, or %s", (template, reader, text, words) => {
  expect(toPersonalValue(template, reader, ENGLISH.words)).toEqual({ template, text, words });
});

test("an address is read in Unicode", () => {
  expect(toAddressValue(alice, ENGLISH.words).text).toBe("alice@bücher.example");
  expect(toAddressValue("unknown", ENGLISH.words).text).toBeUndefined();
});

test("a phone number is dialled without what parts it, and written with it", () => {
  const support = { name: "Help", phone: "+49 (0)30 / 12-34" };
  expect(toContacts({ settings: { ...plain, support }, language: ENGLISH })).toEqual([
    { label: "Phone", text: "+49 (0)30 / 12-34", url: "tel:+490301234" },
  ]);
});

test("the room for mail is written as the language writes amounts", () => {
  const settings = { ...plain, quota: { domainMegabytes: 20_000 } };
  expect(toQuotaText({ settings, language: ENGLISH })).toBe("20,000\u{A0}MB");
  expect(toQuotaText({ settings, language: { ...ENGLISH, tag: "de" } })).toBe("20.000\u{A0}MB");
  expect(toQuotaText({ settings: plain, language: ENGLISH })).toBeUndefined();
});

test.each([
  [undefined, undefined, "https://x.test/guides/plain.example?lang=de"],
  [undefined, "md", "https://x.test/guides/plain.example.md?lang=de"],
  ["thebat", undefined, "https://x.test/guides/plain.example/thebat?lang=de"],
  ["errors", "txt", "https://x.test/guides/plain.example/errors.txt?lang=de"],
] as const)("the page %s as %s is at %s", (page, extension, url) => {
  expect(toPageUrl({ settings: plain, origin: "https://x.test", query: "?lang=de" }, page, extension)).toBe(url);
});

test.each([
  ["https://dav.example/contacts/", undefined, false],
  ["https://contacts.example/", undefined, true],
  ["https://dav.example/contacts/", "{localPart}", true],
])("contacts at %s with the login %s are apart from calendars: %s", (url, username, isApart) => {
  const services = { caldav: { url: "https://dav.example/calendars/" }, carddav: { url, username } };
  expect(toConditions({ ...plain, services }, "davx5", undefined).has("contacts-apart")).toBe(isApart);
});
