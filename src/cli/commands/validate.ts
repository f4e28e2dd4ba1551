import { existsSync } from "node:fs";
import type { DirectoryFinding, DirectoryFindings } from "../../directory/views/directory-findings.ts";
import { type LintWarning, lintSettings } from "../../lint/lint.ts";
import { type Command, parseOptions } from "../command.ts";
import { openPlace, PLACE_OPTIONS, PLACE_USAGE, type PlaceValues } from "../records/open-records.ts";
import { endBy } from "../records/refuse.ts";
import { DEFAULT_SETTINGS, fromCallersFolder, readSettingsFile } from "../settings-file.ts";
import type { ExitCode, Terminal } from "../terminal.ts";

const HINT = "waypost validate --help";
const usage = `usage: waypost validate [FILE]
       waypost validate --data DIR | --database URL | --url BASE [--settings FILE]

Checks a settings file and lists every fault at once, each with its place, its value and what was expected.
Where valid settings would fail a real mail client it warns, naming the client and the remedy.
Without FILE it checks the settings.json of this folder. Of a directory or of a service that runs it tells what is wrong now:
domains that cannot be answered for, and the same warnings, each once for all domains that it concerns, worst first.

options:
${PLACE_USAGE}

exit status: 0 valid, 1 faulty, 2 misused or out of reach
`;

/** `waypost validate [FILE]` */
export const validate: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parseOptions(args, { allowPositionals: true, options: PLACE_OPTIONS });
    if (typeof parsed === "string") return terminal.misused(parsed, HINT);
    const { values, positionals } = parsed;
    const [file, ...more] = positionals;
    if (more.length > 0) return terminal.misused("more than one file was named", HINT);
    const { settings, ...places } = values;
    const isDirectory = Object.values(places).some((value) => value !== undefined);
    if (file !== undefined && (isDirectory || settings !== undefined))
      return terminal.misused("there is one place: FILE, or a directory, or a service", HINT);
    return isDirectory ? validatePlace(values, terminal) : validateFile(file ?? settings, terminal);
  },
};

async function validateFile(file: string | undefined, terminal: Terminal): Promise<ExitCode> {
  const path = file === undefined ? DEFAULT_SETTINGS : fromCallersFolder(file);
  const read = await readSettingsFile(path);
  if (!read.ok) {
    terminal.printErrors(...read.error);
    terminal.printHint(
      existsSync(path)
        ? "mend these and run waypost validate again"
        : "name a settings file that exists: waypost validate FILE",
    );
    return 1;
  }
  const { providers, domains, wildcard } = read.value.settings;
  for (const warnings of groupAlike(lintSettings(read.value.settings))) {
    terminal.printWarnings(...warnings.map(toLine));
    terminal.printHint(warnings[0]?.remedy ?? "");
  }
  terminal.print(
    `${path}: valid: providers: ${providers.size}, domains: ${domains.size}${wildcard === undefined ? "" : " and any other"}\n`,
  );
  return 0;
}

async function validatePlace(values: PlaceValues, terminal: Terminal): Promise<ExitCode> {
  const place = await openPlace(values, terminal, HINT, "look");
  if (typeof place === "number") return place;
  try {
    return tell(await place.findings(), place.kind, terminal);
  } catch (error) {
    return endBy(error, terminal);
  } finally {
    await place.close();
  }
}

function tell({ findings, isPartial }: DirectoryFindings, kind: string, terminal: Terminal): ExitCode {
  const broken = findings.filter((finding) => finding.kind === "broken");
  terminal.printErrors(...broken.map(toFindingLine));
  for (const alike of groupAlike(findings.filter((finding) => finding.kind === "warning"))) {
    terminal.printWarnings(...alike.map(toFindingLine));
    terminal.printHint(alike[0]?.remedy ?? "");
  }
  const next = findings.length > 0 ? "mend these, and validate again" : "validate an export, of which all is looked at";
  if (isPartial) terminal.printNote(`there is more than was looked at: ${next}`);
  if (broken.length > 0) return 1;
  terminal.print(`the ${kind}: valid${isPartial ? " as far as it was looked at" : ""}\n`);
  return 0;
}

function toFindingLine({ path, value, problem, sample, count }: DirectoryFinding): string {
  const line = [path || undefined, value, problem].filter((part) => part !== undefined).join(": ");
  return `${line} (${count === 1 ? sample : `${sample} and ${count - 1} more`})`;
}

/** A line for each warning; those that one remedy helps against follow each other. */
function groupAlike<Warning extends Pick<DirectoryFinding, "problem" | "remedy">>(
  warnings: readonly Warning[],
): Warning[][] {
  return [...Map.groupBy(warnings, ({ problem, remedy }) => `${problem} ${remedy}`).values()];
}

function toLine({ path, value, problem, domains }: LintWarning): string {
  const line = [path, value, problem].filter((part) => part !== undefined).join(": ");
  return domains.length === 0 ? line : `${line} (${listDomains(domains)})`;
}

function listDomains(domains: readonly string[]): string {
  const [first = "", ...others] = domains;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
