/**
 * A unified diff, line by line, to be read by people.
 * @module
 */
import diffTemplate from "../../../templates/console/console-diff.eta";
import { templates } from "../frame/templates.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@console-diff": DiffView;
  }
}

templates.load("@console-diff", diffTemplate);

export interface DiffView {
  readonly heading: string;
  readonly added: number;
  readonly removed: number;
  /** Whether it is short enough to be read at once. */
  readonly isOpen: boolean;
  readonly lines: readonly { readonly kind: "added" | "removed" | "hunk" | "same"; readonly text: string }[];
}

/** Lines of a diff that is not folded. */
const SHORT = 40;
/** Lines of one diff that a page shows: what is longer is told by its counts. */
const MAX_LINES = 400;

type Line = DiffView["lines"][number];

const KINDS: Readonly<Record<string, Line["kind"]>> = { "+": "added", "-": "removed", "@": "hunk" };

export function toDiffView(heading: string, diff: string): DiffView {
  // Four lines of header say what the heading says.
  const body = diff.slice(diff.indexOf("\n@@") + 1).split("\n");
  const all = body
    .filter((line) => line !== "" && !line.startsWith("\\"))
    .map((text): Line => ({ kind: KINDS[text[0] ?? ""] ?? "same", text }));
  const count = (wanted: string) => all.filter(({ kind }) => kind === wanted).length;
  const isOpen = all.length <= SHORT;
  return { heading, added: count("added"), removed: count("removed"), isOpen, lines: all.slice(0, MAX_LINES) };
}
