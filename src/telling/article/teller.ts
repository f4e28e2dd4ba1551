/**
 * Tells the texts of guides to one reader: values, links and conditions of one domain, in the words of one client.
 * @module
 */
import { CLIENTS } from "../../content/catalogue.ts";
import type { Conditional, Paragraph, Path, Step } from "../../content/guide.ts";
import { findShown } from "../../content/language.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import { holds, toConditions } from "../values/conditions.ts";
import { toFindLink } from "../values/find-link.ts";
import { toFindValue } from "../values/find-value.ts";
import { toInsideWords } from "../values/personal-value.ts";
import type { ServerPair } from "../values/server-pair.ts";
import type { Setting } from "../values/setting.ts";
import type { ArticleStep, Block, Inlines } from "./article.ts";
import { toDrawnScreen } from "./drawn-screen.ts";
import { hasItsValues, parseInline, toPlainText } from "./inline.ts";

export interface Teller {
  readonly tell: (text: string) => Inlines;
  /** What the program shows, in its own words for the reader's language as far as they are known. */
  readonly tellShown: (text: string) => Inlines;
  /** The same as a quotation, with its language: what stands for a value that nobody knows yet is seen to be no part of it. */
  readonly tellQuoted: (text: string) => { readonly inlines: Inlines; readonly lang: string };
  /** The same without any mark. */
  readonly tellPlain: (text: string) => string;
  /** Whether a part holds at the domain, and names no value that is not there: nobody can type that, or compare with it. */
  readonly applies: (part: Conditional) => boolean;
}

/**
 * `id` is the client whose words are used; guides that belong to none use those of any program. What is told elsewhere than
 * in the client's guide leads there.
 */
export function toTeller(
  setting: Setting,
  id: ClientId | undefined,
  pair: ServerPair | undefined,
  place: "guide" | "elsewhere" = "guide",
): Teller {
  const findValue = toFindValue(setting, id, pair);
  const findLink = toFindLink(setting, id, pair?.incoming?.protocol, place);
  const conditions = toConditions(setting.settings, id, pair);
  const { language } = setting;
  const { shownValues, shownLabels } = language.words.guide;
  const isAny = id !== undefined && CLIENTS[id].isAny === true;
  const ownWords: Readonly<Record<string, string>> = isAny ? { ...shownLabels, ...shownValues } : shownValues;
  const toShown = (label: string) => findShown(language, id, label);
  const tell = (text: string) => parseInline(text, findValue, findLink, toShown);
  return {
    tell,
    tellShown: (text) => tell(ownWords[text] ?? toShown(text).text),
    tellQuoted: (text) => {
      const shown = toShown(text);
      const inlines = tell(shown.text).map((inline) =>
        inline.kind === "person" ? { ...inline, words: toInsideWords(inline.words, language.words) } : inline,
      );
      return { inlines, lang: shown.lang };
    },
    tellPlain: (text) => toPlainText(tell(text)),
    applies: (part) =>
      holds(part, conditions) &&
      Object.values(part).every((said) => typeof said !== "string" || hasItsValues(said, findValue)),
  };
}

/** Paragraphs that hold at the domain, as points where there are several. */
export function toParagraphs(paragraphs: readonly Paragraph[], { tell, applies }: Teller): Block[] {
  const told = paragraphs.filter(applies).map(({ text }) => tell(text));
  const [only] = told;
  if (only === undefined) return [];
  return told.length === 1 ? [{ kind: "paragraph", inlines: only }] : [{ kind: "points", items: told }];
}

/** How a client's dialogs are drawn and described, and what is said where the password is typed. */
export type Drawing = Pick<Parameters<typeof toDrawnScreen>[1], "layout" | "words"> & {
  readonly passwordNote?: Inlines | undefined;
};

/** Ways to a goal: each with its title where there is one, and its steps. */
export function toPaths(
  paths: readonly Path[],
  teller: Teller,
  drawing: Drawing,
  protocol: "imap" | "pop3" | undefined,
): Block[] {
  return paths.filter(teller.applies).flatMap((path): Block[] => {
    const told = toSteps(path, teller, drawing, protocol).filter((step) => step !== undefined);
    const steps: Block = { kind: "steps", steps: told };
    const { title, intro, isRare } = path;
    if (title === undefined || isRare !== true) return [...toPathHead(path, teller), steps];
    return [{ kind: "more", title: teller.tellPlain(title), blocks: [...toPathHead({ intro }, teller), steps] }];
  });
}

export function toPathHead(
  { title, intro }: { readonly title?: string | undefined; readonly intro?: string | undefined },
  teller: Teller,
): Block[] {
  return [
    ...(title === undefined ? [] : [{ kind: "heading", text: teller.tellPlain(title) } as const]),
    ...(intro === undefined ? [] : [{ kind: "paragraph", inlines: teller.tell(intro) } as const]),
  ];
}

/** Every step of a path in its place; `undefined` for one that is not told. */
export function toSteps(
  { steps }: Path,
  teller: Teller,
  drawing: Drawing,
  protocol: "imap" | "pop3" | undefined,
): (ArticleStep | undefined)[] {
  const isTold = (step: Step) => teller.applies(step) && (step.only === undefined || step.only === protocol);
  const first = steps.find((step) => isTold(step) && asksPassword(step, teller));
  return steps.map((step) =>
    isTold(step) ? toStep(step, teller, drawing, step === first ? drawing.passwordNote : undefined) : undefined,
  );
}

function asksPassword({ asksPassword: isAsked, screen }: Step, { applies }: Teller): boolean {
  return isAsked === true || screen?.parts.some((part) => part.kind === "password" && applies(part)) === true;
}

function toStep(
  { text, next, screen }: Step,
  teller: Teller,
  drawing: Drawing,
  note: Inlines | undefined,
): ArticleStep {
  return {
    inlines: teller.tell(text),
    next: next === undefined ? undefined : teller.tell(next),
    note,
    screen: screen === undefined ? undefined : toDrawnScreen(screen, { ...drawing, ...teller, tell: teller.tellShown }),
  };
}
