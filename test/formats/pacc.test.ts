import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { renderPacc, toPaccTxt } from "../../src/formats/pacc.ts";
import type { ServerSettings } from "../../src/model/server-settings.ts";
import { settingsOf } from "../support/accounts.ts";

test("the same settings give the same bytes, and the record pins them", async () => {
  const document = renderPacc(settingsOf("fish.example"));
  expect(document).toBeDefined();
  expect(document).toEqual(renderPacc(settingsOf("fish.example")));
  if (document === undefined) return;
  const digest = createHash("sha256").update(document.body).digest("base64");
  expect(await toPaccTxt(document)).toBe(`v=UAAC1; a=sha256; d=${digest}`);
});

test("only servers on the registered ports with TLS from the first byte are told", () => {
  expect(JSON.parse(renderPacc(settingsOf("fish.example"))?.body ?? "")).toEqual({
    protocols: {
      imap: { host: "imap.fish.example" },
      pop3: { host: "pop.fish.example" },
      submit: { host: "smtp.fish.example" },
      smtp: { host: "smtp.fish.example" },
      caldav: { url: "https://dav.fish.example/cal?a=1&b=2" },
    },
    authentication: { password: true },
    info: {
      provider: { name: `Fish & <Chips> "n" 'more' 魚`, shortName: "F&C" },
      help: { documentation: "https://fish.example/help?x=1&y=2", contact: ["mailto:help@fish.example"] },
    },
  });
});

test.each(["upgraded.example", "modern.example", "pop.example"])("%s cannot be told and gets no file", (domain) =>
  expect(renderPacc(settingsOf(domain))).toBeUndefined(),
);

test("OAuth2's issuer is told where a server takes OAuth2, and nowhere else", () => {
  const settings = settingsOf("plain.example");
  const oauth2 = {
    issuer: "https://login.example.net",
    scope: "mail",
    authorizationUrl: "https://login.example.net/authorize",
    tokenUrl: "https://login.example.net/token",
  };
  const authenticationOf = (methods: ServerSettings["incomingServers"][0]["authentication"]) => {
    const [server] = settings.incomingServers;
    const incomingServers: ServerSettings["incomingServers"] = [{ ...server, authentication: methods }];
    return JSON.parse(renderPacc({ ...settings, oauth2, incomingServers })?.body ?? "").authentication;
  };
  expect(authenticationOf(["OAuth2", "password-cleartext"])).toEqual({
    "oauth-public": { issuer: "https://login.example.net/" },
    password: true,
  });
  expect(authenticationOf(["password-cleartext"])).toEqual({ password: true });
});
