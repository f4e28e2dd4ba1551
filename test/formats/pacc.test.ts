import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { renderPacc, toPaccTxt } from "../../src/formats/pacc.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import type { ServerSettings } from "../../src/model/server-settings.ts";
import { settingsOf } from "../support/domains/accounts.ts";

test("the same settings give the same bytes, and the record pins them", async () => {
  const document = renderPacc(settingsOf("fish.example"));
  expect(document).toBeDefined();
  expect(document).toEqual(renderPacc(settingsOf("fish.example")));
  if (document === undefined) return;
  const digest = createHash("sha256").update(document.body).digest("base64");
  expect(await toPaccTxt(document)).toBe(`v=UAAC1; a=sha256; d=${digest}`);
});

test("only servers on the registered ports with TLS from the first byte are told", () => {
  expect(JSON.parse(renderPacc(settingsOf("fish.example"))?.body ?? "")).toEqual({
    protocols: {
      imap: { host: "imap.fish.example" },
      pop3: { host: "pop.fish.example" },
      submit: { host: "smtp.fish.example" },
      smtp: { host: "smtp.fish.example" },
      caldav: { url: "https://dav.fish.example/cal?a=1&b=2" },
    },
    authentication: { password: true },
    info: {
      provider: { name: `Fish & <Chips> "n" 'more' 魚`, shortName: "F&C" },
      help: { documentation: "https://fish.example/help?x=1&y=2", contact: ["mailto:help@fish.example"] },
    },
  });
});

test.each(["upgraded.example", "modern.example", "pop.example"])("%s cannot be told and gets no file", (domain) =>
  expect(renderPacc(settingsOf(domain))).toBeUndefined(),
);

/** What is told of the settings of plain.example with `differing`. */
function told(differing: Partial<ServerSettings>) {
  return JSON.parse(renderPacc({ ...settingsOf("plain.example"), ...differing })?.body ?? "{}");
}

test.each(["caldav", "carddav"] as const)("of %s a URL is told that has a path, on the registered port", (name) => {
  const urlOf = (url: string) => told({ services: { [name]: { url } } }).protocols[name]?.url;
  expect(urlOf("https://dav.example.com/dav/")).toBe("https://dav.example.com/dav/");
  expect(urlOf("https://dav.example.com/d")).toBe("https://dav.example.com/d");
  // The root says where no collection is, and clients would take it for the whole answer.
  expect(urlOf("https://dav.example.com/")).toBeUndefined();
  expect(urlOf("https://dav.example.com")).toBeUndefined();
  expect(urlOf("https://dav.example.com:8443/dav/")).toBeUndefined();
});

test("of JMAP any path is told, on the registered port", () => {
  const urlOf = (url: string) => told({ services: { jmap: { url } } }).protocols.jmap?.url;
  expect(urlOf("https://jmap.example.com")).toBe("https://jmap.example.com/");
  expect(urlOf("https://jmap.example.com:8443/")).toBeUndefined();
});

test("a service that another login than the address opens is left out", () => {
  const url = "https://sync.example.com/x";
  const toldOf = (username: string | undefined, mailbox = "{address}") => {
    const { incomingServers } = settingsOf("plain.example");
    const [server] = incomingServers;
    // The first server asks for the login of whatever has none of its own; the second alone is told.
    const { protocols } = told({
      incomingServers: [{ ...server, username: mailbox }, server],
      services: { jmap: { url }, caldav: { url, username }, carddav: { url, username } },
    });
    return ["jmap", "caldav", "carddav"].filter((name) => name in protocols);
  };
  expect(toldOf(undefined)).toEqual(["jmap", "caldav", "carddav"]);
  expect(toldOf("{localPart}")).toEqual(["jmap"]);
  expect(toldOf(undefined, "{localPart}")).toEqual([]);
  expect(toldOf("{address}", "{localPart}")).toEqual(["caldav", "carddav"]);
});

test("what a server takes that is not told is promised of none", () => {
  const { outgoingServers, incomingServers } = settingsOf("plain.example");
  const oauth2 = {
    issuer: "https://login.example.net/",
    scope: "mail",
    authorizationUrl: "https://a.example/",
    tokenUrl: "https://a.example/",
  };
  const [read, send] = [incomingServers[0], outgoingServers[0]];
  const upgraded = { port: 143, socketType: "starttls" } as const;
  const authenticationOf = (
    ofTold: ServerSettings["incomingServers"][0]["authentication"],
    other: ServerSettings["incomingServers"][0]["authentication"],
  ) =>
    told({
      incomingServers: [
        { ...read, authentication: ofTold },
        { ...read, ...upgraded, authentication: other },
      ],
      outgoingServers: [{ ...send, authentication: ofTold }],
      oauth2,
    }).authentication;
  expect(authenticationOf(["OAuth2"], ["password-cleartext"])).toEqual({
    "oauth-public": { issuer: oauth2.issuer },
    password: false,
  });
  expect(authenticationOf(["password-cleartext"], ["OAuth2"])).toEqual({ password: true });
});

test.each([
  ["https://login.example.net/tenant", "https://login.example.net/tenant"],
  ["https://login.example.net/?a=1", undefined],
  ["https://login.example.net/#a", undefined],
  ["https://me@login.example.net/", undefined],
  ["http://login.example.net/", undefined],
  ["login.example.net", undefined],
])("the issuer %s is told as %s", (issuer, expected) => {
  const [server] = settingsOf("plain.example").incomingServers;
  const { authentication } = told({
    incomingServers: [{ ...server, authentication: ["OAuth2", "password-cleartext"] }],
    oauth2: { issuer, scope: "mail", authorizationUrl: "https://a.example/", tokenUrl: "https://a.example/" },
  });
  expect(authentication["oauth-public"]?.issuer).toBe(expected);
});

test.each([
  ["another port", { port: 994 }],
  ["another login than the address", { username: "{localPart}" }],
  ["OAuth2 of nobody alone", { authentication: ["OAuth2"] as const }],
])("a server with %s is passed over", (_, differing) => {
  const [server] = settingsOf("plain.example").incomingServers;
  const other = { ...server, ...differing, hostname: Domain.parse("other.example") } as typeof server;
  expect(told({ incomingServers: [other, server] }).protocols.imap).toEqual({ host: server.hostname });
  expect(renderPacc({ ...settingsOf("plain.example"), incomingServers: [other] })).toBeUndefined();
});

test("names are told on one line, and help by https", () => {
  const { info } = told({
    displayName: " Two \n lines ",
    displayShortName: "Two\t l",
    documentation: [{ url: "http://help.example/" }, { url: "https://help.example/" }],
    support: undefined,
  });
  expect(info).toEqual({
    provider: { name: "Two lines", shortName: "Two l" },
    help: { documentation: "https://help.example/" },
  });
});

test("OAuth2's issuer is told where a server takes OAuth2, and nowhere else", () => {
  const settings = settingsOf("plain.example");
  const oauth2 = {
    issuer: "https://login.example.net",
    scope: "mail",
    authorizationUrl: "https://login.example.net/authorize",
    tokenUrl: "https://login.example.net/token",
  };
  const authenticationOf = (methods: ServerSettings["incomingServers"][0]["authentication"]) => {
    const [server] = settings.incomingServers;
    const incomingServers: ServerSettings["incomingServers"] = [{ ...server, authentication: methods }];
    return JSON.parse(renderPacc({ ...settings, oauth2, incomingServers })?.body ?? "").authentication;
  };
  expect(authenticationOf(["OAuth2", "password-cleartext"])).toEqual({
    "oauth-public": { issuer: "https://login.example.net" },
    password: true,
  });
  expect(authenticationOf(["password-cleartext"])).toEqual({ password: true });
});
