/**
 * The style of drawn dialogs: that of all of them, and the colours of the layouts that a page has. Pages without a drawing
 * carry none of it.
 * @module
 */
import drawings from "../../../templates/built/drawings.min.css";
import screenColors from "../../../templates/drawings/screen-colors.eta";
import { LAYOUTS, type LayoutId } from "../../content/layouts.ts";
import { PALETTES, type Theme } from "../../content/palettes.ts";
import type { Article, Block } from "../../telling/article/article.ts";
import { toReadableColors } from "./brand-color.ts";
import { templates } from "./templates.ts";

declare module "./templates.ts" {
  interface Views {
    "@screen-colors": readonly { readonly scheme: Theme; readonly rules: readonly Rule[] }[];
  }
}

interface Rule {
  readonly selector: string;
  readonly colors: readonly (readonly [property: string, color: string])[];
}

templates.load("@screen-colors", screenColors);

/** What a switch that is on looks like on a phone of Apple's, and the edge of a phone. */
const OTHERS = {
  light: { on: "#248a3d", bezel: "#1c1c1e" },
  dark: { on: "#30d158", bezel: "#4a4a4e" },
} as const satisfies Record<Theme, Readonly<Record<string, string>>>;

/** Styles for the page of an article: none where nothing is drawn. */
export function toDrawingStyles(article: Article): string[] {
  const ids = [...new Set(article.sections.flatMap(({ blocks }) => blocks.flatMap(findLayouts)))];
  return ids.length === 0 ? [] : [drawings, templates.render("@screen-colors", [toTheme("light"), toTheme("dark")])];

  function toTheme(scheme: Theme) {
    const systems = [...new Set(ids.map((id) => LAYOUTS[id].system))];
    return {
      scheme,
      rules: [
        { selector: ".screen", colors: Object.entries(OTHERS[scheme]) },
        ...systems.map((system) => ({ selector: `.${system}`, colors: Object.entries(PALETTES[system][scheme]) })),
        ...ids.map((id) => ({ selector: `.${id}`, colors: toColors(id, scheme) })),
      ],
    };
  }
}

function findLayouts(block: Block): LayoutId[] {
  if (block.kind === "more") return block.blocks.flatMap(findLayouts);
  if (block.kind !== "steps") return [];
  return block.steps.flatMap(({ screen }) => (screen === undefined ? [] : [screen.layoutId]));
}

function toColors(id: LayoutId, theme: Theme): Rule["colors"] {
  const { color, system } = LAYOUTS[id];
  const { ground, paper } = PALETTES[system][theme];
  const { text, fill, ink } = toReadableColors(color, theme, [ground, paper]);
  return [
    ["accent", fill],
    ["accent-text", text],
    ["on-accent", ink],
  ];
}
