import { parseArgs } from "node:util";
import { isInUse, type TokenError, type TokenOperations, tokenOperations } from "../../directory/token-operations.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { formatFault } from "../../model/settings/fault.ts";
import type { TokenRecord } from "../../store/access-roles.ts";
import { type Command, parseOrExplain } from "../command.ts";
import { DIRECTORY_OPTIONS, findDirectoryPlace, openOrExplain } from "../directory-place.ts";
import { readFloor } from "../records/open-records.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { endBy } from "./records-command.ts";

const HINT = "waypost token --help";
const usage = `usage: waypost token create NAME [--access read|write] [--provider ID] [--expires TIME]
       waypost token list
       waypost token revoke NAME | ID

Makes and revokes tokens on the directory itself: the first one too, which opens the API and the console.

create   prints the token, this once: nothing of it is kept but a digest
list     prints a line for each token: id, name, access, provider, whether it is in use, when it was last used
revoke   ends a token and its sessions, at once and on every machine; its name may be given again

options:
  --access WHAT     read (the default) looks; write changes as well
  --provider ID     a token for one provider and its domains, who sees nothing of others
  --expires TIME    when it ends: 2027-01-31, 2027-01-31T12:00:00Z, or a number of days such as 90d; else never
  --data DIR        the folder of the directory (data in the product's folder, or what STATE_DIRECTORY names)
  --database URL    a directory in PostgreSQL: postgres://user:password@host/name, or the variable DATABASE_URL
  --settings FILE   the settings file that may have the provider (settings.json in the product's folder)
  --json            print JSON, an object a line

A Worker's first token is its secret ADMIN_TOKEN, and the console makes others.

exit status: 0 done, 1 refused or not there, 2 misused or out of reach
`;

const OPTIONS = {
  ...DIRECTORY_OPTIONS,
  settings: { type: "string" },
  access: { type: "string", default: "read" },
  provider: { type: "string" },
  expires: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
}

interface Call {
  readonly tokens: TokenOperations;
  readonly name: string;
  readonly values: ReturnType<typeof parse>["values"];
  readonly terminal: Terminal;
  readonly now: Date;
}

/** As history has it. */
const ACTOR = { name: "command", provider: undefined };
/** Tokens that are read together. */
const PAGE = 500;

/** `waypost token …` */
export const token: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parseOrExplain(() => parse(args));
    if (typeof parsed === "string") return terminal.misused(parsed, HINT);
    const { values, positionals } = parsed;
    const [action = "", name = "", ...more] = positionals;
    const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (run === undefined)
      return terminal.misused(action === "" ? "no action was named" : `unknown action ${JSON.stringify(action)}`, HINT);
    if (more.length > 0 || (name === "") !== (action === "list"))
      return terminal.misused(action === "list" ? "list takes no name" : "expected one name", HINT);
    const place = findDirectoryPlace(values, terminal.env, HINT);
    if (!place.ok) return terminal.misused(place.error.message, place.error.hint);
    const floor = await readFloor(values.settings);
    if (!floor.ok) {
      terminal.printErrors(...floor.error);
      return 2;
    }
    const directory = await openOrExplain(place.value.place);
    if (!directory.ok) {
      const { where, why, hint } = directory.error;
      terminal.printErrors(`the directory ${where} cannot be opened: ${why}`);
      terminal.printHint(hint);
      return 2;
    }
    const now = new Date();
    const tokens = tokenOperations({
      access: directory.value.access,
      directory: directory.value,
      floor: floor.value?.providers ?? new Map(),
      now: () => now,
    });
    try {
      return await run({ tokens, name, values, terminal, now });
    } catch (error) {
      return endBy(error, terminal);
    } finally {
      await directory.value.close();
    }
  },
};

const ACTIONS: Readonly<Record<string, (call: Call) => Promise<ExitCode>>> = {
  async create({ tokens, name, values, terminal, now }) {
    const { access, provider = null, expires } = values;
    const expiresAt = expires === undefined ? null : toTime(expires, now);
    const made = await tokens.create(ACTOR, { name, access, provider, expiresAt });
    if (!made.ok) return refuse(made.error, terminal);
    const { token: record, text } = made.value;
    terminal.print(values.json ? `${JSON.stringify({ ...record, secret: text })}\n` : `${text}\n`);
    terminal.printNote("keep it now: it is shown this once");
    return 0;
  },
  async list({ tokens, values, terminal, now }) {
    for await (const record of listAll(tokens))
      terminal.print(values.json ? `${JSON.stringify(record)}\n` : toRow(record, now));
    return 0;
  },
  async revoke({ tokens, name, values, terminal, now }) {
    const id = await findId(tokens, name, now);
    const revoked = id.ok ? await tokens.revoke(ACTOR, id.value) : id;
    if (!revoked.ok) return refuse(revoked.error, terminal);
    terminal.print(values.json ? `${JSON.stringify(revoked.value)}\n` : `${revoked.value.name}: revoked\n`);
    return 0;
  },
};

async function* listAll(tokens: TokenOperations): AsyncGenerator<TokenRecord> {
  let after: string | undefined;
  do {
    const page = await tokens.list(ACTOR, PAGE, after);
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}

/** The token of an id, else the one that has the name now. */
async function findId(tokens: TokenOperations, name: string, now: Date): Promise<Result<string, TokenError>> {
  let named: string | undefined;
  for await (const record of listAll(tokens)) {
    if (record.id === name) return ok(record.id);
    if (record.name === name && (named === undefined || isInUse(record, now))) named = record.id;
  }
  return named === undefined ? err({ reason: "not_found" }) : ok(named);
}

function refuse(error: TokenError, terminal: Terminal): ExitCode {
  if (error.reason === "not_found") {
    terminal.printErrors("there is no such token");
    terminal.printHint("waypost token list");
  } else terminal.printErrors(...error.faults.map(formatFault));
  return 1;
}

/** Fit for `cut` and `grep`. */
function toRow(record: TokenRecord, now: Date): string {
  const { id, name, access, provider = "all", revokedAt, usedAt = "never" } = record;
  const state = revokedAt !== undefined ? "revoked" : isInUse(record, now) ? "in use" : "expired";
  return `${[id, name, access, provider, state, usedAt].join("\t")}\n`;
}

const DAY_MILLISECONDS = 86_400_000;

/** What is meant by `90d` and by a date; anything else stays as it is, and is refused or not. */
function toTime(text: string, now: Date): string {
  const days = /^(\d{1,5})d$/.exec(text)?.[1];
  if (days !== undefined) return new Date(now.getTime() + Number(days) * DAY_MILLISECONDS).toISOString();
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
}
