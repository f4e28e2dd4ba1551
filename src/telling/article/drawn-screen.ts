/**
 * A client's dialog as guides describe it (`content/guide.ts`), with the reader's values in its fields and all of it in
 * words beside the picture.
 * @module
 */
import type { Conditional, Screen, ScreenPart, ScreenStyle } from "../../content/guide.ts";
import { fillWords, type Words } from "../../content/language.ts";
import type { DrawnPart, DrawnScreen, Inlines } from "./article.ts";
import { toPlainText } from "./inline.ts";

interface DrawingContext {
  readonly style: ScreenStyle;
  readonly words: Words["guide"];
  readonly tell: (text: string) => Inlines;
  readonly applies: (part: Conditional) => boolean;
}

export function toDrawnScreen(screen: Screen, { style, words, tell, applies }: DrawingContext): DrawnScreen {
  const parts = screen.parts.filter(applies);
  const press = screen.press ?? parts.flatMap((part) => ("press" in part && part.press ? [part.label] : []))[0];
  const said = parts.flatMap((part) => toWords(part));
  return {
    style: screen.style ?? style,
    title: tell(screen.title),
    label: [
      fillWords(words.screenLabel, { title: toText(screen.title), parts: said.join("; ") }),
      ...(press === undefined ? [] : [fillWords(words.press, { label: toText(press) })]),
    ].join(". "),
    parts: parts.map((part) => toPart(part)),
    buttons: (screen.buttons ?? []).map(tell),
    press: screen.press === undefined ? undefined : tell(screen.press),
  };

  function toPart(part: ScreenPart): DrawnPart {
    switch (part.kind) {
      case "heading":
      case "note":
        return { kind: part.kind, text: tell(part.text) };
      case "field":
      case "choice":
        return { kind: part.kind, label: tell(part.label), value: tell(part.value), isPressed: false };
      case "password":
        return { kind: "password", label: tell(part.label), value: [], isPressed: false };
      case "row":
        return {
          kind: "row",
          label: tell(part.label),
          value: part.value === undefined ? [] : tell(part.value),
          isPressed: part.press === true,
        };
      case "tick":
      case "switch":
        return { kind: part.kind, label: tell(part.label), isOn: part.on, isPressed: part.press === true };
    }
  }

  function toWords(part: ScreenPart): string[] {
    switch (part.kind) {
      case "heading":
      case "note":
        return [toText(part.text)];
      case "field":
      case "choice":
        return [`${toText(part.label)}: ${toText(part.value)}`];
      case "password":
        return [`${toText(part.label)}: ${words.passwordValue}`];
      case "row":
        return part.value === undefined ? [] : [`${toText(part.label)}: ${toText(part.value)}`];
      case "tick":
        return [fillWords(part.on ? words.ticked : words.unticked, { label: toText(part.label) })];
      case "switch":
        return [fillWords(part.on ? words.on : words.off, { label: toText(part.label) })];
    }
  }

  function toText(text: string): string {
    return toPlainText(tell(text));
  }
}
