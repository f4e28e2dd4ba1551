import { readFile } from "node:fs/promises";
import { err, ok, type Result } from "../../model/result.ts";
import type { SigningSecrets } from "../../signing/signing-identity.ts";
import type { SigningProblem } from "../../signing/signing-problem.ts";
import { explainFileError, fromCallersFolder } from "../settings-file.ts";
import type { Terminal } from "../terminal.ts";

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
export function printSigningProblems(
  problems: readonly SigningProblem[],
  terminal: Terminal,
  asWarnings = false,
): void {
  for (const { severity, message, remedy } of problems) {
    if (severity === "error" && !asWarnings) terminal.printErrors(message);
    else if (severity === "error") terminal.printWarnings(`profiles go out unsigned: ${message}`);
    else if (severity === "warning") terminal.printWarnings(message);
    else terminal.printNote(message);
    terminal.printHint(remedy);
  }
}
