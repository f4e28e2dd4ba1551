/**
 * A service that runs, by its API.
 * @module
 */
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import { formatLine } from "../../directory/import/read-ndjson.ts";
import { PREVIEWED_DOCUMENTS } from "../../directory/preview.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { DOMAIN_STATES } from "../../model/settings/settings.ts";
import type { Misuse } from "../directory-place.ts";
import { toRefusal } from "./directory-records.ts";
import {
  type AnyRecord,
  type Changed,
  type ChangeRequest,
  type ItemOutcome,
  PlaceError,
  type RecordKind,
  type RecordPlace,
  type Records,
  type Refusal,
} from "./records.ts";

const TIMEOUT_MS = 60_000;
/** Where the token's rate is used up: so long, so often. */
const RETRY_MS = 10_000;
const TRIES = 12;
/** Records of a page, and lines of a call: each call counts against the token's rate. */
const PAGE = 500;

const Entry = z.looseObject({});
const Next = z.string().nullish();
const Item = z.looseObject({
  domain: z.string().optional(),
  provider: z.string().optional(),
  state: z.enum(DOMAIN_STATES).optional(),
  revision: z.int(),
  entry: Entry,
});
const Items = z.looseObject({ domains: z.array(Item).optional(), providers: z.array(Item).optional(), next: Next });
const Revisions = z.looseObject({
  revisions: z.array(z.looseObject({ revision: z.int(), at: z.string(), author: z.string(), entry: Entry.nullable() })),
});
const Dry = z.looseObject({
  changed: z.boolean(),
  domains: z.int(),
  samples: z.array(
    z.looseObject({
      domain: z.string(),
      count: z.int(),
      diffs: z.array(z.looseObject({ document: z.enum(PREVIEWED_DOCUMENTS), diff: z.string() })),
    }),
  ),
});
const Problem = z.looseObject({
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.looseObject({ detail: z.string() })).optional(),
});
const BulkAnswer = z.looseObject({
  status: z.int(),
  changed: z.boolean().optional(),
  problem: Problem.optional(),
});

/** The service at `base`, which nothing has been asked yet. */
export function openService(base: string, token: string): Result<RecordPlace, Misuse> {
  const url = URL.parse(base);
  if (url === null || !/^https?:$/.test(url.protocol))
    return err({ message: `not the URL of a service: ${JSON.stringify(base)}`, hint: "--url https://setup.example" });
  // A token in clear text is anybody's on the way.
  if (url.protocol === "http:" && !/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname))
    return err({ message: "a token goes over https only", hint: `--url https://${url.host}` });
  if (token === "")
    return err({
      message: "the service wants a token",
      hint: "put it in the variable WAYPOST_TOKEN; waypost token create makes one",
    });
  const api = new Api(`${url.href.replace(/\/$/, "")}/api/v1`, token);
  return ok({
    kind: "service",
    domains: toRecords(api, "domain"),
    providers: toRecords(api, "provider"),
    writeAll: (items) => writeAll(api, items),
    close: async () => {},
  });
}

interface Answer {
  readonly status: number;
  /** When to ask again. */
  readonly retryAfterMs: number;
  readonly text: string;
}

class Api {
  readonly #base: string;
  readonly #token: string;

  constructor(base: string, token: string) {
    this.#base = base;
    this.#token = token;
  }

  async ask(
    method: string,
    path: string,
    { body, type = "application/json", headers = {} }: AskOptions = {},
  ): Promise<Answer> {
    for (let tries = 0; ; tries += 1) {
      const answer = await this.#send(method, path, { body, type, headers });
      if (answer.status === 429 && tries < TRIES) {
        await wait(answer.retryAfterMs);
        continue;
      }
      if (answer.status === 401 || answer.status === 403 || answer.status === 429 || answer.status >= 500)
        throw new PlaceError(`the service says: ${describe(answer)}`);
      return answer;
    }
  }

  async #send(method: string, path: string, { body, type = "", headers }: AskOptions): Promise<Answer> {
    try {
      const response = await fetch(`${this.#base}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.#token}`,
          ...(body === undefined ? {} : { "content-type": type }),
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
        // Where it leads is not whom the token is for.
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const seconds = Number(response.headers.get("retry-after") ?? 0);
      const retryAfterMs = seconds > 0 && seconds <= 60 ? seconds * 1000 : RETRY_MS;
      return { status: response.status, retryAfterMs, text: await response.text() };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      throw new PlaceError(`the service does not answer: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }
}

interface AskOptions {
  readonly body?: string | undefined;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function toRecords(api: Api, kind: RecordKind): Records {
  const pathOf = (name: string) => `/${kind}s/${encodeURIComponent(name)}`;
  const find = async (name: string): Promise<AnyRecord | undefined> => {
    const answer = await api.ask("GET", pathOf(name));
    return isDone(answer) ? toRecord(kind, parse(Item, answer)) : undefined;
  };
  const change = async (
    method: string,
    path: string,
    name: string,
    options: AskOptions,
    { expected, dryRun = false }: ChangeRequest = {},
  ): Promise<Result<Changed, Refusal>> => {
    const condition =
      expected === undefined ? {} : expected === "none" ? { "if-none-match": "*" } : { "if-match": `"${expected}"` };
    // The answer does not tell whether anything had to be done: the same revision does.
    const before = await find(name);
    const answer = await api.ask(method, `${path}${dryRun ? "?dryRun=true" : ""}`, { ...options, headers: condition });
    if (!isDone(answer)) return err(refuse(answer, kind, name));
    if (dryRun) {
      const { changed, domains, samples } = parse(Dry, answer);
      const outcome = !changed ? "unchanged" : method === "DELETE" ? "removed" : before ? "changed" : "added";
      return ok({ record: undefined, outcome, preview: { domains, samples } });
    }
    if (answer.status === 204)
      return ok({ record: undefined, outcome: before ? "removed" : "unchanged", preview: undefined });
    const record = toRecord(kind, parse(Item, answer));
    const outcome = before === undefined ? "added" : before.revision === record.revision ? "unchanged" : "changed";
    return ok({ record, outcome, preview: undefined });
  };
  return {
    async get(name) {
      const answer = await api.ask("GET", pathOf(name));
      return isDone(answer) ? ok(toRecord(kind, parse(Item, answer))) : err(refuse(answer, kind, name));
    },
    async *list({ prefix = "", ...filter }) {
      let cursor: string | null | undefined;
      do {
        const query = new URLSearchParams({
          ...(kind === "domain" ? filter : {}),
          ...(kind === "domain" && prefix !== "" ? { prefix } : {}),
          limit: String(PAGE),
          ...(cursor ? { cursor } : {}),
        });
        const answer = await api.ask("GET", `/${kind}s?${query}`);
        if (!isDone(answer)) throw new PlaceError(`the service says: ${describe(answer)}`);
        const { domains, providers, next } = parse(Items, answer);
        for (const item of domains ?? providers ?? []) {
          const record = toRecord(kind, item);
          if (record.name.startsWith(prefix)) yield record;
        }
        cursor = next;
      } while (cursor);
    },
    put: (name, body, request) => change("PUT", pathOf(name), name, { body: JSON.stringify(body) }, request),
    patch: (name, patch, request) =>
      change(
        "PATCH",
        pathOf(name),
        name,
        { body: JSON.stringify(patch), type: "application/merge-patch+json" },
        request,
      ),
    remove: (name, request) => change("DELETE", pathOf(name), name, {}, request),
    async history(name, limit) {
      const answer = await api.ask("GET", `${pathOf(name)}/history?limit=${Math.min(limit, 1000)}`);
      if (!isDone(answer)) return err(refuse(answer, kind, name));
      return ok(
        parse(Revisions, answer).revisions.map(({ entry, ...rest }) => ({ ...rest, body: entry ?? undefined })),
      );
    },
    rollBack: (name, revision, request) =>
      change("POST", `${pathOf(name)}/roll-back`, name, { body: JSON.stringify({ revision }) }, request),
  };
}

/** What was sent once may be sent again; a line that came too fast, and all after it, are sent when it is time. */
async function writeAll(api: Api, items: Parameters<RecordPlace["writeAll"]>[0]): Promise<readonly ItemOutcome[]> {
  const outcomes: ItemOutcome[] = [];
  for (let tries = 0; outcomes.length < items.length; tries += 1) {
    const body = items.slice(outcomes.length).map(formatLine).join("");
    const answer = await api.ask("POST", "/bulk", { body, type: "application/x-ndjson" });
    if (!isDone(answer)) throw new PlaceError(`the service says: ${describe(answer)}`);
    const lines = answer.text
      .split("\n")
      .filter((line) => line !== "")
      .map((text) => parse(BulkAnswer, { ...answer, text }));
    const late = lines.findIndex(({ status }) => status === 429 || status >= 500);
    const done = late < 0 ? lines : lines.slice(0, late);
    outcomes.push(...done.map(toOutcome));
    if (outcomes.length === items.length) break;
    const problem = lines[late]?.problem;
    if (lines[late]?.status !== 429 || tries === TRIES)
      throw new PlaceError(`the service says: ${problem?.detail ?? problem?.title ?? "nothing of the last lines"}`);
    await wait(RETRY_MS);
  }
  return outcomes;
}

function toOutcome({ status, changed, problem }: z.infer<typeof BulkAnswer>): ItemOutcome {
  if (problem !== undefined) return { lines: linesOf(problem), hint: undefined };
  return changed === false ? "unchanged" : status === 201 ? "added" : status === 204 ? "removed" : "changed";
}

function toRecord(kind: RecordKind, { state, revision, entry, ...item }: z.infer<typeof Item>): AnyRecord {
  return { name: item[kind] ?? "", state, revision, body: entry };
}

function isDone({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

function refuse(answer: Answer, kind: RecordKind, name: string): Refusal {
  if (answer.status === 404) return toRefusal({ reason: "not_found" }, kind, name);
  const problem = Problem.safeParse(parseOrNothing(answer.text)).data;
  return { lines: problem === undefined ? [describe(answer)] : linesOf(problem), hint: undefined };
}

function describe(answer: Answer): string {
  const problem = Problem.safeParse(parseOrNothing(answer.text)).data;
  return problem === undefined ? `status ${answer.status}` : linesOf(problem).join("; ");
}

/** The places and words of what was sent, else what can be said of all of it. */
function linesOf(problem: z.infer<typeof Problem>): readonly string[] {
  const { title, detail, errors = [] } = problem;
  return errors.length > 0 ? errors.map((one) => one.detail) : [detail ?? title];
}

function parse<Schema extends z.ZodType>(schema: Schema, { text }: Answer): z.output<Schema> {
  const parsed = schema.safeParse(parseOrNothing(text));
  if (parsed.success) return parsed.data;
  throw new PlaceError("the service answers what its API does not: is it of another version?");
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
