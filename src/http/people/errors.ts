import { type Context, Hono } from "hono";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { ERROR_PARTS, type ErrorPart } from "../../model/guides/guide-path.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { toVisitorValues } from "../../pages/frame/address-form.ts";
import { renderArticleText, type TextFormat } from "../../pages/frame/article-text.ts";
import { errorsIndexPage, renderErrorsPage } from "../../pages/guide/errors-page.ts";
import { type IndexGroup, partOf, toErrorsArticle, toFailureIndex } from "../../telling/failures/failure-index.ts";
import { MAX_CHARACTERS } from "../../telling/failures/failure-search.ts";
import { fillGroups, findFailures, toSearchIndex } from "../../telling/failures/search-index.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { findExcess } from "../limits/costly.ts";
import { answerKept, documentResponse, PRIVATE } from "../wire/document.ts";
import { languageOf } from "../wire/language.ts";
import { limitBody } from "../wire/limit-body.ts";
import { findOrigin } from "../wire/place.ts";
import { TOO_LARGE } from "../wire/problem.ts";
import type { Site } from "../wire/site.ts";
import { findNamedSettings, readVisit } from "./named-domain.ts";
import { answerOtherMethods, problemPage } from "./pages.ts";

type Format = "html" | TextFormat;

const PATHS = {
  "/guides/:domain/errors": "html",
  "/guides/:domain/errors.md": "md",
  "/guides/:domain/errors.txt": "txt",
} as const satisfies Record<string, Format>;

/** People paste much into a search; more than this nobody means. */
const limitSearch = limitBody(64 * 1024, (c) => problemPage(c, TOO_LARGE));

/**
 * `/guides/{domain}/errors`, the index of error texts, also as text. A form's POST of `search` is answered with the
 * entries that fit: by POST, because what people paste there often names their address.
 */
export function errorRoutes(site: Site): Hono {
  const routes = new Hono();
  for (const [path, format] of Object.entries(PATHS)) {
    routes.get(path, async (c) => {
      const settings = await findNamedSettings(c, site);
      if (!settings.ok) return problemPage(c, settings.error);
      const { headers } = languageOf(c);
      const options = { ...toOptions(c, format), format };
      return answerKept(c, site, settings.value, renderWhole, options, headers);
    });
    routes.post(path, limitSearch, async (c) => {
      const visit = await readVisit(c, site);
      if (!visit.ok) return problemPage(c, visit.error);
      const { settings, reader, account, form } = visit.value;
      const excess = await findExcess(c, site, "search", settings.domain);
      if (excess !== undefined) return problemPage(c, excess);
      const search = toSearch(form.get("search"));
      const options = toOptions(c, format);
      if (search === undefined && format === "html" && account !== undefined) {
        const page = await site.cache.renderPersonalBytes(errorsIndexPage, account, options);
        return documentResponse(c, page, { cacheControl: PRIVATE, headers: languageOf(c).headers });
      }
      const { errors: words } = options.language.words;
      const personal = reader !== "unknown";
      const index = site.cache.keepValue(settings, toSearchIndex, { ...options, personal });
      const values = personal ? toVisitorValues(reader) : {};
      const groups =
        search === undefined ? fillGroups(index, values) : [findFailures(index, search, { words, values })];
      const document = await renderIndex({ ...options, settings, reader }, groups, format, search);
      return documentResponse(c, document, { cacheControl: PRIVATE, headers: languageOf(c).headers });
    });
    routes.all(path, answerOtherMethods);
  }
  for (const part of ERROR_PARTS) {
    const path = `/guides/:domain/${part}`;
    routes.get(path, async (c) => {
      const settings = await findNamedSettings(c, site);
      if (!settings.ok) return problemPage(c, settings.error);
      const options = { ...toOptions(c, "html"), part };
      return answerKept(c, site, settings.value, renderPart, options, languageOf(c).headers);
    });
    routes.all(path, answerOtherMethods);
  }
  return routes;

  /** Links within the page begin with nothing, those in a text with the service's origin. */
  function toOptions(c: Context, format: Format) {
    const { language, query } = languageOf(c);
    return { language, query, origin: format === "html" ? "" : findOrigin(c, site) };
  }
}

interface WholeIndex extends Pick<Setting, "language" | "query" | "origin"> {
  readonly format: Format;
}

function renderWhole(settings: ServerSettings, { format, ...options }: WholeIndex) {
  const setting: Setting = { ...options, settings, reader: "unknown" };
  return renderIndex(setting, toFailureIndex(setting), format, undefined);
}

interface PartOfIndex extends Pick<Setting, "language" | "query" | "origin"> {
  readonly part: ErrorPart;
}

function renderPart(settings: ServerSettings, { part, ...options }: PartOfIndex) {
  const setting: Setting = { ...options, settings, reader: "unknown" };
  const groups = toFailureIndex(setting).filter((group) => partOf(group) === part);
  return renderErrorsPage(setting, groups, { kind: "part" });
}

function renderIndex(
  setting: Setting,
  groups: readonly IndexGroup[],
  format: Format,
  search: string | undefined,
): RenderedDocument | Promise<RenderedDocument> {
  return format === "html"
    ? renderErrorsPage(setting, groups, search === undefined ? { kind: "index" } : { kind: "answer", search })
    : renderArticleText(toErrorsArticle(setting, groups), setting.language, format);
}

/** What was typed or pasted, as far as it is looked at; `undefined` where that is nothing. */
function toSearch(value: unknown): string | undefined {
  const text = String(value ?? "")
    .slice(0, MAX_CHARACTERS)
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n]|[\p{Cs}\p{Noncharacter_Code_Point}]/gu, " ")
    .trim();
  return text === "" ? undefined : text;
}
