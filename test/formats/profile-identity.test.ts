import { expect, test } from "vitest";
import { identifyAccounts, identifyDomain } from "../../src/formats/profile/profile-identity.ts";
import { accountOf } from "../support/domains/accounts.ts";

// The UUIDs of URLs as Python's uuid.uuid5 has them.
const ALICE = "ec005aa9-1b57-5961-9b8a-2ff3490f0b57";
const BOB = "7eae4a20-de9f-5dd8-a7ee-6c8d590d984c";
const ALICE_AND_BOB = "ea2af223-8a41-5c80-a9ba-3c5e802e6e38";

test("one person's is of the address, in lower case, and of the kind of payload", () => {
  expect(identifyAccounts([accountOf("Alice@plain.example")], [["mail.imap", "caldav"]])).toEqual({
    identifier: `example.plain.setup.${ALICE}`,
    uuid: ALICE.toUpperCase(),
    accounts: [
      {
        identifier: `example.plain.setup.${ALICE}`,
        uuids: ["7E9E594F-BF5D-5110-A769-7BD26600EDBF", "A741B49D-C9A7-56D1-B211-79C8B807D3CD"],
      },
    ],
  });
});

test("that of several people is of all of them, and each account is another than by itself", () => {
  const people = [accountOf("bob@plain.example"), accountOf("alice@plain.example")];
  const { identifier, uuid, accounts } = identifyAccounts(people, [["eas"], []]);
  expect({ identifier, uuid }).toEqual({
    identifier: `example.plain.setup.${ALICE_AND_BOB}`,
    uuid: ALICE_AND_BOB.toUpperCase(),
  });
  expect(accounts).toEqual([
    { identifier: `${identifier}.${BOB}`, uuids: ["F58A6401-5430-5D6C-8A54-D3728C4F8F9D"] },
    { identifier: `${identifier}.${ALICE}`, uuids: [] },
  ]);
});

test("nobody's is of the domain", () => {
  const { settings } = accountOf("alice@plain.example");
  expect(identifyDomain(settings).identifier).toBe("example.plain.setup.b5c1be65-e321-5027-96a5-4cfeaaac29dd");
});
