/**
 * Records, and what became of them, as commands print them.
 * @module
 */
import type { HostnameState } from "../../directory/views/hostname-state.ts";
import type { PreviewDiff } from "../../directory/views/preview.ts";
import type { ServerMove } from "../../directory/views/server-moves.ts";
import { isObject } from "../../model/resolving/merge-patch.ts";
import type { AnyRecord, Changed, RecordKind } from "./records.ts";

/** What became of a record, for people. */
export function toText(name: string, { record, outcome, preview }: Changed): string {
  const what =
    record?.revision === undefined || outcome === "unchanged" ? outcome : `${outcome}, revision ${record.revision}`;
  if (preview === undefined) return `${record?.name ?? name}: ${what}\n`;
  const head = `${record?.name ?? name}: would be ${outcome}; domains that it reaches: ${preview.domains}\n`;
  const samples = preview.samples.map(({ domain, count, diffs, planned }) =>
    [
      `\n${domain}${count > 1 ? ` and ${count - 1} more like it` : ""}\n`,
      ...diffs.map(toDiffText),
      ...planned.flatMap(({ at, diffs: then }) => [
        `\n${domain} from ${at} on${then.length === 0 ? ": as it would have been" : ""}\n`,
        ...then.map(toDiffText),
      ]),
    ].join(""),
  );
  return [head, ...samples].join("");
}

function toDiffText({ diff }: PreviewDiff): string {
  return diff.replace(/^=+\n/, "");
}

/** The same as an object on a line. */
export function toJson(kind: RecordKind, name: string, { record, outcome, preview }: Changed): string {
  const about = { [kind]: record?.name ?? name, outcome };
  return `${JSON.stringify(preview === undefined ? { ...about, revision: record?.revision } : { ...about, ...preview })}\n`;
}

/** A record as an object on a line. */
export function toLine(
  kind: RecordKind,
  { name, state, revision, body }: AnyRecord,
  moves: readonly ServerMove[] = [],
  customHostnames: readonly HostnameState[] = [],
): string {
  return `${JSON.stringify({ [kind]: name, state, revision, entry: body, ...(moves.length > 0 && { moves }), ...(customHostnames.length > 0 && { customHostnames }) })}\n`;
}

/** How a name stands at Cloudflare, and what to do. */
export function describeHostname({ hostname, state, reason, remedy }: HostnameState): string {
  return `${hostname}: ${state}: ${[reason, ...(remedy === undefined ? [] : [remedy])].join("; ")}`;
}

/** Domains that a note names. */
const NAMED = 10;

/** How far a provider's domains have come with its change of servers. */
export function describeMove({ at, isMade, from, to, following, staying, own, stays, isCut }: ServerMove): string {
  const names = stays
    .slice(0, NAMED)
    .map(({ domain, count }) => (count > 1 ? `${domain} and ${count - 1} more` : domain));
  const more = isCut || stays.length > NAMED ? ["…"] : [];
  const list = names.length === 0 ? "" : ` (${[...names, ...more].join(", ")})`;
  return `${isMade ? "since" : "from"} ${at}: ${[from, to].map((hosts) => hosts.join(", ")).join(" → ")}; domains that follow: ${following}, that name the old servers: ${staying}${list}, with others of their own: ${own}`;
}

/** Fit for `cut` and `grep`. */
export function toRow({ name, state, body }: AnyRecord): string {
  const about = isObject(body) ? (state === undefined ? body.displayName : body.provider) : undefined;
  return `${[name, state, typeof about === "string" ? about : undefined].filter((cell) => cell !== undefined).join("\t")}\n`;
}
