import { expect, test } from "vitest";
import { toDavx5Link } from "../../../src/formats/codes/davx5.ts";
import { toGuideLink } from "../../../src/formats/codes/guide-link.ts";
import { toProfileCode } from "../../../src/formats/codes/profile-link.ts";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import type { ServerSettings } from "../../../src/model/server-settings.ts";
import { accountOf } from "../../support/domains/accounts.ts";

const ORIGIN = "https://setup.hosting.example";

test("links to pages are https links that name no person", () => {
  const domain = Domain.parse("bücher.example");
  expect(toGuideLink(ORIGIN, domain)).toBe(`${ORIGIN}/guides/xn--bcher-kva.example`);
  expect(toGuideLink(ORIGIN, domain, "thebat")).toBe(`${ORIGIN}/guides/xn--bcher-kva.example/thebat`);
  expect(toProfileCode(ORIGIN, domain).payload).toBe(
    `${ORIGIN}/profiles/apple.mobileconfig?domain=xn--bcher-kva.example`,
  );
});

const DAV = "https://dav.bücher.example:8443/cal/?a=1&b=2#top";
const linkOf = (address: string, services: ServerSettings["services"], username = "{address}") => {
  const account = accountOf(address);
  const [incoming] = account.settings.incomingServers;
  return toDavx5Link({
    ...account,
    settings: { ...account.settings, services, incomingServers: [{ ...incoming, username }] },
  });
};

test.each([
  [
    "the address",
    { caldav: { url: "https://dav.example.com/" } },
    "{address}",
    "a%2Bb%40plain.example@dav.example.com/",
  ],
  [
    "port, path and query, the host in A-labels",
    { caldav: { url: DAV } },
    "{localPart}",
    "a%2Bb@dav.xn--bcher-kva.example:8443/cal/?a=1&b=2",
  ],
  ["contacts alone", { carddav: { url: "https://c.example/x" } }, "corp\\{localPart}", "corp%5Ca%2Bb@c.example/x"],
  [
    "calendars before contacts",
    { carddav: { url: "https://c.example/x" }, caldav: { url: "https://d.example/y" } },
    "u",
    "u@d.example/y",
  ],
] as const)("davx5: %s", (_, services, username, expected) =>
  expect(linkOf("a+b@plain.example", services, username)).toBe(`davx5://${expected}`),
);

test("davx5: no link without calendars and contacts, nor with a colon in the user name", () => {
  expect(linkOf("a@plain.example", undefined)).toBeUndefined();
  expect(linkOf("a@plain.example", { jmap: { url: "https://j.example/" } })).toBeUndefined();
  expect(linkOf("a@plain.example", { caldav: { url: "https://d.example/" } }, "corp:{localPart}")).toBeUndefined();
});
