import { describe, expect, test } from "vitest";
import { createTestApp } from "../support/app.ts";

const app = createTestApp();
const PATH = "https://setup.hosting.example/profiles/apple.mobileconfig";

async function profileOf(query: string, init?: RequestInit) {
  const response = await app.request(`${PATH}${query}`, init);
  expect(response.status).toBe(200);
  const [, payload = "", rest = ""] = /<array>([\s\S]*)<\/array>([\s\S]*)/.exec(await response.text()) ?? [];
  return { response, profile: readKeys(rest), mail: readKeys(payload) };
}

/** The keys of a dictionary without dictionaries in it; the npm package reads property lists only where there is a DOM. */
function readKeys(xml: string): Record<string, unknown> {
  const pairs = xml.matchAll(
    /<key>(.*?)<\/key>\s*(?:<string>(.*?)<\/string>|<integer>(.*?)<\/integer>|<(true|false)\/>)/g,
  );
  return Object.fromEntries(
    Array.from(pairs, ([, key = "", text, integer, boolean]) => [
      key,
      text?.replaceAll("&amp;", "&") ?? (integer === undefined ? boolean === "true" : Number(integer)),
    ]),
  );
}

test("a personal profile is a download that is kept nowhere", async () => {
  const { response, mail } = await profileOf("?emailaddress=alice@plain.example&name=Alice%20%26%20Bob");
  expect(response.headers.get("content-type")).toBe("application/x-apple-aspen-config");
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="plain.example.mobileconfig"');
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(mail).toMatchObject({
    EmailAddress: "alice@plain.example",
    EmailAccountName: "Alice & Bob",
    IncomingMailServerUsername: "alice@plain.example",
    IncomingMailServerPortNumber: 993,
    IncomingMailServerUseSSL: true,
  });
});

test("a form's POST gets the same profile as GET", async () => {
  const body = new URLSearchParams({ emailaddress: "alice@plain.example" });
  const { profile } = await profileOf("", { method: "POST", body });
  expect(profile).toEqual((await profileOf("?emailaddress=alice@plain.example")).profile);
});

test("without an address the device is left to ask", async () => {
  const { response, mail } = await profileOf("?domain=bücher.example");
  expect(response.headers.get("cache-control")).toContain("public");
  expect(Object.keys(mail)).not.toContain("EmailAddress");
  expect(Object.keys(mail).filter((key) => key.endsWith("Username"))).toEqual([]);
});

test("POP3 is given where it is asked for or all there is", async () => {
  expect((await profileOf("?emailaddress=a@fish.example&protocol=pop3")).mail.EmailAccountType).toBe("EmailTypePOP");
  expect((await profileOf("?emailaddress=a@fish.example")).mail.EmailAccountType).toBe("EmailTypeIMAP");
  const { mail } = await profileOf("?emailaddress=a@pop.example");
  expect(mail).toMatchObject({ EmailAccountType: "EmailTypePOP", OutgoingMailServerAuthentication: "EmailAuthNone" });
  expect(Object.keys(mail)).not.toContain("OutgoingMailServerUsername");
});

describe("identity", () => {
  const identityOf = ({ profile, mail }: Awaited<ReturnType<typeof profileOf>>) => [
    profile.PayloadIdentifier,
    profile.PayloadUUID,
    mail.PayloadIdentifier,
    mail.PayloadUUID,
  ];

  test("stays when the name or the case of the address changes", async () => {
    const first = identityOf(await profileOf("?emailaddress=alice@plain.example"));
    expect(identityOf(await profileOf("?emailaddress=ALICE@plain.example&name=A"))).toEqual(first);
  });

  test("differs between accounts and within a profile", async () => {
    const all = [
      ...identityOf(await profileOf("?emailaddress=alice@plain.example")),
      ...identityOf(await profileOf("?emailaddress=bob@plain.example")),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});

test.each([
  [400, "?emailaddress=nobody"],
  [400, "?emailaddress=a@plain.example&protocol=ews"],
  [400, "?emailaddress=a@plain.example&name=%00"],
  [400, "?domain=%3Cscript%3E"],
  [400, ""],
  [404, "?emailaddress=a@unknown.example"],
  [404, "?emailaddress=a@moved.example"],
  [404, "?emailaddress=a@modern.example"],
  [404, "?emailaddress=a@plain.example&protocol=pop3"],
])("%i for %s", async (status, query) => {
  const response = await app.request(`https://127.0.0.1/profiles/apple.mobileconfig${query}`);
  expect(response.status).toBe(status);
  expect(await response.text()).toMatch(/^[^<]+\.\n$/);
});
