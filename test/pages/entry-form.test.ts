import { describe, expect, test } from "vitest";
import { createFault } from "../../src/model/settings/fault.ts";
import { toDomainFields, toProviderFields } from "../../src/pages/console/entry-fields.ts";
import { readEntryForm, toBoxName, toFieldName } from "../../src/pages/console/entry-form.ts";
import { awkwardSettings } from "../fixtures/settings.ts";

const imap = awkwardSettings.providers.plain.incomingServers[0];

/** What a browser sends of a form that nobody touched. */
function toSent(groups: ReturnType<typeof toDomainFields>): [string, string][] {
  return groups
    .flatMap(({ rows }) => rows.flat())
    .flatMap(({ name, kind, box, value, isChecked }): [string, string][] => {
      if (kind !== "checkbox") return [[name, value.replace(/[\r\n]/g, "")]];
      return isChecked
        ? [
            [name, "on"],
            [box, ""],
          ]
        : [[box, ""]];
    });
}

const UNTOUCHED: readonly [string, unknown][] = [
  ["nothing", {}],
  ["a provider alone", { provider: "p" }],
  ["what is the default and written out", { provider: "p", launched: true, suspended: false, allowPlaintext: false }],
  ["what is not the default", { provider: "p", launched: false, suspended: true, mailElsewhere: "microsoft-365" }],
  ["members without a field", { provider: "p", overrides: { support: null, quota: { domainMegabytes: 5 } } }],
  ["a member that is taken away", { provider: "p", overrides: { displayName: null } }],
  [
    "servers with more than fields",
    { provider: "p", overrides: { incomingServers: [{ ...imap, pathPrefix: "INBOX." }] } },
  ],
  ["variables", { provider: "p", variables: { storeHost: "s1.example", empty: "" } }],
  ["a variable that cannot be called so", { provider: "p", variables: { a: "1", "store.host": "s1.example" } }],
  ["a variable without a name", { provider: "p", variables: { "": "s1.example" } }],
  ["a comment of several lines", { provider: "p", $comment: " moved in May,\n\tby Ann\r\n" }],
  ["what is no entry", { provider: 7, launched: "yes", variables: "none", overrides: [] }],
];

test.each(UNTOUCHED)("a form that nobody touched leaves %s as it is", (_, body) => {
  const groups = toDomainFields({ body, faults: [], place: "" }, undefined);
  expect(readEntryForm(body, toSent(groups))).toEqual(body);
});

test.each(Object.entries(awkwardSettings.providers))("so does that of the provider %s", (_, body) => {
  expect(readEntryForm(body, toSent(toProviderFields({ body, faults: [], place: "" })))).toEqual(body);
});

const TYPED: readonly [what: string, base: unknown, typed: Readonly<Record<string, string>>, body: unknown][] = [
  ["text is trimmed", {}, { provider: " p " }, { provider: "p" }],
  ["a box that is ticked", { provider: "p" }, { suspended: "on" }, { provider: "p", suspended: true }],
  ["a box that is emptied", { provider: "p" }, { "box:launched": "" }, { provider: "p", launched: false }],
  ["text that is emptied", { provider: "p", mailElsewhere: "x" }, { mailElsewhere: "" }, { provider: "p" }],
  [
    "an object that is left empty goes",
    { provider: "p", overrides: { displayName: "A" } },
    { "overrides.displayName": "" },
    { provider: "p" },
  ],
  [
    "one more variable",
    { provider: "p", variables: { a: "1" } },
    { "newVariable.name": "b", "newVariable.value": "2" },
    { provider: "p", variables: { a: "1", b: "2" } },
  ],
  [
    "a variable that is called as a port or a flag is",
    { provider: "p", variables: { port: "1", launched: "x" } },
    { "variables.port": "993", "variables.launched": "y" },
    { provider: "p", variables: { port: "993", launched: "y" } },
  ],
  [
    "another name for a variable that could not be called so",
    { provider: "p", variables: { "store.host": "s1.example" } },
    { "newVariable.name": "storeHost", "newVariable.value": "s1.example" },
    { provider: "p", variables: { storeHost: "s1.example" } },
  ],
  [
    "a variable that could not be called so, taken away",
    { provider: "p", variables: { "store.host": "s1.example" } },
    { "newVariable.name": "", "newVariable.value": "" },
    { provider: "p" },
  ],
  [
    "one more server",
    { provider: "p" },
    {
      "overrides.incomingServers.0.hostname": "imap.example",
      "overrides.incomingServers.0.protocol": "imap",
      "overrides.incomingServers.0.port": "993",
      "overrides.incomingServers.0.socketType": "tls",
      "overrides.incomingServers.0.authentication": "password-cleartext, OAuth2",
      "overrides.incomingServers.0.username": "",
    },
    {
      provider: "p",
      overrides: {
        incomingServers: [{ ...imap, hostname: "imap.example", authentication: ["password-cleartext", "OAuth2"] }],
      },
    },
  ],
  [
    "a row that nobody named",
    { provider: "p" },
    { "overrides.incomingServers.0.hostname": "", "overrides.incomingServers.0.port": "993" },
    { provider: "p" },
  ],
  [
    "a row that was emptied, whatever is chosen in it",
    { provider: "p", overrides: { incomingServers: [{ protocol: "pop3", port: 995, socketType: "tls" }] } },
    { "overrides.incomingServers.0.port": "", "overrides.incomingServers.0.authentication": "" },
    { provider: "p" },
  ],
  [
    "a row that was filled in without its name stays, for the schema to ask for it",
    { provider: "p", overrides: { incomingServers: [imap] } },
    {
      "overrides.incomingServers.1.hostname": "",
      "overrides.incomingServers.1.protocol": "imap",
      "overrides.incomingServers.1.port": "1993",
    },
    { provider: "p", overrides: { incomingServers: [imap, { protocol: "imap", port: 1993 }] } },
  ],
  [
    "so does one in which something else was chosen",
    { incomingServers: [imap] },
    { "incomingServers.1.protocol": "pop3", "incomingServers.1.port": "993", "incomingServers.1.socketType": "tls" },
    { incomingServers: [imap, { protocol: "pop3", port: 993, socketType: "tls" }] },
  ],
  [
    "a server whose name is taken away, for the provider's again",
    { provider: "p", overrides: { incomingServers: [imap] } },
    { "overrides.incomingServers.0.hostname": "" },
    { provider: "p" },
  ],
  [
    "what is no number stays for the schema to refuse",
    { incomingServers: [imap] },
    { "incomingServers.0.port": "imaps" },
    { incomingServers: [{ ...imap, port: "imaps" }] },
  ],
  [
    "names of nobody's members make members, and nothing else",
    { provider: "p" },
    { "__proto__.polluted": "x" },
    JSON.parse('{"provider":"p","__proto__":{"polluted":"x"}}'),
  ],
];

test.each(TYPED)("%s", (_, base, typed, body) => {
  const fields = Object.entries(typed).map(
    ([path, value]) => [path.startsWith("box:") ? toBoxName(path.slice(4)) : toFieldName(path), value] as const,
  );
  expect(readEntryForm(base, fields)).toEqual(body);
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

describe("a fault", () => {
  const place = 'domains["shop.example"]';
  const faults = [
    createFault(["domains", "shop.example", "overrides", "incomingServers", 0, "port"], "x", "expected a number"),
    createFault(
      ["domains", "shop.example", "overrides", "incomingServers", 0, "authentication", 0],
      "x",
      "expected one",
    ),
    createFault(["providers", "p", "displayName"], "x", "expected other text"),
  ];
  const body = { provider: "p", overrides: { incomingServers: [{ ...imap, port: "x" }] } };
  const fields = toDomainFields({ body, faults, place }, undefined).flatMap(({ rows }) => rows.flat());

  test("stands at the field that it is about, and a provider's at none", () =>
    expect(fields.filter(({ fault }) => fault !== undefined).map(({ name, fault }) => [name, fault])).toEqual([
      ["entry.overrides.incomingServers.0.port", "expected a number"],
      ["entry.overrides.incomingServers.0.authentication", "expected one"],
    ]));

  test("leaves in the field what was typed", () =>
    expect(fields.find(({ name }) => name.endsWith(".port"))?.value).toBe("x"));
});

test("a domain's form asks for what its provider needs", () => {
  const provider = { ...awkwardSettings.providers.plain, displayName: "{shop} of {domain}" };
  const names = toDomainFields({ body: {}, faults: [], place: "" }, provider).flatMap(({ rows }) =>
    rows.flat().map(({ name }) => name),
  );
  expect(names.filter((name) => name.startsWith("entry.variables."))).toEqual(["entry.variables.shop"]);
});
