import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { languageDetector } from "hono/language";
import {
  ENGLISH,
  LANGUAGES,
  type Language,
  loadLanguage,
  loadWording,
  NEGOTIATED_LANGUAGES,
  type Wording,
} from "../../content/language.ts";
import { type Soon, whenKnown } from "../../model/soon.ts";

declare module "hono" {
  interface ContextVariableMap {
    /** Set by `loadTexts`. */
    readonly texts: Language;
  }
}

/** The language that a page is to be in. */
export interface AskedLanguage<Loaded extends Wording = Language> {
  readonly language: Loaded;
  /** `?lang=…` where it was asked for by name, so that links keep it; else nothing. */
  readonly query: string;
  /** What the answer depends on, besides its URL. */
  readonly headers: Readonly<Record<string, string>>;
}

const byName = detectAmong([...LANGUAGES.keys()], "querystring");
/** What is not whole is for those who ask for it by name. */
const byBrowser = detectAmong(
  NEGOTIATED_LANGUAGES.map(({ tag }) => tag),
  "header",
);

function detectAmong(supportedLanguages: string[], place: "querystring" | "header") {
  const fallbackLanguage = ENGLISH.tag;
  return languageDetector({
    supportedLanguages,
    fallbackLanguage,
    order: [place],
    lookupQueryString: "lang",
    caches: false,
  });
}

/** Characters of languages that a browser asks for; to read a list of many thousands takes longer than a page. */
const MAX_WANTED = 1000;

/** `?lang=` wins over what the browser asks for; a language that is not there is answered with the default. */
export const detectLanguage = createMiddleware((c, next) => {
  if (findNamed(c) !== undefined) return byName(c, next);
  const wanted = c.get("place").peer.readHeader(c, "accept-language");
  if (wanted !== undefined && wanted.length <= MAX_WANTED) return byBrowser(c, next);
  c.set("language", ENGLISH.tag);
  return next();
});

/** Most queries have no such field, and a look at the text tells: to take one apart costs more than a short document. */
function findNamed(c: Context): string | undefined {
  const { query } = c.get("place");
  return query.includes("lang") && /[?&]lang(?:[=&]|$)/.test(query) ? c.req.query("lang") : undefined;
}

/** After `detectLanguage`, for pages: loads all texts of the language, so that whatever says something finds them there. */
export const loadTexts = createMiddleware(async (c, next) => {
  c.set("texts", await loadLanguage(c.get("language")));
  await next();
});

/** What `loadTexts` loaded. */
export function languageOf(c: Context): AskedLanguage {
  return toAsked(c, c.get("texts"));
}

/** For what is no page: the words that `detectLanguage` found, without the texts of guides. */
export function wordingOf(c: Context): Soon<AskedLanguage<Wording>> {
  return whenKnown(loadWording(c.get("language")), (wording) => toAsked(c, wording));
}

function toAsked<Loaded extends Wording>(c: Context, language: Loaded): AskedLanguage<Loaded> {
  return findNamed(c) === undefined
    ? { language, query: "", headers: BY_BROWSER }
    : { language, query: `?lang=${language.tag}`, headers: {} };
}

const BY_BROWSER = { vary: "accept-language" } as const;
