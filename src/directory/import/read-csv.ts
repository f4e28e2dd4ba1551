/**
 * Tables of domains, as spreadsheets and panels write them: a line of column names, and a line for each domain.
 * @module
 */
import { findDomain } from "../../model/domain/domain.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { DomainEntry } from "../../model/settings/settings.ts";
import { findMember, toMemberValue, toObject } from "../operations/member-values.ts";
import type { ImportFailure, ImportItem } from "./imported.ts";

export interface CsvOptions {
  /** Of lines that name none. */
  readonly provider: string | undefined;
}

/** Each line as a domain, or why it is none; a fault of the column names ends it. */
export function* readCsv(
  { name, text }: { readonly name: string; readonly text: string },
  { provider }: CsvOptions,
): Generator<Result<ImportItem, ImportFailure>> {
  const fail = (line: number | undefined, because: string) =>
    err<ImportFailure>({
      place: line === undefined ? name : `${name}: line ${line}`,
      because,
      isWithoutDomain: false,
    });
  const rows = readRows(text);
  const head = rows.next();
  if (head.done) return yield fail(undefined, "it is empty");
  const columns = head.value.cells.map((cell) => cell.trim());
  const isDomain = (column: string) => column.toLowerCase() === "domain";
  if (columns.filter(isDomain).length !== 1)
    return yield fail(1, 'expected the names of columns, with one column "domain" among them');
  const unknown = columns.filter((column) => !isDomain(column) && findMember(DomainEntry, column) === undefined);
  if (unknown.length > 0)
    return yield fail(1, `expected members of a domain as columns, not ${unknown.map(quote).join(", ")}`);
  const twice = columns.filter((column, index) => columns.indexOf(column) < index);
  if (twice.length > 0) return yield fail(1, `expected each column once, not ${twice.map(quote).join(", ")} again`);
  const lines = new Map<string, number>();
  for (const { cells, line } of rows) {
    const filled = columns
      .map((column, index) => ({ column, cell: (cells[index] ?? "").trim() }))
      .filter(({ cell }) => cell !== "");
    if (filled.length === 0) continue;
    if (cells.length > columns.length) {
      yield fail(
        line,
        `expected a cell for each column, ${columns.length}, not ${cells.length}: is text with a separator in quotes?`,
      );
      continue;
    }
    const domain = filled.find(({ column }) => isDomain(column))?.cell;
    if (domain === undefined) {
      yield fail(line, "there is no domain");
      continue;
    }
    const key = findDomain(domain) ?? domain;
    const other = lines.get(key);
    if (other !== undefined) {
      yield fail(line, `${domain} stands in line ${other} already`);
      continue;
    }
    lines.set(key, line);
    const members = filled
      .filter(({ column }) => !isDomain(column))
      .map(({ column, cell }) => [column, toMemberValue(findMember(DomainEntry, column), toBoolean(cell))] as const);
    const body = toObject([...(provider === undefined ? [] : [["provider", provider] as const]), ...members]);
    yield ok({ kind: "domain", name: domain, body, place: `${name}: line ${line}` });
  }
}

const LOGIN_COLUMNS: readonly string[] = ["address", "username", "mailbox"];

/** Each line of a table as a login name: the columns are `address`, and `username` or `mailbox`. */
export function* readLoginsCsv({
  name,
  text,
}: {
  readonly name: string;
  readonly text: string;
}): Generator<Result<ImportItem, ImportFailure>> {
  const fail = (place: string, because: string) => err<ImportFailure>({ place, because, isWithoutDomain: false });
  const rows = readRows(text);
  const head = rows.next();
  const columns = head.done ? [] : head.value.cells.map((cell) => cell.trim().toLowerCase());
  if (
    !columns.includes("address") ||
    columns.some((column, index) => !LOGIN_COLUMNS.includes(column) || columns.indexOf(column) < index)
  )
    return yield fail(`${name}: line 1`, 'expected the names of columns: "address", "username" and "mailbox"');
  const lines = new Map<string, number>();
  for (const { cells, line } of rows) {
    const filled = columns.flatMap((column, index) => {
      const cell = (cells[index] ?? "").trim();
      return cell === "" ? [] : [[column, cell] as const];
    });
    const { address, ...body } = Object.fromEntries(filled);
    const place = `${name}: line ${line}`;
    const other = lines.get(address?.toLowerCase() ?? "");
    if (other !== undefined) yield fail(place, `${address} stands in line ${other} already`);
    else if (address !== undefined) yield ok({ kind: "login", name: address, body, place });
    else if (filled.length > 0) yield fail(place, "there is no address");
    if (address !== undefined) lines.set(address.toLowerCase(), line);
  }
}

function quote(text: string): string {
  return JSON.stringify(text);
}

/** Spreadsheets shout. */
function toBoolean(cell: string): string {
  return /^(?:TRUE|FALSE)$/.test(cell) ? cell.toLowerCase() : cell;
}

interface Row {
  readonly cells: readonly string[];
  /** Where it begins. */
  readonly line: number;
}

/**
 * The rows of RFC 4180, with the separator of the first line: in countries that write 0,5 spreadsheets put semicolons.
 */
function* readRows(text: string): Generator<Row> {
  const whole = text.replace(/^\u{FEFF}/u, "");
  const firstLine = /^[^\r\n]*/.exec(whole)?.[0] ?? "";
  const separator = [";", "\t"].find((sign) => firstLine.includes(sign) && !firstLine.includes(",")) ?? ",";
  const cell = new RegExp(`("[^"]*(?:""[^"]*)*"|[^${separator}\\r\\n]*)(${separator}|\\r?\\n|\\r|$)`, "y");
  let cells: string[] = [];
  let [line, begin] = [1, 1];
  while (cell.lastIndex < whole.length || cells.length > 0) {
    const at = cell.lastIndex;
    const match = cell.exec(whole);
    // A quote that nothing ends, or text behind one: the rest of the line is taken as it stands.
    const [found, written, end] = match === null ? takeLine(whole, at) : [match[0], match[1] ?? "", match[2] ?? ""];
    if (match === null) cell.lastIndex = at + found.length;
    cells.push(written.startsWith('"') && written.endsWith('"') && written.length > 1 ? unquote(written) : written);
    line += found.split(/\r?\n|\r/).length - 1;
    if (end === separator) continue;
    if (cells.some((one) => one !== "")) yield { cells, line: begin };
    cells = [];
    begin = line;
  }
}

function takeLine(text: string, at: number): readonly [found: string, written: string, end: string] {
  const [found = "", written = "", end = ""] = /^([^\r\n]*)(\r?\n|\r|$)/.exec(text.slice(at)) ?? [];
  return [found, written, end];
}

function unquote(cell: string): string {
  return cell.slice(1, -1).replaceAll('""', '"');
}
