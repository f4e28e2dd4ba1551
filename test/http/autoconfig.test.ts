import { describe, expect, test } from "vitest";
import { createTestApp } from "../support/services/app.ts";

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
    [
      "https://setup.hosting.example/mail/config-v1.1.xml?emailaddress=EVOLUTIONUSER@plain.example&emailmd5=00",
      "an old Evolution",
    ],
    ["https://autoconfig.plain.example/mail/config-v1.1.xml?emailaddress=", "an empty address"],
    ["https://setup.hosting.example/mail/config-v1.1.xml?emailaddress=a%40plain%2Eexample", "an encoded dot"],
    ["https://setup.hosting.example/mail/config-v1.1.xml?emailaddress=a@b@plain.example", "several @"],
    ["https://setup.hosting.example/mail/config-v1.1.xml?emailaddress=%22a%40b%22%40plain.example", "a quoted name"],
    ["https://setup.hosting.example/mail/config-v1.1.xml?emailaddress=@plain.example", "nothing before the @"],
    ["https://setup.hosting.example/mail/config-v1.1.xml?x=1&EmailAddress=a@plain.example", "the name in another case"],
    ["https://autoconfig.plain.example/mail/config-v1.1.xml?emailaddress=R&D@plain.example", "a raw ampersand"],
    ["https://autoconfig.plain.example/mail/config-v1.1.xml?emailaddress=%25EMAILADDRESS%25", "a placeholder"],
    ["https://autoconfig.plain.example/mail/config-v1.1.xml?emailaddress=%FF@plain.example%E0", "not UTF-8"],
    ["https://AUTOCONFIG.Plain.Example:8443/mail/config-v1.1.xml", "Host in another case, and a port"],
    ["http://autoconfig.plain.example/mail/config-v1.1.xml", "plain http"],
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

  test("is neither partial nor conditional on a date, whatever the client proposes", async () => {
    const headers = { range: "bytes=0-10", "if-modified-since": "Wed, 21 Oct 2037 07:28:00 GMT" };
    const response = await app.request(`https://autoconfig.plain.example${A1}`, { headers });
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<clientConfig/);
    expect(text).toContain("</clientConfig>");
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
    [404, "https://autoconfig.unpaid.example/mail/config-v1.1.xml", "a suspended domain"],
    [
      404,
      "https://autoconfig.plain.example/mail/config-v1.1.xml?emailaddress=a@unpaid.example",
      "an address of a suspended domain, at a host that is served",
    ],
    [
      404,
      "https://autoconfig.plain.example/mail/config-v1.1.xml?emailaddress=a@moved.example",
      "an address that moved, at a host that is served",
    ],
    [404, "https://127.0.0.1/mail/config-v1.1.xml", "no domain at all"],
    [404, "https://autoconfig.unknown.example/mail/config-v1.1.xml?emailaddress=x", "no address at an unknown host"],
    [404, "https://setup.hosting.example/v1.1/unknown.example", "an unknown domain in the path of an ISPDB"],
    [404, "https://setup.hosting.example/d/unknown.example/mail/config-v1.1.xml", "an unknown domain in the path"],
    [404, "https://autoconfig.plain.example/mail/config-v1.1.xml/more", "a path that goes on"],
    [400, "https://setup.hosting.example/mail/config-v1.1.xml?emailaddress=not-an-address", "no address"],
    [400, "https://setup.hosting.example/mail/config-v1.1.xml?emailaddress=%FF@plain.example%E0", "not UTF-8"],
  ])("%i %s (%s)", async (status, url) => {
    const response = await app.request(url);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await response.text()).not.toContain("<");
  });
});
