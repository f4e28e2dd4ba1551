/**
 * What a record was, as far as an actor may know: what it was while it was another provider's is not there.
 * @module
 */
import { err, ok, type Result } from "../../model/result.ts";
import type { RecordKind, Revision, RevisionRecord } from "../../store/records.ts";
import type { History } from "../../store/roles.ts";
import type { Actor } from "../actor.ts";
import type { DirectoryError } from "./directory-error.ts";

type Revisions = Pick<History, "listRevisions">;

/** A record without any history has no page of it either, wherever that would begin. */
export async function readHistory(
  directory: Revisions,
  { provider }: Actor,
  kind: RecordKind,
  name: string,
  limit: number,
  before: Revision | undefined,
): Promise<Result<readonly RevisionRecord[], DirectoryError>> {
  const revisions = await directory.listRevisions(kind, name, limit, before, provider);
  const [some] =
    revisions.length > 0 || before === undefined
      ? revisions
      : await directory.listRevisions(kind, name, 1, undefined, provider);
  return some === undefined ? err({ reason: "not_found" }) : ok(revisions);
}

export async function findRevision(
  directory: Revisions,
  { provider }: Actor,
  kind: RecordKind,
  name: string,
  revision: Revision,
): Promise<RevisionRecord | undefined> {
  const [former] = await directory.listRevisions(kind, name, 1, revision + 1, provider);
  return former?.revision === revision ? former : undefined;
}
