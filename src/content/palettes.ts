/**
 * The colours of each system's windows, in which dialogs are drawn.
 * @module
 */

/** Whose windows, fields and switches. */
export type System = "windows" | "mac" | "ios" | "android" | "gnome" | "kde" | "web";

export type Theme = "light" | "dark";

/** The colours of a system's windows, `#rrggbb`. */
export interface Palette {
  /** Behind everything. */
  readonly ground: string;
  /** Fields, cards and buttons. */
  readonly paper: string;
  readonly ink: string;
  /** Labels and what is small. */
  readonly soft: string;
  readonly line: string;
  /** The window itself, boxes, and what has to be seen as a field. */
  readonly edge: string;
}

export const PALETTES: Readonly<Record<System, Readonly<Record<Theme, Palette>>>> = {
  windows: {
    light: { ground: "#f9f9f9", paper: "#ffffff", ink: "#1a1a1a", soft: "#5c5c5c", line: "#d6d6d6", edge: "#868686" },
    dark: { ground: "#202020", paper: "#2d2d2d", ink: "#ffffff", soft: "#c5c5c5", line: "#434343", edge: "#9a9a9a" },
  },
  mac: {
    light: { ground: "#ececec", paper: "#ffffff", ink: "#262626", soft: "#595959", line: "#cfcfcf", edge: "#848484" },
    dark: { ground: "#2a2a2c", paper: "#3a3a3c", ink: "#f2f2f2", soft: "#b8b8bd", line: "#4d4d50", edge: "#8e8e93" },
  },
  ios: {
    light: { ground: "#f2f2f7", paper: "#ffffff", ink: "#000000", soft: "#636366", line: "#d8d8dc", edge: "#87878c" },
    dark: { ground: "#000000", paper: "#1c1c1e", ink: "#ffffff", soft: "#a1a1a8", line: "#38383a", edge: "#7c7c80" },
  },
  android: {
    light: { ground: "#fdfcff", paper: "#f1f3f9", ink: "#1b1b1f", soft: "#565860", line: "#c9ccd4", edge: "#747780" },
    dark: { ground: "#121316", paper: "#1f2024", ink: "#e4e2e6", soft: "#b0b3bb", line: "#44474e", edge: "#8e9099" },
  },
  gnome: {
    light: { ground: "#fafafa", paper: "#ffffff", ink: "#2e2e2e", soft: "#5e5e5e", line: "#dadada", edge: "#8a8a8a" },
    dark: { ground: "#242424", paper: "#343434", ink: "#ffffff", soft: "#c0c0c0", line: "#484848", edge: "#8f8f8f" },
  },
  kde: {
    light: { ground: "#eff0f1", paper: "#fcfcfc", ink: "#232629", soft: "#5a5f63", line: "#c4c8ca", edge: "#7f8c8d" },
    dark: { ground: "#202326", paper: "#2a2e32", ink: "#fcfcfc", soft: "#b4b9bd", line: "#4a4f54", edge: "#8b9296" },
  },
  web: {
    light: { ground: "#f7f8fa", paper: "#ffffff", ink: "#1f2328", soft: "#575d66", line: "#d5d9df", edge: "#818891" },
    dark: { ground: "#1b1d21", paper: "#26292f", ink: "#eceff3", soft: "#aeb5bf", line: "#3c4048", edge: "#7e8691" },
  },
};
