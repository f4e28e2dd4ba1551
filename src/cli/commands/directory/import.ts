/**
 * `waypost import`: what other systems know, as settings or into a directory.
 * @module
 */
import { existsSync } from "node:fs";
import type { ImportFailure, ImportItem, Loss } from "../../../directory/import/imported.ts";
import { joinProviders } from "../../../directory/import/join-providers.ts";
import type { ServedDomain } from "../../../formats/autoconfig/autoconfig-provider-reader.ts";
import { lintPlaceholders } from "../../../lint/lint-texts.ts";
import { findDomain } from "../../../model/domain/domain.ts";
import { ok, type Result } from "../../../model/result.ts";
import { createFault } from "../../../model/settings/fault.ts";
import { type Command, parseOptions } from "../../command.ts";
import { SOURCES, type Source } from "../../import/import-sources.ts";
import { fileTarget, type ImportTarget, placeTarget, printedTarget } from "../../import/import-target.ts";
import { Progress } from "../../progress.ts";
import { openPlace, PLACE_OPTIONS, type PlaceValues } from "../../records/open-records.ts";
import type { Changed, Refusal } from "../../records/records.ts";
import { endBy } from "../../records/refuse.ts";
import { fromCallersFolder, readSettingsFile } from "../../settings-file.ts";
import type { ExitCode, Terminal } from "../../terminal.ts";

const HINT = "waypost import --help";

/** Records that are written together. */
const TOGETHER = 500;

/** `waypost import KIND SOURCE…` */
export const importCommand: Command = {
  usage: `usage: waypost import KIND SOURCE… [into] [options]

Reads what other systems know of mail domains. Without a place to put it, it prints a settings file. Equal providers
become one, also where they differ in nothing but the customer's name, which {domain} then stands for. What cannot be
carried over is told on stderr.

KIND is
  ispdb       mail autoconfiguration documents (config-v1.1.xml) such as those of the ISPDB: files, or a folder of them
  csv         a table of domains: a line of column names, of which one is "domain" and others are members of a domain's
              entry, such as provider, launched, variables.storeHost, overrides.displayName; - reads stdin
  ndjson      lines as waypost export writes them; - reads stdin
  settings    a settings file
  live        what a server answers today: a domain, which is asked as mail clients ask, or the URL of an autoconfig
              document, of an Apple profile or of autodiscover.xml
  automx2     its database in SQLite, or the JSON that it was seeded from
  monogramm   the variables of autodiscover-email-settings: a .env file, a compose file or a unit of systemd; - reads stdin

into:
  --settings FILE   a settings file, made where there is none; it is written whole, or not at all
  --data DIR        the folder of a directory
  --database URL    a directory in PostgreSQL: postgres://user:password@host/name
  --url BASE        a service that runs; the variable WAYPOST_TOKEN has its token
  What is there already is replaced where it differs, and left alone where it does not. An import that was broken off goes
  on when it is given again.

options:
  --domain NAME     whom a source is for that names no domain itself; may be given several times, and as "*" for any
  --provider ID     with csv: the provider of lines that name none
  --dry-run         write nothing, and say what would become of it
  --json            print the summary as JSON

exit status: 0 done, with or without warnings; 1 a source or a record could not be taken; 2 misused or out of reach
`,
  run: runImport,
};

async function runImport(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const parsed = parseOptions(args, {
    allowPositionals: true,
    options: {
      ...PLACE_OPTIONS,
      domain: { type: "string", multiple: true },
      provider: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  if (typeof parsed === "string") return terminal.misused(parsed, HINT);
  const { values, positionals } = parsed;
  const [kind, ...names] = positionals;
  if (kind === undefined) return terminal.misused("no kind of source was named", HINT);
  const open = Object.hasOwn(SOURCES, kind) ? SOURCES[kind] : undefined;
  if (open === undefined) return terminal.misused(`unknown kind of source ${JSON.stringify(kind)}`, HINT);
  if (names.length === 0) return terminal.misused(kind === "live" ? "no domain was named" : "no file was named", HINT);
  const domains: ServedDomain[] = [];
  for (const name of values.domain ?? []) {
    const domain = name === "*" ? name : findDomain(name);
    if (domain === undefined) return terminal.misused(`not a domain: ${JSON.stringify(name)}`, HINT);
    domains.push(domain);
  }
  const dryRun = values["dry-run"];
  const target = await openTarget(values, dryRun, terminal);
  if (typeof target === "number") return target;
  const report = new Report();
  try {
    const progress = new Progress(terminal);
    const source = await open(names, { domains, provider: values.provider, terminal, progress });
    await carryOver(source, target, report, progress);
    const refusal = await target.finish();
    if (refusal !== undefined) report.refuse(refusal);
  } catch (error) {
    const status = endBy(error, terminal);
    terminal.printNote(report.summary(dryRun));
    terminal.printHint("give the same command again: what is there by now is left as it is");
    return status;
  } finally {
    await target.close();
  }
  report.print(terminal, { isPrinted: !isPlace(values), json: values.json, dryRun });
  return report.isWhole ? 0 : 1;
}

function isPlace({ data, database, url, settings }: PlaceValues): boolean {
  return [data, database, url, settings].some((value) => value !== undefined);
}

async function openTarget(values: PlaceValues, dryRun: boolean, terminal: Terminal): Promise<ImportTarget | ExitCode> {
  const { settings, data, database, url } = values;
  if (!isPlace(values)) return printedTarget(terminal);
  if (settings === undefined || [data, database, url].some((value) => value !== undefined)) {
    const place = await openPlace(values, terminal, HINT, dryRun ? "try" : "write");
    return typeof place === "number" ? place : placeTarget(place, { dryRun });
  }
  const path = fromCallersFolder(settings);
  if (!existsSync(path)) return fileTarget(path, undefined, { dryRun });
  const read = await readSettingsFile(path);
  if (read.ok) return fileTarget(path, read.value.text, { dryRun });
  terminal.printErrors(...read.error);
  return 2;
}

async function carryOver(source: Source, target: ImportTarget, report: Report, progress: Progress): Promise<void> {
  const records = source.kind === "records" ? source.records : await join(source, target, report);
  let together: ImportItem[] = [];
  const write = async () => {
    const outcomes = await target.write(together);
    together.forEach((item, index) => {
      const outcome = outcomes[index];
      if (typeof outcome === "string") report.count(item, outcome);
      else report.fail({ place: item.place, because: (outcome?.lines ?? []).join("; "), isWithoutDomain: false });
    });
    together = [];
    progress.tell(() => `so far: ${report.summary(false)}`);
  };
  for await (const record of records) {
    if (!record.ok) {
      report.fail(record.error);
      continue;
    }
    for (const loss of findPlaceholders(record.value)) report.lose(loss);
    if (together.push(record.value) === TOGETHER) await write();
  }
  if (together.length > 0) await write();
}

/** Placeholders of other systems, which are written as they stand: whatever it was read from, nobody fills them in. */
function findPlaceholders({ kind, body, place }: ImportItem): Loss[] {
  if (kind === "login") return [];
  return lintPlaceholders(body).map(({ path, problem, remedy }) => ({
    place,
    what: `${createFault(path, undefined, "").path}: ${problem}; ${remedy}`,
  }));
}

async function join(
  { reading }: Extract<Source, { readonly kind: "reading" }>,
  target: ImportTarget,
  report: Report,
): Promise<AsyncIterable<Result<ImportItem, ImportFailure>>> {
  const { items, losses, failures } = joinProviders(reading.providers, await target.providers());
  for (const loss of [...reading.losses, ...losses]) report.lose(loss);
  for (const failure of [...reading.failures, ...failures]) report.fail(failure);
  return (async function* () {
    for (const item of items) yield ok(item);
  })();
}

/** What became of it all. The same said of many is said once. */
class Report {
  readonly #counts = {
    provider: new Map<string, number>(),
    domain: new Map<string, number>(),
    login: new Map<string, number>(),
  };
  readonly #losses = new Map<string, string[]>();
  readonly #failures = new Map<string, string[]>();
  #lacksDomain = false;
  /** Of the target as a whole. */
  #refusal: Refusal | undefined;

  count({ kind }: ImportItem, outcome: Changed["outcome"]): void {
    this.#counts[kind].set(outcome, (this.#counts[kind].get(outcome) ?? 0) + 1);
  }

  lose({ place, what }: Loss): void {
    add(this.#losses, what, place);
  }

  fail({ place, because, isWithoutDomain }: ImportFailure): void {
    add(this.#failures, because, place);
    this.#lacksDomain ||= isWithoutDomain;
  }

  /** Whatever was to become of it, nothing did. */
  refuse(refusal: Refusal): void {
    this.#refusal = refusal;
    for (const counts of Object.values(this.#counts)) counts.clear();
  }

  get isWhole(): boolean {
    return this.#failures.size === 0 && this.#refusal === undefined;
  }

  get #isEmpty(): boolean {
    return Object.values(this.#counts).every((counts) => counts.size === 0);
  }

  summary(dryRun: boolean): string {
    const told = (kind: ImportItem["kind"]) => {
      const counts = [...this.#counts[kind]].map(([outcome, count]) => `${count} ${outcome}`);
      return `${kind === "login" ? "login name" : kind}s: ${counts.length === 0 ? "none" : counts.join(", ")}`;
    };
    const logins = this.#counts.login.size === 0 ? "" : `; ${told("login")}`;
    return `${dryRun ? "would be: " : ""}${told("provider")}; ${told("domain")}${logins}`;
  }

  print(
    terminal: Terminal,
    { isPrinted, json, dryRun }: { readonly isPrinted: boolean; readonly json: boolean; readonly dryRun: boolean },
  ): void {
    terminal.printWarnings(...toLines(this.#losses));
    terminal.printErrors(...toLines(this.#failures), ...(this.#refusal?.lines ?? []));
    if (this.#lacksDomain) terminal.printHint('name the domain with --domain, or "*" for any');
    if (this.#refusal?.hint !== undefined) terminal.printHint(this.#refusal.hint);
    if (isPrinted && this.isWhole && this.#isEmpty) terminal.printNote("there was nothing to carry over");
    if (isPrinted) return;
    terminal.print(json ? `${JSON.stringify(this.#toJson())}\n` : `${this.summary(dryRun)}\n`);
  }

  #toJson() {
    const toList = (told: ReadonlyMap<string, readonly string[]>) =>
      [...told].map(([what, places]) => ({ what, places }));
    return {
      providers: Object.fromEntries(this.#counts.provider),
      domains: Object.fromEntries(this.#counts.domain),
      losses: toList(this.#losses),
      failures: [...toList(this.#failures), ...(this.#refusal?.lines ?? []).map((what) => ({ what, places: [] }))],
    };
  }
}

function add(told: Map<string, string[]>, what: string, place: string): void {
  const places = told.get(what);
  if (places === undefined) told.set(what, [place]);
  else if (places.at(-1) !== place) places.push(place);
}

function toLines(told: ReadonlyMap<string, readonly string[]>): string[] {
  return [...told].map(
    ([what, [first = "", ...more]]) => `${first}${more.length === 0 ? "" : ` and ${more.length} more`}: ${what}`,
  );
}
