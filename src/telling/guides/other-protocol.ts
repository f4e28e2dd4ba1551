/**
 * A second protocol at the end of the steps by hand: not all of them again, but what differs.
 * @module
 */
import type { ClientGuide } from "../../content/guide.ts";
import { fillWords, type Words } from "../../content/language.ts";
import type { ArticleStep, Block } from "../article/article.ts";
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
    const changes = toChanges(toSteps(path, first.teller, drawing, first.protocol), steps, drawing.words);
    const title = head.filter(({ kind }) => kind === "heading");
    return changes.length === 0 ? [] : [...title, { kind: "steps", steps: changes }];
  });
}

type Steps = readonly (ArticleStep | undefined)[];

/** Both lists have a place for every step of the path. Where they part, steps stand in for steps, one for one. */
function toChanges(known: Steps, told: Steps, words: Words["guide"]): ArticleStep[] {
  const changes: ArticleStep[] = [];
  let number = 0;
  let left: number[] = [];
  let added: ArticleStep[] = [];
  const place = (text: string, after: number) => fillWords(text, { number: after });
  const close = () => {
    const last = left.at(-1) ?? number;
    changes.push(
      ...added.map((step, index) => {
        const replaced = left[index];
        const after = last === 0 ? words.beforeSteps : place(words.afterStep, last);
        return { ...step, place: replaced === undefined ? after : place(words.insteadOfStep, replaced) };
      }),
      ...left.slice(added.length).map((gone) => ({
        place: place(words.insteadOfStep, gone),
        inlines: [{ kind: "text", text: words.withoutStep } as const],
        next: undefined,
        note: undefined,
        screen: undefined,
      })),
    );
    left = [];
    added = [];
  };
  for (const [index, step] of told.entries()) {
    const before = known[index];
    const isSame = before !== undefined && JSON.stringify(before) === JSON.stringify(step);
    if (isSame) close();
    if (before !== undefined) number += 1;
    if (isSame) continue;
    if (before !== undefined) left.push(number);
    if (step !== undefined) added.push(step);
  }
  close();
  return changes;
}
