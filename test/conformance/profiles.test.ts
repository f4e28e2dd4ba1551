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
import { createChain } from "../support/domains/certificates.ts";
import { profileOptions } from "../support/domains/profile-options.ts";
import { arbitraryAccounts } from "../support/drawn/arbitrary-settings.ts";
import { toEffort } from "../support/drawn/effort.ts";
import {
  type CheckedDocument,
  describeConformance,
  describeWithPrograms,
  findFaults,
} from "../support/reading/conformance.ts";
import { readPlist } from "../support/reading/read-documents.ts";
import { type RunningWorker, startWorkerd } from "../support/services/workerd.ts";

const NEEDS = { files: ["check-mobileconfig"], programs: ["python3", "openssl"] };
const GOLDEN = join(import.meta.dirname, "../formats/golden");
/** Whose keys sign, by their kind. */
const chains = {
  rsa: await createChain("rsa"),
  p256: await createChain("p256"),
};
const folder = mkdtempSync(join(tmpdir(), "waypost-profiles-"));
afterAll(() => rmSync(folder, { recursive: true }));

describeConformance(
  "profiles of any settings",
  () => {
    test("are valid unsigned", async () => {
      expect(await findFaults("check-mobileconfig", sampleProfiles(toEffort(30)))).toEqual([]);
    });

    test.each(["rsa", "p256"] as const)("are valid signed with %s, by a chain that ends in the root", async (kind) => {
      const signer = await createProfileSigner(chains[kind], () => {});
      const root = writeRoot(kind);
      const documents = await Promise.all(
        sampleProfiles(toEffort(4)).map(async ({ name, body }) => ({
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

const arbitraryOptions = fc
  .record({
    protocol: fc.constantFrom("imap" as const, "pop3" as const, undefined),
    name: fc.constantFrom("Zoë & <friends>", "]]>", "名前", undefined),
    include: fc.subarray([...PROFILE_PARTS], { minLength: 1 }),
  })
  .map(profileOptions);

/** Profiles of people, and of nobody in particular at their domain. */
const arbitraryProfiles = fc
  .tuple(arbitraryAccounts, arbitraryOptions)
  .map(([drawn, options]) => {
    // RFC 5322 allows these in addresses; the validator takes them for placeholders, or for no address.
    const accounts = drawn.filter(({ address }) => !/['%{]/.test(address.localPart));
    const [first] = accounts;
    // What a domain does not offer at all has no profile.
    if (first === undefined || findOfferedParts(first.settings, options.include, options).length === 0) return [];
    return [
      { name: `${accounts.length}-${options.include.join("-")}`, body: renderProfile(accounts, options).body },
      { name: "shared", body: renderSharedProfile(first.settings, options).body },
    ];
  })
  .filter((documents) => documents.length > 0);

/** Drawn anew each time. */
function sampleProfiles(count: number): CheckedDocument[] {
  return fc
    .sample(arbitraryProfiles, count)
    .flatMap((documents, index) => documents.map(({ name, body }) => ({ name: `${index}-${name}`, body })));
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
  let workers: Readonly<Record<"unsigned" | "rsa" | "p256", RunningWorker>>;

  beforeAll(async () => {
    const bindings = { SETTINGS: JSON.stringify(awkwardSettings) };
    const start = (secrets: Record<string, string>) =>
      startWorkerd({ built: inject("built"), bindings, secrets, host: "127.0.0.1", port: 0 });
    const startWith = ({ key, chain }: (typeof chains)["rsa"]) =>
      start({ PROFILE_SIGNING_KEY: key, PROFILE_SIGNING_CHAIN: chain });
    const [unsigned, rsa, p256] = await Promise.all([start({}), startWith(chains.rsa), startWith(chains.p256)]);
    workers = { unsigned, rsa, p256 };
  });
  afterAll(() => Promise.all(Object.values(workers ?? {}).map((worker) => worker.stop())));

  test.each(["rsa", "p256"] as const)(
    "signs with %s so that openssl finds the unsigned profile inside",
    async (kind) => {
      const root = writeRoot(kind);
      for (const [name, query, form] of ASKED) {
        const signed = await fetchProfile(workers[kind], query, form);
        const plain = await fetchProfile(workers.unsigned, query, form);
        const file = join(folder, `${kind}-${name}`);
        writeFileSync(file, signed);
        for (const command of ["cms", "smime"]) {
          const out = `${file}-${command}`;
          const args = ["-verify", "-binary", "-inform", "DER", "-in", file, "-CAfile", root, "-out", out];
          execFileSync("openssl", [command, ...args], { stdio: "pipe" });
          expect(readFileSync(out).equals(plain), `${name} by ${command}`).toBe(true);
        }
      }
    },
  );

  test("answers HEAD with the length that GET has", async () => {
    for (const worker of Object.values(workers)) {
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

/** A file of the authority that is trusted. */
function writeRoot(kind: keyof typeof chains): string {
  const file = join(folder, `${kind}-root.pem`);
  writeFileSync(file, chains[kind].root.certificate);
  return file;
}

async function fetchProfile(
  worker: RunningWorker,
  query: string,
  form: Record<string, string> | undefined,
): Promise<Bytes> {
  const init = form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) };
  const response = await fetch(new URL(`/profiles/apple.mobileconfig${query}`, worker.url), init);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/x-apple-aspen-config"]);
  return new Uint8Array(await response.arrayBuffer());
}
