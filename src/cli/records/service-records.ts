/**
 * A service that runs, by its API.
 * @module
 */
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import { formatLine } from "../../directory/import/read-ndjson.ts";
import { HOSTNAME_STATES } from "../../directory/views/hostname-state.ts";
import { PREVIEWED_DOCUMENTS } from "../../directory/views/preview.ts";
import { CustomHostname } from "../../model/custom-hostname.ts";
import { Domain } from "../../model/domain/domain-schema.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { DOMAIN_STATES } from "../../model/settings/domain-state.ts";
import { WILDCARD } from "../../model/settings/settings.ts";
import type { Misuse } from "../directory-place.ts";
import { takeCall } from "./bulk-call.ts";
import { toNoRevision, toRefusal } from "./directory-records.ts";
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
import {
  type Answer,
  type Api,
  type AskOptions,
  explain,
  isDone,
  linesOf,
  openApi,
  Problem,
  parseAnswer,
  RETRY_MS,
  TRIES,
  toPlaceError,
} from "./service-api.ts";

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
const Diffs = z.array(z.looseObject({ document: z.enum(PREVIEWED_DOCUMENTS), diff: z.string() }));
const Dry = z.looseObject({
  changed: z.boolean(),
  domains: z.int(),
  samples: z.array(
    z.looseObject({
      domain: z.string(),
      count: z.int(),
      diffs: Diffs,
      planned: z.array(z.looseObject({ at: z.string(), diffs: Diffs })).default([]),
    }),
  ),
});
const Maybe = z
  .string()
  .nullable()
  .transform((text) => text ?? undefined);
const Findings = z.looseObject({
  findings: z.array(
    z.object({
      kind: z.enum(["broken", "warning"]),
      provider: z.string(),
      path: z.string(),
      value: Maybe,
      problem: z.string(),
      remedy: Maybe,
      domain: z.union([z.literal(WILDCARD), Domain]),
      count: z.int(),
    }),
  ),
  cut: z.boolean(),
});
const LoginNames = [z.object({ username: z.string() }), z.object({ mailbox: z.string() })] as const;
const LoginLine = z.looseObject({ login: z.string(), entry: z.union(LoginNames) });
const Logins = z.looseObject({
  logins: z.array(
    z.union([
      z.object({ address: z.string(), username: z.string() }),
      z.object({ address: z.string(), mailbox: z.string() }),
    ]),
  ),
  next: z.string().nullable(),
});
const Moves = z.looseObject({
  moves: z.array(
    z.object({
      at: z.string(),
      made: z.boolean(),
      from: z.array(z.string()),
      to: z.array(z.string()),
      following: z.int(),
      staying: z.int(),
      own: z.int(),
      stays: z.array(z.object({ domain: z.union([z.literal(WILDCARD), Domain]), count: z.int() })),
      cut: z.boolean(),
    }),
  ),
});
const HOSTNAMES_PER_CALL = 200;
const Hostnames = z.looseObject({ hostnames: z.array(CustomHostname), next: Next });
const DomainHostnames = z.looseObject({
  customHostnames: z
    .array(
      z.object({
        hostname: z.string(),
        state: z.enum(HOSTNAME_STATES),
        reason: z.string(),
        remedy: z.string().exactOptional(),
        status: z.string(),
        certificateStatus: z.string().nullable(),
        errors: z.array(z.string()),
        checkedAt: z.string(),
      }),
    )
    .default([]),
});
const BulkAnswer = z.looseObject({
  status: z.int(),
  changed: z.boolean().optional(),
  problem: Problem.optional(),
});

/** The service at `base`, which nothing has been asked yet. */
export function openService(base: string, token: string): Result<RecordPlace, Misuse> {
  const opened = openApi(base, token);
  if (!opened.ok) return opened;
  const api = opened.value;
  return ok({
    kind: "service",
    domains: toRecords(api, "domain"),
    providers: toRecords(api, "provider"),
    writeAll: (items) => writeAll(api, items),
    async findings() {
      const answer = await api.ask("GET", "/findings");
      if (!isDone(answer)) throw toPlaceError(answer);
      const { findings, cut } = parseAnswer(Findings, answer);
      return { findings: findings.map(({ domain, ...finding }) => ({ ...finding, sample: domain })), isPartial: cut };
    },
    async *logins({ domain, prefix }) {
      if (domain === undefined) {
        const answer = await api.ask("GET", "/export?as=logins");
        if (!isDone(answer)) throw toPlaceError(answer);
        for (const line of answer.text.split("\n").filter((text) => text !== "")) {
          const { login, entry } = parseAnswer(LoginLine, { ...answer, text: line });
          yield { address: login, ...entry };
        }
        return;
      }
      let cursor: string | null | undefined;
      do {
        const body = JSON.stringify({ prefix, limit: PAGE, ...(cursor && { cursor }) });
        const path = `/domains/${encodeURIComponent(domain)}/logins/search`;
        const answer = await api.ask("POST", path, { body, type: "application/json" });
        if (!isDone(answer)) throw toPlaceError(answer);
        const page = parseAnswer(Logins, answer);
        yield* page.logins;
        cursor = page.next;
      } while (cursor);
    },
    async moves(id) {
      const answer = await api.ask("GET", `/providers/${encodeURIComponent(id)}/moves`);
      if (!isDone(answer)) return [];
      return parseAnswer(Moves, answer).moves.map(({ made, cut, ...same }) => ({ ...same, isMade: made, isCut: cut }));
    },
    async hostnames(domain) {
      const answer = await api.ask("GET", `/domains/${encodeURIComponent(domain)}`);
      return isDone(answer) ? parseAnswer(DomainHostnames, answer).customHostnames : [];
    },
    customHostnames: {
      async *list(zone) {
        let cursor: string | null | undefined;
        do {
          const query = new URLSearchParams({ zone, limit: String(PAGE), ...(cursor ? { cursor } : {}) });
          const answer = await api.ask("GET", `/custom-hostnames?${query}`);
          if (!isDone(answer)) throw toPlaceError(answer);
          const page = parseAnswer(Hostnames, answer);
          yield* page.hostnames;
          cursor = page.next;
        } while (cursor);
      },
      async write(changes) {
        for (let at = 0; at < changes.length; at += HOSTNAMES_PER_CALL) {
          const hostnames = changes
            .slice(at, at + HOSTNAMES_PER_CALL)
            .map(({ state, ...name }) => ({ ...name, state: state ?? null }));
          const answer = await api.ask("POST", "/custom-hostnames", { body: JSON.stringify({ hostnames }) });
          if (!isDone(answer)) throw toPlaceError(answer);
        }
      },
    },
    close: async () => {},
  });
}

function toRecords(api: Api, kind: RecordKind): Records {
  const pathOf = (name: string) => `/${kind}s/${encodeURIComponent(name)}`;
  const find = async (name: string): Promise<AnyRecord | undefined> => {
    const answer = await api.ask("GET", pathOf(name));
    return isDone(answer) ? toRecord(kind, parseAnswer(Item, answer)) : undefined;
  };
  const change = async (
    method: string,
    path: string,
    name: string,
    options: AskOptions,
    { expected, dryRun = false }: ChangeRequest = {},
    notFound?: Refusal,
  ): Promise<Result<Changed, Refusal>> => {
    const condition =
      expected === undefined ? {} : expected === "none" ? { "if-none-match": "*" } : { "if-match": `"${expected}"` };
    // The answer does not tell whether anything had to be done: the same revision does.
    const before = await find(name);
    const answer = await api.ask(method, `${path}${dryRun ? "?dryRun=true" : ""}`, { ...options, headers: condition });
    if (answer.status === 404 && notFound !== undefined) return err(notFound);
    if (!isDone(answer)) return err(refuse(answer, kind, name));
    if (dryRun) {
      const { changed, domains, samples } = parseAnswer(Dry, answer);
      const outcome = !changed ? "unchanged" : method === "DELETE" ? "removed" : before ? "changed" : "added";
      return ok({ record: undefined, outcome, preview: { domains, samples } });
    }
    if (answer.status === 204)
      return ok({ record: undefined, outcome: before ? "removed" : "unchanged", preview: undefined });
    const record = toRecord(kind, parseAnswer(Item, answer));
    const outcome = before === undefined ? "added" : before.revision === record.revision ? "unchanged" : "changed";
    return ok({ record, outcome, preview: undefined });
  };
  return {
    async get(name) {
      const answer = await api.ask("GET", pathOf(name));
      return isDone(answer) ? ok(toRecord(kind, parseAnswer(Item, answer))) : err(refuse(answer, kind, name));
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
        if (!isDone(answer)) throw toPlaceError(answer);
        const { domains, providers, next } = parseAnswer(Items, answer);
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
        parseAnswer(Revisions, answer).revisions.map(({ entry, ...rest }) => ({ ...rest, body: entry ?? undefined })),
      );
    },
    rollBack: (name, revision, request) =>
      change(
        "POST",
        `${pathOf(name)}/roll-back`,
        name,
        { body: JSON.stringify({ revision }) },
        request,
        toNoRevision(kind, name, revision),
      ),
  };
}

/** What was sent once may be sent again; a line that came too fast, and all after it, are sent when it is time. */
async function writeAll(api: Api, items: Parameters<RecordPlace["writeAll"]>[0]): Promise<readonly ItemOutcome[]> {
  const outcomes: ItemOutcome[] = [];
  let tries = 0;
  while (outcomes.length < items.length) {
    const sent = takeCall(items.slice(outcomes.length, outcomes.length + PAGE));
    const body = sent.map(formatLine).join("");
    const answer = await api.ask("POST", "/bulk", { body, type: "application/x-ndjson" });
    if (!isDone(answer)) throw toPlaceError(answer);
    const lines = answer.text
      .split("\n")
      .filter((line) => line !== "")
      .map((text) => parseAnswer(BulkAnswer, { text }));
    const late = lines.findIndex(({ status }) => status === 429 || status >= 500);
    const done = late < 0 ? lines : lines.slice(0, late);
    outcomes.push(...done.map(toOutcome));
    if (done.length === sent.length) {
      tries = 0;
      continue;
    }
    const problem = lines[late]?.problem;
    if (lines[late]?.status !== 429 || tries === TRIES)
      throw new PlaceError(`the service says: ${problem?.detail ?? problem?.title ?? "nothing of the last lines"}`);
    tries += 1;
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

function refuse(answer: Answer, kind: RecordKind, name: string): Refusal {
  if (answer.status === 404) return toRefusal({ reason: "not_found" }, kind, name);
  return { lines: explain(answer), hint: undefined };
}
