/**
 * `waypost import`: other people's configuration files as a settings file.
 * @module
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type AutoconfigDocument, parseAutoconfig } from "../formats/autoconfig-reader.ts";
import type { Domain } from "../model/domain.ts";
import { formatFault } from "../model/fault.ts";
import { parseSettings } from "../model/parse-settings.ts";
import type { Provider } from "../model/provider.ts";

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
      .replace(/^[.-]+|[.-]+$/g, "") || "provider";
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  return free;
}

const HELP = `usage: waypost import ispdb FILE…

Prints a settings file with one provider and its domains for each FILE, a mail
autoconfiguration document (config-v1.1.xml) such as those of the ISPDB. What
cannot be carried over is told on stderr.
`;

/** Where the command prints to. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

const CONSOLE: Output = {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
};

/**
 * The command: `args` are the words after `waypost import`. Gives the exit status: 0, 1 when a file gives no provider,
 * 2 when the command or a file cannot be read.
 */
export async function runImport(args: readonly string[], { out, error }: Output = CONSOLE): Promise<number> {
  const fail = (what: string, hint?: string) => {
    error(`waypost: error: ${what}\n`);
    if (hint !== undefined) error(`waypost: hint: ${hint}\n`);
  };
  const command = parseCommand(args);
  if (command === "help") {
    out(HELP);
    return 0;
  }
  if ("fault" in command) {
    fail(command.fault, "waypost import ispdb FILE…");
    return 2;
  }
  const files: ImportFile[] = [];
  for (const path of command.paths) {
    const text = readText(path);
    if ("fault" in text) fail(`${path}: ${text.fault}`);
    else files.push({ name: path, text: text.value });
  }
  const { settings, warnings, failures } = importIspdb(files);
  for (const warning of warnings) error(`waypost: warning: ${warning}\n`);
  for (const { name, reason } of failures) fail(`${name}: ${reason}`);
  if (Object.keys(settings.providers).length > 0) out(`${JSON.stringify(settings, null, 2)}\n`);
  if (files.length < command.paths.length) return 2;
  return failures.length > 0 ? 1 : 0;
}

function parseCommand(args: readonly string[]): "help" | { readonly paths: string[] } | { readonly fault: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    if (values.help) return "help";
    const [kind, ...paths] = positionals;
    if (kind !== "ispdb")
      return { fault: kind === undefined ? "no kind of file is named" : `${kind} is not a kind of file known here` };
    return paths.length === 0 ? { fault: "no file is named" } : { paths };
  } catch (cause) {
    // parseArgs says what is wrong with an option, and nothing else is thrown here.
    return { fault: cause instanceof Error ? cause.message : String(cause) };
  }
}

function readText(path: string): { readonly value: string } | { readonly fault: string } {
  try {
    return { value: new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(readFileSync(path)) };
  } catch (cause) {
    if (cause instanceof TypeError) return { fault: "it is not UTF-8 text" };
    return { fault: cause instanceof Error ? cause.message : String(cause) };
  }
}
