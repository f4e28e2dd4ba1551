/**
 * Signatures as two other programs see them: pkijs everywhere, openssl where it is installed.
 * @module
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pkijs from "pkijs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bytes, encodeText } from "../../src/formats/rendered-document.ts";
import { createContentSigner } from "../../src/signing/signed-data.ts";
import { readSigningIdentity } from "../../src/signing/signing-identity.ts";
import { createChain } from "../support/domains/certificates.ts";
import { describeWithPrograms } from "../support/reading/conformance.ts";

const NOW = new Date("2026-11-24T12:34:56.789Z");
/** All that could be taken for text and changed on the way: line ends of both kinds, bytes above ASCII, none at the end. */
const CONTENT = encodeText("<plist>\r\n  Zoë & 魚\n\0\u{FFFD}</plist>");

const folder = mkdtempSync(join(tmpdir(), "waypost-signing-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(["rsa", "p256"] as const)("%s", (kind) => {
  let chain: Awaited<ReturnType<typeof createChain>>;
  let signed: Bytes;

  beforeAll(async () => {
    chain = await createChain(kind);
    signed = await (await createSigner())(CONTENT, NOW);
  });

  async function createSigner() {
    const { identity, problems } = await readSigningIdentity(chain);
    if (identity === undefined) throw new Error(JSON.stringify(problems));
    return createContentSigner(identity);
  }

  test("pkijs verifies the signature and the chain, and finds the content as it was", async () => {
    const data = readSignedData(signed);
    const result = await data.verify({
      signer: 0,
      checkChain: true,
      trustedCerts: [chain.root.parsed],
      checkDate: NOW,
      extendedMode: true,
    });
    expect(result).toMatchObject({ signatureVerified: true, signerCertificateVerified: true });
    expect(new Uint8Array(data.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0))).toEqual(CONTENT);
  });

  test("the intermediate is inside, the root is not, and the time is told to the second", () => {
    const { certificates = [] } = readSignedData(signed);
    const names = certificates.map((certificate) => certificate instanceof pkijs.Certificate && nameOf(certificate));
    expect(names.sort()).toEqual(["Test Intermediate", "Zoë & Söhne"]);
    expect(findTimes(signed).map((time) => time.toDate())).toEqual([new Date("2026-11-24T12:34:56Z")]);
  });

  test("one changed byte of the content is noticed", async () => {
    const at = Buffer.from(signed).indexOf("plist");
    const spoilt = signed.with(at, "q".charCodeAt(0));
    await expect(
      readSignedData(spoilt)
        .verify({ signer: 0, checkChain: false })
        .catch(() => false),
    ).resolves.toBe(false);
  });

  describeWithPrograms(`openssl, ${kind}`, ["openssl"], () => {
    test("openssl verifies it by cms and by smime, and writes the content out byte for byte", () => {
      const at = (name: string) => join(folder, `${kind}-${name}`);
      writeFileSync(at("signed"), signed);
      writeFileSync(at("root.pem"), chain.root.certificate);
      for (const command of ["cms", "smime"]) {
        const time = ["-attime", String(Math.floor(NOW.getTime() / 1000))];
        const files = ["-in", at("signed"), "-CAfile", at("root.pem"), "-out", at(command)];
        execFileSync("openssl", [command, "-verify", "-binary", "-inform", "DER", ...time, ...files], {
          stdio: "pipe",
        });
        expect(new Uint8Array(readFileSync(at(command)))).toEqual(CONTENT);
      }
    });

    test("what openssl parses has the form that it would give it", () => {
      // DER has one form only: read and written again, the bytes are the same.
      const file = join(folder, `${kind}-form`);
      writeFileSync(file, signed);
      const again = execFileSync("openssl", ["cms", "-cmsout", "-inform", "DER", "-outform", "DER", "-in", file]);
      expect(new Uint8Array(again)).toEqual(signed);
    });
  });

  test("ECDSA's numbers keep their length whatever their first bits are", async () => {
    // Of 64 signatures, some have a number that begins with a zero byte or with a bit of 1.
    const signContent = await createSigner();
    for (let round = 0; round < (kind === "p256" ? 64 : 1); round += 1) {
      const data = readSignedData(await signContent(new Uint8Array([round]), NOW));
      await expect(data.verify({ signer: 0, checkChain: false })).resolves.toBe(true);
    }
  });

  test("each signature tells its own time, one after 2049 in the longer form", async () => {
    const signContent = await createSigner();
    const after2049 = new Date("2050-01-02T03:04:05Z");
    const times = [NOW, new Date(NOW.getTime() + 1000), after2049, NOW];
    const told = [];
    for (const time of times) told.push(...findTimes(await signContent(CONTENT, time)));
    expect(told.map((time) => [time.constructor.name, time.toDate()])).toEqual([
      ["UTCTime", new Date("2026-11-24T12:34:56Z")],
      ["UTCTime", new Date("2026-11-24T12:34:57Z")],
      ["GeneralizedTime", after2049],
      ["UTCTime", new Date("2026-11-24T12:34:56Z")],
    ]);
  });
});

/** The signing times, as pkijs reads them. */
function findTimes(bytes: Bytes) {
  const { signerInfos } = readSignedData(bytes);
  const attributes = signerInfos[0]?.signedAttrs?.attributes ?? [];
  return attributes.filter(({ type }) => type === "1.2.840.113549.1.9.5").map(({ values }) => values[0]);
}

function readSignedData(bytes: Bytes): pkijs.SignedData {
  return new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(bytes).content });
}

function nameOf({ subject }: pkijs.Certificate): string {
  return subject.typesAndValues.find(({ type }) => type === "2.5.4.3")?.value.valueBlock.value ?? "";
}
