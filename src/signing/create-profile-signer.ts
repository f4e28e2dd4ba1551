import type { Bytes } from "../formats/rendered-document.ts";
import { NO_SIGNER, type ProfileSigner } from "./profile-signer.ts";
import { createContentSigner } from "./signed-data.ts";
import { findTimeProblems, readSigningIdentity, type SigningSecrets } from "./signing-identity.ts";
import { formatSigningProblem, type SigningProblem, toSigningProblem } from "./signing-problem.ts";

/** The signer that the secrets make. `report` gets each problem once, in words that hold no secret. */
export async function createProfileSigner(
  secrets: SigningSecrets,
  report: (line: string) => void,
): Promise<ProfileSigner> {
  const { identity, problems } = await readSigningIdentity(secrets);
  const told = new Set<string>();
  const tell = (found: readonly SigningProblem[]) => {
    for (const problem of found) {
      const line = formatSigningProblem(problem);
      if (problem.severity === "note" || told.has(line)) continue;
      told.add(line);
      report(line);
    }
  };
  tell(problems);
  if (identity === undefined) return { ...NO_SIGNER, findProblems: () => problems };
  const isSigned = (now: Date) => {
    const found = findTimeProblems(identity, now);
    // A Worker has no clock while it starts: it is here that it notices.
    tell(found);
    return found.every(({ severity }) => severity !== "error");
  };
  const signContent = createContentSigner(identity);
  const trySign = async (content: Bytes, now: Date) => {
    try {
      return await signContent(content, now);
    } catch (cause) {
      // Of a key that was well when it was read: a profile that is not signed is of more use than none.
      tell([toSigningProblem("signing_failed", cause instanceof Error ? cause.name : "")]);
      return undefined;
    }
  };
  return {
    isSigned,
    sign: async (content, now) => (isSigned(now) ? trySign(content, now) : undefined),
    findProblems: (now) => [...problems, ...findTimeProblems(identity, now)],
  };
}
