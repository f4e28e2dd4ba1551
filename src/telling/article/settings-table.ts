/**
 * A server's settings as people type them into a mail program.
 * @module
 */
import { fillWords, type Words } from "../../content/language.ts";
import { type Domain, toUnicode } from "../../model/domain/domain.ts";

/** What `templates/parts/settings-table.eta` prints: one card with a table. */
export interface SettingsTable {
  readonly id: string;
  readonly icon: string;
  readonly heading: string;
  readonly badges: readonly Badge[];
  readonly text?: string;
  readonly rows: readonly Row[];
}

export interface Badge {
  readonly kind: "good" | "plain" | "warn";
  readonly text: string;
}

/** One value, as `templates/parts/value.eta` prints it. */
export interface Row {
  readonly label: string;
  readonly text: string;
  /** What a Copy button says that it copies; a value without is chosen in programs rather than typed. */
  readonly copy?: string;
  /** Of what a program calls it, rather than a word of ours: the language of that. */
  readonly lang?: string;
  readonly note?: string;
  /** Present where the value differs from person to person, with words for as long as nobody is known. */
  readonly person?: { readonly template: string; readonly words: string; readonly isKnown: boolean };
}

/** A host name to be copied, as A-labels; people also see how they know it. */
export function toHostRow(label: string, hostname: Domain, copy: string, values: Words["values"]): Row {
  const known = toUnicode(hostname);
  const note = known === hostname ? {} : { note: fillWords(values.unicode, { name: known }) };
  return { label, text: hostname, copy, ...note };
}
