/**
 * What `waypost import` reads, by the kind that is named on the command line.
 * @module
 */
import { createReadStream, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { Readable } from "node:stream";
import { type ImportFailure, type ImportItem, joinReadings, type Reading } from "../../directory/import/imported.ts";
import { AUTOMX2_TABLES, Automx2Database, parseAutomx2Seed, readAutomx2 } from "../../directory/import/read-automx2.ts";
import { readCsv } from "../../directory/import/read-csv.ts";
import { readIspdb } from "../../directory/import/read-ispdb.ts";
import { readMonogramm } from "../../directory/import/read-monogramm.ts";
import { parseLine } from "../../directory/import/read-ndjson.ts";
import type { ServedDomain } from "../../formats/autoconfig/autoconfig-provider-reader.ts";
import { decodeXml } from "../../formats/xml-encoding.ts";
import { isObject } from "../../model/resolving/merge-patch.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { formatFault, toFaults } from "../../model/settings/fault.ts";
import { parseJson } from "../../model/settings/parse-json.ts";
import { decodeText } from "../decode-text.ts";
import type { Progress } from "../progress.ts";
import { readText } from "../read-text.ts";
import { explainFileError, fromCallersFolder, readSettingsFile } from "../settings-file.ts";
import type { Terminal } from "../terminal.ts";
import { readLiveTargets } from "./live-answers.ts";

interface SourceOptions {
  /** Whom a source is for that names no domain. */
  readonly domains: readonly ServedDomain[];
  /** Whose domains are that name no provider. */
  readonly provider: string | undefined;
  readonly terminal: Terminal;
  readonly progress: Progress;
}

/** A provider for each source, to be joined where they are equal; or records that have their names already. */
export type Source =
  | { readonly kind: "reading"; readonly reading: Reading }
  | { readonly kind: "records"; readonly records: AsyncIterable<Result<ImportItem, ImportFailure>> };

type OpenSource = (names: readonly string[], options: SourceOptions) => Promise<Source>;

export const SOURCES: Readonly<Record<string, OpenSource>> = {
  ispdb: async (names, { domains, progress }) => {
    const listed = names.map((name) => ({ name, files: listFiles(name) }));
    const files = listed.flatMap((source) => source.files);
    const readings: Reading[] = listed
      .filter((source) => source.files.length === 0)
      .map(({ name }) => failed(name, "no file in that folder ends in .xml"));
    for (const name of files) {
      progress.tell(() => `files read: ${readings.length} of ${files.length}`);
      const bytes = readBytes(name);
      const text = bytes.ok ? decodeXml(bytes.value) : bytes;
      readings.push(text.ok ? readIspdb([{ name, text: text.value }], domains) : failed(name, text.error));
    }
    return { kind: "reading", reading: joinReadings(readings) };
  },
  csv: async (names, { provider, terminal }) => ({
    kind: "records",
    records: readEach(names, async function* (name) {
      const text = await readText(name, terminal);
      if (text.ok) yield* readCsv({ name, text: text.value }, { provider });
      else yield err(toFailure(name, text.error));
    }),
  }),
  ndjson: async (names, { terminal }) => ({
    kind: "records",
    records: readEach(names, (name) => readLines(name, terminal)),
  }),
  settings: async (names) => ({ kind: "records", records: readEach(names, readSettings) }),
  live: async (targets, { domains }) => ({ kind: "reading", reading: await readLiveTargets(targets, domains) }),
  automx2: async (names) => ({ kind: "reading", reading: joinReadings(names.map(readAutomx2File)) }),
  monogramm: async (names, { domains, terminal }) => {
    const readings: Reading[] = [];
    for (const name of names) {
      const text = await readText(name, terminal);
      readings.push(text.ok ? readMonogramm({ name, text: text.value }, domains) : failed(name, text.error));
    }
    return { kind: "reading", reading: joinReadings(readings) };
  },
};

function toFailure(place: string, because: string): ImportFailure {
  return { place, because, isWithoutDomain: false };
}

function failed(place: string, because: string): Reading {
  return { providers: [], losses: [], failures: [toFailure(place, because)] };
}

async function* readEach<Item>(
  names: readonly string[],
  read: (name: string) => AsyncIterable<Item>,
): AsyncGenerator<Item> {
  for (const name of names) yield* read(name);
}

/** The documents in a folder; a file is itself. */
function listFiles(name: string): string[] {
  try {
    const path = fromCallersFolder(name);
    if (!statSync(path).isDirectory()) return [name];
    return readdirSync(path)
      .filter((file) => /\.xml$/i.test(file))
      .sort()
      .map((file) => join(name, file));
  } catch {
    // Reading it tells what is wrong.
    return [name];
  }
}

function readBytes(name: string): Result<Uint8Array, string> {
  try {
    return ok(readFileSync(fromCallersFolder(name)));
  } catch (error) {
    return err(explainFileError(error));
  }
}

/** A million lines are read as they are written. */
async function* readLines(name: string, terminal: Terminal): AsyncGenerator<Result<ImportItem, ImportFailure>> {
  const input = Readable.from(toCharacters(name === "-" ? terminal.stdin : createReadStream(fromCallersFolder(name))));
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      const text = decodeText(Buffer.from(line, "latin1"), number);
      const parsed = text.ok ? parseLine(text.value, `${name}: line ${number}`) : err(toFailure(name, text.error));
      if (parsed !== undefined) yield parsed;
    }
  } catch (error) {
    yield err(toFailure(name, explainFileError(error)));
  }
}

/** Each byte as a character, so that a line's own bytes are decoded together. */
async function* toCharacters(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  for await (const chunk of input) yield Buffer.from(chunk).toString("latin1");
}

async function* readSettings(name: string): AsyncGenerator<Result<ImportItem, ImportFailure>> {
  const read = await readSettingsFile(fromCallersFolder(name));
  if (!read.ok) {
    for (const line of read.error) yield err(toFailure(name, line.replace(`${fromCallersFolder(name)}: `, "")));
    return;
  }
  const file: unknown = JSON.parse(read.value.text);
  for (const kind of ["provider", "domain"] as const) {
    const part = isObject(file) ? file[`${kind}s`] : undefined;
    for (const [key, body] of Object.entries(isObject(part) ? part : {}))
      yield ok({ kind, name: key, body, place: `${name}: ${key}` });
  }
}

const SQLITE = "SQLite format 3\0";

function readAutomx2File(name: string): Reading {
  const bytes = readBytes(name);
  if (!bytes.ok) return failed(name, bytes.error);
  const begin = new TextDecoder("latin1").decode(bytes.value.subarray(0, SQLITE.length));
  const database = begin === SQLITE ? readTables(name) : readSeed(bytes.value);
  return database.ok ? readAutomx2(database.value, name) : failed(name, database.error);
}

function readSeed(bytes: Uint8Array): Result<Automx2Database, string> {
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const json = parseJson(text.value);
  return json.ok ? parseAutomx2Seed(json.value.value) : err(json.error.map(formatFault).join("; "));
}

function readTables(name: string): Result<Automx2Database, string> {
  try {
    const database = new DatabaseSync(fromCallersFolder(name), { readOnly: true });
    try {
      const there = new Set(
        database
          .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
          .all()
          .map((row) => row.name),
      );
      // Early releases have no calendars and contacts.
      const tables = AUTOMX2_TABLES.filter((table) => there.has(table)).map(
        (table) => [table, database.prepare(`SELECT * FROM ${table}`).all()] as const,
      );
      const rows = Automx2Database.safeParse(Object.fromEntries(tables));
      return rows.success ? ok(rows.data) : err(toFaults(rows.error, undefined).map(formatFault).join("; "));
    } finally {
      database.close();
    }
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}
