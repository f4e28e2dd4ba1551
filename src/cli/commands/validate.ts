import { parseArgs } from "node:util";
import { lintSettings } from "../../lint/lint.ts";
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
      terminal.printHint("mend these and run waypost validate again");
      return 1;
    }
    const { providers, domains, wildcard } = read.value.settings;
    for (const { place, problem, remedy, domains: concerned } of lintSettings(read.value.settings)) {
      terminal.printWarnings(`${place}: ${problem} (${listDomains(concerned)})`);
      terminal.printHint(remedy);
    }
    terminal.print(
      `${path}: valid: providers: ${providers.size}, domains: ${domains.size}${wildcard === undefined ? "" : " and any other"}\n`,
    );
    return 0;
  },
};

function listDomains(domains: readonly string[]): string {
  const [first = "", ...others] = domains;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
