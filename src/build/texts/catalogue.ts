/**
 * A catalogue of messages as a file that translators' programs read and write: gettext's PO.
 * @see https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
 * @module
 */
import { type GetTextMessages, type GetTextTranslation, po } from "gettext-parser";
import { toMessageKey } from "../../content/translation.ts";

export interface Catalogue {
  readonly headers: Readonly<Record<string, string>>;
  /** In the order of the file. */
  readonly entries: readonly Entry[];
  /** What was translated and is no longer said. */
  readonly former: readonly Entry[];
}

/** A message and what it is in the language. */
export interface Entry {
  readonly text: string;
  readonly plural: string | undefined;
  readonly context: string | undefined;
  /** One, or where there is a plural as many as the language has forms; empty as long as it is not translated. */
  readonly translations: readonly string[];
  /** The translation is a proposal, of the text as it was before. */
  readonly former?: string | undefined;
  /** What translators noted. */
  readonly notes?: string | undefined;
  readonly places?: readonly string[];
  readonly references?: readonly string[];
}

export function keyOf({ text, context }: Pick<Entry, "text" | "context">): string {
  return toMessageKey(text, context);
}

/** Whether it is told to people. */
export function isTranslated({ translations, former }: Entry): boolean {
  return former === undefined && translations.every(Boolean);
}

export function parseCatalogue(text: string): Catalogue {
  const { headers, translations, obsolete = {} } = po.parse(text);
  const listOf = (messages: GetTextMessages) =>
    Object.values(messages)
      .flatMap((byText) => Object.values(byText))
      .filter(({ msgid }) => msgid !== "")
      .map(toEntry);
  return { headers, entries: listOf(translations), former: listOf(obsolete) };
}

/** A message on one line: what several people change in one file then merges message by message. */
export function printCatalogue({ headers, entries, former }: Catalogue): string {
  const file = { charset: "utf-8", headers, translations: toMessages(entries), obsolete: toMessages(former) };
  return `${new TextDecoder().decode(po.compile(file, { foldLength: 0 })).trimEnd()}\n`;
}

function toEntry({ msgid, msgctxt, msgid_plural, msgstr, comments = {} }: GetTextTranslation): Entry {
  const isProposal = comments.flag?.split(/,\s*/).includes("fuzzy") === true;
  return {
    text: msgid,
    plural: msgid_plural,
    context: msgctxt,
    translations: msgstr,
    former: isProposal ? (comments.previous ?? "") : undefined,
    notes: comments.translator,
  };
}

function toMessages(entries: readonly Entry[]): GetTextMessages {
  const messages: Record<string, Record<string, GetTextTranslation>> = {};
  for (const entry of entries) {
    const { text, plural, context, translations, former, notes, places = [], references = [] } = entry;
    const byText = messages[context ?? ""] ?? {};
    messages[context ?? ""] = byText;
    byText[text] = {
      msgid: text,
      ...(context !== undefined && { msgctxt: context }),
      ...(plural !== undefined && { msgid_plural: plural }),
      msgstr: translations,
      comments: {
        ...(notes !== undefined && { translator: notes }),
        ...(references.length > 0 && { reference: references.join("\n") }),
        ...(places.length > 0 && { extracted: places.join("\n") }),
        ...(former !== undefined && { flag: "fuzzy", ...(former !== "" && { previous: former }) }),
      },
    };
  }
  return messages;
}
