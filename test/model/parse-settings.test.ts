import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { findSettings } from "../../src/model/resolving/find-settings.ts";
import { isSettings } from "../../src/model/server-settings.ts";
import { formatFault } from "../../src/model/settings/fault.ts";
import { parseSettings } from "../../src/model/settings/parse-settings.ts";

const server = {
  hostname: "mail.{domain}",
  port: 993,
  socketType: "tls",
  authentication: ["password-cleartext"],
};
const provider = {
  displayName: "Provider",
  displayShortName: "P",
  incomingServers: [{ ...server, protocol: "imap" }],
  outgoingServers: [{ ...server, protocol: "submission", port: 465 }],
};

function file(domains: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return { providers: { p: { ...provider, ...more } }, domains };
}

function plain(protocol: string) {
  return { ...server, protocol, socketType: "plain" };
}

function faultsOf(input: unknown): string[] {
  const parsed = parseSettings(input);
  return parsed.ok ? [] : parsed.error.map(formatFault);
}

function settingsOf(input: unknown, domain: string) {
  const parsed = parseSettings(input);
  if (!parsed.ok) throw new Error(parsed.error.map(formatFault).join("\n"));
  return findSettings(parsed.value, Domain.parse(domain), new Date(0));
}

/** As {@link settingsOf}, for a domain that is known to be served here. */
function resolvedOf(input: unknown, domain: string) {
  const settings = settingsOf(input, domain);
  if (!isSettings(settings)) throw new Error(`not served: ${domain}`);
  return settings;
}

describe("a fault names path, value and expectation", () => {
  test.each([
    [{ displayName: "" }, 'providers.p.displayName: "": expected at least one character'],
    [{ displayName: "x".repeat(61) }, `providers.p.displayName: "${"x".repeat(61)}": expected at most 60 characters`],
    [{ displayName: undefined }, "providers.p.displayName: missing: expected a string"],
    [{ displayName: "a\u0007b" }, 'providers.p.displayName: "a\\u0007b": expected text without control characters'],
    [{ $comment: "a\u001bb" }, 'providers.p.$comment: "a\\u001bb": expected text without control characters'],
    [{ colour: "red" }, 'providers.p.colour: "red": unknown member'],
    [{ incomingServers: [] }, "providers.p.incomingServers[0]: missing: expected an object"],
    [
      { incomingServers: [{ ...server, protocol: "imap", port: 0 }] },
      "providers.p.incomingServers[0].port: 0: expected a number of 1 or more",
    ],
    [
      { incomingServers: [{ ...server, protocol: "imap", socketType: "SSL" }] },
      'providers.p.incomingServers[0].socketType: "SSL": expected one of "tls", "starttls", "plain"; did you mean "tls"?',
    ],
    [
      { outgoingServers: [{ ...server, protocol: "smtp" }] },
      'providers.p.outgoingServers[0].protocol: "smtp": expected "submission"; did you mean "submission"?',
    ],
    [
      { incomingServers: [{ ...server, protocol: "IMAP" }] },
      'providers.p.incomingServers[0].protocol: "IMAP": expected one of "imap", "pop3"; did you mean "imap"?',
    ],
    [
      { incomingServers: [{ ...server, protocol: "imap", socketType: "sometimes" }] },
      'providers.p.incomingServers[0].socketType: "sometimes": expected one of "tls", "starttls", "plain"',
    ],
    [
      { incomingServers: [{ ...server, protocol: "imap", user: "{address}" }] },
      'providers.p.incomingServers[0].user: "{address}": unknown member; did you mean "username"?',
    ],
    [
      { incomingServers: [{ ...server, protocol: "imap", constructor: "x" }] },
      'providers.p.incomingServers[0].constructor: "x": unknown member',
    ],
    [
      { incomingServers: [{ ...server, protocol: "imap", hostname: "10.0.0.1" }] },
      'providers.p.incomingServers[0].hostname: "10.0.0.1": expected a host name such as mail.{domain}',
    ],
    [
      { incomingServers: [{ ...server, protocol: "pop3", pathPrefix: "INBOX." }] },
      'providers.p.incomingServers[0].pathPrefix: "INBOX.": expected at IMAP servers only',
    ],
    [
      { incomingServers: [{ ...server, protocol: "imap", username: "{address}\u{200B}" }] },
      'providers.p.incomingServers[0].username: "{address}\\u{200b}": expected text without invisible characters',
    ],
    [{ displayName: "a\u{202E}b" }, 'providers.p.displayName: "a\\u{202e}b": expected text without control characters'],
    [{ webmail: { url: "/mail" } }, 'providers.p.webmail.url: "/mail": expected an absolute https or http URL'],
    [
      { services: { caldav: { url: "http://dav.example/" } } },
      'providers.p.services.caldav.url: "http://dav.example/": expected an absolute https URL',
    ],
    [
      { branding: { logo: "https://cdn.example/logo.png" } },
      'providers.p.branding.logo: "https://cdn.example/logo.png": expected a data: URL with an image, so that pages ask nobody else for it',
    ],
    [{ support: { name: "S", email: "nobody" } }, 'providers.p.support.email: "nobody": expected an email address'],
  ])("%j", (more, fault) => expect(faultsOf(file({ "shop.example": { provider: "p" } }, more))).toContain(fault));

  test("and all are told at once, shape and references alike", () => {
    const faults = faultsOf({
      ...file(
        { "a b": { provider: "p" }, "c.example": { provider: "q" }, "d.example": { provider: "p", lunched: true } },
        { quota: { domainMegabytes: "500" } },
      ),
      extra: 1,
    });
    expect(faults.toSorted()).toEqual([
      'domains["a b"]: "a b": expected a domain name such as mail.example.com',
      'domains["c.example"].provider: "q": expected one of the providers: "p"',
      'domains["d.example"].lunched: true: unknown member',
      "extra: 1: unknown member",
      'providers.p.quota.domainMegabytes: "500": expected a number',
    ]);
  });

  test.each(["\0", "\ud800", "\u{202E}"])("a comment with %j is faulty wherever it stands", (text) => {
    const change = { $comment: text, at: "2026-12-01T03:00:00Z", overrides: {} };
    const entry = { provider: "p", $comment: text, changes: [change] };
    const { providers, domains } = file({ "shop.example": entry });
    const faults = faultsOf({ providers, domains, $comment: text, service: { $comment: text } });
    expect(faults).toHaveLength(4);
    expect(faults.every((fault) => /\$comment: .*: expected text without control characters$/.test(fault))).toBe(true);
  });

  test("a comment may be empty, and have lines and tabs", () => {
    for (const $comment of ["", "Moved in May:\r\n\tby Ann"])
      expect(faultsOf({ ...file({ "shop.example": { provider: "p", $comment } }), $comment })).toEqual([]);
  });

  test("a domain stands there once, however it is written", () =>
    expect(faultsOf(file({ "bücher.example": { provider: "p" }, "Bücher.example.": { provider: "p" } }))).toEqual([
      'domains["Bücher.example."]: "Bücher.example.": expected each domain once, but xn--bcher-kva.example stands here twice',
    ]));

  test("of many providers some are named, and how many there are", () => {
    const { providers } = file({});
    const many = Object.fromEntries(Array.from("abcdefghi", (id) => [id, providers.p]));
    expect(faultsOf({ providers: many, domains: { "shop.example": { provider: "z" } } })).toEqual([
      'domains["shop.example"].provider: "z": expected one of the providers: "a", "b", "c", "d", "e", "f", "g", "h", … (9)',
    ]);
  });

  test("where there is no provider, that is what is told", () =>
    expect(faultsOf({ providers: {}, domains: { "shop.example": { provider: "z" } } })).toEqual([
      'domains["shop.example"].provider: "z": expected a provider that stands under providers, where there is none',
    ]));

  test.each([[null], [[]], ["text"], [{}], [{ providers: [], domains: 3 }]])("%j is faulty, not a crash", (input) =>
    expect(faultsOf(input)).not.toEqual([]),
  );

  test("any JSON is valid or faulty, never an exception", () => {
    fc.assert(fc.property(fc.jsonValue(), (input) => void faultsOf(input)));
    fc.assert(fc.property(fc.jsonValue(), (more) => void faultsOf(file({ "shop.example": more, "*": more }))));
  });
});

test.each([
  ["https://["],
  ["https://a:99999"],
  ["https://a\\b.example"],
  ["http://a.example"],
  ["https://a.example/"],
  ["https://u@a.example"],
])("%j is no origin of a service", (origin) =>
  expect(faultsOf({ providers: {}, domains: {}, service: { origin } })).toEqual([
    `service.origin: ${JSON.stringify(origin)}: expected an https origin such as https://setup.example.com`,
  ]),
);

test("names without certificates need an origin that clients are led to", () =>
  expect(faultsOf({ providers: {}, domains: {}, service: { certificatesOnlyFor: ["hosting.example"] } })).toEqual([
    "service.origin: missing: expected an https origin such as https://setup.example.com: clients are led there",
  ]));

test("an origin is kept as URLs begin with it", () => {
  const parsed = parseSettings({ providers: {}, domains: {}, service: { origin: "https://Setup.bücher.example:443" } });
  expect(parsed.ok && parsed.value.service.origin).toBe("https://setup.xn--bcher-kva.example");
});

describe("a fault hides no other", () => {
  const needing = { webmail: { url: "https://{store}/" } };
  const needed = "missing: expected a value, which {store} in providers.p.webmail.url needs";

  test.each<[string, object, object]>([
    ["of its provider", { provider: "p" }, { colour: "red" }],
    ["of its domain", { provider: "p", lunched: true }, {}],
    ["of what its overrides make", { provider: "p", overrides: { support: { email: "a@b.example" } } }, {}],
    ["of a server without encryption", { provider: "p", overrides: { outgoingServers: [plain("submission")] } }, {}],
  ])("%s", (_, entry, more) => {
    const faults = faultsOf(file({ "a.example": entry }, { ...needing, ...more }));
    expect(faults).toHaveLength(2);
    expect(faults).toContain(`domains["a.example"].variables.store: ${needed}`);
  });

  test("but a variable that is there is none, whatever else is wrong with its domain", () => {
    const entry = { provider: "p", lunched: true, variables: { store: "s.example" } };
    expect(faultsOf(file({ "a.example": entry }, needing))).toEqual([
      'domains["a.example"].lunched: true: unknown member',
    ]);
  });
});

describe("a fault is told once", () => {
  const entries = Object.fromEntries(["a", "b", "c"].map((name) => [`${name}.example`, { provider: "p" }]));

  test.each<[string, Record<string, unknown>, string]>([
    [
      "for all domains of its provider",
      { incomingServers: [plain("imap")] },
      'providers.p.incomingServers[0].socketType: "plain": expected "tls" or "starttls", or "allowPlaintext": true in the domain\'s entry, for a.example and 2 more domains',
    ],
    [
      "for all domains that lack a value",
      { webmail: { url: "https://{store}/" } },
      'domains["a.example"].variables.store: missing: expected a value, which {store} in providers.p.webmail.url needs, here and in 2 more domains',
    ],
    [
      "whatever it makes of each domain's name",
      { displayName: `${"x".repeat(52)}{domain}` },
      `providers.p.displayName: "${"x".repeat(52)}a.example": expected at most 60 characters, for a.example and 2 more domains`,
    ],
  ])("%s", (_, more, fault) => expect(faultsOf(file(entries, more))).toEqual([fault]));

  test("for two domains as for more", () => {
    const { "a.example": a, "b.example": b } = entries;
    expect(faultsOf(file({ "a.example": a, "b.example": b }, { webmail: { url: "https://{store}/" } }))).toEqual([
      'domains["a.example"].variables.store: missing: expected a value, which {store} in providers.p.webmail.url needs, here and in 1 more domain',
    ]);
  });

  test("at each domain that it comes from, under the name that stands there", () => {
    const overrides = { incomingServers: [plain("imap")] };
    expect(
      faultsOf(file({ "bücher.example": { provider: "p", overrides }, "*": { provider: "p", overrides } })),
    ).toEqual(
      ["bücher.example", "*"].map(
        (name) =>
          `domains["${name}"].overrides.incomingServers[0].socketType: "plain": expected "tls" or "starttls", or "allowPlaintext": true in the domain's entry`,
      ),
    );
  });
});

describe("templates", () => {
  test("are filled with the domain and its variables", () => {
    const settings = resolvedOf(
      file(
        { "shop.example": { provider: "p", variables: { box: "imap7" } } },
        {
          incomingServers: [
            { ...server, protocol: "imap", hostname: "{box}.{domain}", username: "{localPart}.{domain}" },
          ],
        },
      ),
      "shop.example",
    );
    expect(settings.incomingServers[0]).toMatchObject({
      hostname: "imap7.shop.example",
      username: "{localPart}.shop.example",
    });
  });

  test.each([
    ["shop.example", {}, "{localPart}-shop"],
    ["shop.co.uk", {}, "{localPart}-shop"],
    ["shop.example", { prefix: "shop2" }, "{localPart}-shop2"],
  ])("the prefix of %s with %j: %s", (domain, variables, username) => {
    const logins = { incomingServers: [{ ...server, protocol: "imap", username: "{localPart}-{prefix}" }] };
    const settings = resolvedOf(file({ [domain]: { provider: "p", variables } }, logins), domain);
    expect(settings.incomingServers[0].username).toBe(username);
  });

  test("that nobody defined are faults of every domain that needs them", () => {
    const needing = { webmail: { url: "https://{store}/" } };
    expect(
      faultsOf(
        file(
          { "a.example": { provider: "p" }, "b.example": { provider: "p", variables: { store: "s.example" } } },
          needing,
        ),
      ),
    ).toEqual([
      'domains["a.example"].variables.store: missing: expected a value, which {store} in providers.p.webmail.url needs',
    ]);
  });

  test("only needed before launch are needed by no launched domain", () => {
    const early = { webmail: { url: "https://mail.{domain}/", urlBeforeLaunch: "https://{store}/" } };
    expect(faultsOf(file({ "a.example": { provider: "p" } }, early))).toEqual([]);
    expect(faultsOf(file({ "a.example": { provider: "p", launched: false } }, early))).toHaveLength(1);
  });

  test("of an address are refused outside of user names", () => {
    expect(faultsOf(file({ "a.example": { provider: "p" } }, { displayName: "Mail of {address}" }))).toEqual([
      'providers.p.displayName: "Mail of {address}": expected {address} in user names only, for a.example',
    ]);
  });

  test("are looked for in whatever begins like an image as well", () => {
    expect(faultsOf(file({ "a.example": { provider: "p" } }, { displayName: "data:{address}" }))).toHaveLength(1);
  });

  test("whose value makes no host name are faults", () => {
    const [fault] = faultsOf(
      file(
        { "a.example": { provider: "p", variables: { box: "not a host" } } },
        {
          incomingServers: [{ ...server, protocol: "imap", hostname: "{box}" }],
        },
      ),
    );
    expect(fault).toBe(
      'providers.p.incomingServers[0].hostname: "not a host": expected a host name such as mail.{domain}, for a.example',
    );
  });
});

const imapAt = (hostname: string) => ({ incomingServers: [{ ...server, protocol: "imap", hostname }] });

test.each([
  ["a longer name", "b.longer-than-that.example", "short.example", { displayShortName: "at {domain}" }],
  [
    "a longer first label",
    "rather-long.example",
    "a.of-many-labels.example",
    imapAt(`{prefix}-${"x".repeat(54)}.example`),
  ],
  ["an international name", "bücher.example", "a-longer-name.another.example", imapAt("{prefix}-mail.example")],
  ["a name that begins with digits", "1.example", "one.example", imapAt("mail.{prefix}")],
])("of domains with the same entry, %s is looked at for itself", (_, faulty, sound, own) => {
  const told = (...names: string[]) =>
    faultsOf(file(Object.fromEntries(names.map((name) => [name, { provider: "p" }])), own));
  expect(told(sound)).toEqual([]);
  expect(told(faulty)).toHaveLength(1);
  expect(told(sound, faulty)).toEqual(told(faulty));
  expect(told(faulty, sound)).toEqual(told(faulty));
});

describe("a domain's own entry", () => {
  test("replaces lists, merges objects and removes with null", () => {
    const settings = resolvedOf(
      file(
        {
          "shop.example": {
            provider: "p",
            overrides: {
              outgoingServers: [
                { ...server, protocol: "submission", hostname: "out.example", port: 587, socketType: "starttls" },
              ],
              support: { phone: "+1 555 0101", email: null },
              quota: null,
            },
          },
        },
        { support: { name: "Help", email: "help@p.example" }, quota: { domainMegabytes: 5 } },
      ),
      "shop.example",
    );
    expect(settings.outgoingServers).toHaveLength(1);
    expect(settings.support).toEqual({ name: "Help", phone: "+1 555 0101" });
    expect(settings).not.toHaveProperty("quota");
  });

  test("leaves the provider of other domains as it was", () => {
    const input = file({
      "a.example": { provider: "p", overrides: { displayName: "A" } },
      "b.example": { provider: "p" },
    });
    expect(resolvedOf(input, "a.example").displayName).toBe("A");
    expect(resolvedOf(input, "b.example").displayName).toBe("Provider");
  });

  test("that leaves something incomplete is a fault at its place", () => {
    expect(
      faultsOf(file({ "a.example": { provider: "p", overrides: { webmail: { product: "smartermail" } } } })),
    ).toEqual(["providers.p.webmail.url: missing: expected a string, for a.example"]);
  });

  test("must ask for plaintext by name", () => {
    const plain = { incomingServers: [{ ...server, protocol: "imap", socketType: "plain", port: 143 }] };
    expect(faultsOf(file({ "a.example": { provider: "p" } }, plain))).toHaveLength(1);
    expect(faultsOf(file({ "a.example": { provider: "p", allowPlaintext: true } }, plain))).toEqual([]);
  });
});

describe("a look-up", () => {
  const input = file({
    "*": { provider: "p" },
    "moved.example": { provider: "p", mailElsewhere: "google" },
    "unpaid.example": { provider: "p", suspended: true },
  });

  test("knows nobody that is not listed", () => expect(settingsOf(file({}), "x.example")).toBeUndefined());
  test("takes the wildcard for any other name", () =>
    expect(resolvedOf(input, "any.example").incomingServers[0].hostname).toBe("mail.any.example"));
  test("lets mailElsewhere win over the wildcard", () =>
    expect(settingsOf(input, "moved.example")).toEqual({ mailElsewhere: "google" }));
  test("lets suspension win over the wildcard", () => expect(settingsOf(input, "unpaid.example")).toBe("suspended"));
  test("writes where a service is in ASCII, and leaves what is so already as it stands", () => {
    const services = {
      caldav: { url: "https://dav.żółw.example/sitzung/ü/" },
      carddav: { url: "https://DAV.{domain}/a/../%7Bb" },
    };
    expect(resolvedOf(file({ "*": { provider: "p", overrides: { services } } }), "any.example").services).toEqual({
      caldav: { url: "https://dav.xn--w-uga1v8h.example/sitzung/%C3%BC/" },
      carddav: { url: "https://DAV.any.example/a/../%7Bb" },
    });
  });
  test("finds nothing where the wildcard would make a name too long", () =>
    expect(settingsOf(input, `${"a.".repeat(122)}example`)).toBeUndefined());
  test("lists IMAP before POP3 and keeps the order within each", () => {
    const servers = (["pop3", "imap", "pop3", "imap"] as const).map((protocol, index) => ({
      ...server,
      protocol,
      port: 100 + index,
    }));
    const settings = resolvedOf(file({ "a.example": { provider: "p" } }, { incomingServers: servers }), "a.example");
    expect(settings.incomingServers.map(({ port }) => port)).toEqual([101, 103, 100, 102]);
  });
  test("refuses one domain under two spellings", () =>
    expect(
      faultsOf(file({ "bücher.example": { provider: "p" }, "xn--bcher-kva.example": { provider: "p" } })),
    ).toHaveLength(1));
});
