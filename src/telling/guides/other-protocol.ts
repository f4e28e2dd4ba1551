/**
 * A second protocol at the end of the steps by hand: not all of them again, but what differs.
 * @module
 */
import type { ClientGuide } from "../../content/guide.ts";
import { fillWords, type Words } from "../../content/language.ts";
import type { ArticleStep, Block, Inlines } from "../article/article.ts";
import { type Drawing, type Teller, toPathHead, toSteps } from "../article/teller.ts";
import type { Protocol } from "../values/server-pair.ts";

/** Steps as they are told for one protocol. */
export interface Telling {
  readonly teller: Teller;
  readonly protocol: Protocol;
}

/** What is done otherwise than with `first`, path by path; a path that `first` does not have is told in full. */
export function toDifferences(
  { manual = [] }: Pick<ClientGuide, "manual">,
  first: Telling,
  other: Telling,
  drawing: Drawing & { readonly words: Words["guide"] },
): Block[] {
  return manual.filter(other.teller.applies).flatMap((path): Block[] => {
    const steps = toSteps(path, other.teller, drawing, other.protocol);
    const head = toPathHead(path, other.teller);
    if (!first.teller.applies(path))
      return [...head, { kind: "steps", steps: steps.filter((step) => step !== undefined) }];
    const changes = toChanges(
      toSteps(path, first.teller, drawing, first.protocol),
      steps,
      first.protocol === "imap",
      drawing.words,
    );
    const title = head.filter(({ kind }) => kind === "heading");
    return changes.length === 0 ? [] : [...title, { kind: "steps", steps: changes }];
  });
}

type Steps = readonly (ArticleStep | undefined)[];

/** Both lists have a place for every step of the path. What is told comes in the order of the steps that are known. */
function toChanges(known: Steps, told: Steps, isKnownImap: boolean, words: Words["guide"]): ArticleStep[] {
  const partners = isKnownImap ? toPartners(known, told) : swap(toPartners(told, known));
  const answered = new Set(partners.values());
  const place = (text: string, number: number) => fillWords(text, { number });
  const changes: { readonly number: number; readonly step: ArticleStep }[] = [];
  let last = 0;
  const numbers = known.map((step) => (step === undefined ? last : ++last));
  let after = 0;
  for (const [index, number] of numbers.entries()) {
    const step = told[index];
    const partner = partners.get(index);
    const replaced = partner === undefined ? undefined : numbers[partner];
    after = Math.max(after, replaced ?? number);
    if (step !== undefined && replaced === undefined) {
      const text = after === 0 ? words.beforeSteps : place(words.afterStep, after);
      changes.push({ number: after, step: { ...step, place: text } });
    } else if (step !== undefined && replaced !== undefined && !isSame(step, known[partner ?? index])) {
      changes.push({ number: replaced, step: { ...step, place: place(words.insteadOfStep, replaced) } });
    }
    if (known[index] !== undefined && !answered.has(index)) {
      changes.push({ number, step: toNothing(place(words.insteadOfStep, number), words) });
    }
  }
  return changes.toSorted((a, b) => a.number - b.number).map(({ step }) => step);
}

/**
 * Which step of IMAP each of POP3 stands for, by their places: itself where both have it, else the first that only IMAP has
 * since the last step that both have. So guides are written, what IMAP says before what POP3 says in its place.
 */
function toPartners(imap: Steps, pop3: Steps): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  let open: readonly number[] = [];
  for (const [index, step] of pop3.entries()) {
    const isImap = imap[index] !== undefined;
    const [first, ...others] = open;
    if (step !== undefined && isImap) {
      partners.set(index, index);
      open = [];
    } else if (isImap) {
      open = [...open, index];
    } else if (step !== undefined && first !== undefined) {
      partners.set(index, first);
      open = others;
    }
  }
  return partners;
}

function swap(pairs: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  return new Map([...pairs].map(([one, other]) => [other, one]));
}

function isSame(step: ArticleStep, other: ArticleStep | undefined): boolean {
  return JSON.stringify(step) === JSON.stringify(other);
}

function toNothing(place: string, words: Words["guide"]): ArticleStep {
  const inlines: Inlines = [{ kind: "text", text: words.withoutStep }];
  return { place, inlines, next: undefined, note: undefined, screen: undefined };
}
