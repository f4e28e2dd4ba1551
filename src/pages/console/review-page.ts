/**
 * A change before it is made: what would be told otherwise, and the button that makes it.
 * @module
 */
import reviewTemplate from "../../../templates/console/console-review.eta";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { templates } from "../frame/templates.ts";
import { type Link, renderConsolePage, toCount, toHref, toTime, type Visitor } from "./console-page.ts";
import { type DiffView, toDiffView } from "./diff-view.ts";
import { type DomainName, toShownName } from "./domains-page.ts";
import { type EntryKind, PREVIEWS } from "./entry-page.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@console-review": ReviewView;
  }
}

templates.load("@console-review", reviewTemplate);

export interface ReviewPage {
  readonly visitor: Visitor;
  readonly kind: EntryKind;
  readonly name: string;
  readonly shownName: string;
  readonly isNew: boolean;
  readonly title: string;
  /** What comes of it, in a sentence. */
  readonly lead: string;
  /** Where the button posts, and what it says. */
  readonly action: string;
  readonly button: string;
  readonly isDangerous: boolean;
  /** What is posted beside. */
  readonly fields: Readonly<Record<string, string>>;
  /** Where one may go on editing what was typed, by the same fields. */
  readonly again: string | undefined;
  /** Of what operators wrote. */
  readonly entryDiff: string;
  /** Of documents: of one domain, or of one of each kind that a provider's change reaches. */
  readonly samples: readonly {
    readonly name: DomainName;
    readonly count: number;
    readonly diffs: readonly DocumentDiff[];
    /** From later moments on, where the change alters what was planned. */
    readonly planned: readonly { readonly at: string; readonly diffs: readonly DocumentDiff[] }[];
  }[];
  /** Whether there is more than the samples show. */
  readonly isCut: boolean;
  /** The domains that a provider's change reaches. */
  readonly reach?: { readonly count: number; readonly mostCounted: number } | undefined;
}

interface DocumentDiff {
  readonly document: Exclude<keyof typeof PREVIEWS, "guide">;
  readonly diff: string;
}

interface ReviewView {
  readonly lead: string;
  readonly reach: string | undefined;
  readonly action: string;
  readonly button: string;
  readonly isDangerous: boolean;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly again: string | undefined;
  readonly back: Link;
  readonly entry: DiffView | undefined;
  readonly samples: readonly {
    readonly heading: string | undefined;
    readonly diffs: readonly DiffView[];
    readonly planned: readonly { readonly heading: string; readonly diffs: readonly DiffView[] }[];
  }[];
  readonly isCut: boolean;
}

export function renderReviewPage(page: ReviewPage): Promise<RenderedDocument> {
  const { visitor, kind, name, shownName, isNew, title, reach, entryDiff, samples, fields } = page;
  const above = isNew
    ? { href: `/console/${kind}`, text: kind === "domains" ? "Domains" : "Providers" }
    : { href: toHref(kind, name), text: shownName };
  return renderConsolePage({
    title,
    section: kind,
    visitor,
    above,
    content: templates.render("@console-review", {
      lead: page.lead,
      reach: reach && `It reaches ${toCount(reach.count, reach.mostCounted, ["domain", "domains"])}.`,
      action: page.action,
      button: page.button,
      isDangerous: page.isDangerous,
      fields: Object.entries(fields).map(([field, value]) => ({ name: field, value })),
      again: page.again,
      back: { ...above, text: "Leave it as it is" },
      entry: entryDiff === "" ? undefined : toDiffView("Entry", entryDiff),
      samples: samples.map(({ name: sample, count, diffs, planned }) => ({
        heading: kind === "domains" ? undefined : toSampleHeading(sample, count),
        diffs: diffs.map(toDocumentDiff),
        planned: planned.map(({ at, diffs: then }) => ({
          heading:
            kind === "domains" ? `From ${toTime(at)} on` : `${toSampleHeading(sample, count)}, from ${toTime(at)} on`,
          diffs: then.map(toDocumentDiff),
        })),
      })),
      isCut: page.isCut,
    }),
  });
}

function toDocumentDiff({ document, diff }: DocumentDiff): DiffView {
  return toDiffView(PREVIEWS[document], diff);
}

function toSampleHeading(name: DomainName, count: number): string {
  return count === 1 ? toShownName(name) : `${toShownName(name)} and ${(count - 1).toLocaleString("en")} like it`;
}
