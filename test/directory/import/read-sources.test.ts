import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinProviders } from "../../../src/directory/import/join-providers.ts";
import { Automx2Database, parseAutomx2Seed, readAutomx2 } from "../../../src/directory/import/read-automx2.ts";
import { readCsv } from "../../../src/directory/import/read-csv.ts";
import { readMonogramm } from "../../../src/directory/import/read-monogramm.ts";
import { formatLine, parseLine } from "../../../src/directory/import/read-ndjson.ts";

describe("a table", () => {
  const read = (text: string, provider?: string) =>
    [...readCsv({ name: "t.csv", text }, { provider })].map((row) =>
      row.ok ? [row.value.name, row.value.body] : `${row.error.place}: ${row.error.because}`,
    );

  test.each<[string, string, unknown[]]>([
    ["commas", "domain,provider\na.example,p\n", [["a.example", { provider: "p" }]]],
    [
      "semicolons, as spreadsheets write them",
      "Domain;provider\r\na.example;p\r\n",
      [["a.example", { provider: "p" }]],
    ],
    ["tabs, and no last line break", "provider\tdomain\np\ta.example", [["a.example", { provider: "p" }]]],
    [
      "a byte order mark and blank lines",
      "\u{FEFF}domain,provider\n\n,\na.example,p\n",
      [["a.example", { provider: "p" }]],
    ],
    [
      "quotes, with separators, quotes and line breaks in them",
      'domain,provider,$comment\na.example,p,"one, ""two""\nthree"\n',
      [["a.example", { provider: "p", $comment: 'one, "two"\nthree' }]],
    ],
    [
      "members within members, as the schema has them",
      "domain,provider,launched,variables.storeHost,overrides.quota.domainMegabytes,overrides.support.phone\na.example,p,FALSE,007,500,5550100\n",
      [
        [
          "a.example",
          {
            provider: "p",
            launched: false,
            variables: { storeHost: "007" },
            overrides: { quota: { domainMegabytes: 500 }, support: { phone: "5550100" } },
          },
        ],
      ],
    ],
    ["no columns but the domain", "domain\na.example\n", [["a.example", {}]]],
  ])("may have %s", (_, text, rows) => expect(read(text)).toEqual(rows));

  test("each row with its place", () => {
    const rows = [
      ...readCsv({ name: "t.csv", text: 'domain,$comment\na.example,"x\ny"\nb.example,z\n' }, { provider: "p" }),
    ];
    expect(rows.map((row) => row.ok && row.value.place)).toEqual(["t.csv: line 2", "t.csv: line 4"]);
  });

  test("a provider for the lines that name none", () =>
    expect(read("domain,provider\na.example,p\nb.example,\n", "q")).toEqual([
      ["a.example", { provider: "p" }],
      ["b.example", { provider: "q" }],
    ]));

  test.each<[string, string]>([
    ["", "t.csv: it is empty"],
    ["name,provider\n", 't.csv: line 1: expected the names of columns, with one column "domain" among them'],
    ["domain,colour\n", 't.csv: line 1: expected members of a domain as columns, not "colour"'],
    ["domain,provider,provider\n", 't.csv: line 1: expected each column once, not "provider" again'],
    ["domain,provider\n,p\n", "t.csv: line 2: there is no domain"],
    [
      "domain\na.example,b\n",
      "t.csv: line 2: expected a cell for each column, 1, not 2: is text with a separator in quotes?",
    ],
    ["domain,launched\nA.example,true\na.example.,true\n", "t.csv: line 3: a.example. stands in line 2 already"],
    [
      "domain,launched\nxn--bcher-kva.example,true\nBücher.example,true\n",
      "t.csv: line 3: Bücher.example stands in line 2 already",
    ],
    ['domain,$comment\n"a.example","x\ny"\nA.example,z\n', "t.csv: line 4: A.example stands in line 2 already"],
  ])("%j is refused: %s", (text, words) => expect(read(text)).toContain(words));

  test("a quote that nothing ends takes the rest of its line and hides no other", () =>
    expect(read('domain,$comment\na.example,"open\nb.example,x\n')).toEqual([
      ["a.example", { $comment: '"open' }],
      ["b.example", { $comment: "x" }],
    ]));

  test("any text ends, and cells in quotes are read as they were written", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ",", ";", "\n", "\r", "a", " ") }), (text) => {
        expect(read(`domain,$comment\n${text}`).length).toBeLessThanOrEqual(text.length + 1);
      }),
    );
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const cell = `x${text}x`;
        expect(read(`domain,$comment\na.example,"${cell.replaceAll('"', '""')}"`)).toEqual([
          ["a.example", { $comment: cell }],
        ]);
      }),
    );
    const long = "x".repeat(5_000_000);
    expect(read(`domain,$comment\na.example,"${long}"`)).toEqual([["a.example", { $comment: long }]]);
  });

  test("a column cannot reach the prototype of anything", () =>
    expect(read("domain,__proto__.provider,constructor.name\na.example,p,q\n")).toEqual([
      't.csv: line 1: expected members of a domain as columns, not "__proto__.provider", "constructor.name"',
    ]));
});

describe("lines of JSON", () => {
  test("are read as they are written", () => {
    for (const item of [
      { kind: "provider", name: "p", body: { displayName: "P" } },
      { kind: "domain", name: "*", body: { provider: "p" } },
    ] as const)
      expect(parseLine(formatLine(item), "x")).toEqual({ ok: true, value: { ...item, place: "x" } });
    expect(parseLine(" ", "x")).toBeUndefined();
  });

  test.each<[string, string]>([
    ["{", "not JSON"],
    ["[]", 'expected {"domain": …, "entry": …}'],
    ['{"domain":"a.example","entry":null}', "entry: expected an object"],
    ['{"domain":"a.example","provider":"p","entry":{}}', "expected"],
    ['{"domain":"a.example","entry":{"provider":"p","provider":"q"}}', "expected once"],
  ])("%s is refused: %s", (text, words) => {
    const parsed = parseLine(text, "x");
    expect(parsed?.ok === false && parsed.error.because).toContain(words);
  });
});

describe("automx2", () => {
  const server = { id: 1, prio: 10, socket_type: "SSL", user_name: "%EMAILADDRESS%", authentication: "plain" };
  const database = Automx2Database.parse({
    provider: [{ id: 1, name: "Big Corporation, Inc.", short_name: "BigCorp" }],
    domain: [
      { id: 1, name: "A.example", provider_id: 1, ldapserver_id: 7 },
      { id: 2, name: "b.example", provider_id: 1, ldapserver_id: null },
      { id: 3, name: "serverless.example", provider_id: 1 },
      { id: 4, name: "orphan.example", provider_id: 9 },
      { id: 5, name: "not a domain", provider_id: 1 },
    ],
    server: [
      { ...server, name: "second.example", port: 993, type: "imap", prio: 20 },
      { ...server, id: 2, name: "imap.%EMAILDOMAIN%", port: 143, type: "imap", socket_type: "STARTTLS" },
      { ...server, id: 3, name: "pop.example", port: 995, type: "pop", user_name: "%EMAILLOCALPART%" },
      { ...server, id: 4, name: "smtp.example", port: 465, type: "smtp" },
      { ...server, id: 5, name: "odd.example", port: 1, type: "INVALID" },
    ],
    server_domain: [1, 2].flatMap((domain) => [1, 2, 3, 4, 5].map((id) => ({ server_id: id, domain_id: domain }))),
    davserver: [
      { id: 1, url: "dav.example/cal", port: 8443, type: "caldav", use_ssl: 1, user_name: "%EMAILLOCALPART%" },
      { id: 2, url: "http://card.example", type: "carddav", use_ssl: 0 },
    ],
    davserver_domain: [1, 2].flatMap((domain) => [1, 2].map((id) => ({ davserver_id: id, domain_id: domain }))),
  });

  test("domains with the same servers have one provider, servers by their priority", () => {
    const { providers, losses, failures } = readAutomx2(database, "db");
    const { items } = joinProviders(providers);
    expect(items.map(({ name }) => name)).toEqual(["big-corporation-inc", "a.example", "b.example"]);
    expect(items[0]?.body).toMatchObject({
      displayName: "Big Corporation, Inc.",
      displayShortName: "BigCorp",
      incomingServers: [
        { protocol: "imap", hostname: "imap.{domain}", port: 143, socketType: "starttls" },
        { protocol: "imap", hostname: "second.example", authentication: ["password-cleartext"] },
        { protocol: "pop3", hostname: "pop.example", username: "{localPart}" },
      ],
      outgoingServers: [{ protocol: "submission", hostname: "smtp.example", port: 465 }],
      services: { caldav: { url: "https://dav.example:8443/cal", username: "{localPart}" } },
    });
    expect(losses.filter(({ place }) => place === "db: A.example").map(({ what }) => what)).toEqual([
      "login names from LDAP are not carried over",
      'a server of the type "INVALID" is left out',
      "carddav http://card.example is left out: it is without TLS",
    ]);
    expect(failures.map(({ place, because }) => `${place}: ${because}`)).toEqual([
      "db: serverless.example: incomingServers[0]: missing: expected an object; outgoingServers[0]: missing: expected an object",
      "db: orphan.example: it has no provider",
      "db: not a domain: this is not a domain name",
    ]);
  });

  test("a seed is read as it would be put into the database", () => {
    const seed = parseAutomx2Seed({
      provider: "Example Inc.",
      domains: ["example.com", "example.net"],
      servers: [
        { type: "imap", name: "imap.example.com" },
        { type: "smtp", name: "smtp.example.com", port: 587 },
        { type: "caldav", port: 443, url: "https://www.example.net/SOGo/dav/%EMAILADDRESS%/Calendar/" },
      ],
    });
    const { providers, losses } = readAutomx2(seed.ok ? seed.value : database, "seed");
    const { items } = joinProviders(providers);
    expect(items.map(({ name }) => name)).toEqual(["example-inc", "example.com", "example.net"]);
    expect(items[0]?.body).toMatchObject({
      displayShortName: "Example",
      incomingServers: [{ hostname: "imap.example.com", port: 993, socketType: "tls" }],
      outgoingServers: [{ port: 587, socketType: "starttls" }],
    });
    expect(losses[0]?.what).toContain("it would be another for each person");
  });

  test.each([
    ["Mail of %EMAILDOMAIN%", "Mail of {domain}", "Mail", []],
    ["%EMAILADDRESS%", "Mail", "Mail", ["the name is left out: nobody fills in %EMAILADDRESS% in it"]],
    ["Big {Corp}", "Big (Corp)", "Big", ['the name has braces, which are made parentheses: "Big {Corp}"']],
  ])("the name %s is %s", (provider, displayName, displayShortName, told) => {
    const servers = ["imap", "smtp"].map((type) => ({ type, name: `${type}.%emaildomain%` }));
    const seed = parseAutomx2Seed({ provider, domains: ["example.com"], servers });
    const { providers, losses } = readAutomx2(seed.ok ? seed.value : database, "seed");
    expect(providers[0]?.provider).toMatchObject({
      displayName,
      displayShortName,
      outgoingServers: [{ hostname: "smtp.{domain}" }],
    });
    expect(losses.map(({ what }) => what)).toEqual(told);
  });

  test("JSON that is no seed is told by its faults", () =>
    expect(parseAutomx2Seed({ provider: 1 })).toEqual({ ok: false, error: expect.stringContaining("provider: 1") }));
});

describe("Monogramm's environment", () => {
  const read = (text: string) => readMonogramm({ name: "e", text });
  const variables = {
    COMPANY_NAME: "Company",
    SUPPORT_URL: "https://help.example.com",
    DOMAIN: "example.com",
    IMAP_HOST: "imap.example.com",
    IMAP_PORT: "993",
    IMAP_SOCKET: "SSL",
    SMTP_HOST: "smtp.example.com",
    SMTP_PORT: "587",
    SMTP_SOCKET: "STARTTLS",
  };
  const pairs = Object.entries(variables);

  test.each<[string, string]>([
    [".env", pairs.map(([name, value]) => `${name}=${value}`).join("\n")],
    [
      ".env with quotes and comments",
      `# mail\n${pairs.map(([name, value]) => `export ${name}="${value}" # x`).join("\r\n")}`,
    ],
    ["a list in a compose file", `environment:\n${pairs.map(([name, value]) => `  - "${name}=${value}"`).join("\n")}`],
    ["a map in a compose file", `environment:\n${pairs.map(([name, value]) => `  ${name}: '${value}'`).join("\n")}`],
    ["a unit of systemd", `[Service]\n${pairs.map(([name, value]) => `Environment="${name}=${value}"`).join("\n")}`],
  ])("is read from %s", (_, text) => {
    const { providers, losses, failures } = read(text);
    expect({ losses, failures }).toEqual({ losses: [], failures: [] });
    expect(providers).toMatchObject([
      {
        domains: ["example.com"],
        provider: {
          displayName: "Company",
          incomingServers: [{ protocol: "imap", hostname: "imap.example.com", port: 993, socketType: "tls" }],
          outgoingServers: [{ hostname: "smtp.example.com", port: 587, socketType: "starttls" }],
          support: { name: "Company", url: "https://help.example.com" },
        },
      },
    ]);
  });

  test("each container has its own, and equal ones are one provider", () => {
    const text = ["a.example", "b.example"]
      .map((domain) => `- DOMAIN=${domain}\n- IMAP_HOST=imap.${domain}\n- SMTP_HOST=smtp.${domain}\n`)
      .join("");
    const { items } = joinProviders(read(text).providers);
    expect(items.map(({ name }) => name)).toEqual(["imap.domain", "a.example", "b.example"]);
  });

  test("placeholders of its templates stand in host names", () => {
    const [{ provider } = {}] = read("DOMAIN=a.example\nIMAP_HOST=mail.%EMAILDOMAIN%\nSMTP_HOST=s.example").providers;
    expect(provider?.incomingServers[0].hostname).toBe("mail.{domain}");
  });

  test("what is lost is told, and what is missing named", () => {
    expect(
      read("DOMAIN=a.example\nIMAP_HOST=i.example\nSMTP_HOST=s.example\nLDAP_HOST=l.example\nPATH=/bin").losses,
    ).toEqual([{ place: "e: a.example", what: "LDAP_HOST is left out: settings have no place for it" }]);
    expect(read("IMAP_HOST=i.example").failures).toEqual([
      { place: "e", because: "there is no DOMAIN", isWithoutDomain: true },
    ]);
    expect(read("DOMAIN=a.example").failures[0]?.because).toContain("incomingServers");
    expect(read("PATH=/bin").failures[0]?.because).toContain("none of the variables");
  });
});
