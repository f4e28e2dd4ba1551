import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderAutoconfig } from "../../../src/formats/autoconfig/autoconfig.ts";
import { parseAutoconfig } from "../../../src/formats/autoconfig/autoconfig-reader.ts";
import { arbitrarySettings } from "../../support/drawn/arbitrary-settings.ts";
import { toEffort } from "../../support/drawn/effort.ts";
import { good, IMAP, SMTP, toDocument } from "../../support/reading/autoconfig-document.ts";

function bad(xml: string): string {
  const [fault] = parseAutoconfig(xml).faults;
  return fault === undefined ? "nothing wrong" : `${fault.reason}: ${fault.because}`;
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

  test("OAuth2 and the webmail's login page", () => {
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

  test("the same of a provider, where others have it at the root", () => {
    const parts = `<oAuth2><issuer>auth.example</issuer><scope>mail</scope><authURL>https://auth.example/a</authURL>
      <tokenURL>https://auth.example/t</tokenURL></oAuth2><webMail><loginPage url="https://mail.example/"/></webMail>`;
    expect(good(toDocument({ inside: parts }))).toEqual(good(toDocument({ outside: parts })));
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

describe("whom a provider is for that names no domain", () => {
  const nameless = (text: string, id = "example.com") =>
    toDocument().replace("<domain>example.com</domain>", text).replace('id="example.com"', `id="${id}"`);

  test.each(["", "<domain>%EMAILDOMAIN%</domain>"])("the domain that is its id, with a warning: %j", (text) => {
    const { domains, warnings } = good(nameless(text));
    expect(domains).toEqual(["example.com"]);
    expect(warnings).toContainEqual({ element: "emailProvider", what: "has no domain; its id is taken: example.com" });
  });

  test.each(["", "My mail", "%EMAILDOMAIN%", "localhost"])("nobody where its id %j is none", (id) => {
    expect(bad(nameless("<domain>%EMAILDOMAIN%</domain>", id))).toMatch(/^domain_missing: there is no <domain>/);
  });

  test("those that the operator named, of which * needs no name", () => {
    const xml = nameless("", "%EMAILDOMAIN%").replaceAll(/<display\w+>\w+<.display\w+>/g, "");
    const { providers, faults } = parseAutoconfig(xml, ["*"]);
    expect(faults).toEqual([]);
    expect(providers).toMatchObject([{ id: "Mail", domains: ["*"], provider: { displayName: "Mail" } }]);
    expect(parseAutoconfig(toDocument(), ["*"]).providers[0]?.domains).toEqual(["example.com"]);
  });
});

test("a name with the domain in it is left out where domains may be longer than the name", () => {
  const names = "<displayName>%EMAILDOMAIN%</displayName><displayShortName>%EMAILDOMAIN%</displayShortName>";
  const xml = toDocument({ names }).replace(/<domain>.*<\/domain>/, "");
  const {
    providers: [read],
    warnings,
  } = parseAutoconfig(xml, ["*"]);
  expect(read?.domains).toEqual(["*"]);
  expect(JSON.stringify(read?.provider)).not.toContain("{domain}");
  expect(warnings.map(({ element }) => element)).toEqual(expect.arrayContaining(["displayName", "displayShortName"]));
});

describe("what only an address could fill in", () => {
  const short = "<displayShortName>Box</displayShortName>";
  test.each(["%EMAILADDRESS% (Example Box)", "%EMAILLOCALPART%@%EMAILDOMAIN%", "%RealName%"])(
    "is no name: %s",
    (name) => {
      const names = `<displayName>${name}</displayName>${short}`;
      const { provider, warnings } = good(toDocument({ names }));
      expect(provider.displayName).toBe("Box");
      expect(warnings[0]?.element).toBe("displayName");
      expect(warnings[0]?.what).toMatch(/^is left out: %[A-Z]+% would be another for each person$/i);
    },
  );

  test("is no text and no link, and each is told once", () => {
    const enable = (attribute: string, text: string) =>
      `<enable visiturl="https://a.example/${attribute}"><instruction>${text}</instruction></enable>`;
    const { provider, warnings } = good(
      toDocument({
        inside: `<documentation url="https://a.example/?u=%EMAILADDRESS%"><descr>x</descr></documentation>
          <documentation url="https://a.example/"><descr>For %EMAILADDRESS%</descr></documentation>
          ${enable("%EMAILLOCALPART%", "x")}${enable("", "Log in as %EMAILADDRESS%")}`,
        outside: `<webMail><loginPage url="https://a.example/%EMAILADDRESS%"/></webMail>
          <calendar type="caldav"><url>https://a.example/%EMAILADDRESS%/</url></calendar>`,
      }),
    );
    expect(JSON.stringify(provider)).not.toContain("%");
    expect(provider.documentation).toEqual([{ url: "https://a.example/" }]);
    expect(warnings.map(({ element }) => element).toSorted()).toEqual(
      ["descr", "documentation", "enable", "instruction", "loginPage", "url"].toSorted(),
    );
  });
});

test.each(["%EMAIL%", "%SCREEN_NAME1% mail", "Mail of %username%"])("what nobody fills in is no text: %s", (name) => {
  const { provider, warnings } = good(toDocument({ names: `<displayName>${name}</displayName>` }));
  expect(provider.displayName).toBe("example.com");
  expect(warnings[0]).toEqual({
    element: "displayName",
    what: `is left out: nobody fills in ${/%\w+%/.exec(name)?.[0]}`,
  });
});

test("what looks like a placeholder in a URL is none", () => {
  const url = "https://a.example/%C3%BCdaten%20/100%25";
  const { provider } = good(toDocument({ inside: `<documentation url="${url}"/>` }));
  expect(provider.documentation).toEqual([{ url }]);
});

describe("several providers", () => {
  const outside = '<calendar type="caldav"><url>https://dav.example/</url></calendar><fileShare/>';
  const [start = "", end = ""] = toDocument({ outside })
    .split(/(?<=<clientConfig[^>]*>)|(?=<calendar)/)
    .slice(0, 2);
  const first = end;
  const second = first.replaceAll("example.com", "second.example");
  const toFile = (...providers: string[]) => `${start}${providers.join("")}${outside}</clientConfig>`;

  test("are all read, with what stands beside them, and told once", () => {
    const { providers, warnings, faults } = parseAutoconfig(toFile(first, second));
    expect(providers.map(({ domains }) => domains)).toEqual([["example.com"], ["second.example"]]);
    expect(providers.map(({ provider }) => provider.services)).toEqual(
      Array(2).fill({ caldav: { url: "https://dav.example/" } }),
    );
    expect([warnings.map(({ element }) => element), faults]).toEqual([["fileShare"], []]);
  });

  test("of which one cannot be read are the others, and a fault", () => {
    const { providers, faults } = parseAutoconfig(toFile(first.replaceAll("outgoingServer", "outgoing"), second));
    expect(providers.map(({ id }) => id)).toEqual(["second.example"]);
    expect(faults.map(({ reason }) => reason)).toEqual(["config_unusable"]);
  });
});

test("prefixes and name spaces make no difference", () => {
  const xml = toDocument()
    .replace("<clientConfig", '<clientConfig xmlns="https://a.example/" xmlns:m="https://b.example/"')
    .replaceAll(/(<\/?)(hostname|domain)/g, "$1m:$2");
  expect(good(xml)).toEqual(good(toDocument()));
});

test("what only a comment says is no document type", () => {
  expect(good(`<!-- <!DOCTYPE html> -->${toDocument().replace(/^<\?.*\?>/, "")}`)).toEqual(good(toDocument()));
});

describe("what is refused", () => {
  test.each([
    [" \n", "it is empty"],
    ["text, and more text", 'it is no XML: it begins with "text, and more text"'],
    ["<!doctype HTML><p>Not found", "it is a web page"],
    ["<clientConfig>", "not well-formed"],
    ["<clientConfig><a></clientConfig>", "not well-formed"],
    ["<clientConfig/><b/>", "not well-formed"],
    ['<clientConfig a="1" a="2"/>', "not well-formed"],
    ["<clientConfig a=1/>", "not well-formed"],
    ["<clientConfig>&nbsp;</clientConfig>", "not well-formed"],
    [
      '<!DOCTYPE clientConfig [<!ENTITY a "b">]><clientConfig>&a;</clientConfig>',
      "it has a DOCTYPE, of clientConfig: ",
    ],
    ["<a>".repeat(50) + "</a>".repeat(50), "nested too deeply"],
    [`<clientConfig>${" ".repeat(1_000_000)}</clientConfig>`, "longer than"],
  ])("malformed XML: %.60s", (xml, because) => {
    expect(bad(xml)).toMatch(/^xml_malformed: /);
    expect(bad(xml)).toContain(because);
  });

  test.each([
    ["\n\n<a>\n <b></c>\n</a>", "line 4, column 2: "],
    ["<a x=1/>", "line 1, column 1: "],
  ])("malformed XML names the place: %j", (xml, place) => {
    expect(bad(xml)).toContain(`it is not well-formed XML: ${place}`);
  });

  test.each([
    ["another document", "<html/>", "not <clientConfig>"],
    ["no provider", "<clientConfig/>", "no <emailProvider>"],
    ["no server to read from", toDocument({ servers: SMTP }), "there is no <incomingServer>"],
    ["no server to send by", toDocument({ servers: IMAP }), "there is no <outgoingServer>"],
    [
      "only servers that cannot be carried",
      toDocument({ servers: IMAP.replace("SSL", "TLS") + SMTP }),
      '<incomingServer type="imap">: is left out: its socketType is none of SSL, STARTTLS, plain: TLS',
    ],
    [
      "a server that lacks the most of it",
      toDocument({ servers: `${IMAP}<outgoingServer type="smtp"><port>x</port></outgoingServer>` }),
      "is left out: it has no hostname, it has no socketType, it has no authentication, its port is no number: x",
    ],
    [
      "servers without a type",
      toDocument({ servers: (IMAP + SMTP).replaceAll(/ type="\w+"/g, "") }),
      "<outgoingServer>: is left out: it has no type; smtp is carried over",
    ],
    [
      "a server whose type is empty",
      toDocument({ servers: IMAP + SMTP.replace('type="smtp"', 'type=" "') }),
      '<outgoingServer type=" ">: is left out: it has no type; smtp is carried over',
    ],
    [
      "no authentication known",
      toDocument({ servers: IMAP.replace("password-cleartext", "x") + SMTP }),
      '<authentication>: is left out: x is not known; <incomingServer type="imap">: is left out: its authentication is none of password-cleartext, ',
    ],
    [
      "a host name that is none",
      toDocument({ servers: IMAP.replace("imap.example.com", "imap://x") + SMTP }),
      'is left out: hostname: "imap://x": expected a host name',
    ],
    [
      "a name that turns the direction of writing",
      toDocument({ names: "<displayName>A\u{202E}B</displayName>" }),
      'displayName: "A\\u{202e}B": expected text without control characters',
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
      expect(parseAutoconfig(inside ? toDocument({ inside: text }) : text)).toHaveProperty("faults");
    }),
    { numRuns: toEffort(150) },
  );
});

test("a document spoilt anywhere is an error value or is still read, never an exception", () => {
  const whole = toDocument({
    inside: '<documentation url="https://x.example/"><descr lang="en">x</descr></documentation>',
  });
  fc.assert(
    fc.property(fc.nat(whole.length), fc.nat(20), fc.string({ maxLength: 8 }), (start, length, text) => {
      expect(parseAutoconfig(whole.slice(0, start) + text + whole.slice(start + length))).toHaveProperty("faults");
    }),
    { numRuns: toEffort(150) },
  );
});

// By the square of its length it would take minutes, and so longer than a test may.
test("long text that is nearly markup takes no long time", () => {
  for (const text of [
    `<a ${" ".repeat(900_000)}`,
    `<${"a".repeat(900_000)}`,
    "<a ".repeat(300_000),
    "&".repeat(900_000),
  ])
    expect(parseAutoconfig(text).providers).toEqual([]);
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
    { numRuns: toEffort(40) },
  );
});
