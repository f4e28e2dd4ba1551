import { X509Certificate } from "node:crypto";
import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { formatName, parseCertificate } from "../../src/signing/certificate.ts";
import { createProfileSigner } from "../../src/signing/create-profile-signer.ts";
import { readPem } from "../../src/signing/pem.ts";
import {
  findRootProblems,
  findTimeProblems,
  type ReadIdentity,
  readSigningIdentity,
  type SigningSecrets,
} from "../../src/signing/signing-identity.ts";
import { createCertificate, createChain, toPem } from "../support/domains/certificates.ts";

const NOW = new Date("2026-11-24T12:34:56.789Z");

let good: Awaited<ReturnType<typeof createChain>>;
beforeAll(async () => {
  good = await createChain("p256");
});

const reasonsOf = ({ problems }: ReadIdentity) => problems.map(({ reason }) => reason);

test.each(["rsa", "p256"] as const)("a bought %s certificate with its issuer has no problem", async (kind) => {
  const { identity, problems } = await readSigningIdentity(await createChain(kind));
  expect(problems).toEqual([]);
  expect(identity?.kind).toBe(kind === "rsa" ? "RSA" : "P-256");
  expect(identity && findTimeProblems(identity, NOW)).toEqual([]);
});

test("a secret with written-out line ends is read all the same, as is one with text between the blocks", async () => {
  const chain = `subject=CN = x\n${good.chain.replaceAll("-----\n-----", "-----\nissuer=y\n-----")}`;
  const secrets = { key: good.key.replaceAll("\n", "\\n"), chain };
  expect((await readSigningIdentity(secrets)).problems).toEqual([]);
});

test("without secrets there is neither signer nor problem", async () => {
  expect(await readSigningIdentity({ key: undefined, chain: undefined })).toEqual({
    identity: undefined,
    problems: [],
  });
});

describe("profiles go out unsigned, and the reason is told", () => {
  const cases: [reason: string, () => SigningSecrets | Promise<SigningSecrets>][] = [
    ["key_missing", () => ({ key: undefined, chain: good.chain })],
    ["chain_missing", () => ({ key: good.key, chain: undefined })],
    ["key_unreadable", () => ({ key: "secret", chain: good.chain })],
    ["key_unreadable", () => ({ key: good.key.replace(/^M.{20}/m, "MIGHAgEAMBMGByqGSM49AA"), chain: good.chain })],
    ["key_unreadable", () => ({ key: good.chain, chain: good.chain })],
    ["key_encrypted", () => ({ key: good.key.replaceAll("PRIVATE", "ENCRYPTED PRIVATE"), chain: good.chain })],
    ["key_in_older_form", () => ({ key: good.key.replaceAll("PRIVATE", "EC PRIVATE"), chain: good.chain })],
    ["key_kind_unsupported", () => createChain("p384")],
    ["key_kind_unsupported", () => createChain("ed25519")],
    ["key_weak", () => createChain("weak")],
    ["key_encrypted", () => ({ key: toOldEncrypted(good.key), chain: good.chain })],
    ["key_encrypted", () => ({ key: toOldEncrypted(good.key).replaceAll("\n", "\\n"), chain: good.chain })],
    ["chain_unreadable", () => ({ key: good.key, chain: good.chain.slice(0, -20) })],
    ["chain_unreadable", () => ({ key: good.key, chain: good.chain.replace(/(?<=^MII.*)\n/m, "!\n") })],
    ["chain_unreadable", () => ({ key: good.key, chain: "" })],
    ["chain_unreadable", () => ({ key: good.key, chain: good.key })],
    ["chain_unreadable", () => ({ key: good.key, chain: toPem("CERTIFICATE", new Uint8Array([1, 2, 3]).buffer) })],
    ["key_mismatch", async () => ({ key: (await createChain("p256")).key, chain: good.chain })],
    ["key_mismatch", async () => ({ key: (await createChain("rsa")).key, chain: good.chain })],
  ];
  test.each(cases)("%s", async (reason, create) => {
    const read = await readSigningIdentity(await create());
    expect(read.identity).toBeUndefined();
    expect(reasonsOf(read)).toEqual([reason]);
  });

  describe("with what to do, where another form than PEM can be seen", () => {
    /** What is left of bytes that were read as UTF-8. */
    const asText = (pem: string) => Buffer.from(pem.replace(/-----.*?-----/g, ""), "base64").toString("utf8");
    const rows: [what: "key" | "chain", words: RegExp, remedy: RegExp, text: () => string][] = [
      ["key", /in UTF-16/, /iconv/, () => Buffer.from(good.key, "utf16le").toString("utf8")],
      ["chain", /in UTF-16/, /iconv/, () => Buffer.from(`\u{FEFF}${good.chain}`, "utf16le").toString("utf8")],
      ["key", /is in DER/, /openssl pkey -inform DER/, () => asText(good.key)],
      ["chain", /is in DER/, /openssl x509 -inform DER/, () => asText(good.leaf.certificate)],
      ["key", /is in PKCS #12/, /pkcs12 -nodes -nocerts/, () => "0\u{FFFD}\t\u{FFFD}\u{2}\u{1}\u{3}0"],
      ["chain", /is in PKCS #12/, /pkcs12 -nokeys/, () => "0\u{FFFD}\t\u{FFFD}\u{2}\u{1}\u{3}0"],
      ["chain", /is in PKCS #7/, /openssl pkcs7 -print_certs/, () => toPem("PKCS7", new ArrayBuffer(9))],
      ["chain", /is in PKCS #7/, /-inform DER/, () => "0\u{FFFD}\r+\u{6}\t*\u{FFFD}H"],
      ["key", /is cut off/, /END PRIVATE KEY/, () => good.key.slice(0, 100)],
      ["chain", /is cut off/, /END CERTIFICATE/, () => good.chain.slice(0, 100)],
      ["key", /not a private key in PKCS #8 PEM/, /BEGIN PRIVATE KEY/, () => "secret"],
      ["chain", /no certificates in PEM/, /BEGIN CERTIFICATE/, () => "secret"],
      ["key", /another form \(OPENSSH/, /ssh-keygen/, () => good.key.replaceAll("PRIVATE", "OPENSSH PRIVATE")],
    ];
    test.each(rows)("the %s %s", async (what, words, remedy, text) => {
      const { problems } = await readSigningIdentity({ key: good.key, chain: good.chain, [what]: text() });
      expect(problems).toMatchObject([
        { severity: "error", message: expect.stringMatching(words), remedy: expect.stringMatching(remedy) },
      ]);
    });
  });

  test("both of two faults are told at once", async () => {
    expect(reasonsOf(await readSigningIdentity({ key: "x", chain: "y" }))).toEqual([
      "key_unreadable",
      "chain_unreadable",
    ]);
  });
});

describe("profiles are signed, and the operator is warned", () => {
  const cases: [reasons: string[], () => SigningSecrets | Promise<SigningSecrets>][] = [
    [["out_of_order"], () => ({ key: good.key, chain: good.intermediate.certificate + good.leaf.certificate })],
    [["issuer_missing"], () => ({ key: good.key, chain: good.leaf.certificate })],
    [
      ["issuer_missing", "superfluous"],
      () => ({ key: good.key, chain: good.leaf.certificate + good.root.certificate }),
    ],
    [
      // Of the same name, but another key.
      ["issuer_missing", "superfluous"],
      async () => ({
        key: good.key,
        chain: good.leaf.certificate + (await createChain("p256")).intermediate.certificate,
      }),
    ],
    [["superfluous"], async () => ({ key: good.key, chain: good.chain + (await createStranger()).certificate })],
    [["self_signed"], () => createCertificateAlone()],
    [["server_certificate"], () => createChain("rsa", { usage: "serverAuth" })],
    [["other_use"], () => createChain("rsa", { usage: "clientAuth" })],
    [[], () => createChain("p256", { usage: "anyExtendedKeyUsage" })],
    [["may_not_sign"], () => createChain("p256", { keyUsage: 0x20 })],
    [["signed_in_old_way"], () => createChain("p256", { hash: "SHA-1" })],
    [[], () => createChain("p256", { keyUsage: 0x80, hash: "SHA-384" })],
    [[], () => ({ key: good.key, chain: good.chain + good.root.certificate })],
    [[], () => ({ key: good.key, chain: good.chain + good.chain })],
  ];
  test("a root is left out of what is sent, and the intermediate ones are not", async () => {
    const { identity } = await readSigningIdentity({ key: good.key, chain: good.chain + good.root.certificate });
    expect(identity?.certificates.map(({ bytes }) => bytes)).toEqual(readPem(good.chain).map(({ bytes }) => bytes));
  });

  test.each(cases)("%j", async (reasons, create) => {
    const read = await readSigningIdentity(await create());
    expect(read.identity).toBeDefined();
    expect(reasonsOf(read)).toEqual(reasons);
  });

  async function createCertificateAlone() {
    const { key, certificate } = await createCertificate({ name: "Alone", kind: "p256", usage: "emailProtection" });
    return { key, chain: certificate };
  }
});

describe("the authority above the chain", () => {
  let root: Awaited<ReturnType<typeof createCertificate>>;
  let upper: typeof root;
  let lower: typeof root;
  let leaf: typeof root;
  beforeAll(async () => {
    root = await createCertificate({ name: "Root", kind: "p256" });
    upper = await createCertificate({ name: "Upper", kind: "p256", issuer: root });
    lower = await createCertificate({ name: "Lower", kind: "p256", issuer: upper });
    leaf = await createCertificate({ name: "Leaf", kind: "p256", issuer: lower, usage: "emailProtection" });
  });

  const rows: [string, () => string[], reasons: string[]][] = [
    ["is known", () => [lower.certificate, upper.certificate], []],
    ["is known, as it is in the chain", () => [lower.certificate, upper.certificate, root.certificate], []],
    ["is another intermediate one, which is missing", () => [lower.certificate], ["root_unknown"]],
    ["is told of already where there is no issuer at all", () => [], []],
  ];
  test.each(rows)("%s", async (_, issuers, reasons) => {
    const chain = [leaf.certificate, ...issuers()].join("");
    const { identity } = await readSigningIdentity({ key: leaf.key, chain });
    const roots = readPem(root.certificate).flatMap(({ bytes }) => parseCertificate(bytes) ?? []);
    const found = identity && findRootProblems(identity, roots);
    expect(found?.map(({ reason }) => reason)).toEqual(reasons);
    if (reasons.length > 0) expect(found?.[0]?.message).toContain("CN=Upper");
  });
});

function createStranger() {
  return createCertificate({ name: "Stranger", kind: "p256" });
}

/** As OpenSSL wrote encrypted keys before PKCS #8. */
function toOldEncrypted(pem: string): string {
  return pem
    .replaceAll("PRIVATE KEY", "EC PRIVATE KEY")
    .replace("-----\n", "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00AA\n\n");
}

test("whatever is wrong, nothing of the key is told", async () => {
  const secrets = { key: good.key.replaceAll("PRIVATE KEY", "EC PRIVATE KEY"), chain: good.key };
  const told = JSON.stringify((await readSigningIdentity(secrets)).problems);
  for (const line of good.key.split("\n").filter((text) => text.length > 20 && !text.startsWith("-----")))
    expect(told).not.toContain(line.slice(0, 12));
});

describe("the time", () => {
  const rows: [string, string[]][] = [
    ["2025-12-31T23:59:59Z", ["not_yet_valid"]],
    ["2026-01-01T00:00:00Z", []],
    ["2026-12-01T00:00:00Z", []],
    ["2026-12-03T00:00:00Z", ["expires_soon"]],
    ["2027-01-01T00:00:00Z", ["expires_soon"]],
    ["2027-01-01T00:00:01Z", ["expired"]],
  ];
  test.each(rows)("at %s: %j", async (now, reasons) => {
    const { identity } = await readSigningIdentity(await createChain("p256", { notAfter: "2027-01-01" }));
    const found = identity && findTimeProblems(identity, new Date(now));
    // The intermediate is not valid before the same day.
    expect([...new Set(found?.map(({ reason }) => reason))]).toEqual(reasons);
  });

  test("an issuer that has expired counts as the key's own", async () => {
    const root = await createCertificate({ name: "Root", kind: "rsa" });
    const old = await createCertificate({ name: "Old", kind: "rsa", issuer: root, notAfter: "2026-11-01" });
    const leaf = await createCertificate({ name: "Leaf", kind: "rsa", issuer: old, usage: "emailProtection" });
    const { identity } = await readSigningIdentity({ key: leaf.key, chain: leaf.certificate + old.certificate });
    const [problem] = identity === undefined ? [] : findTimeProblems(identity, NOW);
    expect(problem).toMatchObject({ reason: "expired", severity: "error" });
    expect(problem?.message).toContain("CN=Old, O=Example Ltd, C=DE, on 2026-11-01");
  });
});

describe("a signer", () => {
  test("stops when its certificate expires, and tells each problem once", async () => {
    const told: string[] = [];
    const secrets = await createChain("p256", { notAfter: "2026-12-01", usage: "clientAuth" });
    const signer = await createProfileSigner(secrets, (line) => told.push(line));
    expect(told.map(kindOf)).toEqual(["warning"]);
    const content = new Uint8Array([1]);
    expect([signer.isSigned(NOW), signer.isSigned(NOW)]).toEqual([true, true]);
    expect(await signer.sign(content, NOW)).toBeInstanceOf(Uint8Array);
    expect(told.map(kindOf)).toEqual(["warning", "warning"]);
    const later = new Date("2026-12-02");
    expect(signer.isSigned(later)).toBe(false);
    expect(await signer.sign(content, later)).toBeUndefined();
    expect(told.map(kindOf)).toEqual(["warning", "warning", "error"]);
    expect(told.at(-1)).toMatch(/^profile signing: error: a certificate has expired: CN=Zoë & Söhne, .* \(get a new/);
    expect(signer.findProblems(later).map(({ reason }) => reason)).toEqual(["other_use", "expired"]);
  });

  test("whose key fails while it runs leaves profiles unsigned, and tells it once", async () => {
    const lines: string[] = [];
    const signer = await createProfileSigner(await createChain("p256"), (line) => lines.push(line));
    const told = lines.length;
    const sign = vi.spyOn(crypto.subtle, "sign").mockRejectedValue(new Error("no such engine"));
    onTestFinished(() => sign.mockRestore());
    const at = new Date("2026-11-24T12:00:00Z");
    expect([await signer.sign(new Uint8Array(3), at), await signer.sign(new Uint8Array(3), at)]).toEqual([
      undefined,
      undefined,
    ]);
    expect(lines.slice(told)).toEqual([expect.stringContaining("could not be signed")]);
    expect(lines.join()).not.toContain("no such engine");
    sign.mockRestore();
    expect(await signer.sign(new Uint8Array(3), at)).toBeInstanceOf(Uint8Array);
  });

  test("without an identity signs nothing and still knows why", async () => {
    const signer = await createProfileSigner({ key: "x", chain: good.chain }, () => {});
    expect(signer.isSigned(NOW)).toBe(false);
    expect(await signer.sign(new Uint8Array([1]), NOW)).toBeUndefined();
    expect(signer.findProblems(NOW).map(({ reason }) => reason)).toEqual(["key_unreadable"]);
  });

  const kindOf = (line: string) => /^profile signing: (\w+):/.exec(line)?.[1];
});

describe("a certificate is read as Node reads it", () => {
  test.each(["rsa", "p256", "p384"] as const)("%s", async (kind) => {
    const { certificate } = await createCertificate({ name: "Zoë", kind, notAfter: "2055-06-07", usage: "serverAuth" });
    const [block] = readPem(certificate);
    const ours = block && parseCertificate(block.bytes);
    const nodes = new X509Certificate(certificate);
    expect(ours && formatName(ours.subject)).toBe("CN=Zoë, O=Example Ltd, C=DE");
    expect(ours?.notAfter).toEqual(new Date(nodes.validTo));
    expect(ours?.notBefore).toEqual(new Date(nodes.validFrom));
    expect(ours?.extendedKeyUsage).toEqual(nodes.keyUsage);
    expect(ours && Buffer.from(ours.serialNumber.subarray(2)).toString("hex").toUpperCase()).toBe(nodes.serialNumber);
    const spki = nodes.publicKey.export({ type: "spki", format: "der" });
    expect(ours && Buffer.from(ours.publicKey).equals(spki)).toBe(true);
  });

  test("cut short or spoilt anywhere it is no certificate, or another one, but never an exception", async () => {
    const [block] = readPem(good.leaf.certificate);
    const bytes = block?.bytes ?? new Uint8Array(0);
    expect(parseCertificate(bytes)).toBeDefined();
    for (let at = 0; at < bytes.length; at += 1) {
      expect(parseCertificate(bytes.subarray(0, at)), `cut at ${at}`).toBeUndefined();
      for (const value of [0x00, 0x80, 0xff]) parseCertificate(bytes.with(at, value));
    }
  });
});
