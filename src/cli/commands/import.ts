/**
 * `waypost import`: other people's configuration files as a settings file.
 * @module
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type {
  AutoconfigFault,
  AutoconfigProvider,
  ServedDomain,
} from "../../formats/autoconfig/autoconfig-provider-reader.ts";
import { formatWarning, parseAutoconfig } from "../../formats/autoconfig/autoconfig-reader.ts";
import { decodeXml } from "../../formats/xml-encoding.ts";
import { findDomain } from "../../model/domain.ts";
import { formatFault } from "../../model/settings/fault.ts";
import { parseSettings } from "../../model/settings/parse-settings.ts";
import type { Provider } from "../../model/settings/provider.ts";
import { type Command, parseOrExplain } from "../command.ts";
import { explainFileError, fromCallersFolder } from "../settings-file.ts";
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
  /** Files that give no provider, or fewer than they have. */
  readonly failures: readonly ImportFailure[];
}

interface ImportFailure extends AutoconfigFault {
  /** The file's. */
  readonly name: string;
}

/**
 * The providers and domains of clientConfig documents, as the ISPDB has them: mostly one provider in each.
 * @param namedDomains whom providers are for that name no domain themselves
 */
export function importIspdb(files: readonly ImportFile[], namedDomains: readonly ServedDomain[] = []): Import {
  const providers = new Map<string, Provider>();
  const domains = new Map<ServedDomain, ImportedDomain & { readonly file: string }>();
  const warnings: string[] = [];
  const failures: ImportFailure[] = [];
  for (const { name, text } of files) {
    const document = parseAutoconfig(text, namedDomains);
    failures.push(...document.faults.map((fault) => ({ name, ...fault })));
    warnings.push(...document.warnings.map((warning) => `${name}: ${formatWarning(warning)}`));
    for (const read of document.providers) {
      const fault = findFault(read);
      if (fault !== undefined) {
        failures.push({ name, reason: "config_unusable", because: fault });
        continue;
      }
      const id = toFreeId(read.id, providers);
      providers.set(id, read.provider);
      for (const domain of read.domains) {
        const other = domains.get(domain);
        if (other) warnings.push(`${name}: <domain>: is left out: ${other.file} has ${domain} already`);
        else
          domains.set(domain, {
            provider: id,
            ...(read.allowPlaintext ? { allowPlaintext: true } : {}),
            file: name,
          });
      }
    }
  }
  const entries = [...domains].map(([domain, { file: _, ...entry }]) => [domain, entry] as const);
  return { settings: toSettings(providers, entries), warnings, failures };
}

function toSettings(
  providers: Iterable<readonly [string, Provider]>,
  domains: Iterable<readonly [ServedDomain, ImportedDomain]>,
): ImportedSettings {
  return {
    $schema: "./settings.schema.json",
    providers: Object.fromEntries(providers),
    domains: Object.fromEntries(domains),
  };
}

/** What only shows when the templates are filled in, for each domain. */
function findFault({ provider, domains, allowPlaintext }: AutoconfigProvider): string | undefined {
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
  usage: `usage: waypost import ispdb FILE… [--domain NAME]

Prints a settings file with the providers and domains of each FILE, a mail
autoconfiguration document (config-v1.1.xml) such as those of the ISPDB. What
cannot be carried over is told on stderr.

options:
  --domain NAME   whom a provider is for that names no domain itself; may be
                  given several times, and as "*" for any domain

exit status: 0 every provider was carried over, 1 one was not, 2 misused
`,
  run: runImport,
};

async function runImport(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const parsed = parseOrExplain(() =>
    parseArgs({ args: [...args], options: { domain: { type: "string", multiple: true } }, allowPositionals: true }),
  );
  if (typeof parsed === "string") return terminal.misused(parsed, HINT);
  const [kind, ...paths] = parsed.positionals;
  if (kind === undefined) return terminal.misused("no kind of file was named", HINT);
  if (kind !== "ispdb") return terminal.misused(`unknown kind of file ${JSON.stringify(kind)}`, HINT);
  if (paths.length === 0) return terminal.misused("no file was named", HINT);
  const namedDomains: ServedDomain[] = [];
  for (const name of parsed.values.domain ?? []) {
    const domain = name === "*" ? name : findDomain(name);
    if (domain === undefined) return terminal.misused(`not a domain: ${JSON.stringify(name)}`, HINT);
    namedDomains.push(domain);
  }

  const files = paths.map((name) => ({ name, content: readText(fromCallersFolder(name)) }));
  const unreadable = files.flatMap(({ name, content }) => ("fault" in content ? [`${name}: ${content.fault}`] : []));
  const { settings, warnings, failures } = importIspdb(
    files.flatMap(({ name, content }) => ("text" in content ? [{ name, text: content.text }] : [])),
    namedDomains,
  );
  terminal.printWarnings(...warnings);
  terminal.printErrors(...unreadable, ...failures.map(({ name, because }) => `${name}: ${because}`));
  if (failures.some(({ reason }) => reason === "domain_missing"))
    terminal.printHint('name the domain with --domain, or "*" for any');
  if (Object.keys(settings.providers).length > 0) terminal.print(`${JSON.stringify(settings, null, 2)}\n`);
  return unreadable.length + failures.length > 0 ? 1 : 0;
}

const HINT = "waypost import --help";

function readText(path: string): { readonly text: string } | { readonly fault: string } {
  try {
    const text = decodeXml(readFileSync(path));
    return text.ok ? { text: text.value } : { fault: text.error };
  } catch (cause) {
    return { fault: explainFileError(cause) };
  }
}
