/**
 * Settings that become others at a moment: which ones hold, until when, and what is wrong in any of their states.
 * @module
 */
import { describe, expect, test } from "vitest";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { findSettings } from "../../src/model/resolving/find-settings.ts";
import { isSettings } from "../../src/model/server-settings.ts";
import { formatFault } from "../../src/model/settings/fault.ts";
import { parseSettings } from "../../src/model/settings/parse-settings.ts";
import { IMAP, SUBMISSION } from "../support/domains/small-settings.ts";

const JULY = "2026-07-01T00:00:00Z";
const AUGUST = "2026-08-01T02:00:00+02:00";
const SEPTEMBER = "2026-09-01T00:00:00Z";

function imapAt(hostname: string) {
  return { incomingServers: [{ ...IMAP, hostname }] };
}

interface Plan {
  readonly shared?: readonly unknown[];
  readonly overrides?: unknown;
  readonly own?: readonly unknown[];
}

function parse({ shared, overrides, own }: Plan) {
  const provider = {
    displayName: "Old name",
    displayShortName: "Old",
    ...imapAt("old.example"),
    outgoingServers: [SUBMISSION],
    changes: shared,
  };
  return parseSettings({
    providers: { p: provider },
    domains: { "shop.example": { provider: "p", overrides, changes: own } },
  });
}

function settingsAt(plan: Plan, moment: string) {
  const parsed = parse(plan);
  if (!parsed.ok) throw new Error(parsed.error.map(formatFault).join("\n"));
  const found = findSettings(parsed.value, Domain.parse("shop.example"), new Date(moment));
  if (!isSettings(found)) throw new Error("shop.example is not served");
  return found;
}

function faultsOf(plan: Plan): string[] {
  const parsed = parse(plan);
  return parsed.ok ? [] : parsed.error.map(formatFault);
}

const toNew = (at: string, hostname = "new.example") => ({ at, overrides: imapAt(hostname) });

describe("a change holds from its moment on", () => {
  const twice = [toNew(SEPTEMBER, "newest.example"), toNew(JULY)];
  test.each<[string, Plan, Readonly<Record<string, string>>]>([
    [
      "a provider's, whatever their order in the file",
      { shared: twice },
      {
        "2026-06-30T23:59:59.999Z": "old.example",
        [JULY]: "new.example",
        [AUGUST]: "new.example",
        [SEPTEMBER]: "newest.example",
      },
    ],
    ["a domain's own", { own: [toNew(JULY)] }, { "2026-06-30T00:00:00Z": "old.example", [JULY]: "new.example" }],
    [
      "wherever the file's clock stands",
      { own: [toNew(AUGUST)] },
      { "2026-07-31T23:59:59Z": "old.example", "2026-08-01T00:00:00Z": "new.example" },
    ],
    [
      "but what a domain says otherwise stays as it is",
      { shared: twice, overrides: imapAt("own.example") },
      { [JULY]: "own.example", [SEPTEMBER]: "own.example" },
    ],
    [
      "and a domain's own change is of what it says otherwise",
      { shared: twice, overrides: imapAt("own.example"), own: [toNew(AUGUST, "own-new.example")] },
      { [JULY]: "own.example", [AUGUST]: "own-new.example", [SEPTEMBER]: "own-new.example" },
    ],
  ])("%s", (_, plan, hosts) => {
    for (const [moment, host] of Object.entries(hosts))
      expect(settingsAt(plan, moment).incomingServers[0].hostname, moment).toBe(host);
  });

  test("and leaves what it does not name", () => {
    const plan = {
      shared: [{ at: JULY, overrides: { displayName: "New name" } }],
      own: [{ at: AUGUST, overrides: imapAt("new.example") }],
    };
    expect(settingsAt(plan, SEPTEMBER)).toMatchObject({ displayName: "New name", displayShortName: "Old" });
  });
});

describe("settings say until when they hold, and two weeks before which moment people are told", () => {
  const servers = { shared: [toNew(SEPTEMBER)] };
  const name = { own: [{ at: JULY, overrides: { displayName: "New name" } }] };
  test.each<[string, Plan, moment: string, validUntil?: string, serversChangeAt?: string]>([
    ["nothing planned", {}, JULY],
    ["long before", servers, JULY, "2026-08-18T00:00:00.000Z"],
    ["two weeks before", servers, "2026-08-18T00:00:00Z", "2026-09-01T00:00:00.000Z", "2026-09-01T00:00:00.000Z"],
    ["at its moment", servers, SEPTEMBER],
    ["servers stay as they are", name, "2026-06-30T00:00:00Z", "2026-07-01T00:00:00.000Z"],
    ["another change comes first", { ...servers, ...name }, "2026-06-30T00:00:00Z", "2026-07-01T00:00:00.000Z"],
    [
      "another change comes between",
      { ...servers, own: [{ at: "2026-08-20T00:00:00Z", overrides: { displayName: "New name" } }] },
      "2026-08-19T00:00:00Z",
      "2026-08-20T00:00:00.000Z",
      "2026-09-01T00:00:00.000Z",
    ],
    [
      "a domain has servers of its own",
      { ...servers, overrides: imapAt("own.example") },
      JULY,
      "2026-09-01T00:00:00.000Z",
    ],
  ])("%s", (_, plan, moment, validUntil, serversChangeAt) => {
    const settings = settingsAt(plan, moment);
    expect([settings.validUntil, settings.serversChangeAt]).toEqual([validUntil, serversChangeAt]);
  });
});

describe("every state is checked, whenever that is", () => {
  const plain = { incomingServers: [{ ...IMAP, socketType: "plain" }] };
  const refused = 'socketType: "plain": expected "tls" or "starttls", or "allowPlaintext": true in the domain\'s entry';
  test.each<[string, Plan, string[]]>([
    [
      "after a provider's change",
      { shared: [{ at: JULY, overrides: plain }] },
      [`providers.p.changes[0].overrides.incomingServers[0].${refused}, for shop.example`],
    ],
    [
      "after a domain's, told once however long it holds",
      {
        own: [
          { at: JULY, overrides: plain },
          { at: AUGUST, overrides: { displayName: "New name" } },
        ],
      },
      [`domains["shop.example"].changes[0].overrides.incomingServers[0].${refused}`],
    ],
    [
      "before one that mends it",
      { overrides: plain, own: [toNew(JULY)] },
      [`domains["shop.example"].overrides.incomingServers[0].${refused}`],
    ],
    [
      "a template that nothing fills in",
      { shared: [toNew(JULY, "{box}.example")] },
      [
        'domains["shop.example"].variables.box: missing: expected a value, which {box} in providers.p.changes[0].overrides.incomingServers[0].hostname needs',
      ],
    ],
    [
      "no moment",
      { own: [toNew("1 July")] },
      ['domains["shop.example"].changes[0].at: "1 July": expected a moment such as "2026-12-01T03:00:00Z"'],
    ],
    [
      "a moment that depends on where the machine stands",
      { own: [toNew("2026-07-01T00:00:00")] },
      [
        'domains["shop.example"].changes[0].at: "2026-07-01T00:00:00": expected a moment such as "2026-12-01T03:00:00Z"',
      ],
    ],
    [
      "a change within a change",
      { own: [{ at: JULY, overrides: { changes: [] } }] },
      ['domains["shop.example"].changes[0].overrides.changes: []: unknown member'],
    ],
  ])("%s", (_, plan, faults) => expect(faultsOf(plan)).toEqual(faults));

  test("and there are ten changes at most", () => {
    const own = Array.from({ length: 11 }, () => ({ at: JULY, overrides: {} }));
    expect(faultsOf({ own })).toEqual([expect.stringMatching(/changes: .*: expected 10 of them at most$/)]);
  });
});
