import { type Context, Hono } from "hono";
import type { Actor } from "../../../directory/actor.ts";
import { findLoginDomain, isWrittenTogether } from "../../../directory/operations/bulk-parts.ts";
import type { DirectoryError } from "../../../directory/operations/directory-error.ts";
import { findName, type Written } from "../../../directory/operations/domain-operations.ts";
import type { LoginOutcome } from "../../../directory/operations/login-operations.ts";
import type { Operators } from "../../../directory/operators.ts";
import { COUNTED_DOMAINS } from "../../../directory/views/directory-view.ts";
import { err, ok, type Result } from "../../../model/result.ts";
import { toPointer } from "../../../model/settings/fault.ts";
import type { Revision } from "../../../store/records.ts";
import { StoreUnavailableError } from "../../../store/roles.ts";
import { describeCrash } from "../../wire/crash.ts";
import { LINES_PER_REQUEST } from "../access.ts";
import { LINES_TYPE, streamLines, streamResponse } from "../api/answer.ts";
import type { Api } from "../api/api.ts";
import { BulkLine, checkBody, isOfType, MAX_RECORD_BYTES, parseBody, toUnsupported } from "../api/bodies.ts";
import { otherMethods } from "../api/other-methods.ts";
import { toApiProblem, toDirectoryProblem, toProblemWithin } from "../api/problems.ts";
import { BulkQuery, readQuery } from "../api/queries.ts";
import { type Line, readLines } from "../api/read-lines.ts";
import { type ApiProblem, apiProblem, FAILED, TOO_MANY_REQUESTS, UNAVAILABLE } from "../problem.ts";

const PATH = "/api/v1/bulk";
const LINE_TYPES = [LINES_TYPE, "application/jsonl", "application/x-jsonlines"];

const MAX_LINES = 10_000;
/** Lines that are read, written and answered together. */
const TOGETHER = 500;

/** What a line asks for. */
interface Wish {
  readonly number: number;
  readonly kind: "domain" | "provider" | "login";
  readonly name: string;
  /** `undefined` removes the record. */
  readonly body: unknown;
}

/** What a line is told: its problem, or what became of its record. */
type LineAnswer = Record<string, unknown>;

/**
 * `POST /api/v1/bulk`: a record a line, each made, changed or removed by itself and answered by a line. What was sent once
 * may be sent again: what is as it should be is left alone.
 */
export function bulkRoutes({ operators }: Api): Hono {
  const routes = new Hono();
  routes.post(PATH, (c) => {
    const query = readQuery(c, BulkQuery);
    if (!query.ok) return apiProblem(query.error);
    if (!isOfType(c, LINE_TYPES)) return apiProblem(toUnsupported([LINES_TYPE]));
    const answers = query.value.dryRun
      ? countLines(answerLines(c, toTrial(operators)))
      : answerLines(c, toMaking(operators));
    return streamResponse(streamLines(answers), LINES_TYPE);
  });
  routes.all(PATH, otherMethods("POST"));
  return routes;

  async function* answerLines(c: Context, make: Make): AsyncGenerator<LineAnswer> {
    let together: Line[] = [];
    let count = 0;
    for await (const line of readLines(c.req.raw.body, MAX_RECORD_BYTES)) {
      count += 1;
      if (count > MAX_LINES) break;
      together.push(line);
      if (together.length < TOGETHER) continue;
      if (!(yield* answerTogether(c, together, make))) return;
      together = [];
    }
    if (!(yield* answerTogether(c, together, make))) return;
    if (count > MAX_LINES) yield toRefusal({ number: MAX_LINES + 1 }, toApiProblem("too-many-lines"));
  }

  /** Gives whether to go on; where not, the last line that is answered says why. */
  async function* answerTogether(c: Context, lines: readonly Line[], make: Make): AsyncGenerator<LineAnswer, boolean> {
    let answered = 0;
    const refuseNext = (problem: ApiProblem) => toRefusal({ number: lines[answered]?.number ?? 0 }, problem);
    if (lines.length > 0 && c.get("spend")(Math.ceil(lines.length / LINES_PER_REQUEST)) > 0) {
      yield refuseNext(TOO_MANY_REQUESTS);
      return false;
    }
    try {
      for (const some of toRuns(lines.map(readWish))) {
        yield* await make(c.get("actor"), some);
        answered += some.length;
      }
      return true;
    } catch (error) {
      // The status is long sent: nobody else can tell it any more.
      const isExpected = error instanceof StoreUnavailableError;
      if (!isExpected) console.error(describeCrash(error instanceof Error ? error : new Error()));
      yield refuseNext(isExpected ? UNAVAILABLE : FAILED);
      return false;
    }
  }
}

/** Makes one provider, or what stands together of domains or login names, or tells a line that asks for nothing. */
type Make = (actor: Actor, run: Run) => Promise<readonly LineAnswer[]>;

function toMaking({ domains, providers, logins }: Pick<Operators, "domains" | "providers" | "logins">): Make {
  return async (actor, [first, ...rest]) => {
    if (!first.ok) return [first.error];
    const wishes = [first.value, ...rest.flatMap((wish) => (wish.ok ? [wish.value] : []))];
    if (first.value.kind === "domain") {
      const made = await domains.bulk(actor, wishes);
      return wishes.map((wish, index) => toAnswer(wish, made[index] ?? err({ reason: "not_found" })));
    }
    if (first.value.kind === "login") {
      const items = wishes.map(({ name, body }) => ({ address: name, entry: body }));
      const made = await logins.write(actor, findLoginDomain(first.value.name), items);
      return wishes.map((wish, index) =>
        toLoginAnswer(wish, made.ok ? (made.value[index] ?? err({ reason: "not_found" })) : made),
      );
    }
    const { name, body } = first.value;
    const made = body === undefined ? await providers.remove(actor, name) : await providers.put(actor, name, body);
    return [toAnswer(first.value, made)];
  };
}

/** The same on a directory that keeps nothing; revisions are then nobody's, and a provider's line counts its domains. */
function toTrial(operators: Operators): Make {
  const rehearsal = operators.rehearse();
  const make = toMaking(rehearsal);
  return async (actor, run) => {
    const answers = await make(actor, run);
    return Promise.all(
      answers.map(async ({ revision: _, ...answer }) => {
        if (typeof answer.provider !== "string" || answer.changed !== true) return answer;
        return {
          ...answer,
          domains: await rehearsal.domains.count(actor, { provider: answer.provider }, COUNTED_DOMAINS),
        };
      }),
    );
  };
}

/** The lines, and a last one that counts what would become of them. */
async function* countLines(answers: AsyncIterable<LineAnswer>): AsyncGenerator<LineAnswer> {
  const total = { added: 0, changed: 0, removed: 0, unchanged: 0, refused: 0 };
  for await (const answer of answers) {
    const { status, changed } = answer;
    if (changed === undefined) total.refused += 1;
    else if (changed === false) total.unchanged += 1;
    else total[status === 201 ? "added" : status === 204 ? "removed" : "changed"] += 1;
    yield answer;
  }
  yield { total };
}

type Wished = Result<Wish, LineAnswer>;
type Run = readonly [Wished, ...Wished[]];

function readWish({ number, bytes }: Line): Wished {
  if (bytes === undefined)
    return err(
      toRefusal(
        { number },
        toApiProblem("too-large", { detail: `The line is longer than ${MAX_RECORD_BYTES} bytes.` }),
      ),
    );
  const json = parseBody(bytes);
  const line = json.ok ? checkBody(BulkLine, json.value) : json;
  if (!line.ok) return err(toRefusal({ number }, line.error));
  const { domain, provider, login = "", entry } = line.value;
  const body = entry ?? undefined;
  if (domain !== undefined) return ok({ number, kind: "domain", name: domain, body });
  return ok(
    provider === undefined
      ? { number, kind: "login", name: login, body }
      : { number, kind: "provider", name: provider, body },
  );
}

/** What is written together, all in the order of the lines. */
function toRuns(wishes: readonly Wished[]): Run[] {
  const runs: [Wished, ...Wished[]][] = [];
  for (const wish of wishes) {
    const run = runs.at(-1);
    if (run?.[0].ok && wish.ok && isWrittenTogether(run[0].value, wish.value)) run.push(wish);
    else runs.push([wish]);
  }
  return runs;
}

/** By the number of its line alone: whoever sent it knows the address. */
function toLoginAnswer({ number }: Wish, made: Result<LoginOutcome, DirectoryError>): LineAnswer {
  if (!made.ok) {
    const problem = toDirectoryProblem(made.error, "", false);
    return toRefusal(
      { number },
      toProblemWithin(problem, (pointer) => pointer.replace(/^\/address$/, "/login")),
    );
  }
  const status = made.value === "added" ? 201 : made.value === "removed" ? 204 : 200;
  return { ...toPlace({ number }), status, changed: made.value !== "unchanged" };
}

function toAnswer(
  { number, kind, name, body }: Wish,
  made: Result<
    Pick<Written, "isChanged"> & Record<"record" | "before", { readonly revision: Revision } | undefined>,
    DirectoryError
  >,
): LineAnswer {
  const line = { number, [kind]: name };
  if (!made.ok) {
    const problem = toDirectoryProblem(made.error, toPlaceInFile(kind, name), false);
    return toRefusal(
      line,
      toProblemWithin(problem, (pointer) => `/entry${pointer}`),
    );
  }
  const { record, before, isChanged } = made.value;
  const status = body === undefined ? 204 : isChanged && before === undefined ? 201 : 200;
  return { ...toPlace(line), status, changed: isChanged, ...(record && { revision: record.revision }) };
}

function toPlaceInFile(kind: Wish["kind"], name: string): string {
  return toPointer(kind === "domain" ? ["domains", findName(name) ?? name] : ["providers", name]);
}

function toRefusal(place: { readonly number: number }, problem: ApiProblem): LineAnswer {
  return { ...toPlace(place), status: problem.status, problem };
}

function toPlace({ number, ...name }: { readonly number: number }): LineAnswer {
  return { line: number, ...name };
}
