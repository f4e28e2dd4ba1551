import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";

/** Grammars, validators and provider files that were not written from our output; CONFORMANCE_DIR names another folder. */
export const conformanceDir = resolve(
  process.env.CONFORMANCE_DIR ?? `${import.meta.dirname}/../../../../shared/conformance`,
);

/** Files of the folder and programs of the machine that a test cannot do without. */
export interface Needs {
  readonly files?: readonly string[];
  readonly programs?: readonly string[];
}

/** What the validators in the folder need. */
export const VALIDATORS: Needs = {
  files: ["check-autoconfig", "check-autodiscover", "check-mobileconfig", "check-pacc", "check-zone"],
  programs: ["python3", "xmllint"],
};

/**
 * A suite that runs where the conformance folder and all that it needs are there. Elsewhere it is skipped and says why,
 * or fails where CONFORMANCE_REQUIRED is 1.
 */
export function describeConformance(name: string, suite: () => void, needs: Needs = {}): void {
  describeUnlessMissing(name, suite, findMissing(needs));
}

/** The same for a suite that needs programs and nothing of the folder. */
export function describeWithPrograms(name: string, programs: readonly string[], suite: () => void): void {
  describeUnlessMissing(name, suite, findMissingPrograms(programs));
}

function describeUnlessMissing(name: string, suite: () => void, missing: readonly string[]): void {
  if (missing.length === 0) describe(name, suite);
  else if (process.env.CONFORMANCE_REQUIRED === "1")
    test(`${name}: all that it needs is there`, () => expect(missing).toEqual([]));
  else test.skip(`${name}: skipped for want of ${missing.join(", ")}`);
}

function findMissing({ files = [], programs = [] }: Needs): string[] {
  if (!existsSync(conformanceDir)) return ["the folder that CONFORMANCE_DIR names"];
  return [...files.filter((file) => !existsSync(join(conformanceDir, file))), ...findMissingPrograms(programs)];
}

function findMissingPrograms(programs: readonly string[]): string[] {
  // Looked for, not started: a start of each for each suite took more than some suites do.
  const folders = (process.env.PATH ?? "").split(delimiter);
  return programs.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
}

/** A document to validate, under the name that faults are told by. */
export interface CheckedDocument {
  readonly name: string;
  readonly body: string | Uint8Array;
  /** Arguments for this document alone. */
  readonly options?: readonly string[];
}

/** Faults that one of the folder's validators finds in documents: `NAME: fault: WHERE: WHAT`. */
export async function findFaults(validator: string, documents: readonly CheckedDocument[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "conformance-"));
  try {
    for (const { name, body } of documents) writeFileSync(join(folder, name), body);
    const groups = Map.groupBy(documents, ({ options = [] }) => JSON.stringify(options));
    const calls = [...groups].flatMap(([options, group]) =>
      chunk(group).map((part) => [...(JSON.parse(options) as string[]), ...part.map(({ name }) => name)]),
    );
    const found: string[] = [];
    const work = async () => {
      for (let next = calls.pop(); next !== undefined; next = calls.pop())
        found.push(...(await runValidator(validator, next, folder)));
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    return found.sort();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a process takes longer to start for than to look at. */
const FEW = 10;

/** As many processes as can run at once. */
function chunk<Item>(items: readonly Item[]): Item[][] {
  const size = Math.max(FEW, Math.ceil(items.length / availableParallelism()));
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function runValidator(validator: string, args: readonly string[], folder: string): Promise<string[]> {
  return new Promise((done, fail) => {
    execFile("python3", [join(conformanceDir, validator), "-q", ...args], { cwd: folder }, (error, stdout, stderr) => {
      // 1 says that there are faults; anything else says that nothing was checked.
      if (error !== null && error.code !== 1) fail(new Error(`${validator} failed: ${stderr}`, { cause: error }));
      else done(stdout.split("\n").filter((line) => line.includes(": fault: ")));
    });
  });
}
