import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderAutoconfig } from "../../src/formats/autoconfig.ts";
import { arbitrarySettings } from "../support/arbitrary-settings.ts";
import { good, IMAP, SMTP, toDocument, warningsOf } from "../support/autoconfig-documents.ts";

/** The incoming server of a document, whose text is changed first. */
function incomingWith(from: string | RegExp, to: string) {
  return good(toDocument({ servers: IMAP.replace(from, to) + SMTP })).provider.incomingServers[0];
}

describe("what is carried over", () => {
  test("a complete document, with nothing to tell", () => {
    const { id, domains, provider, allowPlaintext, warnings } = good(toDocument());
    expect({ id, domains, allowPlaintext, warnings }).toEqual({
      id: "example.com",
      domains: ["example.com"],
      allowPlaintext: false,
      warnings: [],
    });
    expect(provider).toEqual({
      displayName: "Example",
      displayShortName: "Ex",
      incomingServers: [
        {
          protocol: "imap",
          hostname: "imap.example.com",
          port: 993,
          socketType: "tls",
          authentication: ["password-cleartext"],
          username: "{address}",
        },
      ],
      outgoingServers: [
        {
          protocol: "submission",
          hostname: "smtp.example.com",
          port: 465,
          socketType: "tls",
          authentication: ["password-cleartext"],
          username: "{address}",
        },
      ],
    });
  });

  test.each([
    ["%EMAILADDRESS%", "{address}"],
    ["%EMAILLOCALPART%", "{localPart}"],
    ["%EMAILLOCALPART%.%EMAILDOMAIN%", "{localPart}.{domain}"],
    ["fixed", "fixed"],
  ])("the user name %s as %s", (said, template) => {
    expect(incomingWith("%EMAILADDRESS%", said).username).toBe(template);
  });

  test("a host name with the domain in it", () => {
    expect(incomingWith("imap.example.com", "mail.%EMAILDOMAIN%").hostname).toBe("mail.{domain}");
  });

  test.each([
    ["plain", "password-cleartext"],
    ["secure", "password-encrypted"],
    ["OAuth", "OAuth2"],
    ["OAuth2", "OAuth2"],
    ["TLS-client-cert", "TLS-client-cert"],
  ])("the authentication %s as %s", (said, method) => {
    expect(incomingWith("password-cleartext", said).authentication).toEqual([method]);
  });

  test("several authentications, in order", () => {
    const said = "OAuth2</authentication><authentication>plain";
    expect(incomingWith("password-cleartext", said).authentication).toEqual(["OAuth2", "password-cleartext"]);
  });

  test("a server without TLS, which domains then have to allow", () => {
    const document = good(toDocument({ servers: IMAP.replace("SSL", "plain").replace("993", "143") + SMTP }));
    expect(document.provider.incomingServers[0].socketType).toBe("plain");
    expect(document.allowPlaintext).toBe(true);
  });

  test.each([
    ["<leaveMessagesOnServer>true</leaveMessagesOnServer>", { leaveMessagesOnServer: true }],
    ["<downloadOnBiff>false</downloadOnBiff>", { downloadOnBiff: false }],
    ["<daysToLeaveMessagesOnServer>14</daysToLeaveMessagesOnServer>", { daysToLeaveMessagesOnServer: 14 }],
    ["<checkInterval>15</checkInterval>", { checkInterval: 15 }],
    ['<checkInterval minutes="15"/>', { checkInterval: 15 }],
  ])("the POP3 option %s", (said, options) => {
    const pop3 = IMAP.replace("imap", "pop3").replace("</username>", `</username><pop3>${said}</pop3>`);
    const { provider, warnings } = good(toDocument({ servers: pop3 + SMTP }));
    expect(provider.incomingServers[0].pop3).toEqual(options);
    expect(warnings).toEqual([]);
  });

  test("documentation with texts, with one and with none", () => {
    const inside = `<documentation url="https://a.example/?x=1&amp;y=2"><descr lang="en">One</descr><descr>Two</descr></documentation>
      <documentation url="http://b.example/"/>`;
    expect(good(toDocument({ inside })).provider.documentation).toEqual([
      { url: "https://a.example/?x=1&y=2", lang: "en", text: "One" },
      { url: "https://a.example/?x=1&y=2", text: "Two" },
      { url: "http://b.example/" },
    ]);
  });

  test("instructions, at the root and in the provider", () => {
    const enable = (host: string) =>
      `<enable visiturl="https://${host}/"><instruction lang="de">Ein\n  schalten</instruction></enable>`;
    const { provider, warnings } = good(toDocument({ inside: enable("in.example"), outside: enable("out.example") }));
    expect(provider.enable).toEqual([
      { visitUrl: "https://out.example/", instructions: [{ lang: "de", text: "Ein schalten" }] },
      { visitUrl: "https://in.example/", instructions: [{ lang: "de", text: "Ein schalten" }] },
    ]);
    expect(warnings).toEqual([]);
  });

  test("OAuth2 and the webmail's log-in page", () => {
    const outside = `<oAuth2><issuer>login.example.com</issuer><scope>mail</scope>
      <authURL>https://login.example.com/auth</authURL><tokenURL>https://login.example.com/token</tokenURL></oAuth2>
      <webMail><loginPage url="https://webmail.%EMAILDOMAIN%/"/></webMail>`;
    const { provider, warnings } = good(toDocument({ outside }));
    expect(provider.oauth2).toEqual({
      issuer: "login.example.com",
      scope: "mail",
      authorizationUrl: "https://login.example.com/auth",
      tokenUrl: "https://login.example.com/token",
    });
    expect(provider.webmail?.url).toBe("https://webmail.{domain}/");
    expect(warnings).toEqual([]);
  });

  test("services of the draft, whose log-in is told", () => {
    const outside = `<calendar type="caldav"><url>https://dav.example.com/</url><username>%EMAILADDRESS%</username></calendar>
      <setupServer type="managesieve"><hostname>mail.example.com</hostname><port>4190</port><socketType>STARTTLS</socketType></setupServer>`;
    const { provider, warnings } = good(toDocument({ outside }));
    expect(provider.services).toEqual({
      caldav: { url: "https://dav.example.com/", inAutoconfig: true },
      managesieve: { hostname: "mail.example.com", port: 4190, socketType: "starttls" },
    });
    expect(warnings.map(({ element }) => element)).toEqual(["username"]);
  });

  test("references and CDATA, resolved once", () => {
    const names =
      "<displayName>&amp;lt; &amp;#65; &#x1F600;<![CDATA[ &amp; <b>]]></displayName><displayShortName>x</displayShortName>";
    expect(good(toDocument({ names })).provider.displayName).toBe("&lt; &#65; 😀 &amp; <b>");
  });
});

describe("what is mended, and told", () => {
  const long = "A name that is much longer than the sixty characters that fit";
  test.each([
    ["a long name", `<displayName>${long}</displayName><displayShortName>x</displayShortName>`, long.slice(0, 60), "x"],
    [
      "a long short name",
      "<displayName>x</displayName><displayShortName>Twenty characters and more</displayShortName>",
      "x",
      "Twenty characters an",
    ],
    ["a missing short name", `<displayName>${long}</displayName>`, long.slice(0, 60), "A name that is much"],
    ["both names missing", "", "example.com", "example.com"],
    ["braces", "<displayName>{x}</displayName><displayShortName>x</displayShortName>", "(x)", "x"],
  ])("%s", (_, names, displayName, displayShortName) => {
    const { provider, warnings } = good(toDocument({ names }));
    expect([provider.displayName, provider.displayShortName]).toEqual([displayName, displayShortName]);
    expect(warnings).not.toEqual([]);
  });

  test("a surrogate pair at the end is not cut in half", () => {
    const names = `<displayName>x</displayName><displayShortName>${"x".repeat(19)}😀</displayShortName>`;
    expect(good(toDocument({ names })).provider.displayShortName).toBe("x".repeat(19));
  });

  test("a missing user name", () => {
    const xml = toDocument({ servers: IMAP.replace(/<username>.*<\/username>/, "") + SMTP });
    expect(good(xml).provider.incomingServers[0].username).toBe("{address}");
    expect(warningsOf(xml)).toEqual([expect.stringMatching(/^incomingServer type="imap": has no username/)]);
  });
});

describe("what is left out, and told by the element's name", () => {
  const server = (type: string) => `<incomingServer type="${type}"><url>https://x.example/</url></incomingServer>`;
  const inServer = (child: string) => IMAP.replace("</username>", `</username>${child}`);
  test.each([
    ['incomingServer type="ews"', { inside: server("ews") }],
    ['incomingServer type="owa"', { inside: server("owa") }],
    ['incomingServer type="graph"', { inside: server("graph") }],
    ['incomingServer type="exchange"', { inside: server("exchange") }],
    ['outgoingServer type="lmtp"', { inside: '<outgoingServer type="lmtp"/>' }],
    ["loginPageInfo", { outside: '<webMail><loginPage url="https://w.example/"/><loginPageInfo/></webMail>' }],
    ["useGlobalPreferredServer", { servers: inServer("<useGlobalPreferredServer/>") + SMTP }],
    ["addThisServer", { servers: IMAP + SMTP.replace("<port>", "<addThisServer>true</addThisServer><port>") }],
    ["restriction", { servers: inServer("<restriction>clientIPAddress</restriction>") + SMTP }],
    ["password", { servers: inServer("<password>secret</password>") + SMTP }],
    ["instruction", { inside: '<instruction url="https://x.example/"/>' }],
    ["inputField", { inside: '<inputField key="USERNAME" label="Name"/>' }],
    ["clientConfigUpdate", { outside: '<clientConfigUpdate url="https://x.example/"/>' }],
    ['fileShare type="webdav"', { outside: '<fileShare type="webdav"/>' }],
    ['calendar type="other"', { outside: '<calendar type="other"/>' }],
    ["b", { inside: "<b>stray</b>" }],
    ["emailProvider", { inside: "stray text" }],
    ["authentication", { servers: inServer("<authentication>magic</authentication>") + SMTP }],
    ["authentication", { servers: inServer('<authentication system="sasl">SCRAM-SHA-256</authentication>') + SMTP }],
    ["authentication", { servers: inServer("<authentication>plain</authentication>") + SMTP }],
    ["socketType", { servers: inServer("<socketType>STARTTLS</socketType>") + SMTP }],
    ['incomingServer type="imap"', { servers: IMAP + SMTP + IMAP.replace("SSL", "TLS") }],
    ['incomingServer type="imap"', { servers: IMAP + SMTP + IMAP.replace("993", "99 3") }],
    ['incomingServer type="imap"', { servers: IMAP + SMTP + IMAP.replace("imap.example.com", "10.0.0.1") }],
    ["domain", { inside: "<domain>EXAMPLE.com</domain>" }],
    ["domain", { inside: "<domain>not a domain</domain>" }],
    ["domain", { inside: '<domain purpose="mx">mx.example.com</domain>' }],
    ["descr", { inside: '<documentation url="https://x.example/"><descr/></documentation>' }],
    ["documentation", { inside: '<documentation url="not a URL"/>' }],
    ["oAuth2", { outside: "<oAuth2><issuer>x</issuer></oAuth2>" }],
    ["emailProvider", { inside: "<displayName>x</displayName>", names: "" }],
  ])("%s in %j", (element, parts) => {
    expect(good(toDocument(parts)).warnings.map((warning) => warning.element)).toContain(element);
  });
});

test("our own documents are read back as they were meant", () => {
  fc.assert(
    fc.property(arbitrarySettings, (settings) => {
      const { provider, domains } = good(renderAutoconfig(settings).body);
      expect(domains).toEqual([settings.domain]);
      expect(provider.incomingServers).toEqual(settings.incomingServers);
      expect(provider.outgoingServers).toEqual(settings.outgoingServers);
      expect(provider.displayName).toBe(settings.displayName);
      expect(provider.oauth2).toEqual(settings.oauth2);
      for (const name of ["caldav", "carddav"] as const) {
        const told = settings.services?.[name]?.inAutoconfig ? settings.services[name] : undefined;
        expect(provider.services?.[name]).toEqual(told);
      }
    }),
    { numRuns: 100 },
  );
});
