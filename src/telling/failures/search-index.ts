/**
 * The index of error texts with what each entry is found by: made once for all searches at a domain, whoever asks.
 * @module
 */
import { fillText, hasHole, type Values } from "../../formats/document-template.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import type { Inlines } from "../article/article.ts";
import { toPlainText } from "../article/inline.ts";
import type { Setting } from "../values/setting.ts";
import { type IndexEntry, type IndexGroup, toFailureIndex } from "./failure-index.ts";
import { matchesSearch, toSearchWords } from "./failure-search.ts";

export interface SearchGroup extends IndexGroup {
  readonly entries: readonly SearchEntry[];
}

interface SearchEntry extends IndexEntry {
  /** As they are compared; none where a value of one person is among them. */
  readonly searchWords: readonly string[] | undefined;
}

export interface SearchIndexOptions extends Pick<Setting, "language" | "query" | "origin"> {
  /** With holes for the values of one person. */
  readonly personal: boolean;
}

export function toSearchIndex(
  settings: ServerSettings,
  { personal, ...options }: SearchIndexOptions,
): readonly SearchGroup[] {
  return toFailureIndex({ ...options, settings, reader: personal ? "hole" : "unknown" }).map((group) => ({
    ...group,
    entries: group.entries.map((entry) => {
      const text = toSearchText(entry, group);
      return { ...entry, searchWords: hasHole(text) ? undefined : toSearchWords(text) };
    }),
  }));
}

/** The entries that are asked for, or all, with one person's values in them. */
export function findFailures(
  index: readonly SearchGroup[],
  search: string | undefined,
  values: Values = {},
): IndexGroup[] {
  const asked = toSearchWords(search ?? "");
  return index
    .map(({ intro, entries, ...group }) => ({
      ...group,
      intro: intro && fillInlines(intro, values),
      entries: entries
        .filter((entry) => search === undefined || matchesSearch(asked, wordsOf(entry, group)))
        .map(({ searchWords: _, ...entry }) => fillEntry(entry, values)),
    }))
    .filter(({ entries }) => entries.length > 0);

  function wordsOf({ searchWords, ...entry }: SearchEntry, group: Pick<IndexGroup, "title">): readonly string[] {
    return searchWords ?? toSearchWords(fillText(toSearchText(entry, group), values));
  }
}

/** What of an entry is searched. Cause and cure are not: they hold the reader's own values. */
export function toSearchText({ failure, words, programs }: IndexEntry, { title }: Pick<IndexGroup, "title">): string {
  const names = programs.map(({ text }) => text);
  return [toPlainText(failure.message), ...failure.codes, words, ...names, title].join(" ");
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
