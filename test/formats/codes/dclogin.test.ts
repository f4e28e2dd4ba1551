import { globSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toDclogin } from "../../../src/browser/dclogin.ts";
import { toDcloginTemplate } from "../../../src/formats/codes/dclogin.ts";
import { accountOf, settingsOf } from "../../support/domains/accounts.ts";
import { anyCharacter } from "../../support/drawn/arbitrary-character.ts";
import { arbitraryAccount } from "../../support/drawn/arbitrary-settings.ts";
import { readDclogin } from "../../support/reading/read-dclogin.ts";

const root = `${import.meta.dirname}/../../..`;

/** As the page would, from what the server puts into it. */
function codeOf(account: ReturnType<typeof accountOf>, password: string): string | undefined {
  const from = toDcloginTemplate(account.settings);
  const { canonical: address, localPart } = account.address;
  return from === undefined ? undefined : toDclogin(from, { address, localPart }, password);
}

test("the code is as the scheme's own example", () =>
  expect(codeOf(accountOf("alice@plain.example"), "SECRET")).toBe(
    "dclogin:alice@plain.example?v=1&p=SECRET&ih=imap.plain.example&ip=993&is=ssl&sh=smtp.plain.example&sp=465&ss=ssl",
  ));

test.each(["a+b c", "p&=?#/%25", "x://y", "(it's)!*", "ünï 😀", "{address}", "$& $1"])(
  "the password %j arrives",
  (password) => {
    const code = codeOf(accountOf("a+b/c?d&e@bücher.example"), password) ?? "";
    expect(code).not.toContain("://");
    expect(readDclogin(code)).toMatchObject({ address: "a+b/c?d&e@xn--bcher-kva.example", password });
  },
);

test("a login that is not the address is told", () =>
  expect(readDclogin(codeOf(accountOf("bob@upgraded.example"), "x") ?? "")).toMatchObject({
    imap: { user: "bob", port: 143, security: "starttls" },
    smtp: { user: "bob", port: 587, security: "starttls" },
  }));

test("there is none without a password, without IMAP, and for OAuth2 alone", () => {
  expect(codeOf(accountOf("a@plain.example"), "")).toBeUndefined();
  expect(toDcloginTemplate(settingsOf("pop.example"))).toBeUndefined();
  expect(toDcloginTemplate(settingsOf("modern.example"))).toBeUndefined();
});

test("whoever it is and whatever the password, the app reads it back", () => {
  const password = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(arbitraryAccount, password, (account, secret) => {
      const code = codeOf(account, secret);
      if (code === undefined) return;
      const read = readDclogin(code);
      expect(read).toMatchObject({ address: account.address.canonical, password: secret });
      const hosts = account.settings.incomingServers.map(({ hostname }) => hostname);
      if (typeof read !== "string") expect(hosts).toContain(read.imap.host);
    }),
  );
});

test("nothing that the service runs can make one", () => {
  const makers = globSync("src/**/*.ts", { cwd: root }).filter((file) =>
    /["'`]dclogin:/i.test(readFileSync(`${root}/${file}`, "utf8")),
  );
  // Which no layer may import: test/layers.test.ts.
  expect(makers).toEqual(["src/browser/dclogin.ts"]);
});
