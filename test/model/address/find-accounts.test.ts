import { describe, expect, test } from "vitest";
import { findAccounts } from "../../../src/model/address/find-accounts.ts";
import { findAccount, findByAddressOrHost } from "../../../src/model/address/mail-account.ts";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { smallSettings } from "../../support/domains/small-settings.ts";

const settings = smallSettings();
const other = smallSettings({ displayName: "Other" });
const find = async (domain: Domain) =>
  ({
    "shop.example": settings,
    "other.example": other,
    "moved.example": { mailElsewhere: "google-workspace" },
    "late.example": "suspended" as const,
  })[String(domain)];

const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}@shop.example`);

describe("several addresses", () => {
  test("are accounts in their order, each once, in any case", async () => {
    const accounts = await findAccounts({ find }, ["Bob@shop.example", "alice@shop.example", "bob@SHOP.example"]);
    expect(accounts.ok && accounts.value.map(({ address }) => address.canonical.toLowerCase())).toEqual([
      "bob@shop.example",
      "alice@shop.example",
    ]);
  });

  test.each<[string, readonly string[], string]>([
    ["none", [], "address_missing"],
    ["more than five", people(6), "too_many_addresses"],
    ["two providers", ["a@shop.example", "a@other.example"], "several_providers"],
    ["one that is none", ["a@shop.example", "b"], "address_malformed"],
    ["one of nobody's", ["a@shop.example", "a@unknown.example"], "domain_unknown"],
    ["one that is blank", ["a@shop.example", " "], "address_missing"],
    ["one that is suspended", ["a@late.example"], "domain_suspended"],
    ["one that is elsewhere", ["a@moved.example"], "mail_elsewhere"],
  ])("are refused: %s", async (_, addresses, reason) => {
    const accounts = await findAccounts({ find }, addresses);
    expect(accounts.ok ? undefined : accounts.error.reason).toBe(reason);
  });

  test("may be five", async () => expect((await findAccounts({ find }, people(5))).ok).toBe(true));
});

test("an address is looked at up to 1,024 characters, blanks and all", async () => {
  const address = "alice@shop.example";
  expect((await findAccount({ find }, address.padEnd(1024))).ok).toBe(true);
  expect(await findAccount({ find }, address.padEnd(1025))).toEqual({
    ok: false,
    error: { reason: "address_malformed", because: "tooLong" },
  });
});

test("logins in lower case are so in every spelling of the address", async () => {
  const account = await findAccount(
    { find: async () => smallSettings({ lowerCaseLogin: true }) },
    "Alice@SHOP.Example",
  );
  expect(account.ok && account.value.address).toEqual({
    localPart: "alice",
    domain: "shop.example",
    canonical: "alice@shop.example",
    asTyped: "alice@shop.example",
  });
});

describe("settings by address or host", () => {
  const host = () => Domain.parse("shop.example");

  test.each<[string | undefined, string | undefined]>([
    [undefined, undefined],
    ["R", undefined],
    ["other.example", undefined],
    ["a@other.example", undefined],
    ["a b@unknown.example ", "unknown.example"],
    ["a@b@unknown.example", "unknown.example"],
  ])("%j at a host that is served: asked about %s", async (address, askedDomain) => {
    const found = await findByAddressOrHost(find, address, host);
    expect(found.ok && found.value.askedDomain).toBe(askedDomain);
    expect(found.ok && found.value.settings).toBe(address === "a@other.example" ? other : settings);
  });

  test.each<[string | undefined, string]>([
    [undefined, "host_unknown"],
    [" ", "host_unknown"],
    ["nobody", "address_malformed"],
    ["a@unknown.example", "domain_unknown"],
    ["a@moved.example", "mail_elsewhere"],
  ])("%j at no host: %s", async (address, reason) => {
    const found = await findByAddressOrHost(find, address, () => undefined);
    expect(found.ok ? undefined : found.error.reason).toBe(reason);
  });
});
