/**
 * What domains and providers have in common: each is read, made, changed, removed, remembered and brought back in the same way.
 * @module
 */
import type { Context, Hono } from "hono";
import type { Actor } from "../../../directory/actor.ts";
import type { ChangeOptions } from "../../../directory/operations/change.ts";
import type { DirectoryError } from "../../../directory/operations/directory-error.ts";
import type { ChangePreview } from "../../../directory/views/directory-view.ts";
import type { Result } from "../../../model/result.ts";
import type { Revision, RevisionRecord } from "../../../store/records.ts";
import { emptyResponse, jsonResponse, recordResponse } from "../api/answer.ts";
import { checkBody, JSON_TYPE, limitRecord, PATCH_TYPE, RollBack, readJson } from "../api/bodies.ts";
import { readCondition } from "../api/condition.ts";
import { otherMethods } from "../api/other-methods.ts";
import { toDirectoryProblem } from "../api/problems.ts";
import { ChangeQuery, ListQuery, NO_QUERY, readQuery, readRevisionCursor } from "../api/queries.ts";
import { apiProblem } from "../problem.ts";

interface Written<Kind> {
  readonly record: Kind | undefined;
  readonly before: Kind | undefined;
  readonly isChanged: boolean;
}

type Change<Kind> = Promise<Result<Written<Kind>, DirectoryError>>;

/** The part of the operations that both kinds have. */
interface RecordOperations<Kind> {
  get(actor: Actor, name: string): Promise<Result<Kind, DirectoryError>>;
  put(actor: Actor, name: string, body: unknown, options?: ChangeOptions): Change<Kind>;
  patch(actor: Actor, name: string, patch: unknown, options?: ChangeOptions): Change<Kind>;
  remove(actor: Actor, name: string, options?: ChangeOptions): Change<Kind>;
  history(
    actor: Actor,
    name: string,
    limit: number,
    before?: Revision,
  ): Promise<Result<readonly RevisionRecord[], DirectoryError>>;
  rollBack(actor: Actor, name: string, revision: Revision, options?: ChangeOptions): Change<Kind>;
}

export interface RecordKind<Kind> {
  /** With `:name` in it. */
  readonly path: string;
  readonly operations: RecordOperations<Kind>;
  /** Where in a settings file the record would stand, as a JSON pointer. */
  readonly placeOf: (name: string) => string;
  readonly toAnswer: (c: Context, record: Kind) => Promise<{ readonly revision: Revision }>;
  readonly preview: (c: Context, written: Written<Kind>) => Promise<ChangePreview>;
}

/** Routes one kind of record; gives what answers a change, for those that only this kind has. */
export function routeRecords<Kind>(
  routes: Hono,
  kind: RecordKind<Kind>,
): (c: Context, make: Make<Kind>) => Promise<Response> {
  const { path, operations, placeOf } = kind;
  routes.get(path, async (c) => {
    const query = readQuery(c, NO_QUERY);
    if (!query.ok) return apiProblem(query.error);
    const found = await operations.get(c.get("actor"), nameOf(c));
    return found.ok ? recordResponse(c, await kind.toAnswer(c, found.value)) : refuse(c, found.error);
  });
  routes.put(path, limitRecord, async (c) => {
    const body = await readJson(c);
    if (!body.ok) return apiProblem(body.error);
    return change(c, (actor, name, options) => operations.put(actor, name, body.value, options));
  });
  routes.patch(path, limitRecord, async (c) => {
    const patch = await readJson(c, [PATCH_TYPE, JSON_TYPE]);
    if (!patch.ok) return apiProblem(patch.error);
    return change(c, (actor, name, options) => operations.patch(actor, name, patch.value, options));
  });
  routes.delete(path, (c) => change(c, (actor, name, options) => operations.remove(actor, name, options)));
  routes.all(path, otherMethods("GET, HEAD, PUT, PATCH, DELETE"));
  routes.get(`${path}/history`, async (c) => {
    const query = readQuery(c, ListQuery);
    if (!query.ok) return apiProblem(query.error);
    const { limit, cursor } = query.value;
    const before = readRevisionCursor(cursor);
    if (!before.ok) return apiProblem(before.error);
    const found = await operations.history(c.get("actor"), nameOf(c), limit, before.value);
    if (!found.ok) return refuse(c, found.error);
    const last = found.value.length === limit ? found.value.at(-1) : undefined;
    return jsonResponse({ revisions: found.value.map(toRevision), ...toNext(last && String(last.revision)) });
  });
  routes.all(`${path}/history`, otherMethods("GET, HEAD"));
  routes.post(`${path}/roll-back`, limitRecord, async (c) => {
    const json = await readJson(c);
    const body = json.ok ? checkBody(RollBack, json.value) : json;
    if (!body.ok) return apiProblem(body.error);
    const { revision } = body.value;
    return change(c, (actor, name, options) => operations.rollBack(actor, name, revision, options));
  });
  routes.all(`${path}/roll-back`, otherMethods("POST"));
  return change;

  async function change(c: Context, make: Make<Kind>): Promise<Response> {
    const query = readQuery(c, ChangeQuery);
    if (!query.ok) return apiProblem(query.error);
    const expected = readCondition(c);
    if (!expected.ok) return apiProblem(expected.error);
    const { dryRun } = query.value;
    const made = await make(c.get("actor"), nameOf(c), { expected: expected.value, dryRun });
    if (!made.ok) return refuse(c, made.error, expected.value !== undefined);
    if (dryRun) return jsonResponse(toPreview(made.value.isChanged, await kind.preview(c, made.value)));
    const { record, before, isChanged } = made.value;
    if (record === undefined) return emptyResponse(204);
    return recordResponse(c, await kind.toAnswer(c, record), { status: isChanged && before === undefined ? 201 : 200 });
  }

  function refuse(c: Context, error: DirectoryError, isConditional = false): Response {
    return apiProblem(toDirectoryProblem(error, placeOf(nameOf(c)), isConditional));
  }
}

type Make<Kind> = (actor: Actor, name: string, options: ChangeOptions) => Change<Kind>;

/** Every list says where it goes on; `null` is nowhere. */
export function toNext(next: string | undefined): { readonly next: string | null } {
  return { next: next ?? null };
}

function nameOf(c: Context): string {
  return c.req.param("name") ?? "";
}

function toRevision({ revision, at, author, body }: RevisionRecord) {
  return { revision, at, author, entry: body ?? null };
}

function toPreview(changed: boolean, { domains, samples, isCut }: ChangePreview) {
  return { changed, domains, samples, cut: isCut };
}
