import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillThunderbirdTemplate } from "../../../src/formats/codes/personal-code.ts";
import { toThunderbirdPayloads, toThunderbirdTemplate } from "../../../src/formats/codes/thunderbird-android.ts";
import type { MailAccount } from "../../../src/model/address/mail-account.ts";
import { accountOf, settingsOf } from "../../support/domains/accounts.ts";
import { arbitraryAccount } from "../../support/drawn/arbitrary-settings.ts";
import { scan, scanAll } from "../../support/reading/read-thunderbird-code.ts";

const payloadsOf = (addresses: readonly string[], name?: string) =>
  toThunderbirdPayloads(addresses.map(accountOf), name) ?? [];

test("the code of one account is as the format's own example", () =>
  expect(payloadsOf(["alice@plain.example"], "Alice")).toEqual([
    '[1,[1,1],[0,"imap.plain.example",993,3,1,"alice@plain.example"],' +
      '[[[0,"smtp.plain.example",465,3,1,"alice@plain.example"],["alice@plain.example","Alice"]]]]',
  ]));

describe("an account that the app can import", () => {
  const importedOf = (address: string) => {
    const imported = scanAll(payloadsOf([address]));
    if (typeof imported === "string") throw new Error(imported);
    return imported[0];
  };

  test.each([
    ["bob@upgraded.example", { protocol: "IMAP", port: 143, security: "STARTTLS", username: "bob" }],
    ["bob@pop.example", { protocol: "POP3", port: 995, security: "TLS", authentication: "password" }],
    ["bob@bücher.example", { protocol: "IMAP", hostname: "imap.xn--bcher-kva.example" }],
    ["r&d+x'y@plain.example", { username: "r&d+x'y@plain.example" }],
  ])("%s", (address, incoming) => expect(importedOf(address)).toMatchObject({ incoming }));

  test("an outgoing server that asks for no login gets none", () =>
    expect(importedOf("bob@pop.example")?.outgoing).toMatchObject({ authentication: "none", username: "" }));

  test("of several ways to log in, one that asks for a login is taken", () => {
    const account = accountOf("bob@plain.example");
    const { settings } = account;
    const [outgoing] = settings.outgoingServers;
    const both: MailAccount = {
      ...account,
      settings: {
        ...settings,
        outgoingServers: [{ ...outgoing, authentication: ["client-IP-address", "password-cleartext"] }],
      },
    };
    const [payload = ""] = toThunderbirdPayloads([both]) ?? [];
    const code = scan(payload);
    expect(typeof code === "string" ? code : code.accounts[0]?.outgoing).toMatchObject({
      authentication: "password",
      username: "bob@plain.example",
    });
  });

  test("a domain is written in A-labels, a name as people write it", () => {
    const [payload = ""] = payloadsOf(["bob@bücher.example"], `Jörg "魚" \\ {address}`);
    const code = scan(payload);
    expect(typeof code === "string" ? code : code.accounts[0]?.identities).toEqual([
      { address: "bob@xn--bcher-kva.example", name: `Jörg "魚" \\ {address}` },
    ]);
  });
});

test.each([
  ["OAuth2 alone", "a@modern.example"],
  ["letters beyond ASCII before the @", "jörg@plain.example"],
  ["dots that need quotes", "a..b@plain.example"],
])("there is no code for %s", (_, address) => expect(toThunderbirdPayloads([accountOf(address)])).toBeUndefined());

test("one account that cannot be told keeps the others from being refused unseen", () =>
  expect(toThunderbirdPayloads(["a@plain.example", "b@modern.example"].map(accountOf))).toBeUndefined());

test("servers without TLS are not told", () => {
  const account = accountOf("a@plain.example");
  const { settings } = account;
  const [incoming] = settings.incomingServers;
  const plain: MailAccount = {
    ...account,
    settings: { ...settings, incomingServers: [{ ...incoming, socketType: "plain" }] },
  };
  expect(toThunderbirdPayloads([plain])).toBeUndefined();
  const both: MailAccount = {
    ...account,
    settings: { ...settings, incomingServers: [{ ...incoming, socketType: "plain", port: 143 }, incoming] },
  };
  expect(toThunderbirdPayloads([both])?.[0]).toContain('"imap.plain.example",993,3,1,');
});

describe("several accounts", () => {
  const addresses = ["a", "b", "c", "d", "e"].map((name) => `${name}@plain.example`);

  test("at most three go into one code; all come back in order, whatever was scanned first", () => {
    const payloads = payloadsOf(addresses, "Somebody");
    expect(payloads).toHaveLength(2);
    for (const texts of [payloads, payloads.toReversed()]) {
      const imported = scanAll(texts);
      expect(typeof imported === "string" ? imported : imported.map(({ accountName }) => accountName)).toEqual(
        addresses,
      );
    }
  });

  test("long ones are spread before a code gets dense", () => {
    const long = ["a", "b", "c"].map((name) => `${name.repeat(60)}@fish.example`);
    const payloads = payloadsOf(long);
    expect(payloads.length).toBeGreaterThan(1);
    for (const payload of payloads) expect(new TextEncoder().encode(payload).length).toBeLessThanOrEqual(800);
    expect(scanAll(payloads)).toHaveLength(3);
  });

  test("what is too long for a code of its own has none", () =>
    expect(toThunderbirdPayloads([accountOf("a@plain.example")], "魚".repeat(250))).toBeUndefined());
});

test("the reader of these tests refuses what the app refuses", () => {
  const [good = ""] = payloadsOf(["alice@plain.example"], "Alice");
  expect(scan(good)).toBeTypeOf("object");
  const bad: readonly (readonly [what: string, with_: string])[] = [
    ['"alice@plain.example"],[', '"alice@plain.example",null],['],
    ['"Alice"', "null"],
    [',"Alice"', ""],
    ["993", "0"],
    ["993,3", "993,4"],
    ["993,3,1", "993,3,4"],
    ["imap.plain.example", "imap.bücher.example"],
    ['"Alice"', '"A\\nB"'],
    ["[1,[1,1],", "[2,[1,1],"],
    ["[1,1]", "[2,1]"],
  ];
  for (const [what, instead] of bad) {
    expect(good).toContain(what);
    expect(scan(good.replace(what, instead)), instead).toBeTypeOf("string");
  }
});

test("whatever the settings and the name: there is no code, or the app reads back what they say", () => {
  const name = fc.string({ unit: "grapheme", maxLength: 40 }).filter((text) => !/[\r\n]/.test(text));
  let codes = 0;
  const check = (accounts: readonly MailAccount[], said: string) => {
    const payloads = toThunderbirdPayloads(accounts, said);
    if (payloads === undefined) return;
    codes += 1;
    for (const payload of payloads) expect(payload).not.toContain("null");
    const imported = scanAll(payloads);
    if (typeof imported === "string") throw new Error(imported);
    expect(imported).toHaveLength(accounts.length);
    imported.forEach(({ identities, incoming, outgoing }, index) => {
      const account = accounts[index];
      expect(identities).toEqual([{ address: account?.address.canonical, name: said }]);
      const servers = [...(account?.settings.incomingServers ?? []), ...(account?.settings.outgoingServers ?? [])];
      for (const { hostname, port } of [incoming, outgoing])
        expect(servers).toContainEqual(expect.objectContaining({ hostname, port }));
      expect([incoming.security, outgoing.security]).not.toContain("none");
    });
  };
  fc.assert(
    fc.property(fc.array(arbitraryAccount, { minLength: 1, maxLength: 5 }), name, (accounts, said) => {
      check(accounts, said);
      // One that cannot be told leaves all without a code: left to chance, hardly any would have one.
      const able = accounts.filter((account) => toThunderbirdPayloads([account], said) !== undefined);
      if (able.length > 0 && able.length < accounts.length) check(able, said);
    }),
  );
  expect(codes).toBeGreaterThan(3);
});

describe("what a page fills in itself", () => {
  const fill = (domain: string, localPart: string) =>
    fillThunderbirdTemplate(toThunderbirdTemplate(settingsOf(domain)) ?? "", {
      address: `${localPart}@${domain}`,
      localPart,
    });

  test("is the code that the service makes, and none where that makes none", () => {
    fc.assert(
      fc.property(arbitraryAccount, (account) => {
        const template = toThunderbirdTemplate(account.settings);
        const { canonical: address, localPart } = account.address;
        const filled = template === undefined ? undefined : fillThunderbirdTemplate(template, { address, localPart });
        expect(filled).toBe(toThunderbirdPayloads([account])?.[0]);
      }),
    );
    expect(fill("upgraded.example", "bob")).toBe(payloadsOf(["bob@upgraded.example"])[0]);
    expect(toThunderbirdTemplate(settingsOf("modern.example"))).toBeUndefined();
  });

  test("holds 800 bytes and no more", () => {
    const fillWith = (address: string) => fillThunderbirdTemplate('["{address}"]', { address, localPart: "a" });
    expect(fillWith("a".repeat(796))).toHaveLength(800);
    expect(fillWith("a".repeat(797))).toBeUndefined();
    // Not of characters: a name beyond ASCII takes two bytes each.
    expect(fillWith("ü".repeat(398))).toHaveLength(402);
    expect(fillWith("ü".repeat(399))).toBeUndefined();
  });

  test.each(["jörg", "a..b", ".a"])("does not name %s, whom the app refuses", (localPart) =>
    expect(fill("plain.example", localPart)).toBeUndefined(),
  );
});
