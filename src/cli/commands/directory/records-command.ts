/**
 * `waypost domain …` and `waypost provider …`: what is done with records of both kinds.
 * @module
 */
import type * as z from "zod";
import { ok, type Result } from "../../../model/result.ts";
import { DOMAIN_STATES } from "../../../model/settings/domain-state.ts";
import { type Command, parseOptions } from "../../command.ts";
import { openPlace, openReadable, PLACE_OPTIONS } from "../../records/open-records.ts";
import { describeHostname, describeMove, toJson, toLine, toRow, toText } from "../../records/print-records.ts";
import { MEMBER, mergeMembers, readBody, readMembers } from "../../records/read-body.ts";
import type { Changed, ChangeRequest, RecordKind, Records, Refusal } from "../../records/records.ts";
import { endBy, refuse } from "../../records/refuse.ts";
import type { ExitCode, Terminal } from "../../terminal.ts";

export interface KindOfRecords {
  readonly kind: RecordKind;
  readonly usage: string;
  /** Of what is written: what `member=value` may name. */
  readonly schema: z.ZodType;
  /** Changes that have a word of their own, as patches. */
  readonly patches: Readonly<Record<string, unknown>>;
}

const OPTIONS = {
  ...PLACE_OPTIONS,
  patch: { type: "boolean", default: false },
  "dry-run": { type: "boolean", default: false },
  "if-revision": { type: "string" },
  provider: { type: "string" },
  state: { type: "string" },
  limit: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

type Values = Exclude<ReturnType<typeof parse>, string>["values"];

function parse(args: readonly string[]) {
  return parseOptions(args, { allowPositionals: true, options: OPTIONS });
}

/** What an action is given. */
interface Call {
  readonly kind: KindOfRecords;
  readonly values: Values;
  /** Behind the action. */
  readonly words: readonly string[];
  readonly terminal: Terminal;
  readonly hint: string;
}

type Action = (call: Call) => Promise<ExitCode>;

export function recordsCommand(kind: KindOfRecords): Command {
  const hint = `waypost ${kind.kind} --help`;
  return {
    usage: kind.usage,
    async run(args, terminal) {
      const parsed = parse(args);
      if (typeof parsed === "string") return terminal.misused(parsed, hint);
      const [name, ...words] = parsed.positionals;
      if (name === undefined) return terminal.misused("no action was named", hint);
      const call = { kind, values: parsed.values, words, terminal, hint };
      const patch = Object.hasOwn(kind.patches, name) ? kind.patches[name] : undefined;
      const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
      try {
        if (patch !== undefined)
          return await changeNamed(call, (records, one, request) => records.patch(one, patch, request));
        if (action !== undefined) return await action(call);
      } catch (error) {
        return endBy(error, terminal);
      }
      return terminal.misused(`unknown action ${JSON.stringify(name)}`, hint);
    },
  };
}

const ACTIONS: Readonly<Record<string, Action>> = {
  add: (call) => write(call, { isNew: true }),
  set: (call) => write(call, { isNew: false }),
  remove: (call) => changeNamed(call, (records, name, request) => records.remove(name, request)),
  "roll-back": (call) => {
    const [name = "", text = "", ...more] = call.words;
    if (more.length > 0 || !/^\d{1,15}$/.test(text))
      return misuse(call, "expected a name and a revision", `waypost ${call.kind.kind} history NAME lists them`);
    return changeNamed({ ...call, words: [name] }, (records, one, request) =>
      records.rollBack(one, Number(text), request),
    );
  },
  show,
  list,
  history,
};

async function misuse({ terminal }: Call, message: string, hint: string): Promise<ExitCode> {
  return terminal.misused(message, hint);
}

/** A body from a file, from stdin, from `member=value`, or from both. */
async function write(call: Call, { isNew }: { readonly isNew: boolean }): Promise<ExitCode> {
  const { kind, words, values, terminal, hint } = call;
  const [name, ...rest] = words;
  const members = rest.filter((word) => MEMBER.test(word));
  const [file, ...more] = rest.filter((word) => !MEMBER.test(word));
  if (name === undefined || MEMBER.test(name)) return terminal.misused(`no ${kind.kind} was named`, hint);
  if (more.length > 0) return terminal.misused("more than one file was named", hint);
  if (file === undefined && (members.length === 0 || values.patch))
    return terminal.misused("nothing to write was named", `${hint}: a FILE, - for stdin, or member=value`);
  const given = readMembers(members, kind.schema);
  if (!given.ok) return terminal.misused(given.error, hint);
  const body = file === undefined ? ok({}) : await readBody(file, terminal);
  if (!body.ok) {
    terminal.printErrors(...body.error);
    return 1;
  }
  const isPatch = !isNew && (values.patch || file === undefined);
  return changeNamed({ ...call, words: [name] }, (records, one, request) => {
    if (isPatch)
      return records.patch(
        one,
        mergeMembers(body.value, given.value, () => true),
        request,
      );
    // In overrides null has a meaning of its own: the domain lacks what its provider has.
    const whole = mergeMembers(body.value, given.value, ([first]) => first === "overrides");
    return records.put(one, whole, isNew ? { ...request, expected: "none" } : request);
  });
}

/** One record, changed. */
async function changeNamed(
  call: Call,
  make: (records: Records, name: string, request: ChangeRequest) => Promise<Result<Changed, Refusal>>,
): Promise<ExitCode> {
  const { kind, words, values, terminal, hint } = call;
  const [name, ...more] = words;
  if (name === undefined || more.length > 0) return terminal.misused(`expected one ${kind.kind}`, hint);
  const revision = values["if-revision"];
  if (revision !== undefined && !/^\d{1,15}$/.test(revision))
    return terminal.misused(`not a revision: ${JSON.stringify(revision)}`, hint);
  const request = {
    dryRun: values["dry-run"],
    ...(revision === undefined ? {} : { expected: Number(revision) }),
  };
  const place = await openPlace(values, terminal, hint, values["dry-run"] ? "try" : "write");
  if (typeof place === "number") return place;
  try {
    const made = await make(place[`${kind.kind}s`], name, request);
    if (!made.ok) return refuse(made.error, terminal);
    terminal.print(values.json ? toJson(kind.kind, name, made.value) : toText(name, made.value));
    return 0;
  } finally {
    await place.close();
  }
}

async function show({ kind, words, values, terminal, hint }: Call): Promise<ExitCode> {
  const [name, ...more] = words;
  if (name === undefined || more.length > 0) return terminal.misused(`expected one ${kind.kind}`, hint);
  const place = await openReadable(values, terminal, hint);
  if (typeof place === "number") return place;
  try {
    const found = await place[`${kind.kind}s`].get(name);
    if (!found.ok) return refuse(found.error, terminal);
    const { revision, state, body } = found.value;
    const hostnames = kind.kind === "domain" ? ((await place.hostnames?.(found.value.name)) ?? []) : [];
    const moves = kind.kind === "provider" ? ((await place.moves?.(name)) ?? []) : [];
    if (values.json) terminal.print(toLine(kind.kind, found.value, moves, hostnames));
    else {
      terminal.print(`${JSON.stringify(body, undefined, 2)}\n`);
      const about = [state, ...(revision === undefined ? [] : [`revision ${revision}`])].filter(
        (part) => part !== undefined,
      );
      if (about.length > 0) terminal.printNote(`${found.value.name}: ${about.join(", ")}`);
      for (const move of moves) terminal.printNote(describeMove(move));
      for (const hostname of hostnames) terminal.printNote(describeHostname(hostname));
    }
    return 0;
  } finally {
    await place.close();
  }
}

async function list({ kind, words, values, terminal, hint }: Call): Promise<ExitCode> {
  const [prefix, ...more] = words;
  if (more.length > 0) return terminal.misused("expected one beginning of names at most", hint);
  const state = DOMAIN_STATES.find((known) => known === values.state);
  if (values.state !== undefined && state === undefined)
    return terminal.misused(`unknown state ${JSON.stringify(values.state)}`, `--state ${DOMAIN_STATES.join(", ")}`);
  const limit = readLimit(values.limit, Number.POSITIVE_INFINITY);
  if (limit === undefined) return terminal.misused(`not a number: ${JSON.stringify(values.limit)}`, hint);
  const place = await openReadable(values, terminal, hint);
  if (typeof place === "number") return place;
  try {
    let count = 0;
    const filter = {
      ...(prefix === undefined ? {} : { prefix: prefix.toLowerCase() }),
      ...(values.provider === undefined ? {} : { provider: values.provider }),
      ...(state === undefined ? {} : { state }),
    };
    if (limit === 0) return 0;
    for await (const record of place[`${kind.kind}s`].list(filter)) {
      terminal.print(values.json ? toLine(kind.kind, record) : toRow(record));
      count += 1;
      if (count === limit) break;
    }
    return 0;
  } finally {
    await place.close();
  }
}

const TOLD_REVISIONS = 20;

async function history({ kind, words, values, terminal, hint }: Call): Promise<ExitCode> {
  const [name, ...more] = words;
  if (name === undefined || more.length > 0) return terminal.misused(`expected one ${kind.kind}`, hint);
  const limit = readLimit(values.limit, TOLD_REVISIONS);
  if (limit === undefined) return terminal.misused(`not a number: ${JSON.stringify(values.limit)}`, hint);
  const place = await openPlace(values, terminal, hint, "look");
  if (typeof place === "number") return place;
  try {
    const found = await place[`${kind.kind}s`].history(name, limit);
    if (!found.ok) return refuse(found.error, terminal);
    for (const { revision, at, author, body } of found.value)
      terminal.print(
        values.json
          ? `${JSON.stringify({ revision, at, author, entry: body ?? null })}\n`
          : `${revision}\t${at}\t${author}\t${body === undefined ? "removed" : JSON.stringify(body)}\n`,
      );
    return 0;
  } finally {
    await place.close();
  }
}

function readLimit(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined) return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
