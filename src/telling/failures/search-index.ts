/**
 * The index of error texts with what finds its entries: made once for all searches at a domain, whoever asks.
 * @module
 */
import type { Words } from "../../content/language.ts";
import { fillText, type Values } from "../../formats/document-template.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import type { Inlines } from "../article/article.ts";
import type { Setting } from "../values/setting.ts";
import { type IndexEntry, type IndexGroup, toFailureIndex } from "./failure-index.ts";
import { type Hits, type Searched, toSearch } from "./failure-search.ts";

export interface SearchIndex {
  readonly groups: readonly IndexGroup[];
  /** Of all entries, one group after the other. */
  readonly search: (asked: string) => Hits;
}

export interface SearchIndexOptions extends Pick<Setting, "language" | "query" | "origin"> {
  /** With holes for the values of one person. */
  readonly personal: boolean;
}

export function toSearchIndex(settings: ServerSettings, { personal, ...options }: SearchIndexOptions): SearchIndex {
  const groups = toFailureIndex({ ...options, settings, reader: personal ? "hole" : "unknown" });
  const searched = groups.flatMap((group) => group.entries.map((entry) => toSearched(entry, group)));
  return { groups, search: toSearch(searched, options.language.searchWords) };
}

/** The entries that are asked for, the best first, with one person's values in them and the guide that each belongs to. */
export function findFailures(
  { groups, search }: SearchIndex,
  asked: string,
  { words, values = {} }: { readonly words: Words["errors"]; readonly values?: Values },
): IndexGroup {
  const entries = groups.flatMap((group) => group.entries.map((entry) => withPrograms(entry, group)));
  const { found, areNearest } = search(asked);
  return {
    id: "found",
    kind: "any",
    title: areNearest ? words.nearest : words.found,
    intro: undefined,
    guide: undefined,
    entries: found.flatMap((place) => entries.slice(place, place + 1)).map((entry) => fillEntry(entry, values)),
  };
}

/** The whole index, with one person's values in it. */
export function fillGroups({ groups }: SearchIndex, values: Values = {}): IndexGroup[] {
  return groups.map(({ intro, entries, ...group }) => ({
    ...group,
    intro: intro && fillInlines(intro, values),
    entries: entries.map((entry) => fillEntry(entry, values)),
  }));
}

/** What of an entry is searched. Values are not: they are the reader's own, and the same in most entries. */
export function toSearched({ failure, words, programs }: IndexEntry, { kind, title }: IndexGroup): Searched {
  const names = programs.map(({ text }) => text);
  const whose = { any: "", several: names.join(" "), program: title, webmail: title };
  return {
    phrases: [toWords(failure.message), ...failure.codes, ...words, ...(kind === "webmail" ? names : [])],
    cause: kind === "any" ? `${toWords(failure.cause)} ${title}` : toWords(failure.cause),
    program: whose[kind],
  };
}

function toWords(inlines: Inlines): string {
  return inlines
    .map((inline) =>
      inline.kind === "person" || inline.kind === "value" || inline.kind === "code" ? " " : inline.text,
    )
    .join("");
}

/** Outside of its group an entry says itself which program it is of. */
function withPrograms(entry: IndexEntry, { title, guide }: IndexGroup): IndexEntry {
  return guide === undefined ? entry : { ...entry, programs: [{ href: guide.href, text: title }] };
}

function fillEntry(entry: IndexEntry, values: Values): IndexEntry {
  const { failure } = entry;
  const fill = (inlines: Inlines) => fillInlines(inlines, values);
  const filled = { message: fill(failure.message), cause: fill(failure.cause), cure: fill(failure.cure) };
  return { ...entry, failure: { ...failure, ...filled } };
}

function fillInlines(inlines: Inlines, values: Values): Inlines {
  return inlines.map((inline) =>
    inline.text === undefined ? inline : { ...inline, text: fillText(inline.text, values) },
  );
}
