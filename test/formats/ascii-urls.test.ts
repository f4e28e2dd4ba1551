import { expect, test } from "vitest";
import { renderAutoconfig } from "../../src/formats/autoconfig/autoconfig.ts";
import { renderPacc } from "../../src/formats/pacc.ts";
import type { ServerSettings } from "../../src/model/server-settings.ts";
import { settingsOf } from "../support/domains/accounts.ts";

const written = (name: string) => `https://${name}.bücher.example/ö?x=ü`;
const told = (name: string) => `https://${name}.xn--bcher-kva.example/%C3%B6?x=%C3%BC`;

const plain = settingsOf("plain.example");
const settings: ServerSettings = {
  ...plain,
  incomingServers: [{ ...plain.incomingServers[0], authentication: ["OAuth2", "password-cleartext"] }],
  documentation: [{ url: written("help") }],
  enable: [{ visitUrl: written("switch"), instructions: [{ text: "On" }] }],
  webmail: { product: "other", generation: "current", url: written("webmail") },
  oauth2: {
    issuer: written("issuer").replace(/\?.*/, ""),
    scope: "mail",
    authorizationUrl: written("authorize"),
    tokenUrl: written("token"),
  },
};

test("autoconfig has links in ASCII: Thunderbird for iOS refuses a file for one in other letters", () => {
  const { body } = renderAutoconfig(settings);
  for (const name of ["help", "switch", "webmail", "authorize", "token"]) expect(body).toContain(told(name));
  expect(body).toContain(`<issuer>${told("issuer").replace(/\?.*/, "")}</issuer>`);
  expect(body).not.toMatch(/[^\0-\x7f]/);
});

test("PACC's file has links in ASCII", () => {
  const { authentication, info } = JSON.parse(renderPacc(settings)?.body ?? "");
  expect(authentication["oauth-public"].issuer).toBe(told("issuer").replace(/\?.*/, ""));
  expect(info.help.documentation).toBe(told("help"));
});

test.each(["https://login.example.net", "https://login.example.net/", "https://login.example.net/tenant"])(
  "the issuer %s is the same in every document",
  (issuer) => {
    const same: ServerSettings = settings.oauth2 ? { ...settings, oauth2: { ...settings.oauth2, issuer } } : settings;
    expect(renderAutoconfig(same).body).toContain(`<issuer>${issuer}</issuer>`);
    expect(JSON.parse(renderPacc(same)?.body ?? "").authentication["oauth-public"].issuer).toBe(issuer);
  },
);
