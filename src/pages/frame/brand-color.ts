/**
 * A customer's colour, moved towards black or white until it can be read (WCAG 2.2, success criterion 1.4.3). The
 * surfaces are those of `templates/styles/page.css`.
 * @module
 */

/** What a page in one theme takes from a brand. Colours are `#rrggbb`. */
export interface BrandColors {
  /** Links and marks: readable on every surface. */
  readonly text: string;
  /** Buttons: the brand's own colour wherever one of the two inks can be read on it. */
  readonly fill: string;
  /** Text on `fill`. */
  readonly ink: string;
  /** A surface with a breath of the brand. */
  readonly tint: string;
}

type Rgb = readonly [red: number, green: number, blue: number];

/** `--paper` and `--ground` of the style sheet, by theme. */
export const SURFACES = {
  light: { paper: "#ffffff", ground: "#f4f5f7" },
  dark: { paper: "#181b22", ground: "#0f1115" },
} as const;

const DEFAULT_COLOR = "#0b57d0";

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];
/** A little above the required 4.5, so that rounding and anti-aliasing leave it there. */
const ENOUGH = 4.6;
/** Darker than pure black would need to be: text on a brand's colour looks softer for it. */
const INKS: readonly string[] = ["#ffffff", "#0b0e14"];
const TINT = { light: 0.07, dark: 0.12 } as const;

/** The colours of a brand for both themes; a neutral blue where it has none. */
export function toBrandColors(color: string = DEFAULT_COLOR): Readonly<Record<"light" | "dark", BrandColors>> {
  return { light: toTheme(parse(color), "light"), dark: toTheme(parse(color), "dark") };
}

function toTheme(color: Rgb, theme: "light" | "dark"): BrandColors {
  const { paper, ground } = SURFACES[theme];
  const tint = format(mix(parse(paper), color, TINT[theme]));
  return { ...toReadableColors(format(color), theme, [paper, ground, tint]), tint };
}

/** A colour that is readable as text on each of `surfaces`, and as a button. */
export function toReadableColors(
  color: string,
  theme: "light" | "dark",
  surfaces: readonly string[],
): Omit<BrandColors, "tint"> {
  const towards = theme === "light" ? BLACK : WHITE;
  const isReadable = (tried: Rgb) => surfaces.every((surface) => contrast(tried, parse(surface)) >= ENOUGH);
  const text = adjust(parse(color), towards, isReadable);
  const fill = adjust(parse(color), towards, (tried) => INKS.some((ink) => contrast(tried, parse(ink)) >= ENOUGH));
  // White is what people expect on a button; the dark ink is for colours that are too light for it.
  const ink = INKS.find((tried) => contrast(fill, parse(tried)) >= ENOUGH) ?? "#ffffff";
  return { text: format(text), fill: format(fill), ink };
}

/** The first of the colours between `color` and `towards` that `isGood`; rounded, as it will be printed. */
function adjust(color: Rgb, towards: Rgb, isGood: (tried: Rgb) => boolean): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const tried = mix(color, towards, share);
    if (isGood(tried)) return tried;
  }
  return towards;
}

function mix(one: Rgb, other: Rgb, share: number): Rgb {
  const channel = (index: 0 | 1 | 2) => Math.round(one[index] + (other[index] - one[index]) * share);
  return [channel(0), channel(1), channel(2)];
}

function contrast(one: Rgb, other: Rgb): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function parse(color: string): Rgb {
  const channel = (start: number) => Number.parseInt(color.slice(start, start + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

function format(color: Rgb): string {
  return `#${color.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}
