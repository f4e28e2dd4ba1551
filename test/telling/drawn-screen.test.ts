import { describe, expect, test } from "vitest";
import {
  button,
  chosen,
  field,
  heading,
  line,
  link,
  notChosen,
  pressed,
  row,
  type Screen,
  segments,
  switchedOn,
  tabs,
  ticked,
  tiles,
  unticked,
  warning,
} from "../../src/content/guide.ts";
import { type ButtonPlace, LAYOUTS, type LayoutId } from "../../src/content/layouts.ts";
import type { DrawnButton, DrawnPart, DrawnScreen, Inlines } from "../../src/telling/article/article.ts";
import { toDrawnScreen } from "../../src/telling/article/drawn-screen.ts";
import { toPlainText } from "../../src/telling/article/inline.ts";
import { placeButtons } from "../../src/telling/article/place-buttons.ts";
import { ENGLISH } from "../support/browser/languages.ts";

const LAYOUT_IDS = Object.keys(LAYOUTS) as LayoutId[];

/** Values are told as they are written, but for one that a program calls by another name. */
const tell = (text: string): Inlines => [{ kind: "text", text: text.replace("{in.protocol}", "POP3") }];

function draw(screen: Partial<Screen>, layout: LayoutId = "outlook-wizard"): DrawnScreen {
  return toDrawnScreen(
    { title: "Account", parts: [], ...screen },
    { layout, words: ENGLISH.words.guide, tell, applies: ({ when = [] }) => when.length === 0 },
  );
}

/** Every button in reading order. */
function buttonsOf({ buttons: { bar, foot } }: DrawnScreen): DrawnButton[] {
  return [bar.start, bar.end, foot.start, foot.end].flat();
}

const said = ({ label }: { readonly label: Inlines }) => toPlainText(label);

const BUTTONS = ["Test", "Back", "Continue"];

const PLACES: readonly [ButtonPlace, edge: "bar" | "foot", start: readonly string[], end: readonly string[]][] = [
  ["bar", "bar", ["Test", "Back"], ["Continue"]],
  ["bar-end", "bar", [], BUTTONS],
  ["start", "foot", BUTTONS, []],
  ["center", "foot", [], BUTTONS],
  ["end", "foot", [], BUTTONS],
  ["apart", "foot", ["Test", "Back"], ["Continue"]],
  ["pair", "foot", ["Test"], ["Back", "Continue"]],
  ["even", "foot", [], BUTTONS],
  ["stack", "foot", [], BUTTONS],
];

test.each(PLACES)("%s: at the edge that it names, in the order of the list", (place, edge, start, end) => {
  const placed = placeButtons(BUTTONS, place);
  expect(placed[edge]).toEqual({ start, end });
  expect(placed[edge === "bar" ? "foot" : "bar"]).toEqual({ start: [], end: [] });
});

test.each(PLACES)("%s: no button at all, and one", (place) => {
  expect(placeButtons([], place)).toEqual({ bar: { start: [], end: [] }, foot: { start: [], end: [] } });
  const { bar, foot } = placeButtons(["OK"], place);
  expect([bar.start, bar.end, foot.start, foot.end].flat()).toEqual(["OK"]);
});

describe.each(LAYOUT_IDS)("%s", (layout) => {
  const plain = draw({ buttons: BUTTONS }, layout);

  test("shows buttons in the order in which the screen lists them", () => {
    expect(buttonsOf(plain).map(said)).toEqual(BUTTONS);
  });

  test.each(BUTTONS)("marks %s where it is, and changes nothing else", (press) => {
    const marked = draw({ buttons: BUTTONS, press }, layout);
    expect(
      buttonsOf(marked)
        .filter(({ isPressed }) => isPressed)
        .map(said),
    ).toEqual([press]);
    const unmark = ({ buttons: { bar, foot } }: DrawnScreen) =>
      [bar.start, bar.end, foot.start, foot.end].map((group) => group.map((one) => ({ ...one, isPressed: false })));
    expect(unmark(marked)).toEqual(unmark(plain));
  });

  test("has at most one button in the program's colour, whatever is pressed", () => {
    const primary = buttonsOf(draw({ buttons: BUTTONS, press: "Back" }, layout)).filter(({ isPrimary }) => isPrimary);
    const expected = { first: ["Test"], last: ["Continue"], none: [] }[LAYOUTS[layout].primary];
    expect(primary.map(said)).toEqual(expected);
  });
});

test("what leads back and the open entry of the list at the side can be pressed", () => {
  const back = draw({ back: "Account", buttons: ["Done"], press: "Account" });
  expect(back.back?.isPressed).toBe(true);
  expect(buttonsOf(back).some(({ isPressed }) => isPressed)).toBe(false);
  const { side } = draw({ side: { labels: ["General", "Transport"], chosen: "Transport" }, press: "Transport" });
  expect(side.map(({ isChosen, isPressed }) => [isChosen, isPressed])).toEqual([
    [false, false],
    [true, true],
  ]);
});

test("of several labels the one is chosen that the value is or begins with", () => {
  const [strip] = draw({ parts: [segments(["IMAP", "POP"], "{in.protocol}")] }).parts;
  expect(strip).toMatchObject({ options: [{ isChosen: false }, { isChosen: true, isPressed: false }] });
});

const PRESSED: readonly [what: string, part: Screen["parts"][number], label: string][] = [
  ["a row", pressed("Other"), "Other"],
  ["a tick", pressed(ticked("Leave messages on server")), "Leave messages on server"],
  ["a switch", pressed(switchedOn("Advanced settings")), "Advanced settings"],
  ["a radio button", pressed(chosen("IMAP")), "IMAP"],
  ["a button among fields", pressed(button("More Settings...")), "More Settings..."],
  ["a link", pressed(link("Configure Manually")), "Configure Manually"],
  ["a tab", pressed(tabs(["General", "Advanced"], "Advanced")), "Advanced"],
  ["a segment", pressed(segments(["IMAP", "POP"], "POP")), "POP"],
  ["a tile", tiles(["Exchange", "IMAP"], "IMAP"), "IMAP"],
  ["a part beside another", line(field("Port", "{in.port}"), pressed(link("Test"))), "Test"],
];

test.each(PRESSED)("%s that is to be pressed is marked, and heard", (_, part, label) => {
  const { parts, label: heard } = draw({ parts: [heading("Server"), part] });
  expect(parts.flatMap(pressedIn).map(said)).toEqual([label]);
  expect(heard).toMatch(new RegExp(`Press ${label.replace(/[.]/g, "\\.")}$`));
});

function pressedIn(part: DrawnPart): { readonly label: Inlines }[] {
  if (part.kind === "line") return part.parts.flatMap(pressedIn);
  if ("options" in part) return part.options.filter(({ isPressed }) => isPressed);
  return "isPressed" in part && part.isPressed ? [part] : [];
}

const HEARD: readonly [part: Screen["parts"][number], words: string][] = [
  [tabs(["General", "Advanced"], "Advanced"), "Account: Advanced: chosen"],
  [segments(["IMAP", "POP"], "{in.protocol}"), "Account: POP: chosen"],
  [chosen("IMAP", "On the server"), "Account: IMAP: chosen"],
  [notChosen("POP3"), "Account"],
  [unticked("Secure Password Authentication"), "Account: Secure Password Authentication: not ticked"],
  [warning("Unable to verify"), "Account: Unable to verify"],
  [line(field("Server", "{in.host}"), field("Port", "{in.port}")), "Account: Server: {in.host}; Port: {in.port}"],
  [line({ ...row("Hidden", "here"), when: ["pop3"] }), "Account"],
  [button("Test"), "Account"],
];

test.each(HEARD)("%j is heard as %s", (part, words) => {
  expect(draw({ parts: [part] }).label).toBe(words);
});
