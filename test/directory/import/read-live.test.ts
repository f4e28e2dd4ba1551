import { build } from "plist";
import { describe, expect, test } from "vitest";
import { readLiveTargets } from "../../../src/cli/import/live-answers.ts";
import { joinProviders } from "../../../src/directory/import/join-providers.ts";
import { readLive } from "../../../src/directory/import/read-live.ts";
import { renderAutoconfig } from "../../../src/formats/autoconfig/autoconfig.ts";
import { autodiscoverPox } from "../../../src/formats/autodiscover/autodiscover-pox.ts";
import { renderPersonal } from "../../../src/formats/document-template.ts";
import { mobileconfig } from "../../../src/formats/profile/mobileconfig.ts";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { accountOf, settingsOf } from "../../support/domains/accounts.ts";
import { profileOptions } from "../../support/domains/profile-options.ts";

const FISH = Domain.parse("fish.example");
const account = accountOf("waypost-import@fish.example");

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string, domain = FISH) => readLive({ url: "https://x.example/", bytes: encode(text) }, domain);

/** All that is told of what was read, and of what is written of it. */
const toldOf = ({ providers, losses }: ReturnType<typeof read>) =>
  [...losses, ...joinProviders(providers).losses].map(({ what }) => what);

/** What every format can say of servers: the first of each protocol. */
function hostsOf(reading: ReturnType<typeof read>) {
  const [found] = reading.providers;
  const servers = [...(found?.provider.incomingServers ?? []), ...(found?.provider.outgoingServers ?? [])];
  return servers.map(({ protocol, hostname, port, socketType, username }) => ({
    protocol,
    hostname,
    port,
    socketType,
    username,
  }));
}

describe("an answer of another server", () => {
  const { incomingServers, outgoingServers } = settingsOf("fish.example");
  const first = [...Map.groupBy([...incomingServers, ...outgoingServers], ({ protocol }) => protocol).values()].flatMap(
    ([{ protocol, hostname, port, socketType, username } = incomingServers[0]]) => ({
      protocol,
      hostname,
      port,
      socketType,
      username,
    }),
  );

  test("as autoconfig gives the whole provider", () => {
    const reading = read(renderAutoconfig(settingsOf("fish.example")).body);
    expect(reading.failures).toEqual([]);
    expect(reading.providers[0]?.provider.incomingServers).toEqual(incomingServers);
    expect(reading.providers[0]?.provider.displayName).toBe(settingsOf("fish.example").displayName);
  });

  test("as Autodiscover gives a server of each kind, and everybody's login for nobody's", async () => {
    const { body } = await renderPersonal(autodiscoverPox, account, { withLogin: true });
    expect(body).toContain("waypost-import");
    expect(hostsOf(read(body))).toEqual(first);
  });

  test("as a profile gives servers and who they are of", async () => {
    const { body } = await renderPersonal(mobileconfig, account, profileOptions());
    const reading = read(body);
    expect(reading.failures).toEqual([]);
    expect(hostsOf(reading).length).toBeGreaterThan(1);
    for (const server of hostsOf(reading)) expect(first).toContainEqual(server);
  });

  test("as a profile whose name has no room is cut, and that is told", async () => {
    const { body } = await renderPersonal(mobileconfig, account, profileOptions());
    const name = `{Mail} ${"of everybody ".repeat(6)}`;
    const { providers, losses } = read(body.replace(/(?<=<key>PayloadOrganization<\/key>\s*<string>)[^<]*/g, name));
    expect(providers[0]?.provider.displayName).toBe(`(Mail) ${"of everybody ".repeat(5)}`.slice(0, 60).trim());
    expect(losses.map(({ what }) => what.replace(/:.*/, ""))).toEqual(
      expect.arrayContaining(["the name has braces, which are made parentheses", "the name is cut to 60 characters"]),
    );
  });

  test("sibling domains are left out, and told", () => {
    const text = renderAutoconfig(settingsOf("fish.example")).body.replace(
      "</domain>",
      "</domain><domain>other.example</domain>",
    );
    const { providers, losses } = read(text);
    expect(providers[0]?.domains).toEqual(["fish.example"]);
    expect(losses.at(-1)?.what).toContain("such as other.example");
  });

  test.each<[string, string, string]>([
    [
      "an error",
      "<Autodiscover><Response><Error><ErrorCode>600</ErrorCode><Message>no</Message></Error></Response></Autodiscover>",
      "error 600: no",
    ],
    [
      "a redirect",
      "<Autodiscover><Response><Account><Action>redirectUrl</Action><RedirectUrl>https://y.example</RedirectUrl></Account></Response></Autodiscover>",
      "it sends on: https://y.example",
    ],
    ["an empty profile", "<plist><dict/></plist>", "incomingServers[0]: missing"],
    ["a broken profile", "<plist><dict>", "there is no property list in it"],
    ["a page", "<html><body>Welcome</body></html>", "the root element is <html>"],
    ["nothing", "", "it is empty"],
  ])("that is %s gives nothing, and says why", (_, text, words) => {
    const { providers, failures } = read(text);
    expect(providers).toEqual([]);
    expect(failures[0]?.because).toContain(words);
  });
});

const toPox = (...protocols: string[]) =>
  `<Autodiscover><Response><Account><Action>settings</Action>${protocols
    .map((members) => `<Protocol><Server>mail.fish.example</Server>${members}</Protocol>`)
    .join("")}</Account></Response></Autodiscover>`;

describe("an Autodiscover answer", () => {
  const LOGIN = "<LoginName>waypost-import@fish.example</LoginName><SPA>off</SPA>";
  const IMAP = `<Type>IMAP</Type><Port>993</Port><SSL>on</SSL>${LOGIN}`;
  const SMTP = `<Type>SMTP</Type><Port>465</Port>${LOGIN}`;

  test.each<[string, number, string, string]>([
    ["", 587, "starttls", ""],
    ["<SSL>on</SSL>", 465, "tls", ""],
    // Modoboa.
    ["<SSL>false</SSL><TLS>true</TLS>", 587, "starttls", ""],
    ["<SSL>true</SSL><TLS>false</TLS>", 465, "tls", ""],
    // Monogramm, Stalwart and mailserver-admin.
    ["<SSL>off</SSL>", 587, "starttls", "<SSL> is off at port 587; STARTTLS is taken"],
    ["<SSL>off</SSL>", 465, "tls", "<SSL> is off at port 465; TLS is taken"],
    ["<SSL>on</SSL><Encryption>SSL</Encryption>", 587, "starttls", ""],
    ["<SSL>on</SSL><Encryption>TLS</Encryption>", 465, "tls", ""],
    ["<SSL>on</SSL><Encryption>TLS</Encryption>", 2525, "starttls", ""],
    ["<SSL>off</SSL><Encryption>SSL</Encryption>", 2525, "tls", ""],
    ["<SSL>on</SSL>", 2525, "tls", "whether TLS or STARTTLS is meant at port 2525 is not told; TLS is taken"],
    ["<SSL>off</SSL>", 2525, "plain", "mail.fish.example:2525 is without encryption"],
    ["<SSL>off</SSL><Encryption>None</Encryption>", 587, "plain", "mail.fish.example:587 is without encryption"],
  ])("with %s at port %i means %s", (security, port, socketType, told) => {
    const reading = read(toPox(IMAP, `<Type>SMTP</Type><Port>${port}</Port>${security}${LOGIN}`));
    expect(reading.providers[0]?.provider.outgoingServers[0]).toMatchObject({ port, socketType });
    expect(reading.providers[0]?.allowPlaintext).toBe(socketType === "plain");
    expect(toldOf(reading)).toEqual(told === "" ? [] : [expect.stringContaining(told)]);
  });

  test.each([
    ["", "password-cleartext"],
    ["<AuthRequired>true</AuthRequired><SPA>false</SPA>", "password-cleartext"],
    ["<AuthRequired>on</AuthRequired><SPA>on</SPA>", "NTLM"],
    ["<AuthRequired>off</AuthRequired>", "none"],
  ])("with %j asks for %s", (members, method) => {
    const { providers } = read(toPox(IMAP, `<Type>SMTP</Type><Port>465</Port>${members}`));
    expect(providers[0]?.provider.outgoingServers[0].authentication).toEqual([method]);
  });

  test.each([
    ["https://dav.example/", "waypost-import@fish.example", { url: "https://dav.example/" }, 0],
    ["https://dav.example/", "someone", { url: "https://dav.example/", username: "someone" }, 0],
    [
      "https://dav.example/users/waypost-import%40fish.example/",
      "waypost-import",
      { url: "https://dav.example/", username: "{localPart}" },
      1,
    ],
  ])("with calendars at %s for %s gives %j", (url, login, service, losses) => {
    const { providers, losses: told } = read(
      toPox(IMAP, SMTP, `<Type>CalDAV</Type><LoginName>${login}</LoginName>`).replace(
        "<Server>mail.fish.example</Server><Type>CalDAV",
        `<Server>${url}</Server><Type>CalDAV`,
      ),
    );
    expect(providers[0]?.provider.services?.caldav).toEqual(service);
    expect(told.length).toBe(losses);
  });

  const toAccount = (members: string, ...protocols: string[]) =>
    /<Account>(.*)<\/Account>/.exec(toPox(...protocols))?.[0].replace("<Account>", `<Account>${members}`) ?? "";
  const toAnswer = (...accounts: string[]) => `<Autodiscover><Response>${accounts.join("")}</Response></Autodiscover>`;
  const REST = "<AccountType>rest</AccountType>";

  test.each<[string, string[], string[], string[]]>([
    ["each with a server", [toAccount("", IMAP), toAccount("", SMTP)], ["imap", "submission"], []],
    [
      "with one server twice",
      [toAccount("", IMAP, SMTP), toAccount("", SMTP.replaceAll("SMTP", "POP3").replace("465", "995"), SMTP)],
      ["imap", "pop3", "submission"],
      [],
    ],
    [
      "of which one is not for mail",
      [toAccount(REST, IMAP), toAccount("<AccountType>Email</AccountType>", IMAP, SMTP)],
      ["imap", "submission"],
      ['<Account>: is left out: it is of the type "rest"'],
    ],
    [
      "of which one sends on",
      [
        "<Account><Action>redirectAddr</Action><RedirectAddr>a@y.example</RedirectAddr></Account>",
        toAccount("", IMAP, SMTP).replace("settings", "Settings"),
      ],
      ["imap", "submission"],
      ["<Account>: is left out: it sends on: a@y.example"],
    ],
  ])("with accounts %s gives the servers of all", (_, accounts, protocols, told) => {
    const reading = read(toAnswer(...accounts));
    expect(hostsOf(reading).map(({ protocol }) => protocol)).toEqual(protocols);
    expect(toldOf(reading)).toEqual(told);
  });

  test.each<[string, string]>([
    [toPox(SMTP), "there is no <Protocol> of the type IMAP or POP3 that can be carried over"],
    [
      toPox(IMAP, SMTP.replace("465", "465x")),
      'there is no <Protocol> of the type SMTP that can be carried over; <Protocol type="SMTP">: is left out: its Port is no number: 465x',
    ],
    [toAnswer(toAccount(REST, IMAP, SMTP)), 'it is of the type "rest"'],
    ["<Autodiscover/>", "there is no <Response>"],
    [toAnswer(), "there is no <Account>"],
  ])("%s is refused: %s", (text, because) =>
    expect(read(text)).toMatchObject({ providers: [], failures: [{ because }] }),
  );

  test("with a prefix is read as one without", () => {
    const prefixed = toPox(IMAP, SMTP)
      .replace(/<(?=\w)/g, "<x:")
      .replaceAll("</", "</x:");
    expect(hostsOf(read(prefixed.replace("<x:Autodiscover>", '<x:Autodiscover xmlns:x="urn:x">'))).length).toBe(2);
  });

  test.each<[string, [type: string, url: string][], object | undefined, string[]]>([
    [
      "without TLS",
      [["CardDAV", "http://dav.example/"]],
      undefined,
      ['a service is left out: carddav.url: "http://dav.example/": expected an absolute https URL'],
    ],
    [
      "that are no URL, and such as are",
      [
        ["CalDAV", "dav.example:8443/waypost-import@fish.example/"],
        ["CalDAV", "https://dav.example/"],
      ],
      { caldav: { url: "https://dav.example/" } },
      [
        'a service is left out: caldav.url: "dav.example:8443/waypost-import@fish.example/": expected an absolute https URL',
      ],
    ],
    [
      "at two places",
      [
        ["CalDAV", "https://dav.example/"],
        ["CalDAV", "https://other.example/"],
      ],
      { caldav: { url: "https://dav.example/" } },
      ["caldav at https://other.example/ is left out: one of its kind is enough"],
    ],
  ])("with services %s keeps its mail servers", (_, entries, services, told) => {
    const protocols = entries.map(([type, url]) => `<Protocol><Type>${type}</Type><Server>${url}</Server></Protocol>`);
    const reading = read(toPox(IMAP, SMTP).replace("</Account>", `${protocols.join("")}</Account>`));
    expect(hostsOf(reading).length).toBe(2);
    expect(reading.providers[0]?.provider.services).toEqual(services);
    expect(toldOf(reading)).toEqual(told);
  });

  test("with a server that cannot be, beside others, is carried over without it", () => {
    const reading = read(toPox(IMAP, SMTP, SMTP.replace("465", "0")));
    expect(hostsOf(reading).map(({ port }) => port)).toEqual([993, 465]);
    expect(toldOf(reading).at(-1)).toMatch(/^a server for submission is left out: port: 0: /);
  });

  test.each<[string, string[]]>([
    ["<TTL>1</TTL><UsePOPAuth>off</UsePOPAuth><SMTPLast>off</SMTPLast><DomainRequired>off</DomainRequired>", []],
    ["<DomainRequired>off</DomainRequired><DomainName>fish.example</DomainName>", []],
    [
      "<DomainRequired>on</DomainRequired><DomainName>FISH</DomainName>",
      ['asks for the domain "FISH" at log-in, which is left out: the login name is taken as it stands'],
    ],
    [
      "<DomainRequired>on</DomainRequired>",
      ["asks for the domain at log-in, which is left out: the login name is taken as it stands"],
    ],
    [
      "<Server>other.example</Server><AuthPackage>ntlm</AuthPackage>",
      [
        '<AuthPackage>: is left out of <Protocol type="SMTP">: settings have no place for it',
        '<Server>: is left out: <Protocol type="SMTP"> has one already',
      ],
    ],
  ])("tells what is lost of %s", (members, told) => {
    const reading = read(toPox(IMAP, `${SMTP}${members}`));
    expect(toldOf(reading)).toEqual(
      told.map((what) => (what.startsWith("<") ? what : `<Protocol type="SMTP">: ${what}`)),
    );
  });

  test("tells what else is left out", () => {
    const text = toPox(IMAP, SMTP, "<Type>WEB</Type>", "").replace("</Account>", "<Image>x</Image></Account>");
    expect(toldOf(read(text))).toEqual([
      "<Image>: is left out of <Account>: settings have no place for it",
      '<Protocol type="WEB">: is left out: settings have no place for it',
      '<Protocol type="">: is left out: it has no Type',
    ]);
  });

  test.each<[string, string, string[]]>([
    ["<LoginName/><SPA>off</SPA>", "{address}", ["has no LoginName; the whole address is taken"]],
    ["<SPA>off</SPA><UsePOPAuth>on</UsePOPAuth>", "{localPart}", []],
    [
      "<LoginName>waypost-import</LoginName>",
      "{localPart}",
      ["has no SPA, which would mean NTLM; password-cleartext is taken"],
    ],
    ["<AuthRequired>off</AuthRequired>", "{address}", []],
  ])("of %s takes the login name %s, and tells its guesses", (members, username, told) => {
    const local = IMAP.replace("waypost-import@fish.example", "waypost-import");
    const reading = read(toPox(local, `<Type>SMTP</Type><Port>465</Port>${members}`));
    expect(reading.providers[0]?.provider.outgoingServers[0].username).toBe(username);
    expect(toldOf(reading)).toEqual(told.map((what) => `<Protocol type="SMTP">: ${what}`));
  });

  test("without a port is told which is taken", () =>
    expect(toldOf(read(toPox(IMAP, SMTP.replace("<Port>465</Port>", ""))))).toEqual([
      '<Protocol type="SMTP">: has no Port; 465 is taken',
    ]));

  test.each(["tls", "starttls", "plain"] as const)("of ours means what it was made of: %s", async (socketType) => {
    const { settings } = account;
    const outgoingServers = [{ ...settings.outgoingServers[0], port: 2525, socketType }] as const;
    const ours = { ...account, settings: { ...settings, outgoingServers: [...outgoingServers] } as typeof settings };
    const { body } = await renderPersonal(autodiscoverPox, ours, { withLogin: true });
    expect(read(body).providers[0]?.provider.outgoingServers[0].socketType).toBe(socketType);
  });
});

/** A profile in plist's markup. */
const toProfile = (...payloads: Readonly<Record<string, string | number | boolean>>[]) =>
  build({ PayloadContent: payloads.map((payload) => ({ ...payload })) });

describe("a profile", () => {
  const MAIL = {
    PayloadType: "com.apple.mail.managed",
    IncomingMailServerHostName: "mail.fish.example",
    IncomingMailServerPortNumber: 993,
    IncomingMailServerUseSSL: true,
    OutgoingMailServerHostName: "mail.fish.example",
    OutgoingMailServerPortNumber: 465,
    OutgoingMailServerUseSSL: true,
  };

  test.each<[boolean, number, string, string]>([
    [true, 587, "starttls", "at port 587 a profile does not tell; STARTTLS is taken"],
    [true, 465, "tls", ""],
    [true, 2525, "tls", "at port 2525 a profile does not tell; TLS is taken"],
    // Modoboa, mox and mailserver-admin.
    [false, 587, "starttls", "at port 587 a profile does not tell; STARTTLS is taken"],
    [false, 465, "tls", "at port 465 a profile does not tell; TLS is taken"],
    [false, 2525, "plain", "mail.fish.example:2525 is without encryption"],
  ])("with UseSSL %s at port %i means %s", (usesTls, port, socketType, told) => {
    const reading = read(toProfile({ ...MAIL, OutgoingMailServerPortNumber: port, OutgoingMailServerUseSSL: usesTls }));
    expect(reading.providers[0]?.provider.outgoingServers[0]).toMatchObject({ port, socketType });
    expect(toldOf(reading)).toEqual(told === "" ? [] : [expect.stringContaining(told)]);
  });
});

describe("a profile of one person", () => {
  const ALICE = {
    PayloadType: "com.apple.mail.managed",
    EmailAddress: "Alice@fish.example",
    IncomingMailServerHostName: "mail.fish.example",
    IncomingMailServerUseSSL: true,
    IncomingMailServerUsername: "alice@fish.example",
    IncomingMailServerIMAPPathPrefix: "INBOX.",
    OutgoingMailServerHostName: "mail.fish.example",
    OutgoingMailServerPortNumber: 465,
    OutgoingMailServerUseSSL: true,
    OutgoingMailServerUsername: "alice",
  };
  const DAV = { PayloadType: "com.apple.caldav.account", CalDAVHostName: "dav.example" };

  test("gives logins and folders that are everybody's", () => {
    const { providers, losses } = read(toProfile(ALICE));
    const { incomingServers, outgoingServers } = providers[0]?.provider ?? {};
    expect(incomingServers).toMatchObject([{ username: "{address}", pathPrefix: "INBOX." }]);
    expect(outgoingServers).toMatchObject([{ username: "{localPart}" }]);
    expect(losses).toEqual([]);
  });

  test("and of others gives the first one's servers, and tells of the others", () => {
    const bob = { ...ALICE, EmailAddress: "bob@fish.example", IncomingMailServerUsername: "bob@fish.example" };
    const { providers, losses } = read(toProfile(ALICE, bob, DAV, { ...DAV, CalDAVHostName: "other.example" }));
    expect(providers[0]?.provider.incomingServers.length).toBe(1);
    expect(providers[0]?.provider.services?.caldav?.url).toBe("https://dav.example/");
    expect(losses.map(({ what }) => what)).toEqual([
      "the account of bob@fish.example is left out: one is enough",
      "a second payload of the type com.apple.caldav.account is left out: one is enough",
    ]);
  });

  test.each([
    ["/dav/", "alice@fish.example", { url: "https://dav.example/dav/" }],
    ["/dav/", "alice", { url: "https://dav.example/dav/", username: "{localPart}" }],
    ["/principals/users/alice@fish.example/", "alice@fish.example", { url: "https://dav.example/" }],
    ["/principals/alice%40fish.example/", "alice@fish.example", { url: "https://dav.example/" }],
    ["/remote.php/dav/principals/users/ALICE/", "alice@fish.example", { url: "https://dav.example/" }],
    ["/users/u123/", "u123", { url: "https://dav.example/", username: "u123" }],
  ])("with calendars at %s for %s gives %j", (path, login, service) => {
    const { providers, losses } = read(toProfile(ALICE, { ...DAV, CalDAVPrincipalURL: path, CalDAVUsername: login }));
    expect(providers[0]?.provider.services?.caldav).toEqual(service);
    expect(losses.map(({ what }) => what)).toEqual(
      path === "/dav/"
        ? []
        : [`the path of https://dav.example${path} is left out: it would be another for each person`],
    );
  });
});

describe("a domain", () => {
  test("is asked as mail clients ask, until somebody answers", async () => {
    const asked: string[] = [];
    const { body } = await renderPersonal(autodiscoverPox, account, { withLogin: true });
    const reading = await readLiveTargets(["Fish.example"], [], async (url, { method = "", body: sent }) => {
      asked.push(`${method} ${url}`);
      if (url.startsWith("https://autoconfig.")) throw new Error("self-signed certificate");
      if (!String(sent).includes("<EMailAddress>waypost-import@fish.example<"))
        return new Response("", { status: 404 });
      return new Response(body);
    });
    expect(asked).toEqual([
      "GET https://autoconfig.fish.example/mail/config-v1.1.xml?emailaddress=waypost-import%40fish.example",
      "GET https://fish.example/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=waypost-import%40fish.example",
      "POST https://autodiscover.fish.example/autodiscover/autodiscover.xml",
    ]);
    expect(reading.providers[0]?.domains).toEqual(["fish.example"]);
  });

  test("that nobody answers for is told with every reason", async () => {
    const reading = await readLiveTargets(["fish.example"], [], async () => new Response("", { status: 404 }));
    expect(reading.failures[0]?.because).toMatch(/^autoconfig\.fish\.example: status 404, fish\.example: status 404, /);
  });
});

describe("a URL", () => {
  const answer = async () => new Response(renderAutoconfig(settingsOf("fish.example")).body);

  test.each<[string, string[], string | undefined]>([
    ["https://autoconfig.fish.example/mail/config-v1.1.xml", [], "fish.example"],
    ["https://setup.example/x?emailaddress=a@fish.example", [], "fish.example"],
    ["https://setup.example/x", ["fish.example"], "fish.example"],
    ["https://setup.example/x", [], undefined],
    ["nonsense", [], undefined],
  ])("%s with %j is for %s", async (url, named, domain) => {
    const reading = await readLiveTargets(
      [url],
      named.map((name) => Domain.parse(name)),
      answer,
    );
    expect(reading.providers[0]?.domains[0]).toBe(domain);
    expect(reading.failures.length).toBe(domain === undefined ? 1 : 0);
  });
});
