import { describe, expect, test } from "vitest";
import { createTestApp } from "../support/app.ts";

const app = createTestApp();
const A1 = "/mail/config-v1.1.xml";

describe("an answer", () => {
  test.each([
    ["https://autoconfig.plain.example/mail/config-v1.1.xml", "Host only, as Thunderbird for Android asks"],
    ["https://plain.example/.well-known/autoconfig/mail/config-v1.1.xml", "well-known on the domain itself"],
    ["https://autoconfig.plain.example/Mail/Config-v1.1.xml", "mixed case"],
    ["https://autoconfig.plain.example./mail/config-v1.1.xml", "a trailing dot in Host"],
    ["https://setup.hosting.example/mail/config-v1.1.xml?emailaddress=alice%40plain.example", "an encoded address"],
    ["https://setup.hosting.example/mail/config-v1.1.xml?emailaddress=alice@plain.example", "a raw address"],
    ["https://setup.hosting.example/mail/config-v1.1.xml?emailaddress=a+b@plain.example", "a raw plus"],
    ["https://setup.hosting.example/mail/config-v1.1.xml?emailaddress=a%2Bb%40PLAIN.example", "an encoded plus"],
    ["https://setup.hosting.example/mail/config-v1.1.xml?emailaddress=a%40plain%2Eexample", "an encoded dot"],
    ["https://setup.hosting.example/mail/config-v1.1.xml?emailaddress=a@b%40plain.example", "the last of several @"],
    ["https://AUTOCONFIG.Plain.Example/mail/config-v1.1.xml", "a host in mixed case"],
    ["https://autoconfig.plain.example/mail/config-v1.1.xml?emailaddress=", "an empty address"],
    ["http://autoconfig.plain.example:8080/mail/config-v1.1.xml", "http, and a port of its own"],
    [
      "https://setup.hosting.example/mail/config-v1.1.xml?emailaddress=EVOLUTIONUSER@plain.example&emailmd5=00",
      "an old Evolution",
    ],
    ["https://autoconfig.plain.example/mail/config-v1.1.xml?emailaddress=", "an empty address"],
  ])("%s (%s)", async (url) => {
    const response = await app.request(url);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/xml; charset=utf-8");
    const body = await response.text();
    expect(body).toContain('<emailProvider id="plain.example">');
    expect(body).toContain("<username>%EMAILADDRESS%</username>");
  });

  test("is the same whether or not the mailbox exists, and names no sibling", async () => {
    const ask = async (name: string) =>
      (await app.request(`https://x.example${A1}?emailaddress=${name}@plain.example`)).text();
    expect(await ask("nobody")).toBe(await ask("alice"));
    expect(await ask("alice")).not.toContain("other.example");
  });

  test("to a look-up by MX host has the host's domain as id and lists both", async () => {
    const response = await app.request(`https://autoconfig.mx-host.example${A1}?emailaddress=alice%40customer.example`);
    const body = await response.text();
    expect(body).toContain('id="mx-host.example"');
    expect(body.match(/<domain>[^<]*/g)).toEqual(["<domain>mx-host.example", "<domain>customer.example"]);
  });

  test("to HEAD has headers and no body", async () => {
    const response = await app.request(`https://autoconfig.plain.example${A1}`, { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
  });
});

describe("no answer", () => {
  test.each([
    [404, "https://autoconfig.unknown.example/mail/config-v1.1.xml", "an unknown host"],
    [404, "https://setup.hosting.example/mail/config-v1.1.xml?emailaddress=a@unknown.example", "an unknown domain"],
    [404, "https://autoconfig.moved.example/mail/config-v1.1.xml", "mail that moved"],
    [
      404,
      "https://autoconfig.plain.example/mail/config-v1.1.xml?emailaddress=a@moved.example",
      "an address that moved, at a host that is served",
    ],
    [404, "https://127.0.0.1/mail/config-v1.1.xml", "no domain at all"],
    [404, "https://autoconfig.unknown.example/mail/config-v1.1.xml?emailaddress=x", "no address, at an unknown host"],
    [400, "https://autoconfig.plain.example/mail/config-v1.1.xml?emailaddress=not-an-address", "no address"],
    [400, "https://autoconfig.plain.example/mail/config-v1.1.xml?emailaddress=%00@plain.example", "NUL"],
    [400, "https://autoconfig.plain.example/mail/config-v1.1.xml?emailaddress=%FF@plain.example%E0", "not UTF-8"],
  ])("%i %s (%s)", async (status, url) => {
    const response = await app.request(url);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await response.text()).not.toContain("<");
  });
});
