/**
 * Who did what: changes of the directory, and what was done with tokens, as one list.
 * @module
 */
import type { AccessStore, EventKind, EventRecord } from "../../store/access-roles.ts";
import type { RecordKind, Revision, RevisionRecord } from "../../store/records.ts";
import type { History, Page } from "../../store/roles.ts";
import type { Actor } from "../actor.ts";

type AuditAction = EventKind | `${RecordKind}_changed` | `${RecordKind}_removed`;

export interface AuditEntry {
  readonly at: string;
  /** A token's name, or the command; empty for a login that was refused. */
  readonly author: string;
  readonly action: AuditAction;
  /** The domain, the provider, or the token that it was done to. */
  readonly name: string | undefined;
  readonly provider: string | undefined;
  /** Of login names: how many were changed. */
  readonly count: number | undefined;
  /** Of a change: what history has it by. */
  readonly revision: Revision | undefined;
}

export interface Audit {
  /**
   * Latest first: everything, or what concerns the actor's provider. `cursor` is the `next` of the page before;
   * `undefined` where it is none.
   */
  list(actor: Actor, limit: number, cursor?: string): Promise<Page<AuditEntry> | undefined>;
}

/** Where each of the two lists goes on; absent at its beginning. */
interface Cursor {
  readonly revision?: Revision;
  readonly event?: string;
}

export function createAudit(directory: Pick<History, "listChanges">, access: Pick<AccessStore, "listEvents">): Audit {
  return {
    async list(actor, limit, text = "") {
      const cursor = parseCursor(text);
      if (cursor === undefined) return undefined;
      const lists = await Promise.all([
        directory.listChanges(actor.provider, limit + 1, cursor.revision),
        access.listEvents(actor.provider, limit + 1, cursor.event),
      ]);
      const [changes, events] = [[...lists[0]], [...lists[1]]];
      const items: AuditEntry[] = [];
      let next = cursor;
      // Each list keeps its own order, whatever clocks said: where one goes on is where it was left.
      while (items.length < limit) {
        const [change, event] = [changes[0], events[0]];
        if (change !== undefined && (event === undefined || change.at >= event.at)) {
          changes.shift();
          items.push(ofChange(change));
          next = { ...next, revision: change.revision };
        } else if (event !== undefined) {
          events.shift();
          items.push(ofEvent(event));
          next = { ...next, event: event.id };
        } else break;
      }
      const isEnd = changes.length === 0 && events.length === 0;
      return { items, next: isEnd ? undefined : `${next.revision ?? ""}~${next.event ?? ""}` };
    },
  };
}

function parseCursor(text: string): Cursor | undefined {
  if (text === "") return {};
  const [, revision, event] = /^(\d{0,9})~([\w:.-]{0,60})$/.exec(text) ?? [];
  if (revision === undefined || event === undefined) return undefined;
  return { ...(revision !== "" && { revision: Number(revision) }), ...(event !== "" && { event }) };
}

function ofChange({ at, author, kind, name, provider, body, revision }: RevisionRecord): AuditEntry {
  const action = `${kind}_${body === undefined ? "removed" : "changed"}` as const;
  return { at, author, action, name, provider, count: undefined, revision };
}

function ofEvent({ at, author, kind, token, provider, domain, count }: EventRecord): AuditEntry {
  return { at, author, action: kind, name: token ?? domain, provider, count, revision: undefined };
}
