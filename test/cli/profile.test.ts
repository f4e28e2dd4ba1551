import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pkijs from "pkijs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createChain } from "../support/domains/certificates.ts";
import { startWaypost, waypost } from "../support/services/waypost.ts";

const folder = mkdtempSync(join(tmpdir(), "waypost-profile-"));
afterAll(() => rmSync(folder, { recursive: true }));

const PROFILE = '<?xml version="1.0"?>\n<plist>é</plist>\r\n';
const inFolder = (name: string) => join(folder, name);

let good: Awaited<ReturnType<typeof createChain>>;
beforeAll(async () => {
  const soon = new Date(Date.now() + 10 * 86_400_000).toISOString();
  const chains = {
    good: await createChain("p256"),
    soon: await createChain("p256", { notBefore: "2020-01-01", notAfter: soon }),
    expired: await createChain("rsa", { notBefore: "2020-01-01", notAfter: "2020-02-01" }),
  };
  good = chains.good;
  for (const [name, { key, chain, root }] of Object.entries(chains)) {
    writeFileSync(inFolder(`${name}-key.pem`), key);
    writeFileSync(inFolder(`${name}-chain.pem`), chain + root.certificate);
  }
  writeFileSync(inFolder("alice.mobileconfig"), PROFILE);
});

const files = (name: string) => ["--key", inFolder(`${name}-key.pem`), "--chain", inFolder(`${name}-chain.pem`)];

const profile = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  waypost(["profile", ...args], { env });

function contentOf(signed: Uint8Array): string {
  const data = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(new Uint8Array(signed)).content });
  return Buffer.from(data.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0)).toString();
}

describe("check", () => {
  test("tells who signs, with what, until when", async () => {
    const { status, out, error } = await profile(["check", ...files("good")]);
    expect([status, error]).toEqual([0, ""]);
    expect(out).toBe(`signed by   CN=Zoë & Söhne, O=Example Ltd, C=DE
issued by   CN=Test Intermediate, O=Example Ltd, C=DE
key         ECDSA P-256
valid from  2026-01-01 00:00 UTC
valid until 2049-01-01 00:00 UTC
sent along  CN=Test Intermediate, O=Example Ltd, C=DE, until 2049-01-01 00:00 UTC
profiles    signed
`);
  });

  test("reads the environment where no files are named", async () => {
    const environment = { PROFILE_SIGNING_KEY: good.key, PROFILE_SIGNING_CHAIN: good.chain };
    expect((await profile(["check"], environment)).status).toBe(0);
  });

  test("warns where nobody knows the authority above the chain", async () => {
    const environment = { PROFILE_SIGNING_KEY: good.key, PROFILE_SIGNING_CHAIN: good.chain };
    const { status, error } = await profile(["check"], environment);
    expect(status).toBe(0);
    expect(error).toMatch(
      /^waypost: warning: the chain ends with .*: CN=Test Root, .*\nhint: if it is an intermediate/,
    );
  });

  test("warns a month before the end", async () => {
    const { status, error } = await profile(["check", ...files("soon")]);
    expect(status).toBe(0);
    expect(error).toMatch(/^waypost: warning: a certificate expires soon: CN=Zoë.*\nhint: get a new certificate/);
  });

  test("says no when the certificate has expired", async () => {
    const { status, out, error } = await profile(["check", ...files("expired")]);
    expect([status, out.endsWith("profiles    not signed\n")]).toEqual([1, true]);
    expect(error).toMatch(/^waypost: error: a certificate has expired: CN=Zoë.*, on 2020-02-01\nhint: /);
  });

  test("says no when the key is another's, and prints nothing of it", async () => {
    const other = await createChain("p256");
    const { status, error } = await profile(["check", "--chain", inFolder("good-chain.pem")], {
      PROFILE_SIGNING_KEY: other.key,
    });
    expect(status).toBe(1);
    expect(error).toContain("the key belongs to none of the certificates");
    expect(error).not.toContain(other.key.split("\n")[1]);
  });

  test("a file that is not there is told", async () => {
    const { status, error } = await profile(["check", "--key", inFolder("none.pem")]);
    expect([status, error]).toEqual([2, `waypost: error: ${inFolder("none.pem")}: there is no such file\n`]);
  });
});

describe("sign", () => {
  test("writes a file whose content is the profile, byte for byte", async () => {
    const signed = inFolder("signed.mobileconfig");
    const { status, out } = await profile(["sign", inFolder("alice.mobileconfig"), ...files("good"), "--out", signed]);
    expect([status, out.length]).toEqual([0, 0]);
    expect(contentOf(readFileSync(signed))).toBe(PROFILE);
  });

  test("goes between two pipes", async () => {
    const { status, bytes } = await startWaypost(["profile", "sign", "-", ...files("good")], { stdin: PROFILE });
    expect([status, contentOf(bytes)]).toEqual([0, PROFILE]);
  });

  test.each([
    ["expired", "alice.mobileconfig", 1, "has expired"],
    ["good", "good-key.pem", 2, "no profile that is still to be signed"],
    ["good", "none.mobileconfig", 2, "there is no such file"],
  ])("with the %s key, of %s: nothing is written, status %i", async (name, file, status, words) => {
    const out = inFolder("nothing");
    const printed = await profile(["sign", inFolder(file), ...files(name), "--out", out]);
    expect([printed.status, existsSync(out)]).toEqual([status, false]);
    expect(printed.error).toContain(words);
  });
});
