import { isInUse } from "../../../directory/operations/token-operations.ts";
import { err } from "../../../model/result.ts";
import type { TokenRecord } from "../../../store/access-roles.ts";
import { type Command, parseOptions } from "../../command.ts";
import { parseMoment } from "../../moment.ts";
import { PLACE_OPTIONS, PLACE_USAGE } from "../../records/open-records.ts";
import { NO_TOKEN, openTokens, type TokenPlace } from "../../records/open-tokens.ts";
import { endBy, refuse } from "../../records/refuse.ts";
import type { ExitCode, Terminal } from "../../terminal.ts";

const HINT = "waypost token --help";
const usage = `usage: waypost token create NAME [--access read|write] [--provider ID] [--expires TIME]
       waypost token list
       waypost token revoke NAME | ID

Makes and revokes tokens on the directory itself, the first one too, which opens the API and the console; or, with --url, in a
service that runs, by a token that may change everything.

create   prints the token, this once: nothing of it is kept but a digest
list     prints a line for each token: id, name, access, provider, whether it is in use, when it was last used
revoke   ends a token and its sessions, at once and on every machine; its name may be given again

options:
  --access WHAT     read (the default) looks; write changes as well
  --provider ID     a token for one provider and its domains, who sees nothing of others
  --expires TIME    when it ends: 2027-01-31, 2027-01-31T12:00:00Z, or a number of days such as 90d; else never
${PLACE_USAGE}
  --json            print JSON, an object a line

A Worker's first token is its secret ADMIN_TOKEN, and the console makes others.

exit status: 0 done, 1 refused or not there, 2 misused or out of reach
`;

const OPTIONS = {
  ...PLACE_OPTIONS,
  access: { type: "string", default: "read" },
  provider: { type: "string" },
  expires: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

function parse(args: readonly string[]) {
  return parseOptions(args, { allowPositionals: true, options: OPTIONS });
}

interface Call {
  readonly tokens: TokenPlace;
  readonly name: string;
  readonly values: Exclude<ReturnType<typeof parse>, string>["values"];
  /** Of a token that is made; null is never. */
  readonly expiresAt: string | null;
  readonly terminal: Terminal;
  readonly now: Date;
}

/** `waypost token …` */
export const token: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parse(args);
    if (typeof parsed === "string") return terminal.misused(parsed, HINT);
    const { values, positionals } = parsed;
    const [action = "", name = "", ...more] = positionals;
    const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (run === undefined)
      return terminal.misused(action === "" ? "no action was named" : `unknown action ${JSON.stringify(action)}`, HINT);
    if (more.length > 0 || (name === "") !== (action === "list"))
      return terminal.misused(action === "list" ? "list takes no name" : "expected one name", HINT);
    const now = new Date();
    const { access, expires } = values;
    if (access !== "read" && access !== "write")
      return terminal.misused(`--access cannot be ${JSON.stringify(access)}`, "--access read, or --access write");
    const expiresAt = expires === undefined ? null : toTime(expires, now);
    if (expiresAt === undefined)
      return terminal.misused(
        `--expires: not a time: ${JSON.stringify(expires)}`,
        "--expires 2027-01-31, or --expires 90d",
      );
    const { data, database, settings, url } = values;
    const place = { data, database, settings, url };
    const tokens = await openTokens(place, now, terminal, HINT, action === "list" ? "look" : "write");
    if (typeof tokens === "number") return tokens;
    try {
      return await run({ tokens, name, values, expiresAt, terminal, now });
    } catch (error) {
      return endBy(error, terminal);
    } finally {
      await tokens.close();
    }
  },
};

const ACTIONS: Readonly<Record<string, (call: Call) => Promise<ExitCode>>> = {
  async create({ tokens, name, values, expiresAt, terminal }) {
    const { access, provider = null } = values;
    const made = await tokens.create({ name, access, provider, expiresAt });
    if (!made.ok) return refuse(made.error, terminal);
    const { token: record, text } = made.value;
    terminal.print(values.json ? `${JSON.stringify({ ...record, secret: text })}\n` : `${text}\n`);
    if (!(await terminal.hasPrinted())) {
      await tokens.revoke(record.id);
      terminal.printErrors(`${name}: the token could not be shown, and is revoked`);
      return 2;
    }
    terminal.printNote("keep it now: it is shown this once");
    return 0;
  },
  async list({ tokens, values, terminal, now }) {
    for await (const record of tokens.list())
      terminal.print(values.json ? `${JSON.stringify(record)}\n` : toRow(record, now));
    return 0;
  },
  async revoke({ tokens, name, values, terminal, now }) {
    const id = await findId(tokens, name, now);
    const revoked = id === undefined ? err(NO_TOKEN) : await tokens.revoke(id);
    if (!revoked.ok) return refuse(revoked.error, terminal);
    terminal.print(values.json ? `${JSON.stringify(revoked.value)}\n` : `${revoked.value.name}: revoked\n`);
    return 0;
  },
};

/** The token of an id, else the one that has the name now. */
async function findId(tokens: TokenPlace, name: string, now: Date): Promise<string | undefined> {
  let named: string | undefined;
  for await (const record of tokens.list()) {
    if (record.id === name) return record.id;
    if (record.name === name && (named === undefined || isInUse(record, now))) named = record.id;
  }
  return named;
}

/** Fit for `cut` and `grep`. */
function toRow(record: TokenRecord, now: Date): string {
  const { id, name, access, provider = "all", revokedAt, usedAt = "never" } = record;
  const state = revokedAt !== undefined ? "revoked" : isInUse(record, now) ? "in use" : "expired";
  return `${[id, name, access, provider, state, usedAt].join("\t")}\n`;
}

const DAY_MILLISECONDS = 86_400_000;

/** What is meant by `90d`, by a date or by a moment. */
function toTime(text: string, now: Date): string | undefined {
  const days = /^(\d{1,5})d$/.exec(text)?.[1];
  if (days !== undefined) return new Date(now.getTime() + Number(days) * DAY_MILLISECONDS).toISOString();
  return parseMoment(text)?.toISOString();
}
