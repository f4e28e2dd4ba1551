import { readFile, writeFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import type { Bytes } from "../../formats/rendered-document.ts";
import { formatName } from "../../signing/certificate.ts";
import { createContentSigner } from "../../signing/signed-data.ts";
import {
  findRootProblems,
  findTimeProblems,
  readSigningIdentity,
  type SigningIdentity,
} from "../../signing/signing-identity.ts";
import { type Command, parseOptions } from "../command.ts";
import { explainFileError, fromCallersFolder } from "../settings-file.ts";
import { readKnownRoots } from "../signing/known-roots.ts";
import { printSigningProblems, readSigningSecrets } from "../signing/signing-secrets.ts";
import type { ExitCode, Terminal } from "../terminal.ts";

const usage = `usage: waypost profile check [--key FILE] [--chain FILE]
       waypost profile sign FILE [--key FILE] [--chain FILE] [--out FILE]

check   tells who signs profiles, until when, and what is wrong with key and chain
sign    signs an Apple profile as the service does: CMS SignedData in DER, the profile inside; - reads it from stdin

options:
  --key FILE     the private key, PKCS #8 in PEM; else the variable PROFILE_SIGNING_KEY holds it
  --chain FILE   the key's certificate in PEM and its issuers after it; else the variable PROFILE_SIGNING_CHAIN holds them
  --out FILE     where the signed profile goes; else to stdout

docs/signing.md tells how to make, get and change keys.

exit status: 0 profiles are signed, 1 they are not, 2 misused
`;

/** `waypost profile check`, `waypost profile sign FILE` */
export const profile: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parseOptions(args, {
      allowPositionals: true,
      options: { key: { type: "string" }, chain: { type: "string" }, out: { type: "string" } },
    });
    if (typeof parsed === "string") return terminal.misused(parsed, "waypost profile --help");
    const { values, positionals } = parsed;
    const [action, file, ...more] = positionals;
    if (action !== "check" && action !== "sign")
      return terminal.misused(
        action === undefined ? "no action was named" : `unknown action ${JSON.stringify(action)}`,
        "waypost profile check, or waypost profile sign FILE",
      );
    if (action === "check" && (file !== undefined || values.out !== undefined))
      return terminal.misused(
        "check takes neither a file nor --out",
        "waypost profile check --key key.pem --chain chain.pem",
      );
    if (action === "sign" && (file === undefined || more.length > 0))
      return terminal.misused(
        "expected one file to sign",
        "waypost profile sign alice.mobileconfig --out signed.mobileconfig",
      );
    const secrets = await readSigningSecrets(values, terminal.env);
    if (!secrets.ok) {
      terminal.printErrors(secrets.error);
      return 2;
    }
    if (secrets.value.key === undefined && secrets.value.chain === undefined)
      return terminal.misused("there is neither key nor chain", "name them with --key and --chain");
    const now = new Date();
    const { identity, problems } = await readSigningIdentity(secrets.value);
    const found =
      identity === undefined
        ? []
        : [...findRootProblems(identity, readKnownRoots()), ...findTimeProblems(identity, now)];
    const all = [...problems, ...found];
    printSigningProblems(all, terminal);
    const usable = all.some(({ severity }) => severity === "error") ? undefined : identity;
    if (file === undefined) return describe(identity, usable !== undefined, terminal);
    return usable === undefined ? 1 : sign(file, values.out, usable, now, terminal);
  },
};

const KEY_NAMES = { RSA: "RSA", "P-256": "ECDSA P-256" } as const;

function describe(identity: SigningIdentity | undefined, isSigned: boolean, terminal: Terminal): ExitCode {
  if (identity !== undefined) {
    const [leaf, ...issuers] = identity.certificates;
    const rows = [
      ["signed by", formatName(leaf.subject)],
      ["issued by", formatName(leaf.issuer)],
      ["key", KEY_NAMES[identity.kind]],
      ["valid from", toMinute(leaf.notBefore)],
      ["valid until", toMinute(leaf.notAfter)],
      ...issuers.map(({ subject, notAfter }) => ["sent along", `${formatName(subject)}, until ${toMinute(notAfter)}`]),
    ];
    for (const [label = "", text = ""] of rows) terminal.print(`${label.padEnd(12)}${text}\n`);
  }
  terminal.print(`${"profiles".padEnd(12)}${isSigned ? "signed" : "not signed"}\n`);
  return isSigned ? 0 : 1;
}

function toMinute(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

async function sign(
  file: string,
  out: string | undefined,
  identity: SigningIdentity,
  now: Date,
  terminal: Terminal,
): Promise<ExitCode> {
  let content: Bytes;
  try {
    content = new Uint8Array(file === "-" ? await buffer(terminal.stdin) : await readFile(fromCallersFolder(file)));
  } catch (error) {
    terminal.printErrors(`${file}: ${explainFileError(error)}`);
    return 2;
  }
  // The first byte of an XML property list is "<".
  if (content[0] !== 0x3c) {
    terminal.printErrors(`${file}: this is no profile that is still to be signed`);
    terminal.printHint("waypost render mobileconfig alice@shop.example prints one");
    return 2;
  }
  const signed = await createContentSigner(identity)(content, now);
  if (out === undefined) {
    terminal.print(signed);
    return 0;
  }
  try {
    await writeFile(fromCallersFolder(out), signed);
  } catch (error) {
    terminal.printErrors(`${out}: ${explainFileError(error)}`);
    return 2;
  }
  return 0;
}
