import { readFile } from "node:fs/promises";
import { err, ok, type Result } from "../model/result.ts";
import type { SigningSecrets } from "../signing/signing-identity.ts";
import type { SigningProblem } from "../signing/signing-problem.ts";
import { printErrors, printHint, printWarnings } from "./command.ts";
import { explainFileError, fromCallersFolder } from "./settings-file.ts";

/** The secrets as the environment holds them; set to nothing is not set. */
export function findSigningSecrets({ PROFILE_SIGNING_KEY, PROFILE_SIGNING_CHAIN }: NodeJS.ProcessEnv): SigningSecrets {
  return { key: PROFILE_SIGNING_KEY?.trim() || undefined, chain: PROFILE_SIGNING_CHAIN?.trim() || undefined };
}

/** From the files that are named, else from the environment. */
export async function readSigningSecrets(
  files: { readonly key?: string | undefined; readonly chain?: string | undefined },
  environment: NodeJS.ProcessEnv,
): Promise<Result<SigningSecrets, string>> {
  const { key, chain } = findSigningSecrets(environment);
  const texts = { key, chain };
  for (const name of ["key", "chain"] as const) {
    const file = files[name];
    if (file === undefined) continue;
    try {
      texts[name] = await readFile(fromCallersFolder(file), "utf8");
    } catch (error) {
      return err(`${file}: ${explainFileError(error)}`);
    }
  }
  return ok(texts);
}

/** Each with its remedy. An error leaves profiles unsigned, which is a warning to whoever starts the service. */
export function printSigningProblems(problems: readonly SigningProblem[], asWarnings = false): void {
  for (const { severity, message, remedy } of problems) {
    if (severity === "error" && !asWarnings) printErrors(message);
    else if (severity === "error") printWarnings(`profiles go out unsigned: ${message}`);
    else if (severity === "warning") printWarnings(message);
    else process.stderr.write(`waypost: note: ${message}\n`);
    printHint(remedy);
  }
}
