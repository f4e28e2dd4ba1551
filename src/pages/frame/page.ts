/**
 * What all pages for people share: the frame, the style, the script, and the policy that allows these and nothing else.
 * @module
 */

import anyPage from "../../../templates/built/any-page.min.js";
import pageStyle from "../../../templates/built/page.min.css";
import mark from "../../../templates/drawings/mark.eta";
import brandStyle from "../../../templates/parts/brand.eta";
import icons from "../../../templates/parts/icons.svg";
import layout from "../../../templates/parts/layout.eta";
import { type LanguageName, PUBLIC_LANGUAGES, type Wording, type Words } from "../../content/language.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { type BrandColors, toBrandColors } from "./brand-color.ts";
import { templates } from "./templates.ts";

/** Whose page it is. */
export interface Brand {
  readonly name: string;
  /** A `data:` URL; a drawn mark stands in for it. */
  readonly logo: string | undefined;
  /** `#rrggbb`; moved until it can be read. */
  readonly color: string | undefined;
  /** Whether the page's script fills addresses in as lower case. */
  readonly lowerCaseLogin: boolean;
}

export interface Page {
  readonly title: string;
  readonly language: Wording;
  readonly brand: Brand;
  /** Markup from one of the templates: a `main` element. */
  readonly body: string;
  /** Rules for what stands on this page alone. */
  readonly styles?: readonly string[];
  /** The script of a kind of page that does more than all pages do. */
  readonly script?: string;
  /** Goes on to links within the site; `lang`, where the visitor asked for it by name. */
  readonly query?: string;
  /** What the visitor can choose from. */
  readonly languages?: readonly Pick<LanguageName, "tag" | "name">[];
  /** Where the brand leads, if not to the start. */
  readonly home?: string;
  /** Where the page is, of a page that anybody may find: said to search engines, with its other languages. */
  readonly path?: string | undefined;
  /** What the page may do besides what all may, as directives of its policy. */
  readonly policy?: readonly string[];
}

declare module "./templates.ts" {
  interface Views {
    "@layout": Layout;
    "@brand": Readonly<Record<"light" | "dark", BrandColors>>;
    "@mark": { readonly fill: string; readonly ink: string };
  }
}

interface Layout {
  readonly title: string;
  readonly lang: string;
  readonly dir: string;
  readonly home: string;
  readonly path: string | undefined;
  readonly query: string;
  readonly languages: readonly Pick<LanguageName, "tag" | "name">[];
  readonly brand: Brand;
  /** Ready markup, as are `icons` and `mark`. */
  readonly body: string;
  readonly icons: string;
  readonly mark: string;
  /** Of the browser's tab. */
  readonly icon: string;
  readonly style: string;
  readonly brandStyle: string;
  readonly script: string;
  readonly words: Words["frame"];
}

templates.load("@layout", layout);
templates.load("@brand", brandStyle);
templates.load("@mark", mark);

/** The brand of pages that belong to no provider. */
export const OWN_BRAND: Brand = { name: "Waypost", logo: undefined, color: undefined, lowerCaseLogin: false };

export function toBrand({
  displayName,
  branding,
  lowerCaseLogin = false,
}: Pick<ServerSettings, "displayName" | "branding" | "lowerCaseLogin">): Brand {
  return { name: displayName, logo: branding?.logo, color: branding?.color, lowerCaseLogin };
}

/** A whole page. Everything is in it: to show it takes one request, and nobody else is asked for anything. */
export async function renderPage(page: Page): Promise<RenderedDocument> {
  const {
    title,
    language,
    brand,
    body,
    styles = [],
    script = anyPage,
    query = "",
    languages = PUBLIC_LANGUAGES,
    home = `/${query}`,
    path,
    policy = [],
  } = page;
  const colors = toBrandColors(brand.color);
  const drawn = templates.render("@mark", { fill: colors.light.fill, ink: colors.light.ink });
  const style = [pageStyle, ...styles].join("");
  const brandCss = templates.render("@brand", colors);
  return {
    contentType: "text/html; charset=utf-8",
    body: templates.render("@layout", {
      title,
      lang: language.tag,
      dir: language.dir,
      home,
      path,
      query,
      // A choice of one is none.
      languages: languages.length > 1 ? languages : [],
      brand,
      body,
      icons,
      mark: drawn,
      // Without one, browsers ask for /favicon.ico.
      icon: brand.logo ?? `data:image/svg+xml,${encodeURIComponent(drawn.trim())}`,
      style,
      brandStyle: brandCss,
      script,
      words: language.words.frame,
    }),
    contentSecurityPolicy: [await toPolicy({ styles: [style, brandCss], scripts: [script] }), ...policy].join("; "),
  };
}

/** Inline code is allowed by its hash alone, so that text which slipped into a page could never run. */
export async function toPolicy(inline: {
  readonly styles: readonly string[];
  /** Of elements. */
  readonly attributes?: readonly string[];
  readonly scripts: readonly string[];
}) {
  const { attributes = [] } = inline;
  const [styles, scripts] = await Promise.all([
    toSources([...inline.styles, ...attributes]),
    toSources(inline.scripts),
  ]);
  return [
    "default-src 'none'",
    `style-src ${attributes.length === 0 ? "" : "'unsafe-hashes' "}${styles}`,
    `script-src ${scripts === "" ? "'none'" : scripts}`,
    "img-src data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

async function toSources(texts: readonly string[]): Promise<string> {
  const digests = await Promise.all(
    texts.map((text) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
  );
  return digests.map((digest) => `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`).join(" ");
}
