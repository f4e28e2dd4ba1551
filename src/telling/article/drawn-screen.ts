/**
 * A client's dialog as guides describe it (`content/guide.ts`), with the reader's values in its fields, laid out as that
 * client does (`content/layouts.ts`), and all of it in words beside the picture.
 * @module
 */
import type { Conditional, Screen, ScreenPart } from "../../content/guide.ts";
import { fillWords, type Words } from "../../content/language.ts";
import { LAYOUTS, type Layout, type LayoutId } from "../../content/layouts.ts";
import type { DrawnButton, DrawnOption, DrawnPart, DrawnScreen, Inlines } from "./article.ts";
import { toPlainText } from "./inline.ts";
import { placeButtons } from "./place-buttons.ts";

type Options = NonNullable<Screen["side"]>;

interface DrawingContext {
  readonly layout: LayoutId;
  readonly words: Words["guide"];
  readonly tell: (text: string) => Inlines;
  readonly applies: (part: Conditional) => boolean;
}

export function toDrawnScreen(
  screen: Screen,
  { layout: ownLayout, words, tell, applies }: DrawingContext,
): DrawnScreen {
  const { press, back, side, buttons = [] } = screen;
  const layoutId = screen.layout ?? ownLayout;
  const layout: Layout = LAYOUTS[layoutId];
  const parts = screen.parts.filter(applies);
  const pressed = press ?? findPressed(parts);
  const said = parts.flatMap(toWords);
  return {
    layoutId,
    layout,
    title: tell(screen.title),
    bar: tell(screen.bar ?? ""),
    label: [
      said.length === 0
        ? toText(screen.title)
        : fillWords(words.screenLabel, { title: toText(screen.title), parts: said.join("; ") }),
      ...(pressed === undefined ? [] : [fillWords(words.press, { label: toText(pressed) })]),
    ].join(". "),
    back: back === undefined ? undefined : { label: tell(back), isPressed: back === press },
    side: side === undefined ? [] : toOptions(side, side.chosen === press),
    parts: parts.map(toPart),
    buttons: placeButtons(buttons.map(toButton), layout.buttons),
  };

  function toButton(label: string, index: number): DrawnButton {
    const primary = { first: 0, last: buttons.length - 1, none: -1 }[layout.primary];
    return { label: tell(label), isPressed: label === press, isPrimary: index === primary };
  }

  function toOptions(options: Options, isPressed: boolean): DrawnOption[] {
    const chosen = findChosen(options);
    return options.labels.map((label) => {
      const isChosen = label === chosen;
      return { label: tell(label), isChosen, isPressed: isPressed && isChosen };
    });
  }

  function findChosen({ labels, chosen }: Options): string {
    return labels.find((label) => toText(chosen).startsWith(toText(label))) ?? chosen;
  }

  function toPart(part: ScreenPart): DrawnPart {
    switch (part.kind) {
      case "heading":
      case "note":
      case "warning":
        return { kind: part.kind, text: tell(part.text) };
      case "field":
      case "choice":
        return {
          ...part,
          label: tell(part.label),
          value: tell(part.value),
          isShort: isShort(part.value),
          isPressed: false,
        };
      case "password":
        return { kind: "password", label: tell(part.label), value: [], isShort: false, isPressed: false };
      case "row": {
        const value = part.value === undefined ? [] : tell(part.value);
        return { kind: "row", label: tell(part.label), value, isPressed: part.press === true };
      }
      case "tick":
      case "switch":
      case "radio": {
        const { badge = "", detail = "" } = part.kind === "radio" ? part : {};
        return {
          kind: part.kind,
          label: tell(part.label),
          badge: tell(badge),
          detail: tell(detail),
          isOn: part.on,
          isPressed: part.press === true,
        };
      }
      case "button":
      case "link":
        return { kind: part.kind, label: tell(part.label), isPressed: part.press === true };
      case "tabs":
      case "segments":
      case "tiles":
        return { kind: part.kind, options: toOptions(part, part.press === true) };
      case "line":
        return { kind: "line", parts: part.parts.filter(applies).map(toPart) };
    }
  }

  function toWords(part: ScreenPart): string[] {
    switch (part.kind) {
      case "heading":
      case "note":
      case "warning":
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
      case "radio":
        return part.on ? [fillWords(words.chosen, { label: toText(part.label) })] : [];
      case "tabs":
      case "segments":
        return [fillWords(words.chosen, { label: toText(findChosen(part)) })];
      case "button":
      case "link":
      case "tiles":
        return [];
      case "line":
        return part.parts.filter(applies).flatMap(toWords);
    }
  }

  function toText(text: string): string {
    return toPlainText(tell(text));
  }
}

/** A field that is as wide as its value, a port or a protocol. */
function isShort(value: string): boolean {
  return /^(?:\{\w+\.(?:port|protocol)\}|SMTP)$/.test(value);
}

function findPressed(parts: readonly ScreenPart[]): string | undefined {
  for (const part of parts) {
    const found =
      part.kind === "line" ? findPressed(part.parts) : "press" in part && part.press ? toLabel(part) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function toLabel(part: Extract<ScreenPart, { readonly press?: true }>): string {
  return "chosen" in part ? part.chosen : part.label;
}
