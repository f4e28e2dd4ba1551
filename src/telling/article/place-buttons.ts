/**
 * Where the buttons of a drawn dialog stand. Their order is the program's, and stays: what is to be pressed is marked where
 * it is.
 * @module
 */
import type { ButtonPlace } from "../../content/layouts.ts";

/** One edge of a dialog, in reading order. */
interface Edge<Button> {
  readonly start: readonly Button[];
  readonly end: readonly Button[];
}

export interface PlacedButtons<Button> {
  /** In the bar at the top. */
  readonly bar: Edge<Button>;
  /** Below the parts. */
  readonly foot: Edge<Button>;
}

export function placeButtons<Button>(buttons: readonly Button[], place: ButtonPlace): PlacedButtons<Button> {
  const edge = cut(buttons, countAtStart(buttons.length, place));
  const empty = cut<Button>([], 0);
  return place === "bar" || place === "bar-end" ? { bar: edge, foot: empty } : { bar: empty, foot: edge };
}

function countAtStart(count: number, place: ButtonPlace): number {
  switch (place) {
    case "bar":
    case "apart":
      return count - 1;
    case "pair":
      return Math.max(0, count - 2);
    case "start":
      return count;
    // Those in the middle or over the whole width have one group.
    case "bar-end":
    case "center":
    case "end":
    case "even":
    case "stack":
      return 0;
  }
}

function cut<Button>(buttons: readonly Button[], at: number): Edge<Button> {
  return { start: buttons.slice(0, Math.max(0, at)), end: buttons.slice(Math.max(0, at)) };
}
