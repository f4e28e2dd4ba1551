import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { renderArticleText, type TextFormat } from "../../pages/frame/article-text.ts";
import { renderErrorsPage } from "../../pages/guide/errors-page.ts";
import type { DocumentCache } from "../../store/document-cache.ts";
import type { SettingsReader } from "../../store/settings-store.ts";
import { findFailures, toErrorsArticle, toFailureIndex } from "../../telling/failures/failure-index.ts";
import { documentResponse, keptResponse, PRIVATE } from "../wire/document.ts";
import { languageOf } from "../wire/language.ts";
import { findOrigin, type PublicOrigin } from "../wire/request.ts";
import { findNamedSettings, readVisit, type Visit } from "./named-domain.ts";
import { answerOtherMethods, MAX_FORM_BYTES, problemPage, TOO_LARGE } from "./pages.ts";

type Format = "html" | TextFormat;

const PATHS = {
  "/guides/:domain/errors": "html",
  "/guides/:domain/errors.md": "md",
  "/guides/:domain/errors.txt": "txt",
} as const satisfies Record<string, Format>;

/** Longer than any error text; what is pasted beyond it is not looked at. */
const MAX_SEARCH = 2000;

/**
 * `/guides/{domain}/errors`, the index of error texts, also as text. A form's POST of `search` is answered with the
 * entries that fit: by POST, because what people paste there often names their address.
 */
export function errorRoutes(find: SettingsReader["find"], cache: DocumentCache, publicOrigin: PublicOrigin): Hono {
  const limit = bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => problemPage(c, TOO_LARGE) });
  const routes = new Hono();
  for (const [path, format] of Object.entries(PATHS)) {
    routes.get(path, async (c) => {
      const settings = await findNamedSettings(c, find);
      if (!settings.ok) return problemPage(c, settings.error);
      const { language, query, headers } = languageOf(c);
      const variant = `errors ${format} ${format === "html" ? "" : findOrigin(c, publicOrigin)} ${language.tag}${query}`;
      const render = () => renderIndex(c, { settings: settings.value, reader: "unknown" }, format, undefined);
      return keptResponse(c, await cache.keep(settings.value, variant, render), headers);
    });
    routes.post(path, limit, async (c) => {
      const visit = await readVisit(c, find);
      if (!visit.ok) return problemPage(c, visit.error);
      const search = toSearch(visit.value.form.get("search"));
      const { headers } = languageOf(c);
      return documentResponse(await renderIndex(c, visit.value, format, search), { cacheControl: PRIVATE, headers });
    });
    routes.all(path, answerOtherMethods);
  }
  return routes;

  function renderIndex(
    c: Context,
    visit: Visit,
    format: Format,
    search: string | undefined,
  ): RenderedDocument | Promise<RenderedDocument> {
    const { language, query } = languageOf(c);
    const setting = { ...visit, language, query, origin: format === "html" ? "" : findOrigin(c, publicOrigin) };
    if (format === "html") return renderErrorsPage(setting, search);
    const all = toFailureIndex(setting);
    const groups = search === undefined ? all : findFailures(all, search);
    return renderArticleText(toErrorsArticle(setting, groups), language, format);
  }
}

/** What was typed or pasted, on one line; `undefined` where that is nothing. */
function toSearch(value: unknown): string | undefined {
  const text = String(value ?? "")
    .slice(0, MAX_SEARCH)
    .replace(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]+/gu, " ")
    .trim();
  return text === "" ? undefined : text;
}
