/**
 * Apple's schemas and openssl over profiles of every kind: whatever the settings, one to five addresses, every choice of
 * what is included, unsigned and signed.
 * @module
 */
import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { renderProfile, renderSharedProfile } from "../../src/formats/profile/mobileconfig.ts";
import { findOfferedParts, PROFILE_PARTS } from "../../src/formats/profile/profile-payloads.ts";
import { type Bytes, encodeText } from "../../src/formats/rendered-document.ts";
import { createProfileSigner } from "../../src/signing/create-profile-signer.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { arbitraryAccounts } from "../support/arbitrary-settings.ts";
import { createChain } from "../support/certificates.ts";
import { type CheckedDocument, describeConformance, describeWithPrograms, findFaults } from "../support/conformance.ts";
import { profileOptions } from "../support/profile-options.ts";
import { readPlist } from "../support/read-documents.ts";
import { type RunningWorker, startWorkerd } from "../support/workerd.ts";

const NEEDS = { files: ["check-mobileconfig"], programs: ["python3", "openssl"] };
const GOLDEN = join(import.meta.dirname, "../formats/golden");
const ALL_CHOICES = fc.subarray([...PROFILE_PARTS], { minLength: 1 });
const folder = mkdtempSync(join(tmpdir(), "waypost-profiles-"));
afterAll(() => rmSync(folder, { recursive: true }));

describeConformance(
  "profiles of any settings",
  () => {
    test("are valid unsigned", async () => {
      expect(await findFaults("check-mobileconfig", sampleProfiles(60))).toEqual([]);
    });

    test.each(["rsa", "p256"] as const)("are valid signed with %s, by a chain that ends in the root", async (kind) => {
      const chain = await createChain(kind, { notAfter: "2049-01-01" });
      const signer = await createProfileSigner(chain, () => {});
      const root = join(folder, `${kind}-root.pem`);
      writeFileSync(root, chain.root.certificate);
      const documents = await Promise.all(
        sampleProfiles(12).map(async ({ name, body }) => ({
          name,
          body: (await signer.sign(encodeText(String(body)), new Date())) ?? "not signed",
          options: ["--signed", "--ca", root],
        })),
      );
      expect(await findFaults("check-mobileconfig", documents)).toEqual([]);
    });
  },
  NEEDS,
);

/** Profiles of people and of nobody in particular, drawn anew each time. */
function sampleProfiles(count: number): CheckedDocument[] {
  const asked = fc.record({
    protocol: fc.constantFrom("imap" as const, "pop3" as const, undefined),
    name: fc.constantFrom("Zoë & <friends>", "]]>", "名前", undefined),
    include: ALL_CHOICES,
  });
  const documents = fc.sample(fc.tuple(arbitraryAccounts, asked), count).flatMap(([drawn, differing], index) => {
    const options = profileOptions(differing);
    // RFC 5322 allows these in addresses; the validator takes them for placeholders, or for no address.
    const accounts = drawn.filter(({ address }) => !/['%{]/.test(address.localPart));
    const [first] = accounts;
    // What a domain does not offer at all has no profile.
    if (first === undefined || findOfferedParts(first.settings, options.include, options).length === 0) return [];
    return [
      { name: `${index}-${accounts.length}-${options.include.join("-")}`, body: renderProfile(accounts, options).body },
      { name: `${index}-shared`, body: renderSharedProfile(first.settings, options).body },
    ];
  });
  expect(documents.length).toBeGreaterThan(count / 4);
  return documents;
}

describeWithPrograms("every golden profile", ["plistutil"], () => {
  test.each(globSync("*/*.mobileconfig", { cwd: GOLDEN }))(
    "%s is the same after plistutil has read and written it",
    (name) => {
      const convert = (format: string, from: string, to: string) =>
        execFileSync("plistutil", ["-i", from, "-o", to, "-f", format], { stdio: "pipe" });
      const [golden, binary, xml] = [join(GOLDEN, name), join(folder, "binary"), join(folder, "xml")];
      convert("bin", golden, binary);
      convert("xml", binary, xml);
      expect(readPlist(readFileSync(xml, "utf8"))).toEqual(readPlist(readFileSync(golden, "utf8")));
    },
  );
});

describeWithPrograms("the built Worker with a key", ["openssl"], () => {
  const ASKED: readonly [name: string, path: string, form: Record<string, string> | undefined][] = [
    ["person", "?emailaddress=a%2Bb@all.example&name=Zo%C3%AB", undefined],
    ["several", "?emailaddress=a@all.example&emailaddress=b@all.example&include=mail,activesync", undefined],
    ["nobody", "?domain=fish.example", undefined],
    ["form", "", { emailaddress: "jörg@bücher.example" }],
  ];
  const workers: RunningWorker[] = [];
  const signers = new Map<string, Awaited<ReturnType<typeof createChain>>>();
  let unsigned: RunningWorker;

  beforeAll(async () => {
    const bindings = { SETTINGS: JSON.stringify(awkwardSettings) };
    const start = (secrets: Record<string, string>) =>
      startWorkerd({ built: inject("built"), bindings, secrets, host: "127.0.0.1", port: 0 });
    unsigned = await start({});
    workers.push(unsigned);
    for (const kind of ["rsa", "p256"] as const) {
      const chain = await createChain(kind, { notAfter: "2049-01-01" });
      signers.set(kind, chain);
      workers.push(await start({ PROFILE_SIGNING_KEY: chain.key, PROFILE_SIGNING_CHAIN: chain.chain }));
    }
  });
  afterAll(() => Promise.all(workers.map((worker) => worker.stop())));

  test.each(["rsa", "p256"])("signs with %s so that openssl finds the unsigned profile inside", async (kind) => {
    const worker = workers[["unsigned", "rsa", "p256"].indexOf(kind)];
    const root = join(folder, `served-${kind}.pem`);
    writeFileSync(root, signers.get(kind)?.root.certificate ?? "");
    for (const [name, query, form] of ASKED) {
      const signed = await fetchProfile(worker, query, form);
      const plain = await fetchProfile(unsigned, query, form);
      const file = join(folder, `${kind}-${name}`);
      writeFileSync(file, signed);
      for (const command of ["cms", "smime"]) {
        const out = `${file}-${command}`;
        const args = ["-verify", "-binary", "-inform", "DER", "-in", file, "-CAfile", root, "-out", out];
        execFileSync("openssl", [command, ...args], { stdio: "pipe" });
        expect(readFileSync(out).equals(plain), `${name} by ${command}`).toBe(true);
      }
    }
  });

  test("answers HEAD with the length that GET has", async () => {
    for (const worker of workers) {
      const url = new URL("/profiles/apple.mobileconfig?domain=fish.example", worker.url);
      const [got, head] = [await fetch(url), await fetch(url, { method: "HEAD" })];
      const length = String((await got.arrayBuffer()).byteLength);
      expect([head.status, got.headers.get("content-length"), head.headers.get("content-length")]).toEqual([
        200,
        length,
        length,
      ]);
    }
  });
});

async function fetchProfile(
  worker: RunningWorker | undefined,
  query: string,
  form: Record<string, string> | undefined,
): Promise<Bytes> {
  const init = form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) };
  const response = await fetch(new URL(`/profiles/apple.mobileconfig${query}`, worker?.url), init);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/x-apple-aspen-config"]);
  return new Uint8Array(await response.arrayBuffer());
}
