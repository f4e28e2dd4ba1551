/**
 * How a domain or a provider is changed: typed, looked at, and saved; the same steps for both.
 * @module
 */
import { type Context, Hono } from "hono";
import type { Operator } from "../../../directory/actor.ts";
import type { ChangeOptions } from "../../../directory/operations/change.ts";
import type { DirectoryError } from "../../../directory/operations/directory-error.ts";
import { diffBodies } from "../../../directory/views/body-diff.ts";
import { type ChangePreview, COUNTED_DOMAINS } from "../../../directory/views/directory-view.ts";
import type { Result } from "../../../model/result.ts";
import { createFault } from "../../../model/settings/fault.ts";
import { CONSOLE, toHref } from "../../../pages/console/console-page.ts";
import { type EntryKind, type EntryPage, renderEntryPage } from "../../../pages/console/entry-page.ts";
import { type ReviewPage, renderReviewPage } from "../../../pages/console/review-page.ts";
import {
  answer,
  answerProblem,
  type ConsoleParts,
  type Done,
  explain,
  leadTo,
  limitForm,
  readFields,
  suggestProviders,
  toVisitor,
} from "./console-context.ts";
import { readTyped, type Typed, toRevision, toTarget } from "./typed-entry.ts";

interface Entry {
  readonly body: unknown;
  readonly revision: number;
}

interface Written {
  readonly record: Entry | undefined;
  readonly before: Entry | undefined;
  readonly isChanged: boolean;
}

/** What the operations on domains and those on providers have in common. */
export interface Editable<Change extends Written> {
  readonly kind: EntryKind;
  readonly get: (actor: Operator, name: string) => Promise<Result<Entry, DirectoryError>>;
  /** Latest first, before the revision `before`; what was removed has no body. */
  readonly history: (
    actor: Operator,
    name: string,
    limit: number,
    before: number,
  ) => Promise<Result<readonly Entry[], DirectoryError>>;
  readonly put: (
    actor: Operator,
    name: string,
    body: unknown,
    options: ChangeOptions,
  ) => Promise<Result<Change, DirectoryError>>;
  /** What is done by one button, under the names of their paths. */
  readonly actions: Readonly<Record<string, Action<Change>>>;
  readonly preview: (change: Change, origin: string) => Promise<ChangePreview>;
  /** A name as it is kept, of one that may have been typed in any spelling. */
  readonly toKeptName: (name: string) => string;
  readonly toShownName: (name: string) => string;
  /** What an entry inherits from, if it does. */
  readonly inherit: (actor: Operator, body: unknown) => Promise<unknown>;
  /** What a new one begins with. */
  readonly first: (actor: Operator) => unknown;
}

interface Action<Change> {
  readonly title: string;
  readonly lead: string;
  readonly button: string;
  readonly isDangerous: boolean;
  readonly done: Done;
  /** `to` is the revision to go back to, for the one action that has any. */
  readonly run: (
    actor: Operator,
    name: string,
    to: number,
    options: ChangeOptions,
  ) => Promise<Result<Change, DirectoryError>>;
}

/** What the form says besides what was typed. */
type Shown = Partial<Pick<EntryPage, "conflict" | "notice" | "isTaken">> & { readonly status?: number };

/** What a review says besides what the change itself tells. */
type Review = Omit<ReviewPage, "visitor" | "kind" | "name" | "shownName" | "samples" | "isCut" | "reach">;

const LISTS: Readonly<Record<EntryKind, string>> = { domains: "new-domain", providers: "new-provider" };

export function editingRoutes<Change extends Written>(parts: ConsoleParts, editable: Editable<Change>): Hono {
  const { operators, findOrigin } = parts;
  const { kind, get, history, put, actions, preview, toKeptName, toShownName, inherit, first } = editable;
  const made = `${CONSOLE}/${LISTS[kind]}` as const;
  const own = `${CONSOLE}/${kind}/:name` as const;
  const routes = new Hono()
    .get(made, (c) => show(c, { name: "", isNew: true, body: first(c.get("actor")), faults: [], revision: "none" }))
    .post(made, limitForm, (c) => review(c, true))
    .post(`${made}/save`, limitForm, (c) => save(c, true))
    .get(`${own}/edit`, async (c) => {
      const name = c.req.param("name");
      const found = await get(c.get("actor"), name);
      if (!found.ok) return notFound(c);
      return show(c, { name, isNew: false, ...found.value, faults: [] });
    })
    .post(`${own}/edit`, limitForm, (c) => review(c, false))
    .post(`${own}/save`, limitForm, (c) => save(c, false));
  for (const [path, action] of Object.entries(actions)) {
    routes.get(`${own}/${path}`, (c) => ask(c, path, action));
    routes.post(`${own}/${path}`, limitForm, (c) => act(c, action));
  }
  return routes;

  async function show(c: Context, typed: Typed, more: Shown = {}) {
    const actor = c.get("actor");
    const { status = 200, ...shown } = more;
    const page = renderEntryPage({
      visitor: toVisitor(c),
      kind,
      ...typed,
      shownName: toShownName(typed.name),
      place: createFault([kind, toKeptName(typed.name)], undefined, "").path,
      provider: await inherit(actor, typed.body),
      providers: await suggestProviders(c, operators),
      ...shown,
    });
    return answer(c, page, status);
  }

  /** Tries what was typed, and shows what would come of it. */
  async function review(c: Context, isNew: boolean): Promise<Response> {
    const fields = await readFields(c);
    if (fields === undefined) return answerProblem(c, 415, "Nothing was sent.", { section: kind });
    const typed = readTyped(c, fields, isNew);
    if (typed.faults.length > 0) return show(c, typed, { status: 422 });
    if (fields.get("as") === "again") return show(c, typed);
    const { name, body, revision } = typed;
    const tried = await settle((options) => put(c.get("actor"), name, body, { ...options, dryRun: true }), revision);
    if (!tried.ok) return refuse(c, typed, tried.error);
    if (!tried.value.isChanged) return leadTo(c, toHref(kind, name), "same");
    return showReview(c, name, tried.value, {
      isNew,
      title: isNew ? `Add ${toShownName(name)}?` : `Change ${toShownName(name)}?`,
      lead: "Nothing is saved yet.",
      action: isNew ? `${made}/save` : `${toHref(kind, name)}/save`,
      button: "Save",
      isDangerous: false,
      fields: { name, revision: String(revision), json: JSON.stringify(body, undefined, 2) },
      again: isNew ? made : `${toHref(kind, name)}/edit`,
      entryDiff: diffBodies(tried.value.before?.body, body),
    });
  }

  async function save(c: Context, isNew: boolean): Promise<Response> {
    const fields = await readFields(c);
    if (fields === undefined) return answerProblem(c, 415, "Nothing was sent.", { section: kind });
    const typed = readTyped(c, fields, isNew);
    if (typed.faults.length > 0) return show(c, typed, { status: 422 });
    const { name, body, revision } = typed;
    const saved = await settle((options) => put(c.get("actor"), name, body, options), revision);
    return saved.ok ? leadTo(c, toHref(kind, name), "saved") : refuse(c, typed, saved.error);
  }

  /** A change of what a form began with. What is like it already, as where the form was sent twice, is no conflict. */
  async function settle(
    run: (options: ChangeOptions) => Promise<Result<Change, DirectoryError>>,
    expected: number | "none",
  ): Promise<Result<Change, DirectoryError>> {
    const made = await run({ expected });
    if (made.ok || made.error.reason !== "changed") return made;
    const again = await run({ dryRun: true });
    return again.ok && !again.value.isChanged ? again : made;
  }

  /** The form again, with what was typed and what is wrong with it. */
  async function refuse(c: Context, typed: Typed, error: DirectoryError): Promise<Response> {
    if (error.reason === "faulty") return show(c, { ...typed, faults: error.faults }, { status: 422 });
    if (error.reason !== "changed") {
      const text = explain(error);
      if (error.reason !== "name_malformed" || !typed.isNew)
        return show(c, typed, { status: error.reason === "not_found" ? 404 : 409, notice: { kind: "problem", text } });
      const fault = createFault(["name"], typed.name, kind === "domains" ? "expected a domain name" : "expected an id");
      return show(c, { ...typed, faults: [fault] }, { status: 422 });
    }
    if (error.revision === undefined)
      return show(c, { ...typed, revision: "none" }, { status: 409, notice: { kind: "problem", text: REMOVED } });
    if (typed.isNew) {
      const taken = createFault(["name"], typed.name, "is there already");
      return show(c, { ...typed, faults: [taken] }, { status: 409, isTaken: true });
    }
    const now = await get(c.get("actor"), typed.name);
    if (!now.ok) return notFound(c);
    const { revision, body } = now.value;
    const began = await findBegun(c, typed);
    // Nothing is told of a difference to what is not known.
    const conflict = began === undefined ? "" : diffBodies(began.body, body);
    return show(c, { ...typed, revision }, { status: 409, conflict });
  }

  /** The entry that the form began with, where history has it. */
  async function findBegun(c: Context, { name, revision }: Typed): Promise<Entry | undefined> {
    if (revision === "none") return undefined;
    const found = await history(c.get("actor"), name, 1, revision + 1);
    return found.ok ? found.value.find((entry) => entry.revision === revision) : undefined;
  }

  /** What a button would do. */
  async function ask(c: Context, path: string, action: Action<Change>): Promise<Response> {
    const name = c.req.param("name") ?? "";
    const to = toTarget(c.req.query("revision"));
    const tried = await action.run(c.get("actor"), name, to, { dryRun: true });
    if (!tried.ok) return refuseAction(c, tried.error);
    const { before, record, isChanged } = tried.value;
    if (!isChanged) return leadTo(c, toHref(kind, name), "same");
    return showReview(c, name, tried.value, {
      isNew: false,
      ...action,
      title: `${action.title} ${toShownName(name)}${action.done === "rolled" ? ` to revision ${to}` : ""}?`,
      action: `${toHref(kind, name)}/${path}`,
      fields: { revision: String(before?.revision ?? "none"), to: String(to) },
      again: undefined,
      entryDiff: diffBodies(before?.body, record?.body),
    });
  }

  /** What would come of a change, before anything is saved. */
  async function showReview(c: Context, name: string, change: Change, review: Review): Promise<Response> {
    const { samples, domains, isCut } = await preview(change, findOrigin(c));
    const page = renderReviewPage({
      visitor: toVisitor(c),
      kind,
      name,
      shownName: toShownName(name),
      ...review,
      samples: samples.map(({ domain, ...sample }) => ({ name: domain, ...sample })),
      isCut,
      reach: kind === "providers" ? { count: domains, mostCounted: COUNTED_DOMAINS } : undefined,
    });
    return answer(c, page);
  }

  async function act(c: Context, action: Action<Change>): Promise<Response> {
    const name = c.req.param("name") ?? "";
    const fields = await readFields(c);
    if (fields === undefined) return answerProblem(c, 415, "Nothing was sent.", { section: kind });
    const to = toTarget(fields.get("to"));
    const revision = toRevision(fields.get("revision"));
    const acted = await settle((options) => action.run(c.get("actor"), name, to, options), revision);
    return acted.ok ? leadTo(c, toHref(kind, name), action.done) : refuseAction(c, acted.error);
  }

  function refuseAction(c: Context, error: DirectoryError): Promise<Response> {
    switch (error.reason) {
      case "faulty":
        return answerProblem(c, 422, `That no longer fits: ${error.faults[0]?.expected ?? "it is faulty"}.`, {
          section: kind,
        });
      case "changed":
        return answerProblem(c, 409, "Somebody changed it in the meantime: look at it again first.", { section: kind });
      case "not_found":
        return notFound(c);
      default:
        return answerProblem(c, 409, explain(error), { section: kind });
    }
  }

  function notFound(c: Context): Promise<Response> {
    return answerProblem(c, 404, "There is nothing with this name.", { section: kind });
  }
}

const REMOVED = "Somebody removed it in the meantime. If you continue, it is created again.";
