import { describe, expect, test } from "vitest";
import { good, IMAP, SMTP, toDocument } from "../../support/reading/autoconfig-document.ts";

/** The incoming server of a document, whose text is changed first. */
function incomingWith(from: string | RegExp, to: string) {
  return good(toDocument({ servers: IMAP.replace(from, to) + SMTP })).provider.incomingServers[0];
}

describe("what is carried over of a server", () => {
  test.each([
    ["%EMAILADDRESS%", "{address}"],
    ["%EMAILLOCALPART%", "{localPart}"],
    ["%EMAILLOCALPART%.%EMAILDOMAIN%", "{localPart}.{domain}"],
    ["%EMAILLOCALPART%@%EMAILDOMAIN%", "{address}"],
    ["%EmailAddress%", "{address}"],
    ["\u{200B}%emaillocalpart%\u{A0}", "{localPart}"],
    ["fixed", "fixed"],
  ])("the user name %s as %s", (said, template) => {
    expect(incomingWith("%EMAILADDRESS%", said).username).toBe(template);
  });

  test.each(["mail.%EMAILDOMAIN%", "mail.%emaildomain%", "\u{A0}mail.%EMAILDOMAIN%\u{200B}"])(
    "a host name with the domain in it: %j",
    (hostname) => {
      expect(incomingWith("imap.example.com", hostname).hostname).toBe("mail.{domain}");
    },
  );

  test.each([
    ["type", 'type="imap"', 'type="IMAP"'],
    ["socketType", "SSL", "Ssl"],
    ["authentication", "password-cleartext", "Password-Cleartext"],
    ["element", /incomingServer/g, "incomingserver"],
    ["child", /socketType/g, "sockettype"],
  ])("a word in any case: %s", (_, from, to) => {
    expect(incomingWith(from, to)).toEqual(incomingWith("", ""));
  });

  test.each([
    ["plain", "password-cleartext"],
    ["secure", "password-encrypted"],
    ["OAuth", "OAuth2"],
    ["client-ip-address", "client-IP-address"],
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
});

test.each(["%USER%", "%SCREEN_NAME1%"])(
  "a user name with a placeholder that nobody knows is told: %s",
  (placeholder) => {
    const { provider, warnings } = good(toDocument({ servers: IMAP.replace("%EMAILADDRESS%", placeholder) + SMTP }));
    expect(provider.incomingServers[0].username).toBe(placeholder);
    expect(warnings).toEqual([
      { element: "username", what: `has a placeholder that is not known and stays as text: ${placeholder}` },
    ]);
  },
);

test("a missing user name", () => {
  const xml = toDocument({ servers: IMAP.replace(/<username>.*<\/username>/, "") + SMTP });
  expect(good(xml).provider.incomingServers[0].username).toBe("{address}");
  expect(good(xml).warnings.map(({ element, what }) => `${element}: ${what}`)).toEqual([
    expect.stringMatching(/^incomingServer type="imap": has no username/),
  ]);
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
    ["useGlobalPreferredServer", { servers: inServer("<useGlobalPreferredServer/>") + SMTP }],
    ["addThisServer", { servers: IMAP + SMTP.replace("<port>", "<addThisServer>true</addThisServer><port>") }],
    ["restriction", { servers: inServer("<restriction>clientIPAddress</restriction>") + SMTP }],
    ["password", { servers: inServer("<password>secret</password>") + SMTP }],
    ["authentication", { servers: inServer("<authentication>magic</authentication>") + SMTP }],
    ["authentication", { servers: inServer('<authentication system="sasl">SCRAM-SHA-256</authentication>') + SMTP }],
    ["authentication", { servers: inServer("<authentication>plain</authentication>") + SMTP }],
    ["socketType", { servers: inServer("<socketType>STARTTLS</socketType>") + SMTP }],
    ['incomingServer type="imap"', { servers: IMAP + SMTP + IMAP.replace("SSL", "TLS") }],
    ['incomingServer type="imap"', { servers: IMAP + SMTP + IMAP.replace("993", "99 3") }],
    ['incomingServer type="imap"', { servers: IMAP + SMTP + IMAP.replace("imap.example.com", "10.0.0.1") }],
  ])("%s in %j", (element, parts) => {
    expect(good(toDocument(parts)).warnings.map((warning) => warning.element)).toContain(element);
  });
});
