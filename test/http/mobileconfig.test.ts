import * as pkijs from "pkijs";
import { beforeAll, describe, expect, test } from "vitest";
import { renderProfile } from "../../src/formats/profile/mobileconfig.ts";
import { createProfileSigner } from "../../src/signing/create-profile-signer.ts";
import goldenPersonal from "../formats/golden/fish.example/apple.mobileconfig?raw";
import goldenShared from "../formats/golden/fish.example/shared.mobileconfig?raw";
import { accountOf } from "../support/domains/accounts.ts";
import { createChain } from "../support/domains/certificates.ts";
import { profileOptions } from "../support/domains/profile-options.ts";
import { createTestApp } from "../support/services/app.ts";

const app = createTestApp();
const PATH = "https://setup.hosting.example/profiles/apple.mobileconfig";

async function profileOf(query: string, init?: RequestInit) {
  const response = await app.request(`${PATH}${query}`, init);
  expect(response.status).toBe(200);
  return { response, ...readProfile(await textOf(response)) };
}

/** By way of its bytes: workerd warns of text that the type does not say is text. */
async function textOf(response: Response): Promise<string> {
  return new TextDecoder().decode(await response.arrayBuffer());
}

function readProfile(xml: string) {
  const [, array = "", rest = ""] = /<array>([\s\S]*)<\/array>([\s\S]*)/.exec(xml) ?? [];
  const payloads = Array.from(array.matchAll(/<dict>([\s\S]*?)<\/dict>/g), ([, dictionary = ""]) =>
    readKeys(dictionary),
  );
  const ofType = (type: string) => payloads.find(({ PayloadType }) => PayloadType === `com.apple.${type}`) ?? {};
  return {
    profile: readKeys(rest),
    payloads,
    mail: ofType("mail.managed"),
    calendars: ofType("caldav.account"),
    contacts: ofType("carddav.account"),
    activesync: ofType("eas.account"),
  };
}

/** The keys of a dictionary, with those of dictionaries in it among them; the npm package reads property lists only where there is a DOM. */
function readKeys(xml: string): Record<string, unknown> {
  const pairs = xml.matchAll(
    /<key>(.*?)<\/key>\s*(?:<string>([\s\S]*?)<\/string>|<integer>(.*?)<\/integer>|<(true|false)\/>)/g,
  );
  return Object.fromEntries(
    Array.from(pairs, ([, key = "", text, integer, boolean]) => [
      key,
      text?.replaceAll("&amp;", "&") ?? (integer === undefined ? boolean === "true" : Number(integer)),
    ]),
  );
}

test("a personal profile is a download that is kept nowhere", async () => {
  const { response, mail } = await profileOf("?emailaddress=alice@plain.example&name=Alice%20%26%20Bob");
  expect(response.headers.get("content-type")).toBe("application/x-apple-aspen-config");
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="plain.example.mobileconfig"');
  expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
  expect(mail).toMatchObject({
    EmailAddress: "alice@plain.example",
    EmailAccountName: "Alice & Bob",
    IncomingMailServerUsername: "alice@plain.example",
    IncomingMailServerPortNumber: 993,
    IncomingMailServerUseSSL: true,
  });
});

test.each([
  [["R&D+x@fish.example"], "&name=%22Z%22%20%26%20%3Cz%3E", { name: '"Z" & <z>' }],
  [["jörg@bücher.example", "a@fish.example"], "&protocol=POP3&include=Mail", { protocol: "pop3", include: ["mail"] }],
] as const)("the bytes for %j are those that the command line prints", async (addresses, query, differing) => {
  const asked = addresses.map((address) => `emailaddress=${encodeURIComponent(address)}`).join("&");
  const printed = renderProfile(addresses.map(accountOf), profileOptions(differing)).body;
  expect(await textOf(await app.request(`${PATH}?${asked}${query}`))).toBe(printed);
});

test("the bytes are those that the same code makes on Node", async () => {
  // The goldens are written there, where the package for property lists resolves to another build.
  const personal = await app.request(`${PATH}?emailaddress=R%26D%2Bx@fish.example&name=Ann%20%26%20%3CBob%3E`);
  expect(await textOf(personal)).toBe(goldenPersonal);
  expect(await textOf(await app.request(`${PATH}?domain=fish.example`))).toBe(goldenShared);
});

test("a form's POST gets the same profile as GET", async () => {
  const body = new URLSearchParams({ emailaddress: "alice@plain.example" });
  const { profile } = await profileOf("", { method: "POST", body });
  expect(profile).toEqual((await profileOf("?emailaddress=alice@plain.example")).profile);
});

test("without an address the device is left to ask", async () => {
  const { response, mail } = await profileOf("?domain=bücher.example");
  expect(response.headers.get("cache-control")).toContain("public");
  expect(Object.keys(mail)).not.toContain("EmailAddress");
  expect(Object.keys(mail).filter((key) => key.endsWith("Username"))).toEqual([]);
});

test("POP3 is given where it is asked for or all there is", async () => {
  expect((await profileOf("?emailaddress=a@fish.example&protocol=Pop3")).mail.EmailAccountType).toBe("EmailTypePOP");
  expect((await profileOf("?emailaddress=a@fish.example")).mail.EmailAccountType).toBe("EmailTypeIMAP");
  const { mail } = await profileOf("?emailaddress=a@pop.example");
  expect(mail).toMatchObject({ EmailAccountType: "EmailTypePOP", OutgoingMailServerAuthentication: "EmailAuthNone" });
  expect(Object.keys(mail)).not.toContain("OutgoingMailServerUsername");
});

test("calendars and contacts are found on their host, over TLS, under the mailbox's name", async () => {
  const { calendars, contacts } = await profileOf("?emailaddress=alice@sync-dav.example");
  expect(calendars).toMatchObject({
    CalDAVAccountDescription: "Plain Mail",
    CalDAVHostName: "dav.sync-dav.example",
    CalDAVPort: 443,
    CalDAVUseSSL: true,
    CalDAVUsername: "alice@sync-dav.example",
  });
  expect(contacts).toMatchObject({
    CardDAVHostName: "dav.sync-dav.example",
    CardDAVUsername: "alice@sync-dav.example",
  });
  expect(Object.keys({ ...calendars, ...contacts }).filter((key) => /Principal|Password/.test(key))).toEqual([]);
});

describe("what is included", () => {
  const typesOf = async (query: string) =>
    (await profileOf(query)).payloads.map(({ PayloadType }) => String(PayloadType).split(".")[2]);

  test.each([
    ["all.example", "", ["mail", "caldav", "carddav"]],
    ["all.example", "&include=", ["mail", "caldav", "carddav"]],
    ["all.example", "&include=mail", ["mail"]],
    ["all.example", "&include=contacts,calendars", ["caldav", "carddav"]],
    ["all.example", "&include=Calendars%2C%20mail", ["mail", "caldav"]],
    ["all.example", "&include=calendars&include=contacts", ["caldav", "carddav"]],
    ["all.example", "&include=activesync", ["eas"]],
    ["all.example", "&include=mail,calendars,contacts,activesync", ["mail", "caldav", "carddav", "eas"]],
    ["fish.example", "&include=calendars,contacts", ["caldav"]],
    ["plain.example", "&include=mail,calendars,contacts,activesync", ["mail"]],
    ["modern-dav.example", "&include=mail,calendars", ["caldav"]],
  ])("at %s by %j: %j", async (domain, query, types) => {
    expect(await typesOf(`?emailaddress=a@${domain}${query}`)).toEqual(types);
    expect(await typesOf(`?domain=${domain}${query}`)).toEqual(types);
  });

  test.each([
    ["activesync", true, true, true],
    ["mail,activesync", false, true, true],
    ["mail,calendars,activesync", false, false, true],
    ["mail,calendars,contacts,activesync", false, false, false],
  ])("of %s, ActiveSync has what has no payload of its own", async (include, mail, calendars, contacts) => {
    const { activesync } = await profileOf(`?emailaddress=a@all.example&include=${include}`);
    expect(activesync).toMatchObject({
      Host: "eas.all.example",
      SSL: true,
      EmailAddress: "a@all.example",
      UserName: "a@all.example",
      EnableMail: mail,
      EnableCalendars: calendars,
      EnableReminders: calendars,
      EnableContacts: contacts,
      EnableNotes: true,
    });
  });

  test.each([
    [400, "?emailaddress=a@all.example&include=notes", /mail, calendars, contacts, activesync/],
    [404, "?emailaddress=a@plain.example&include=calendars", /cannot have calendars: ask for mail instead/],
    [
      404,
      "?domain=fish.example&include=contacts,activesync",
      /contacts or activesync: ask for mail, calendars instead/,
    ],
    // Whoever says nothing means mail, and whoever names a protocol too.
    [404, "?emailaddress=a@modern-dav.example", /Use the settings page/],
    [404, "?emailaddress=a@all.example&protocol=pop3&include=mail,calendars", /Use the settings page/],
    [404, "?emailaddress=a@modern.example&include=calendars", /Use the settings page/],
  ])("%i for %s says what to do", async (status, query, words) => {
    const response = await app.request(`${PATH}${query}`);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(words);
  });
});

describe("several addresses", () => {
  const SEVERAL = "?emailaddress=a@plain.example&emailaddress=b@sync-dav.example&emailaddress=c+x@plain.example";

  test("are one profile, told apart by their addresses, each with what its domain offers", async () => {
    const { profile, payloads, response } = await profileOf(`${SEVERAL}&name=Zo%C3%AB`);
    expect(
      payloads.map(({ EmailAddress, CalDAVUsername, CardDAVUsername }) =>
        [EmailAddress, CalDAVUsername, CardDAVUsername].find(Boolean),
      ),
    ).toEqual([
      "a@plain.example",
      "b@sync-dav.example",
      "b@sync-dav.example",
      "b@sync-dav.example",
      "c+x@plain.example",
    ]);
    expect(payloads.map(({ EmailAccountDescription }) => EmailAccountDescription).filter(Boolean)).toEqual([
      "a@plain.example",
      "b@sync-dav.example",
      "c+x@plain.example",
    ]);
    expect(profile).toMatchObject({
      PayloadDisplayName: "Plain Mail (several accounts)",
      PayloadDescription: expect.stringContaining("for a@plain.example, b@sync-dav.example, and c+x@plain.example."),
    });
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
  });

  test("come by a form too, with the fields that nobody filled in left out", async () => {
    const body = new URLSearchParams(
      `${SEVERAL.slice(1)}&emailaddress=&emailaddress=&name=&protocol=&lang=`.replace("+", "%2B"),
    );
    const { payloads } = await profileOf("", { method: "POST", body });
    expect(payloads).toEqual((await profileOf(SEVERAL)).payloads);
  });

  test("that are one address twice are one account", async () => {
    const { payloads, profile } = await profileOf("?emailaddress=a@plain.example&emailaddress=A@PLAIN.example");
    expect(payloads).toHaveLength(1);
    const alone = await profileOf("?emailaddress=a@plain.example");
    expect(profile.PayloadIdentifier).toBe(alone.profile.PayloadIdentifier);
  });

  test.each([
    [400, Array.from({ length: 6 }, (_, index) => `a${index}@plain.example`)],
    [400, ["a@plain.example", "b@fish.example"]],
    [400, ["a@plain.example", "nobody"]],
    [404, ["a@plain.example", "b@nowhere.example"]],
  ])("%i for %j", async (status, addresses) => {
    const query = addresses.map((address) => `emailaddress=${address}`).join("&");
    expect((await app.request(`${PATH}?${query}`)).status).toBe(status);
  });
});

describe("identity", () => {
  const identityOf = ({ profile, payloads }: Awaited<ReturnType<typeof profileOf>>) =>
    [profile, ...payloads].flatMap(({ PayloadIdentifier, PayloadUUID }) => [PayloadIdentifier, PayloadUUID]);

  test.each([
    "?emailaddress=ALICE@all.example&name=A",
    "?emailaddress=alice@all.example&lang=en-XA",
    "?emailaddress=alice@all.example&protocol=imap",
    "?emailaddress=alice@all.example&include=contacts,mail,calendars",
  ])("is the same for %s", async (query) => {
    expect(identityOf(await profileOf(query))).toEqual(identityOf(await profileOf("?emailaddress=alice@all.example")));
  });

  test("of a profile stays when something else is included, and that of each account too", async () => {
    const all = await profileOf("?emailaddress=a@all.example&include=mail,calendars,activesync");
    const some = await profileOf("?emailaddress=a@all.example&include=calendars,activesync");
    expect(some.profile.PayloadIdentifier).toBe(all.profile.PayloadIdentifier);
    for (const part of ["calendars", "activesync"] as const)
      expect(identityOf({ ...some, payloads: [some[part]] })).toEqual(identityOf({ ...all, payloads: [all[part]] }));
  });

  test("of several addresses is their own, whatever their order", async () => {
    const one = await profileOf("?emailaddress=a@all.example&emailaddress=b@all.example");
    const other = await profileOf("?emailaddress=B@all.example&emailaddress=a@all.example");
    const uuidsOf = ({ profile, payloads }: typeof one) =>
      new Map([profile, ...payloads].map(({ PayloadIdentifier, PayloadUUID }) => [PayloadIdentifier, PayloadUUID]));
    expect(uuidsOf(other)).toEqual(uuidsOf(one));
    const [first, last] = [
      await profileOf("?emailaddress=a@all.example"),
      await profileOf("?emailaddress=b@all.example"),
    ];
    const all = [one, first, last].flatMap(identityOf);
    expect(new Set(all).size).toBe(all.length);
  });

  test("differs between accounts, kinds of account, domains and nobody in particular", async () => {
    const queries = [
      "?emailaddress=alice@all.example&include=mail,calendars,contacts,activesync",
      "?emailaddress=bob@all.example",
      "?emailaddress=alice@sync-dav.example",
      "?domain=all.example",
    ];
    const all = (await Promise.all(queries.map((query) => profileOf(query)))).flatMap(identityOf);
    expect(new Set(all).size).toBe(all.length);
    const pop3 = (await profileOf("?emailaddress=a@fish.example&protocol=pop3")).mail;
    const imap = (await profileOf("?emailaddress=a@fish.example")).mail;
    expect([pop3.PayloadIdentifier, pop3.PayloadUUID]).not.toContain(imap.PayloadIdentifier);
    expect(pop3.PayloadUUID).not.toBe(imap.PayloadUUID);
  });

  test("is of version 5 (RFC 9562), in the form that Apple writes", async () => {
    const { profile, payloads } = await profileOf("?emailaddress=a@all.example");
    for (const { PayloadUUID } of [profile, ...payloads])
      expect(PayloadUUID).toMatch(/^[\dA-F]{8}-[\dA-F]{4}-5[\dA-F]{3}-[89AB][\dA-F]{3}-[\dA-F]{12}$/);
  });
});

describe("brand and language", () => {
  test("the provider's name, what the profile does and whom to ask are told before it is installed", async () => {
    const { profile } = await profileOf("?emailaddress=jörg@bücher.example&include=mail");
    const name = `Fish & &lt;Chips&gt; "n" 'more' 魚`;
    expect(profile).toMatchObject({
      PayloadOrganization: name,
      PayloadDisplayName: `${name} (jörg@bücher.example)`,
      PayloadDescription:
        "Sets up mail for jörg@bücher.example. It doesn't contain your password: the device will ask for it.",
      default: expect.stringContaining("Help: Fish & Chips, help@fish.example"),
      en: expect.stringContaining(`This profile is from ${name}. It sets up mail for`),
    });
  });

  test.each([
    ["?emailaddress=a@plain.example&lang=en-XA", {}, "en-XA"],
    ["?emailaddress=a@plain.example", { "accept-language": "en-XA" }, "en-XA"],
    ["?emailaddress=a@plain.example&lang=tlh", { "accept-language": "en-XA" }, "en"],
    ["?emailaddress=a@plain.example", { "accept-language": "tlh" }, "en"],
    ["?domain=plain.example&lang=en-XA", {}, "en-XA"],
  ])("%s with %j is in %s", async (query, headers: Record<string, string>, lang) => {
    const { profile } = await profileOf(query, { headers });
    expect(profile[lang]).toBe(profile.default);
    expect(String(profile.PayloadDescription).startsWith("Sets up")).toBe(lang === "en");
  });

  test("a form names its language in a field", async () => {
    const body = new URLSearchParams({ emailaddress: "a@plain.example", lang: "en-XA" });
    expect(Object.keys((await profileOf("", { method: "POST", body })).profile)).toContain("en-XA");
  });

  test("a profile of nobody in particular is kept for each language apart", async () => {
    const { response } = await profileOf("?domain=plain.example");
    expect(response.headers.get("vary")).toBe("accept-language, host, x-forwarded-host");
    const other = await profileOf("?domain=plain.example", { headers: { "accept-language": "en-XA" } });
    expect(other.response.headers.get("etag")).not.toBe(response.headers.get("etag"));
  });
});

describe("headers", () => {
  test("a name of any script is told in full, and in ASCII to whoever reads nothing else", async () => {
    const { response } = await profileOf("?domain=bücher.example");
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="b_cher.example.mobileconfig"; filename*=UTF-8''b%C3%BCcher.example.mobileconfig`,
    );
  });

  test.each(["?emailaddress=jörg@bücher.example", "?domain=bücher.example", ""])(
    "HEAD for %j tells all that GET does, and the length",
    async (query) => {
      const got = await app.request(`${PATH}${query}`);
      const head = await app.request(`${PATH}${query}`, { method: "HEAD" });
      const length = String((await got.arrayBuffer()).byteLength);
      expect((await head.arrayBuffer()).byteLength).toBe(0);
      expect(head.status).toBe(got.status);
      expect(Object.fromEntries(head.headers)).toEqual({
        ...Object.fromEntries(got.headers),
        "content-length": length,
      });
    },
  );
});

describe("signed", () => {
  let chain: Awaited<ReturnType<typeof createChain>>;
  let now = new Date("2026-11-24T12:34:56.789Z");

  beforeAll(async () => {
    chain = await createChain("p256");
  });

  async function createSigningApp() {
    now = new Date("2026-11-24T12:34:56.789Z");
    return createTestApp({ profileSigner: await createProfileSigner(chain, () => {}), now: () => now });
  }

  function contentOf(bytes: ArrayBuffer): string {
    const data = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(bytes).content });
    return new TextDecoder().decode(data.encapContentInfo.eContent?.getValue());
  }

  test.each([
    "?emailaddress=jörg@bücher.example&name=Zo%C3%AB",
    "?emailaddress=a@all.example&emailaddress=b@all.example",
    "?domain=bücher.example",
  ])("%s holds the unsigned profile, byte for byte", async (query) => {
    const signed = await (await createSigningApp()).request(`${PATH}${query}`);
    const unsigned = await app.request(`${PATH}${query}`);
    const bytes = await signed.arrayBuffer();
    expect(contentOf(bytes)).toBe(await textOf(unsigned));
    const { etag: _, ...headers } = Object.fromEntries(signed.headers);
    const { etag: __, ...others } = Object.fromEntries(unsigned.headers);
    expect(headers).toEqual(others);
  });

  test("a form's POST is signed as well", async () => {
    const body = new URLSearchParams({ emailaddress: "a@plain.example" });
    const response = await (await createSigningApp()).request(PATH, { method: "POST", body });
    expect(contentOf(await response.arrayBuffer())).toContain("<string>a@plain.example</string>");
  });

  test("a domain's is signed once an hour, and whoever has it already is told so", async () => {
    const service = await createSigningApp();
    const ask = (headers = {}) => service.request(`${PATH}?domain=plain.example`, { headers });
    const first = await ask();
    const etag = first.headers.get("etag") ?? "";
    now = new Date("2026-11-24T12:59:59Z");
    expect((await ask({ "if-none-match": etag })).status).toBe(304);
    expect(await (await ask()).arrayBuffer()).toEqual(await first.arrayBuffer());
    now = new Date("2026-11-24T13:00:00Z");
    const later = await ask({ "if-none-match": etag });
    expect([later.status, later.headers.get("etag") === etag]).toEqual([200, false]);
  });

  test.each([
    ["key_unreadable", { key: (text: string) => text.replace(/^M.{20}/m, "MIGHAgEAMBMGByqGSM49AA") }],
    [
      "key_unreadable",
      { key: (text: string) => text.replace(/^M.{60}/m, (line) => `${line.slice(0, -20)}${"A".repeat(20)}`) },
    ],
    ["key_unreadable", { key: () => "no key" }],
    ["chain_unreadable", { chain: (text: string) => text.replace(/^M.{60}/m, "A".repeat(61)) }],
    ["chain_unreadable", { chain: () => "no chain" }],
  ] as const)("damaged secrets (%s) leave it unsigned in the Worker too", async (reason, damage) => {
    const secrets = {
      key: "key" in damage ? damage.key(chain.key) : chain.key,
      chain: "chain" in damage ? damage.chain(chain.chain) : chain.chain,
    };
    const told: string[] = [];
    const profileSigner = await createProfileSigner(secrets, (line) => told.push(line));
    expect(profileSigner.findProblems(now).map((problem) => problem.reason)).toEqual([reason]);
    expect(told).toHaveLength(1);
    const response = await createTestApp({ profileSigner }).request(`${PATH}?domain=plain.example`);
    expect(await textOf(response)).toMatch(/^<\?xml/);
  });

  test.each(["rsa", "weak", "p384", "ed25519"] as const)(
    "a chain of %s is judged in the Worker as in Node",
    async (kind) => {
      const reasons = {
        rsa: [],
        weak: ["key_weak"],
        p384: ["key_kind_unsupported"],
        ed25519: ["key_kind_unsupported"],
      };
      const other = await createChain(kind);
      const signer = await createProfileSigner(other, () => {});
      expect(signer.findProblems(now).map(({ reason }) => reason)).toEqual(reasons[kind]);
      const mismatched = await createProfileSigner({ key: chain.key, chain: other.chain }, () => {});
      expect(mismatched.findProblems(now).map(({ reason }) => reason)).toEqual(["key_mismatch"]);
    },
  );

  test("goes out unsigned from the moment the certificate has expired, though a signed one is kept", async () => {
    const service = await createSigningApp();
    for (const query of ["?domain=plain.example", "?emailaddress=a@plain.example"]) {
      now = new Date("2048-12-31T23:59:59Z");
      expect(new Uint8Array(await (await service.request(`${PATH}${query}`)).arrayBuffer())[0]).toBe(0x30);
      now = new Date("2049-01-01T00:00:01Z");
      expect(await textOf(await service.request(`${PATH}${query}`))).toMatch(/^<\?xml/);
    }
  });
});

test.each([
  [400, "?emailaddress=nobody"],
  [400, "?emailaddress=a@plain.example&protocol=ews"],
  [400, "?emailaddress=a@plain.example&name=%00"],
  [400, "?domain=%3Cscript%3E"],
  [400, ""],
  [404, "?emailaddress=a@unknown.example"],
  [404, "?emailaddress=a@moved.example"],
  [404, "?emailaddress=a@unpaid.example"],
  [404, "?emailaddress=a@modern.example"],
  [404, "?emailaddress=a@plain.example&protocol=pop3"],
])("%i for %s", async (status, query) => {
  const response = await app.request(`https://127.0.0.1/profiles/apple.mobileconfig${query}`);
  expect(response.status).toBe(status);
  expect(await response.text()).toMatch(/^[^<]+\.\n$/);
});
