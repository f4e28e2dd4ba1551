import { expect, test } from "vitest";
import { toDavLoginTemplate } from "../../src/model/address/login-names.ts";
import { findAuthentication, findBestServer } from "../../src/model/preferred-server.ts";
import { findLoginName, findWebmailUrl, hasServicePassword } from "../../src/model/server-settings.ts";
import { IMAP, SUBMISSION, smallSettings } from "../support/domains/small-settings.ts";

const open = { ...IMAP, authentication: ["client-IP-address"], username: "nobody" };

test.each<[string, object[], string]>([
  [
    "the first server's",
    [
      { ...IMAP, username: "a" },
      { ...IMAP, username: "b" },
    ],
    "a",
  ],
  ["not that of a server which asks for none", [open, { ...IMAP, username: "{localPart}" }], "{localPart}"],
  ["the address where no server asks for one", [open], "{address}"],
])("the login name is %s", (_, incomingServers, name) =>
  expect(findLoginName(smallSettings({ incomingServers }))).toBe(name),
);

test("no blanks stand round a name or a login, however it was written", () => {
  const { displayName, displayShortName, incomingServers } = smallSettings({
    displayName: " Mail of {domain}\u{a0}",
    displayShortName: " ",
    incomingServers: [{ ...IMAP, username: " {localPart}@{domain} " }],
  });
  expect([displayName, displayShortName]).toEqual(["Mail of shop.example", " "]);
  expect(incomingServers[0].username).toBe("{address}");
});

test.each<[string[], string[], object, boolean]>([
  [["password-cleartext"], ["password-cleartext"], {}, true],
  [["OAuth2", "password-cleartext"], ["OAuth2"], {}, true],
  [["OAuth2"], ["password-cleartext"], {}, true],
  [["OAuth2"], ["OAuth2"], {}, false],
  [["OAuth2"], ["OAuth2"], { username: "{localPart}" }, true],
])(
  "beside servers that take %j and %j a service with %j opens with a password: %s",
  (incoming, outgoing, service, is) => {
    const settings = smallSettings({
      incomingServers: [{ ...IMAP, authentication: incoming }],
      outgoingServers: [{ ...SUBMISSION, authentication: outgoing }],
    });
    expect(hasServicePassword(settings, service)).toBe(is);
  },
);

test.each([
  [["client-IP-address", "password-cleartext"], "password-cleartext"],
  [["OAuth2", "none", "NTLM", "password-cleartext"], "NTLM"],
  [["none", "OAuth2"], "none"],
  [["OAuth2"], undefined],
])("of the ways %j a format without a word for OAuth2 tells %s", (authentication, told) => {
  const [server] = smallSettings({ incomingServers: [{ ...IMAP, authentication }] }).incomingServers;
  const words = { none: "x", "client-IP-address": "x", NTLM: "x", "password-cleartext": "x" };
  expect(findAuthentication(server, words)).toBe(told);
});

test.each<[object, boolean, string]>([
  [{}, true, "https://a.example/"],
  [{}, false, "https://a.example/"],
  [{ urlBeforeLaunch: "https://b.example/" }, true, "https://a.example/"],
  [{ urlBeforeLaunch: "https://b.example/" }, false, "https://b.example/"],
])("webmail with %j, launched: %s, is at %s", (more, launched, url) => {
  const webmail = { product: "other", generation: "current", url: "https://a.example/", ...more } as const;
  expect(findWebmailUrl({ ...smallSettings(), webmail, launched })).toBe(url);
});

test("where there is no webmail, none is found", () => expect(findWebmailUrl(smallSettings())).toBeUndefined());

test("calendars and contacts have a login name each, or the mailbox's", () => {
  const url = "https://dav.hosting.example/";
  const settings = smallSettings({ services: { caldav: { url, username: "dav-{localPart}" }, carddav: { url } } });
  expect(toDavLoginTemplate(settings, "caldav")).toBe("dav-{localPart}");
  expect(toDavLoginTemplate(settings, "carddav")).toBe("{address}");
  expect(toDavLoginTemplate(smallSettings(), "caldav")).toBe("{address}");
});

test.each<[string, object[], number | undefined]>([
  ["the first of several with a login", [SUBMISSION, { ...SUBMISSION, port: 587 }], 465],
  ["one with a login that stands after one without", [{ ...SUBMISSION, ...open, port: 25 }, SUBMISSION], 465],
  ["one without where there is no other", [{ ...SUBMISSION, authentication: ["none"], port: 25 }], 25],
  ["none whose login cannot be told", [{ ...SUBMISSION, authentication: ["GSSAPI"] }], undefined],
  [
    "one that can be told",
    [
      { ...SUBMISSION, authentication: ["GSSAPI"] },
      { ...SUBMISSION, port: 587 },
    ],
    587,
  ],
])("the best server is %s", (_, outgoingServers, port) => {
  const servers = smallSettings({
    outgoingServers: outgoingServers.map((server) => ({ ...server, protocol: "submission" })),
  }).outgoingServers;
  const best = findBestServer(servers, ({ authentication: [first] }) => (first === "GSSAPI" ? undefined : first));
  expect(best?.port).toBe(port);
});
