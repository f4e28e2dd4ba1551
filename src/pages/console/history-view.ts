/**
 * What became of one record, change by change, and the way back.
 * @module
 */
import historyTemplate from "../../../templates/console/console-history.eta";
import { templates } from "../frame/templates.ts";
import { toTime } from "./console-page.ts";
import { type DiffView, toDiffView } from "./diff-view.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@console-history": HistoryView;
  }
}

templates.load("@console-history", historyTemplate);

export interface Change {
  readonly revision: number;
  readonly at: string;
  readonly author: string;
  /** Whether anything was left of it. */
  readonly isRemoval: boolean;
  /** Whether there was none before. */
  readonly isFirst: boolean;
  /** Of what operators wrote, from the change before; empty where it is not known. */
  readonly diff: string;
}

export interface HistoryView {
  readonly changes: readonly {
    readonly revision: number;
    readonly at: string;
    readonly author: string;
    readonly what: string;
    readonly diff: DiffView | undefined;
    readonly back: string | undefined;
  }[];
  readonly hasMore: boolean;
}

/** `base` is the record's own path; the latest change comes first, and there is no way back to what is. */
export function toHistoryView(
  base: string,
  changes: readonly Change[],
  hasMore: boolean,
  mayWrite: boolean,
): HistoryView {
  return {
    hasMore,
    changes: changes.map(({ revision, at, author, isRemoval, isFirst, diff }, index) => ({
      revision,
      at: toTime(at),
      author,
      what: isRemoval ? "Removed" : isFirst ? "Added" : "Changed",
      diff: diff === "" ? undefined : toDiffView(`What revision ${revision} changed`, diff),
      back: index === 0 || isRemoval || !mayWrite ? undefined : `${base}/roll-back?revision=${revision}`,
    })),
  };
}
