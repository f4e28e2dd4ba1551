/**
 * An article as text, to be pasted into an answer to a customer: Markdown (CommonMark with tables of GitHub's kind left
 * out, so that any ticket system shows it) and plain text.
 * @module
 */
import { fillWords, type Language, toLeading, type Words } from "../../content/language.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import type {
  Article,
  ArticleFailure,
  ArticleStep,
  Block,
  DrawnPart,
  DrawnScreen,
  Inlines,
} from "../../telling/article/article.ts";
import { type Inline, toPlainText } from "../../telling/article/inline.ts";
import type { Row } from "../../telling/article/settings-table.ts";

export type TextFormat = "md" | "txt";

const CONTENT_TYPE = {
  md: "text/markdown; charset=utf-8",
  txt: "text/plain; charset=utf-8",
} as const satisfies Record<TextFormat, string>;

/** How one of the two formats writes things. */
interface Dialect {
  inline(inline: Inline): string;
  /** A line of its own, made of inlines. */
  line(text: string): string;
  heading(level: 1 | 2 | 3, text: string): string;
  /** A value to be typed. */
  value(text: string): string;
  /** Words that are nothing else. */
  text(text: string): string;
  strong(text: string): string;
  /** Begins a new line within one paragraph. */
  readonly lineBreak: string;
}

const toMarkdown = (): Dialect => ({
  inline(inline) {
    switch (inline.kind) {
      case "text":
      case "gloss":
        return escapeMarkdown(inline.text);
      case "strong":
      case "label":
        return `**${escapeMarkdown(inline.text)}**`;
      case "code":
      case "value":
        return toCode(inline.text);
      case "person":
        return inline.text === undefined ? escapeMarkdown(inline.words) : toCode(inline.text);
      case "submit":
        return escapeMarkdown(inline.text);
      case "link":
        return `[${escapeMarkdown(inline.text)}](<${inline.href.replace(/[<>]/g, encodeURIComponent)}>)`;
    }
  },
  // What would begin a list there.
  line: (text) => text.replace(/^(\d*)([-+.)])(?=\s)/, "$1\\$2"),
  heading: (level, text) => `${"#".repeat(level)} ${escapeMarkdown(text)}`,
  value: toCode,
  text: escapeMarkdown,
  strong: (text) => `**${text}**`,
  lineBreak: "  \n",
});

const toPlain = (words: Words): Dialect => ({
  inline(inline) {
    switch (inline.kind) {
      case "label":
        return fillWords(words.values.quoted, { text: inline.text });
      case "person":
        return inline.text ?? inline.words;
      case "link":
        // An address and a number say themselves where they lead.
        return inline.text === inline.href || /^(?:mailto|tel):/.test(inline.href)
          ? inline.text
          : `${inline.text} (${inline.href})`;
      default:
        return inline.text;
    }
  },
  line: (text) => text,
  heading(level, text) {
    if (level < 3) return `${text}\n${(level === 1 ? "=" : "-").repeat(text.length)}`;
    return /[?!.:]$/.test(text) ? text : toLeading(words, text);
  },
  value: (text) => text,
  text: (text) => text,
  strong: (text) => text,
  lineBreak: "\n",
});

const DIALECTS = { md: toMarkdown, txt: toPlain } as const satisfies Record<TextFormat, (words: Words) => Dialect>;

export function renderArticleText(article: Article, language: Language, format: TextFormat): RenderedDocument {
  const { title, lead, facts, sections } = article;
  const writer = toWriter(DIALECTS[format](language.words), language);
  const told = [
    writer.heading(1, title),
    writer.line(lead),
    writer.line([{ kind: "text", text: facts.map(({ text }) => text).join(" · ") }]),
    ...sections.flatMap(({ title: heading, blocks }) => [writer.heading(2, heading), ...blocks.flatMap(writer.block)]),
  ];
  return { contentType: CONTENT_TYPE[format], body: `${told.filter((part) => part !== "").join("\n\n")}\n` };
}

/** Writes the parts of an article: blocks are parted by an empty line. */
function toWriter(dialect: Dialect, { words }: Language) {
  const line = (inlines: Inlines) => dialect.line(inlines.map((inline) => dialect.inline(inline)).join(""));
  return { heading: dialect.heading, line, block };

  function block(told: Block): string[] {
    switch (told.kind) {
      case "paragraph":
        return [line(told.inlines)];
      case "notice":
        return [dialect.strong(line(told.inlines))];
      case "button":
        return [toPair(dialect.text(told.text), line([{ kind: "link", text: told.href, href: told.href }]))];
      case "points":
        return [told.items.map((item) => `- ${line(item)}`).join("\n")];
      case "heading":
        return [dialect.heading(3, told.text)];
      case "steps":
        return [told.steps.map((step, index) => toStep(step, index + 1)).join("\n")];
      case "values":
        return told.tables.flatMap(({ heading, rows }) => [
          dialect.heading(3, heading),
          rows.map((row) => `- ${toRow(row)}`).join("\n"),
        ]);
      case "failures":
        return told.failures.map(toFailure);
      case "more":
        return [dialect.heading(3, told.title), ...told.blocks.flatMap(block)];
    }
  }

  function toStep({ place, inlines, next, note, screen }: ArticleStep, number: number): string {
    const first = place === undefined ? `${number}. ` : "- ";
    const indent = " ".repeat(first.length);
    const sentences = [inlines, ...(next === undefined ? [] : [next]), ...(note === undefined ? [] : [note])];
    const said = sentences.map(line).join(" ");
    return [
      `${first}${place === undefined ? said : toPair(place, said)}`,
      ...(screen === undefined ? [] : toFields(screen).map((field) => `${indent}- ${field}`)),
    ].join("\n");
  }

  /** How a drawing is filled in, by its headings where it has several; what is pressed is in the step's own words. */
  function toFields({ parts }: DrawnScreen): string[] {
    const groups: { heading: string; fields: string[] }[] = [{ heading: "", fields: [] }];
    for (const part of parts.flatMap((one) => (one.kind === "line" ? one.parts : [one]))) {
      if (part.kind === "heading") groups.push({ heading: dialect.text(toPlainText(part.text)), fields: [] });
      else groups.at(-1)?.fields.push(...toField(part));
    }
    const filled = groups.filter(({ fields }) => fields.length > 0);
    return filled.flatMap(({ heading, fields }) =>
      filled.length === 1 || heading === "" ? fields : [dialect.strong(heading), ...fields],
    );
  }

  function toField(part: DrawnPart): string[] {
    switch (part.kind) {
      case "heading":
      case "note":
      case "warning":
      case "button":
      case "link":
      case "tiles":
        return [];
      case "password":
        return [toLabelled(part.label, dialect.text(words.guide.passwordValue))];
      case "field":
      case "choice":
      case "row":
        return part.value.length === 0 ? [] : [toLabelled(part.label, part.value.map(toTyped).join(""))];
      case "tick":
        return [toState(part.label, part.isOn ? words.guide.ticked : words.guide.unticked)];
      case "switch":
        return [toState(part.label, part.isOn ? words.guide.on : words.guide.off)];
      case "radio":
        return part.isOn ? [toState(part.label, words.guide.chosen)] : [];
      case "tabs":
      case "segments":
        return part.options.filter(({ isChosen }) => isChosen).map(({ label }) => toState(label, words.guide.chosen));
      case "line":
        return part.parts.flatMap(toField);
    }
  }

  function toPair(label: string, value: string): string {
    return fillWords(words.values.labelled, { label, value });
  }

  function toLabelled(label: Inlines, value: string): string {
    return toPair(dialect.text(toPlainText(label)), value);
  }

  function toState(label: Inlines, words: string): string {
    return dialect.text(fillWords(words, { label: toPlainText(label) }));
  }

  function toTyped(inline: Inline): string {
    return inline.kind === "text" ? dialect.value(inline.text) : dialect.inline(inline);
  }

  /**
   * Part of what a program shows, in which nothing stands out, but for what the page's script puts in: it does not know
   * what Markdown asks to be escaped.
   */
  function toQuoted(inline: Inline): string {
    return inline.kind === "person" && inline.text !== undefined
      ? dialect.value(inline.text)
      : dialect.text(toPlainText([inline]));
  }

  function toRow({ label, text, copy, note, person }: Row): string {
    const isUnknown = person?.isKnown === false;
    const value = isUnknown ? person.words : copy === undefined ? text : dialect.value(text);
    return toPair(label, `${value}${note === undefined ? "" : ` (${note})`}`);
  }

  function toFailure({ message, quotedIn, codes, cause, cure }: ArticleFailure): string {
    const shown =
      quotedIn === undefined ? line(message) : fillWords(words.values.quoted, { text: message.map(toQuoted).join("") });
    return [
      codes.length === 0 ? shown : `${shown} (${codes.join(", ")})`,
      toPair(words.guide.cause, line(cause)),
      toPair(words.guide.cure, line(cure)),
    ].join(dialect.lineBreak);
  }
}

/** Nothing in our texts or a customer's may turn into markup. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~!&]/g, "\\$&");
}

/** A span of code that holds any text, backticks too (CommonMark section 6.1). */
function toCode(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}
