import { type Context, Hono } from "hono";
import type { ServerSettings } from "../../model/server-settings.ts";
import { renderCheckFrame, renderCheckPage, renderResult } from "../../pages/check/check-page.ts";
import { findExcess } from "../limits/costly.ts";
import { describeCrash } from "../wire/crash.ts";
import { documentResponse, PRIVATE } from "../wire/document.ts";
import { detectLanguage, languageOf, loadTexts } from "../wire/language.ts";
import { findOrigin } from "../wire/place.ts";
import { createProblem } from "../wire/problem.ts";
import type { Site } from "../wire/site.ts";
import { streamedResponse } from "../wire/streamed.ts";
import { findNamedSettings } from "./named-domain.ts";
import { answerOtherMethods, limitForm, problemPage } from "./pages.ts";

const PATH = "/check/:domain";

/**
 * `/check/{domain}` shows what a check found in the last minutes. A form's POST checks now, and the page comes in pieces: what
 * stands on it already, and the result as soon as it is there. Crawlers do not post.
 */
export function checkRoutes(site: Site): Hono {
  const { checks } = site;
  const routes = new Hono().use(PATH, detectLanguage, loadTexts);
  if (checks === undefined) return routes.all(PATH, (c) => problemPage(c, NOT_HERE));
  routes.get(PATH, async (c) => {
    const settings = await findNamedSettings(c, site);
    if (!settings.ok) return problemPage(c, settings.error);
    const page = await renderCheckPage(toSetting(c, settings.value), checks.find(settings.value, findOrigin(c, site)));
    return documentResponse(c, page, { cacheControl: PRIVATE, headers: languageOf(c).headers });
  });
  routes.post(PATH, limitForm, async (c) => {
    const settings = await findNamedSettings(c, site);
    if (!settings.ok) return problemPage(c, settings.error);
    const origin = findOrigin(c, site);
    const isNew = checks.isNew(settings.value, origin);
    const excess = isNew ? await findExcess(c, site, "check", settings.value.domain) : undefined;
    if (excess !== undefined) return problemPage(c, excess);
    const setting = toSetting(c, settings.value);
    const { page, begin, end } = await renderCheckFrame(setting);
    const result = checks.check(settings.value, origin).then(
      (report) => renderResult(setting, report),
      (error) => {
        console.error(describeCrash(error instanceof Error ? error : new Error(String(error))));
        return `<section class="card"><p role="alert">${setting.language.words.check.failed}</p></section>`;
      },
    );
    async function* parts(): AsyncGenerator<string> {
      yield begin;
      yield `${await result}${end}`;
    }
    return streamedResponse(c, page, parts(), languageOf(c).headers);
  });
  routes.all(PATH, answerOtherMethods);
  return routes;
}

function toSetting(c: Context, settings: ServerSettings) {
  const { language, query } = languageOf(c);
  return { settings, language, query };
}

const NOT_HERE = createProblem(404, "notFound");
