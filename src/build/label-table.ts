/**
 * A client's labels in other languages, from its own translation: a file each in `src/content/labels`.
 * @module
 */
export interface LabelTable {
  /** Where the strings are from, as read. */
  readonly source: string;
  /** The release, or the day of the copy, that was read. */
  readonly version: string;
  /** By the English label, as guides write it. */
  readonly labels: Readonly<Record<string, KnownLabel>>;
  /** Labels of guides that were not found in the source: they stay English. */
  readonly unknown: readonly string[];
}

export interface KnownLabel {
  /** By which the client's source knows the string; of a closed program, where help shows it, as addresses. */
  readonly id: string;
  /** By language. */
  readonly translations: Readonly<Record<string, string>>;
}
