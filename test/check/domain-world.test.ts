import { expect, test } from "vitest";
import { createDomainWorld, toWorldOptions } from "../../src/check/domain-world.ts";
import { poxRequest } from "../../src/simulator/reading/pox.ts";
import { settingsOf } from "../support/domains/accounts.ts";

test("where a table has login names, each address is told its own, at each place", async () => {
  const settings = { ...settingsOf("plain.example"), explicitLogins: true as const };
  const world = await createDomainWorld(settings, {
    ...toWorldOptions(settings, "https://setup.hosting.example"),
    findLogin: async ({ localPart }) => ({ username: `login of ${localPart}` }),
  });
  for (const name of ["alice", "bob"]) {
    const address = `${name}@plain.example`;
    const autoconfig = await world.fetch({
      method: "GET",
      url: `https://autoconfig.plain.example/mail/config-v1.1.xml?emailaddress=${address}`,
      headers: {},
    });
    const pox = await world.fetch({
      method: "POST",
      url: "https://autodiscover.plain.example/autodiscover/autodiscover.xml",
      headers: { "content-type": "text/xml" },
      body: poxRequest(address),
    });
    for (const { body } of [autoconfig, pox]) expect(body.match(/login of \w+/)?.[0]).toBe(`login of ${name}`);
  }
});
