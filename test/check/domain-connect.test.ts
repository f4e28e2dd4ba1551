import { expect, test } from "vitest";
import { discoverDomainConnect } from "../../src/check/domain-connect.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";

const service = { providerId: Domain.parse("setup.hosting.example"), serviceId: "mail" };
const TEMPLATE = "/v2/domainTemplates/providers/setup.hosting.example/services/mail";

const SETTINGS = {
  providerId: "dns.example",
  providerName: "Example DNS",
  urlSyncUX: "https://pages.dns.example/connect",
  urlAPI: "https://api.dns.example",
  urlControlPanel: "https://panel.dns.example/?domain=%domain%",
};

/** DNS and the web, as a DNS provider has them. */
async function discover(
  domain: string,
  texts: Readonly<Record<string, string>>,
  pages: Readonly<Record<string, unknown>>,
) {
  const asked: string[] = [];
  const resolver = {
    resolve: async (name: string) => (texts[name] === undefined ? [] : [{ type: "TXT", value: texts[name] } as const]),
    resolveAddresses: async () => [],
  };
  const provider = await discoverDomainConnect(Domain.parse(domain), service, resolver, async ({ href }) => {
    asked.push(href);
    const page = pages[href];
    return page === undefined ? { status: 404, text: "" } : { status: 200, text: JSON.stringify(page) };
  });
  return { provider, asked };
}

const TEXTS = { "_domainconnect.shop.example": "connect.dns.example/client/v4" };
const AT = "https://connect.dns.example/client/v4/v2/shop.example/settings";
const KNOWN = { [`https://api.dns.example${TEMPLATE}`]: {} };

test("a DNS provider that has the template tells where it is applied", async () => {
  const { provider } = await discover("shop.example", TEXTS, { [AT]: SETTINGS, ...KNOWN });
  expect(provider).toEqual({
    name: "Example DNS",
    zone: "shop.example",
    applyUrl: `https://pages.dns.example/connect${TEMPLATE}/apply`,
    controlPanel: "https://panel.dns.example/?domain=shop.example",
  });
});

test("a domain below a zone is applied in that zone", async () => {
  const { provider } = await discover("mail.shop.example", TEXTS, { [AT]: SETTINGS, ...KNOWN });
  expect(provider?.zone).toBe("shop.example");
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ["does not have the template", { [AT]: SETTINGS }],
  ["sends nobody anywhere", { [AT]: { ...SETTINGS, urlSyncUX: undefined }, ...KNOWN }],
  ["sends people to an address without a name", { [AT]: { ...SETTINGS, urlSyncUX: "https://127.0.0.1/" }, ...KNOWN }],
  ["sends people to a script", { [AT]: { ...SETTINGS, urlSyncUX: "javascript:alert(1)" }, ...KNOWN }],
])("where a DNS provider %s there is no link", async (_, pages) => {
  const { provider } = await discover("shop.example", TEXTS, pages);
  expect(provider).toMatchObject({ name: "Example DNS", applyUrl: undefined });
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ["has not the zone any more", {}],
  ["answers nonsense", { [AT]: "nonsense" }],
  ["leaves out what it must tell", { [AT]: { providerName: "x" } }],
])("a DNS provider that %s is none", async (_, pages) => {
  expect((await discover("shop.example", TEXTS, pages)).provider).toBeUndefined();
});

test.each([
  "127.0.0.1",
  "[::1]",
  "localhost",
  "connect.dns.example:8443",
  "user@connect.dns.example",
  "0x7f.1/v2",
  "",
  " ",
  "connect.dns.example/?a=#",
])("what DNS says is %j: nobody is asked but https servers by name, with no more than a path", async (value) => {
  const { asked } = await discover("shop.example", { "_domainconnect.shop.example": value }, {});
  for (const href of asked) expect(href).toBe("https://connect.dns.example/v2/shop.example/settings");
});

test("what a DNS provider calls itself cannot move a terminal's cursor", async () => {
  const { provider } = await discover("shop.example", TEXTS, { [AT]: { ...SETTINGS, providerName: "a\u{1b}[2Jb\nc" } });
  expect(provider?.name).toBe("a[2Jbc");
});
