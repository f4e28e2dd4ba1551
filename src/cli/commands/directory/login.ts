/**
 * `waypost login …`: login names that break the rule.
 * @module
 */
import type { ImportFailure, ImportItem } from "../../../directory/import/imported.ts";
import { readLoginsCsv } from "../../../directory/import/read-csv.ts";
import { formatLine, parseLine } from "../../../directory/import/read-ndjson.ts";
import type { ShownLogin } from "../../../directory/operations/login-operations.ts";
import type { Result } from "../../../model/result.ts";
import { type Command, parseOptions } from "../../command.ts";
import { readText } from "../../read-text.ts";
import { openPlace, PLACE_OPTIONS, PLACE_USAGE } from "../../records/open-records.ts";
import type { RecordPlace } from "../../records/records.ts";
import { endBy, refuse } from "../../records/refuse.ts";
import type { ExitCode, Terminal } from "../../terminal.ts";

const HINT = "waypost login --help";
const usage = `usage: waypost login list DOMAIN [PREFIX]
       waypost login set ADDRESS username=NAME | mailbox=ADDRESS
       waypost login remove ADDRESS
       waypost login import FILE

Login names that the provider's rule does not make, and aliases with the mailbox that they belong to. They are told where the
domain's entry says so: waypost domain set shop.example explicitLogins=true

list     prints a line for each address: the address, and its login name or its mailbox
set      waypost login set alice@shop.example username=u1234
remove   is done as well where there is no such entry
import   takes a table with the columns address, username and mailbox (CSV), or lines of JSON as list --json and export print
         them (- reads them from stdin); other lines of an export are left out

Whoever knows an address can ask the service for its login name: docs/logins.md.

options:
${PLACE_USAGE}
  --json            print JSON, an object a line

exit status: 0 done, 1 refused or not there, 2 misused or out of reach
`;

function parse(args: readonly string[]) {
  return parseOptions(args, {
    allowPositionals: true,
    options: { ...PLACE_OPTIONS, json: { type: "boolean", default: false } },
  });
}

interface Call {
  readonly place: RecordPlace;
  readonly words: readonly string[];
  readonly json: boolean;
  readonly terminal: Terminal;
}

/** `waypost login …` */
export const login: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parse(args);
    if (typeof parsed === "string") return terminal.misused(parsed, HINT);
    const [action = "", ...words] = parsed.positionals;
    const found = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (found === undefined)
      return terminal.misused(action === "" ? "no action was named" : `unknown action ${JSON.stringify(action)}`, HINT);
    if (words.length < found.words[0] || words.length > found.words[1])
      return terminal.misused(`expected ${found.expected}`, HINT);
    const { json, ...place } = parsed.values;
    const opened = await openPlace(place, terminal, HINT, action === "list" ? "look" : "write");
    if (typeof opened === "number") return opened;
    try {
      return await found.run({ place: opened, words, json, terminal });
    } catch (error) {
      return endBy(error, terminal);
    } finally {
      await opened.close();
    }
  },
};

interface Action {
  /** How many words it takes, at least and at most. */
  readonly words: readonly [number, number];
  readonly expected: string;
  run(call: Call): Promise<ExitCode>;
}

const ACTIONS: Readonly<Record<string, Action>> = {
  list: {
    words: [1, 2],
    expected: "a domain, and how addresses begin",
    async run({ place, words: [domain = "", prefix = ""], json, terminal }) {
      const found = await place.domains.get(domain);
      if (!found.ok) return refuse(found.error, terminal);
      for await (const entry of place.logins({ domain, prefix })) terminal.print(json ? toLine(entry) : toRow(entry));
      return 0;
    },
  },
  set: {
    words: [2, 2],
    expected: "an address and username=NAME or mailbox=ADDRESS",
    async run(call) {
      const [address = "", member = ""] = call.words;
      const [, name, value = ""] = /^(username|mailbox)=(.+)$/.exec(member) ?? [];
      if (name === undefined) return call.terminal.misused("expected username=NAME or mailbox=ADDRESS", HINT);
      return write(call, [toItem(address, { [name]: value }, "")]);
    },
  },
  remove: {
    words: [1, 1],
    expected: "one address",
    run: (call) => write(call, [toItem(call.words[0] ?? "", null, "")]),
  },
  import: {
    words: [1, 1],
    expected: "one file",
    async run(call) {
      const {
        words: [file = ""],
        terminal,
      } = call;
      const name = file === "-" ? "stdin" : file;
      const content = await readText(file, terminal);
      if (!content.ok) {
        terminal.printErrors(`${name}: ${content.error}`);
        return 1;
      }
      const text = content.value;
      const read = text.trimStart().startsWith("{") ? readLines(name, text) : [...readLoginsCsv({ name, text })];
      const faults = read.flatMap((item) => (item.ok ? [] : [`${item.error.place}: ${item.error.because}`]));
      if (faults.length > 0) return refuse({ lines: faults, hint: undefined }, terminal);
      const items = read.flatMap((item) => (item.ok ? [item.value] : []));
      const logins = items.filter(({ kind }) => kind === "login");
      const others = items.length - logins.length;
      if (others > 0) terminal.printNote(`${name}: left out what is no login name: ${others}`);
      return write(call, logins);
    },
  },
};

function readLines(name: string, content: string): readonly Result<ImportItem, ImportFailure>[] {
  return content.split("\n").flatMap((line, index) => parseLine(line, `${name}: line ${index + 1}`) ?? []);
}

/** All of them, each by itself; counted, where there is more than one. */
async function write({ place, json, terminal }: Call, items: readonly ImportItem[]): Promise<ExitCode> {
  const outcomes = await place.writeAll(items);
  const counts = new Map<string, number>();
  const refused: string[] = [];
  outcomes.forEach((outcome, index) => {
    const item = items[index];
    if (typeof outcome === "string") counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    else refused.push(...outcome.lines.map((line) => `${item?.place || item?.name}: ${line}`));
  });
  if (counts.size > 0) {
    const [only] = counts.keys();
    const told =
      items.length === 1
        ? `${items[0]?.name}: ${only}`
        : [...counts].map(([what, count]) => `${count} ${what}`).join(", ");
    terminal.print(json ? `${JSON.stringify(Object.fromEntries(counts))}\n` : `${told}\n`);
  }
  return refused.length === 0 ? 0 : refuse({ lines: refused, hint: undefined }, terminal);
}

function toItem(address: string, body: unknown, place: string): ImportItem {
  return { kind: "login", name: address, body, place };
}

function toLine({ address, ...entry }: ShownLogin): string {
  return formatLine({ kind: "login", name: address, body: entry });
}

function toRow(entry: ShownLogin): string {
  return `${entry.address}\t${"username" in entry ? entry.username : `mailbox ${entry.mailbox}`}\n`;
}
