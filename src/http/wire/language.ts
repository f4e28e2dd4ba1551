import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { type DetectorOptions, languageDetector } from "hono/language";
import { ENGLISH, LANGUAGES, type Language } from "../../content/language.ts";

/** The language that a page is to be in. */
export interface AskedLanguage {
  readonly language: Language;
  /** `?lang=…` where it was asked for by name, so that links keep it; else nothing. */
  readonly query: string;
  /** What the answer depends on, besides its URL. */
  readonly headers: Readonly<Record<string, string>>;
}

const OPTIONS: Partial<DetectorOptions> = {
  supportedLanguages: [...LANGUAGES.keys()],
  fallbackLanguage: ENGLISH.tag,
  lookupQueryString: "lang",
  caches: false,
};
const byName = languageDetector({ ...OPTIONS, order: ["querystring"] });
const byBrowser = languageDetector({ ...OPTIONS, order: ["header"] });

/** `?lang=` wins over what the browser asks for; a language that is not there is answered with the default. */
export const detectLanguage = createMiddleware((c, next) =>
  (c.req.query("lang") === undefined ? byBrowser : byName)(c, next),
);

/** What `detectLanguage` found. */
export function languageOf(c: Context): AskedLanguage {
  const language = LANGUAGES.get(c.get("language")) ?? ENGLISH;
  return c.req.query("lang") === undefined
    ? { language, query: "", headers: { vary: "accept-language" } }
    : { language, query: `?lang=${language.tag}`, headers: {} };
}
