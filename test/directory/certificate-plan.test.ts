import { describe, expect, test } from "vitest";
import { createDomainWorld } from "../../src/check/domain-world.ts";
import { planCertificates } from "../../src/directory/views/plan/certificate-plan.ts";
import { toCertificateNames } from "../../src/formats/certificates/certificate-names.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { CLIENTS } from "../../src/simulator/clients.ts";
import { Session } from "../../src/simulator/session.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { settingsOf } from "../support/domains/accounts.ts";
import { NOTHING, ServedSettings, simulatedWorld } from "../support/domains/simulated-world.ts";
import { IMAP, smallSettings } from "../support/domains/small-settings.ts";

const ORIGIN = "https://setup.hosting.example";
const serviceHost = Domain.parse("setup.hosting.example");
const few = new ServedSettings({ ...awkwardSettings, service: { origin: ORIGIN, certificatesOnlyFor: [] } });

/** What each client asks, gets and ends with. */
async function playAll(domain: string, world: Awaited<ReturnType<typeof simulatedWorld>>) {
  const played = [];
  for (const client of CLIENTS.filter(({ seeks }) => seeks === undefined)) {
    const session = new Session(`alice@${domain}`, world);
    const outcome = await client.simulate(session);
    // Calendars and contacts are not in question.
    const account = outcome.ok ? { ...outcome.account, caldav: undefined, carddav: undefined } : undefined;
    played.push({ client: client.id, outcome: { ...outcome, account } });
  }
  return played;
}

describe.each(["plain.example", "fish.example", "modern.example", "upgraded.example", "pop.example"])(
  "%s",
  (domain) => {
    test.each([
      ["a certificate for each name", undefined],
      ["none", few],
    ])("with %s clients end as they do with the service", async (_, served) => {
      const settings = served === undefined ? settingsOf(domain) : served.find(domain);
      if (settings === undefined) throw new Error("not served");
      const certificates = toCertificateNames(settings);
      const service = await simulatedWorld(domain, {
        ...(served && { served }),
        hasCertificate: (name) => name === serviceHost || certificates.includes(name),
      });
      const withoutSite: typeof service = {
        ...service,
        fetch: async (request) => (new URL(request.url).hostname === domain ? NOTHING : service.fetch(request)),
      };
      const planned = await createDomainWorld(settings, { serviceHost, certificates });
      expect(await playAll(domain, planned)).toEqual(await playAll(domain, withoutSite));
    });
  },
);

test("a plan says who goes without each name's certificate, and who does not notice", async () => {
  const plan = await planCertificates(smallSettings(), ORIGIN);
  expect(plan.hasCertificates).toBe(true);
  expect(plan.clients.every(({ by }) => by !== null)).toBe(true);
  const lost = (name: string) =>
    plan.names.find((one) => one.name === name)?.changes.flatMap(({ client, by }) => (by === null ? [client] : []));
  expect(lost("autoconfig.shop.example")).toContain("Geary");
  expect(lost("autoconfig.shop.example")).not.toContain("KMail");
  expect(lost("autodiscover.shop.example")).toContain("eM Client");
  expect(lost("ua-auto-config.shop.example")).toEqual([]);
  expect(plan.without.find(({ client }) => client.startsWith("Outlook"))).toMatchObject({
    by: "Autodiscover",
    asksUser: true,
  });
});

test.each<[string, Record<string, unknown>, number]>([
  ["three names", {}, 3],
  ["two, where PACC cannot tell the settings", { incomingServers: [{ ...IMAP, port: 1993 }] }, 2],
])("what each way takes for %s", async (_, differing, names) => {
  const { ways } = await planCertificates(smallSettings(differing), ORIGIN);
  expect(Object.fromEntries(ways.map(({ id, certificates }) => [id, certificates]))).toEqual({
    caddy: names,
    certbot: 1,
    lego: names,
    traefik: names,
    cloudflare: names,
    none: 0,
  });
  expect(ways.find(({ id }) => id === "cloudflare")?.monthlyDollars).toBe(names / 10);
});

test("a domain without certificates is planned as if it could have them", async () => {
  const [one, other] = [smallSettings(), { ...smallSettings(), discoveryOrigin: ORIGIN }];
  expect(await planCertificates(other, ORIGIN)).toEqual({
    ...(await planCertificates(one, ORIGIN)),
    hasCertificates: false,
  });
});
