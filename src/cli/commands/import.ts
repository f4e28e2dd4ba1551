/**
 * `waypost import`: other people's configuration files as a settings file.
 * @module
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type AutoconfigDocument, parseAutoconfig } from "../../formats/autoconfig/autoconfig-reader.ts";
import type { Domain } from "../../model/domain.ts";
import { formatFault } from "../../model/settings/fault.ts";
import { parseSettings } from "../../model/settings/parse-settings.ts";
import type { Provider } from "../../model/settings/provider.ts";
import { type Command, parseOrExplain } from "../command.ts";
import { fromCallersFolder } from "../settings-file.ts";
import type { ExitCode, Terminal } from "../terminal.ts";

/** A document as it was read from a file of that name. */
export interface ImportFile {
  readonly name: string;
  readonly text: string;
}

/** What `import` prints: a settings file, before it is parsed as one. */
export interface ImportedSettings {
  readonly $schema: string;
  readonly providers: Readonly<Record<string, Provider>>;
  readonly domains: Readonly<Record<string, ImportedDomain>>;
}

interface ImportedDomain {
  readonly provider: string;
  readonly allowPlaintext?: true;
}

export interface Import {
  readonly settings: ImportedSettings;
  /** Each as `FILE: <element>: what became of it`. */
  readonly warnings: readonly string[];
  /** Files that give no provider. */
  readonly failures: readonly { readonly name: string; readonly reason: string }[];
}

/** One provider and its domains for each clientConfig document, as the ISPDB has them. */
export function importIspdb(files: readonly ImportFile[]): Import {
  const providers = new Map<string, Provider>();
  const domains = new Map<Domain, ImportedDomain & { readonly file: string }>();
  const warnings: string[] = [];
  const failures: { name: string; reason: string }[] = [];
  for (const { name, text } of files) {
    const parsed = parseAutoconfig(text);
    const fault = parsed.ok ? findFault(parsed.value) : parsed.error.because;
    if (!parsed.ok || fault !== undefined) {
      failures.push({ name, reason: fault ?? "" });
      continue;
    }
    const { provider, allowPlaintext } = parsed.value;
    const id = toFreeId(parsed.value.id, providers);
    providers.set(id, provider);
    warnings.push(...parsed.value.warnings.map(({ element, what }) => `${name}: <${element}>: ${what}`));
    for (const domain of parsed.value.domains) {
      const other = domains.get(domain);
      if (other) warnings.push(`${name}: <domain>: is left out: ${other.file} has ${domain} already`);
      else domains.set(domain, { provider: id, ...(allowPlaintext ? { allowPlaintext } : {}), file: name });
    }
  }
  const entries = [...domains].map(([domain, { file: _, ...entry }]) => [domain, entry] as const);
  return { settings: toSettings(providers, entries), warnings, failures };
}

function toSettings(
  providers: Iterable<readonly [string, Provider]>,
  domains: Iterable<readonly [Domain, ImportedDomain]>,
): ImportedSettings {
  return {
    $schema: "./settings.schema.json",
    providers: Object.fromEntries(providers),
    domains: Object.fromEntries(domains),
  };
}

/** What only shows when the templates are filled in, for each domain. */
function findFault({ provider, domains, allowPlaintext }: AutoconfigDocument): string | undefined {
  const entry = { provider: "imported", ...(allowPlaintext ? { allowPlaintext } : {}) };
  const settings = parseSettings(
    toSettings(
      [["imported", provider]],
      domains.map((domain) => [domain, entry]),
    ),
  );
  return settings.ok ? undefined : settings.error.map(formatFault).join("; ");
}

/** The document's own id as a provider's name, with a number behind it where it is taken. */
function toFreeId(id: string, taken: ReadonlyMap<string, unknown>): string {
  const name =
    id
      .toLowerCase()
      .replace(/[^a-z0-9.-]+/g, "-")
      .slice(0, 90)
      .replace(/^[.-]+|(?<![.-])[.-]+$/g, "") || "provider";
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  return free;
}

/** `waypost import ispdb FILE…` */
export const importCommand: Command = {
  usage: `usage: waypost import ispdb FILE…

Prints a settings file with one provider and its domains for each FILE, a mail
autoconfiguration document (config-v1.1.xml) such as those of the ISPDB. What
cannot be carried over is told on stderr.

exit status: 0 every file gave a provider, 1 one did not, 2 misused
`,
  run: runImport,
};

async function runImport(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const parsed = parseOrExplain(() => parseArgs({ args: [...args], options: {}, allowPositionals: true }));
  if (typeof parsed === "string") return terminal.misused(parsed, HINT);
  const [kind, ...paths] = parsed.positionals;
  if (kind === undefined) return terminal.misused("no kind of file was named", HINT);
  if (kind !== "ispdb") return terminal.misused(`unknown kind of file ${JSON.stringify(kind)}`, HINT);
  if (paths.length === 0) return terminal.misused("no file was named", HINT);

  const files = paths.map((name) => ({ name, content: readText(fromCallersFolder(name)) }));
  const unreadable = files.flatMap(({ name, content }) => ("fault" in content ? [`${name}: ${content.fault}`] : []));
  const { settings, warnings, failures } = importIspdb(
    files.flatMap(({ name, content }) => ("text" in content ? [{ name, text: content.text }] : [])),
  );
  terminal.printWarnings(...warnings);
  terminal.printErrors(...unreadable, ...failures.map(({ name, reason }) => `${name}: ${reason}`));
  if (Object.keys(settings.providers).length > 0) terminal.print(`${JSON.stringify(settings, null, 2)}\n`);
  return unreadable.length + failures.length > 0 ? 1 : 0;
}

const HINT = "waypost import --help";

function readText(path: string): { readonly text: string } | { readonly fault: string } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(readFileSync(path)) };
  } catch (cause) {
    if (cause instanceof TypeError) return { fault: "it is not text in UTF-8" };
    return { fault: cause instanceof Error ? cause.message : String(cause) };
  }
}
