import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderAutoconfig } from "../../../src/formats/autoconfig/autoconfig.ts";
import { parseAutoconfig } from "../../../src/formats/autoconfig/autoconfig-reader.ts";
import { arbitrarySettings } from "../../support/arbitrary-settings.ts";
import { good, IMAP, SMTP, toDocument } from "../../support/autoconfig-document.ts";

function bad(xml: string): string {
  const parsed = parseAutoconfig(xml);
  return parsed.ok ? "nothing wrong" : `${parsed.error.reason}: ${parsed.error.because}`;
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
});

describe("what is left out, and told by the element's name", () => {
  test.each([
    ["loginPageInfo", { outside: '<webMail><loginPage url="https://w.example/"/><loginPageInfo/></webMail>' }],
    ["instruction", { inside: '<instruction url="https://x.example/"/>' }],
    ["inputField", { inside: '<inputField key="USERNAME" label="Name"/>' }],
    ["clientConfigUpdate", { outside: '<clientConfigUpdate url="https://x.example/"/>' }],
    ["b", { inside: "<b>stray</b>" }],
    ["emailProvider", { inside: "stray text" }],
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

describe("what is refused", () => {
  test.each([
    ["", "not well-formed"],
    ["text", "not well-formed"],
    ["<clientConfig>", "not well-formed"],
    ["<clientConfig><a></clientConfig>", "not well-formed"],
    ["<clientConfig/><b/>", "not well-formed"],
    ['<clientConfig a="1" a="2"/>', "not well-formed"],
    ["<clientConfig a=1/>", "not well-formed"],
    ["<clientConfig>&nbsp;</clientConfig>", "not well-formed"],
    ['<!DOCTYPE clientConfig [<!ENTITY a "b">]><clientConfig>&a;</clientConfig>', "DOCTYPE"],
    ["<a>".repeat(50) + "</a>".repeat(50), "nested too deeply"],
    [`<clientConfig>${" ".repeat(1_000_000)}</clientConfig>`, "longer than"],
  ])("malformed XML: %.60s", (xml, because) => {
    expect(bad(xml)).toMatch(/^xml_malformed: /);
    expect(bad(xml)).toContain(because);
  });

  test.each([
    ["another document", "<html/>", "not <clientConfig>"],
    ["no provider", "<clientConfig/>", "no <emailProvider>"],
    ["no domain", toDocument().replace("<domain>example.com</domain>", ""), "no <domain>"],
    ["no server to read from", toDocument({ servers: SMTP }), "incomingServers"],
    ["no server to send by", toDocument({ servers: IMAP }), "outgoingServers"],
    ["only servers that cannot be carried", toDocument({ servers: IMAP.replace("SSL", "TLS") + SMTP }), "socketType"],
    [
      "no authentication known",
      toDocument({ servers: IMAP.replace("password-cleartext", "x") + SMTP }),
      "x is not known",
    ],
  ])("a document with %s", (_, xml, because) => {
    expect(bad(xml)).toMatch(/^config_unusable: /);
    expect(bad(xml)).toContain(because);
  });
});

test("hostile text is an error value, never an exception", () => {
  const piece = fc.oneof(
    fc.constantFrom("<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml", "?>", "&", "&#0;", "&#x110000;"),
    fc.constantFrom(
      "<a>",
      "</a>",
      "<clientConfig>",
      "</clientConfig>",
      "<emailProvider id='x'>",
      "<domain>",
      "xmlns:a='b'",
    ),
    fc.constantFrom(
      "__proto__",
      "constructor",
      "<__proto__/>",
      "{address}",
      "%EMAILDOMAIN%",
      "\u{0}",
      "\u{FDD0}",
      "\u{D800}",
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (pieces, inside) => {
      const text = pieces.join("");
      expect(parseAutoconfig(inside ? toDocument({ inside: text }) : text)).toHaveProperty("ok");
    }),
    { numRuns: 500 },
  );
});

test("a document spoilt anywhere is an error value or is still read, never an exception", () => {
  const whole = toDocument({
    inside: '<documentation url="https://x.example/"><descr lang="en">x</descr></documentation>',
  });
  fc.assert(
    fc.property(fc.nat(whole.length), fc.nat(20), fc.string({ maxLength: 8 }), (start, length, text) => {
      expect(parseAutoconfig(whole.slice(0, start) + text + whole.slice(start + length))).toHaveProperty("ok");
    }),
    { numRuns: 500 },
  );
});

test("long text that is nearly markup takes no long time", () => {
  const started = performance.now();
  for (const text of [
    `<a ${" ".repeat(900_000)}`,
    `<${"a".repeat(900_000)}`,
    "<a ".repeat(300_000),
    "&".repeat(900_000),
  ])
    expect(parseAutoconfig(text).ok).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
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
    }),
    { numRuns: 100 },
  );
});
