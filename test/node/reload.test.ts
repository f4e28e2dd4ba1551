import { expect, onTestFinished, test } from "vitest";
import { domainOperations } from "../../src/directory/operations/domain-operations.ts";
import { NOBODY } from "../../src/http/wire/peer.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { parseSettings } from "../../src/model/settings/parse-settings.ts";
import { createServerApp } from "../../src/server-app.ts";
import { createProfileSigner } from "../../src/signing/create-profile-signer.ts";
import { createRequestTally } from "../../src/store/counts/request-tally.ts";
import { openSqlite } from "../../src/store/databases/sqlite.ts";
import { sqlRoles } from "../../src/store/sql/sql-roles.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { type Fault, faultyDatabase } from "../support/services/faulty-database.ts";

const DOMAIN = Domain.parse("ours.example");
const PLAIN = awkwardSettings.providers.plain;

test("what the directory said outlives a settings file that is read while it is gone: domains and login names alike", async () => {
  const database = await openSqlite(":memory:");
  onTestFinished(() => database.close());
  let fault: Fault | undefined;
  const directory = { ...sqlRoles(faultyDatabase(database, () => fault)), close: async () => {} };
  const now = () => new Date();
  const profileSigner = await createProfileSigner({ key: undefined, chain: undefined }, () => {});
  const read = (displayName: string) => {
    const settings = parseSettings({ providers: { plain: { ...PLAIN, displayName } }, domains: {} });
    if (!settings.ok) throw new Error(JSON.stringify(settings.error));
    const app = createServerApp({
      settings: settings.value,
      profileSigner,
      directory,
      adminToken: undefined,
      findPeer: () => NOBODY,
      tally: createRequestTally(undefined, now),
      ending: new AbortController().signal,
      warn: () => {},
      log: () => {},
    });
    return async (address: string) => {
      const url = `https://autoconfig.${DOMAIN}/mail/config-v1.1.xml?emailaddress=${address}`;
      const response = await app.request(url);
      const body = await response.text();
      return [response.status, /<displayName>(.*?)</.exec(body)?.[1], /<username>(.*?)</.exec(body)?.[1]];
    };
  };
  const before = read("Before");
  const floor = parseSettings({ providers: { plain: PLAIN }, domains: {} });
  if (!floor.ok) throw new Error("nothing is faulty");
  await domainOperations({ directory, floor: floor.value, now, changed: () => {} }).put(
    { name: "operator", provider: undefined },
    DOMAIN,
    { provider: "plain", explicitLogins: true },
  );
  await directory.logins.writeLogins(DOMAIN, "plain", [{ localPart: "alice", login: { username: "own" } }]);
  expect(await before(`alice@${DOMAIN}`)).toEqual([200, "Before", "own"]);
  fault = "gone";
  const after = read("After");
  expect(await after(`alice@${DOMAIN}`)).toEqual([200, "After", "own"]);
  expect((await after(`bob@${DOMAIN}`))[0]).toBe(503);
});
