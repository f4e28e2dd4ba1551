import { createPublicKey, createVerify, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { afterAll, describe, expect, test } from "vitest";
import { isPublicAddress } from "../../src/check/network/public-address.ts";
import { toConnectLink, toKeyTexts } from "../../src/cli/dns/connect-link.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";
import { askPublic } from "../../src/node/probes/ask-public.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { startDnsServer } from "../support/services/dns-server.ts";
import { waypost } from "../support/services/waypost.ts";

const folder = mkdtempSync(`${tmpdir()}/waypost-connect-`);
const settings = `${folder}/settings.json`;
const keyFile = `${folder}/connect.key`;
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
writeFileSync(settings, JSON.stringify(awkwardSettings));
writeFileSync(keyFile, privateKey.export({ type: "pkcs8", format: "pem" }));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: readonly string[]) => waypost(["connect", ...args, "--settings", settings]);

test("the template is printed, with its name, and the records of the key that signs links", async () => {
  const { status, out, error } = await run("template", "fish.example", "--service", "Mail", "--key", keyFile);
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ serviceId: "Mail", syncPubKeyDomain: "setup.hosting.example" });
  expect(error).toContain("setup.hosting.example.mail.json");
  expect(error).toContain('publish: _dcpubkeyv1.setup.hosting.example. TXT "p=1,a=RS256,d=');
});

test("a signed link is what the published key signs: the query without signature and key", () => {
  const domain = Domain.parse("shop.example");
  const link = toConnectLink("https://dns.example/apply", { zone: domain }, domain, [], privateKey);
  const { search, searchParams } = new URL(link);
  const signed = search.slice(1, search.indexOf("&key="));
  expect([signed, searchParams.get("key")]).toEqual(["domain=shop.example", "_dcpubkeyv1"]);
  const published = toKeyTexts(privateKey).map((text) => /^p=\d+,a=RS256,d=(.+)$/.exec(text)?.[1] ?? "");
  const key = createPublicKey({ key: Buffer.from(published.join(""), "base64"), type: "spki", format: "der" });
  const verify = createVerify("RSA-SHA256").update(signed);
  expect(verify.verify(key, searchParams.get("sig") ?? "", "base64")).toBe(true);
});

test.each<[string, string | undefined]>([
  ["without Domain Connect", undefined],
  ["at an address of this machine", "localhost"],
])("a domain %s is told to type its records in", async (_, text) => {
  const records = text === undefined ? [] : [{ type: "TXT", name: "_domainconnect.fish.example", data: text } as const];
  const server = await startDnsServer(records);
  const { status, out, error } = await run("link", "fish.example", "--resolver", server.udp);
  await server.close();
  expect([status, out]).toEqual([1, ""]);
  expect(error).toContain("fish.example: its DNS provider does not speak Domain Connect");
  expect(error).toContain("hint: type the records in: waypost dns fish.example");
});

test.each<[string[], string]>([
  [[], "expected template or link, and one domain"],
  [["link"], "expected template or link, and one domain"],
  [["template", "fish.example", "--service", "a/b"], "not a service"],
  [["template", "fish.example", "--key", settings], "settings.json: "],
  [["link", "fish.example", "--resolver", "nonsense"], "not a resolver"],
])("%j is misuse", async (args, words) => {
  const { status, error } = await run(...args);
  expect(status).toBe(2);
  expect(error).toContain(words);
});

describe("what strangers name is asked on the Internet only", () => {
  test.each([
    ["192.168.1.1", false],
    ["127.0.0.1", false],
    ["169.254.169.254", false],
    ["100.64.0.1", false],
    ["0.0.0.0", false],
    ["255.255.255.255", false],
    ["1.1.1.1", true],
    ["::1", false],
    ["::ffff:127.0.0.1", false],
    ["fd00::1", false],
    ["fe80::1", false],
    ["2002:7f00:1::", false],
    ["64:ff9b::7f00:1", false],
    ["2606:4700::1111", true],
  ])("%s: %j", (address, isPublic) => expect(isPublicAddress(address)).toBe(isPublic));

  test("a name of this machine is not connected to", async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((done) => server.listen(0, "localhost", done));
    const { port } = server.address() as AddressInfo;
    expect(await askPublic(new URL(`https://localhost:${port}/`))).toBeUndefined();
    await new Promise((done) => server.close(done));
    expect(connections).toBe(0);
  });
});
