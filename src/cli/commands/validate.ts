import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { type LintWarning, lintSettings } from "../../lint/lint.ts";
import { type Command, parseOrExplain } from "../command.ts";
import { DEFAULT_SETTINGS, fromCallersFolder, readSettingsFile } from "../settings-file.ts";

const usage = `usage: waypost validate [FILE]

Checks a settings file and lists every fault at once, each with its place, its value and what was expected.
Where valid settings would fail a real mail client it warns, naming the client and the remedy.
Without FILE it checks the settings.json of this folder.

exit status: 0 valid, 1 faulty, 2 misused
`;

/** `waypost validate [FILE]` */
export const validate: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parseOrExplain(() => parseArgs({ args: [...args], allowPositionals: true, options: {} }));
    if (typeof parsed === "string") return terminal.misused(parsed, "waypost validate --help");
    const [file, ...more] = parsed.positionals;
    if (more.length > 0) return terminal.misused("more than one file was named", "waypost validate --help");
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
  },
};

/** A line for each warning; those that one remedy helps against follow each other. */
function groupAlike(warnings: readonly LintWarning[]): LintWarning[][] {
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
