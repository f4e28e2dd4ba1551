/**
 * What a page tells, apart from how it looks: the tree that HTML (`article.eta`), Markdown and plain text
 * (`article-text.ts`) are rendered from, so that they cannot say different things. Texts are in the reader's language
 * and every value is the reader's own.
 * @module
 */
import type { Layout, LayoutId } from "../../content/layouts.ts";
import type { Inline } from "./inline.ts";
import type { PlacedButtons } from "./place-buttons.ts";
import type { SettingsTable } from "./settings-table.ts";

export type Inlines = readonly Inline[];

export interface Article {
  readonly title: string;
  /** What it is about in a sentence. */
  readonly lead: Inlines;
  /** How long it takes, for which versions, when it was reviewed. */
  readonly facts: readonly Fact[];
  readonly sections: readonly Section[];
}

export interface Fact {
  readonly text: string;
  readonly isGood: boolean;
  /** Whether it is of use before one begins. */
  readonly isFirst?: true;
}

export interface Section {
  /** Anchor within the page. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** What few readers come for: folded where a page can fold. */
  readonly isRare?: true;
}

export type Block =
  | { readonly kind: "paragraph"; readonly inlines: Inlines }
  /** Something that must not be overlooked. */
  | { readonly kind: "notice"; readonly inlines: Inlines }
  /** The one thing to do. */
  | { readonly kind: "button"; readonly text: string; readonly href: string }
  | { readonly kind: "points"; readonly items: readonly Inlines[] }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "steps"; readonly steps: readonly ArticleStep[] }
  | { readonly kind: "values"; readonly tables: readonly SettingsTable[] }
  | { readonly kind: "failures"; readonly failures: readonly ArticleFailure[] }
  /** What only some readers need: folded where a page can fold, in full everywhere else. */
  | { readonly kind: "more"; readonly title: string; readonly blocks: readonly Block[] };

export interface ArticleStep {
  /** Which step it goes with, in a list of what differs from steps that were told before. */
  readonly place?: string;
  readonly inlines: Inlines;
  /** What the reader sees next. */
  readonly next: Inlines | undefined;
  /** What has to be known at this step because of how the provider does it. */
  readonly note: Inlines | undefined;
  readonly screen: DrawnScreen | undefined;
}

/** A dialog with the reader's values in it, and every button in its place. */
export interface DrawnScreen {
  readonly layoutId: LayoutId;
  readonly layout: Layout;
  readonly title: Inlines;
  /** What the bar says where the title stands below it. */
  readonly bar: Inlines;
  /** All that it shows, in words. */
  readonly label: string;
  /** What leads back; without a label, an arrow alone. */
  readonly back: DrawnLabel | undefined;
  readonly side: readonly DrawnOption[];
  readonly parts: readonly DrawnPart[];
  readonly buttons: PlacedButtons<DrawnButton>;
}

interface DrawnLabel {
  readonly label: Inlines;
  /** Whether this is what to press: one thing in a drawing is. */
  readonly isPressed: boolean;
}

export interface DrawnButton extends DrawnLabel {
  /** Whether the program shows it in its colour. */
  readonly isPrimary: boolean;
}

export interface DrawnOption extends DrawnLabel {
  readonly isChosen: boolean;
}

export type DrawnPart =
  | { readonly kind: "heading" | "note" | "warning"; readonly text: Inlines }
  | ({
      readonly kind: "field" | "choice" | "password";
      readonly value: Inlines;
      readonly isShort: boolean;
    } & DrawnLabel)
  | ({ readonly kind: "row"; readonly value: Inlines } & DrawnLabel)
  | ({
      readonly kind: "tick" | "switch" | "radio";
      readonly badge: Inlines;
      readonly detail: Inlines;
      readonly isOn: boolean;
    } & DrawnLabel)
  | ({ readonly kind: "button" | "link" } & DrawnLabel)
  | { readonly kind: "tabs" | "segments" | "tiles"; readonly options: readonly DrawnOption[] }
  | { readonly kind: "line"; readonly parts: readonly DrawnPart[] };

export interface ArticleFailure {
  /** Anchor within the page. */
  readonly id: string;
  readonly message: Inlines;
  /** The language of the message, where it is quoted from the screen. */
  readonly quotedIn: string | undefined;
  readonly codes: readonly string[];
  readonly cause: Inlines;
  readonly cure: Inlines;
}
