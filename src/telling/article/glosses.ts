/**
 * Words of the trade, explained once: behind the first paragraph or step of an article that has the word in a sentence, and
 * below its values where no sentence has it.
 * @module
 */
import { fillWords, type Words } from "../../content/language.ts";
import type { Article, ArticleStep, Block, Inlines, Section } from "./article.ts";
import type { Inline } from "./inline.ts";

/** Every language writes it so: before a semicolon, French has a space. */
const BETWEEN = " · ";

interface Gloss {
  readonly text: string;
  readonly pattern: RegExp;
}

/** The text of a gloss, as it stands behind a sentence or in a line of its own. */
export function toGlossText(words: Words["values"], ...names: readonly (keyof Words["values"]["glosses"])[]): string {
  return names.map((name) => toGloss(words, name).text).join(BETWEEN);
}

/** @param profiles whether those that it speaks of are Apple's */
export function withGlosses(
  article: Article,
  { values: words, guide }: Pick<Words, "values" | "guide">,
  { profiles }: { readonly profiles: boolean },
): Article {
  const names = ["imap", "smtp", "port", ...(profiles ? (["profile"] as const) : [])] as const;
  const left = new Set(names.map((name) => toGloss(words, name)));
  // Where IMAP is told of at length, it needs no word more.
  const explained = new Set<string>(Object.values(guide.protocols));
  return { ...article, sections: article.sections.map((section) => (isLate(section) ? section : toSection(section))) };

  function toSection(section: Section): Section {
    return { ...section, blocks: toBlocks(section.blocks) };
  }

  function toBlocks(blocks: readonly Block[]): Block[] {
    return blocks.flatMap((block): Block[] => {
      switch (block.kind) {
        case "paragraph":
          return [{ ...block, inlines: explain(block.inlines) }];
        case "points":
          return [{ ...block, items: block.items.map(explain) }];
        case "steps":
          return [{ ...block, steps: block.steps.map(toStep) }];
        case "more":
          return [{ ...block, blocks: toBlocks(block.blocks) }];
        case "values": {
          const shown = block.tables.flatMap(({ heading, rows }) => [heading, ...rows.map(({ label }) => label)]);
          const found = take(({ pattern }) => shown.some((label) => pattern.test(label)));
          return [block, ...(found === undefined ? [] : [{ kind: "paragraph", inlines: [found] } as const])];
        }
        default:
          return [block];
      }
    });
  }

  function toStep(step: ArticleStep): ArticleStep {
    return { ...step, inlines: explain(step.inlines), next: step.next && explain(step.next) };
  }

  function explain(inlines: Inlines): Inlines {
    const said = inlines.map((inline) => (inline.kind === "text" ? inline.text : "|")).join("");
    const isAtLength = explained.has(said);
    const found = take(({ pattern }) => pattern.test(said));
    return found === undefined || isAtLength ? inlines : [...inlines, { kind: "text", text: " " }, found];
  }

  /** What is explained is explained no more. */
  function take(isMeant: (gloss: Gloss) => boolean): Inline | undefined {
    const found = [...left].filter(isMeant);
    for (const gloss of found) left.delete(gloss);
    return found.length === 0 ? undefined : { kind: "gloss", text: `(${found.map(({ text }) => text).join(BETWEEN)})` };
  }
}

/** What few read, or nobody from beginning to end, explains nothing to the others. */
function isLate({ id, isRare }: Section): boolean {
  return isRare === true || id === "failures";
}

function toGloss(words: Words["values"], name: keyof Words["values"]["glosses"]): Gloss {
  const gloss = words.glosses[name];
  const [term, meaning] = typeof gloss === "string" ? [name.toUpperCase(), gloss] : [gloss.term, gloss.meaning];
  const escaped = term.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return {
    text: fillWords(words.labelled, { label: term, value: meaning }),
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "iu"),
  };
}
