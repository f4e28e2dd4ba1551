/**
 * Texts to be copied and sent to somebody, whose address the page's script can put in.
 * @module
 */
import copyText from "../../../templates/parts/copy-text.eta";
import { mapHoles } from "../../formats/document-template.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { templates } from "./templates.ts";

declare module "./templates.ts" {
  interface Views {
    "@copy-text": CopyText;
  }
}

interface CopyText {
  /** What a Copy button says that it copies. */
  readonly name: string;
  /** The id of its heading. */
  readonly label: string;
  readonly text: string;
  /** How many lines of it are seen at once, where that is not many. */
  readonly rows?: number;
  /** The same for whoever's address is typed. */
  readonly known: string;
}

templates.load("@copy-text", copyText);

/** What `templates/parts/copy-text.eta` prints: the text, and the same with `{shownAddress}`, `{localPart}` and their like for the page's script to fill in. */
export interface FillableText {
  readonly text: string;
  readonly template: string;
}

/** What `tell` says to the reader, and to whoever's address is typed. */
export function toFillableText(setting: Setting, tell: (setting: Setting) => string): FillableText {
  return { text: tell(setting), template: toTemplate(tell({ ...setting, reader: "hole" })) };
}

function toTemplate(text: string): string {
  return mapHoles(text, (name) => `{${name}}`);
}
