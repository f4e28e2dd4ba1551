import { type Context, Hono } from "hono";
import type { Checked } from "../../check/shared-checks.ts";
import { findDomainSettings } from "../../model/address/mail-account.ts";
import { findDomain } from "../../model/domain/domain.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { renderCheckFrame, renderCheckPage, renderResult } from "../../pages/check/check-page.ts";
import { findExcess } from "../limits/costly.ts";
import { describeCrash } from "../wire/crash.ts";
import { documentResponse, PRIVATE } from "../wire/document.ts";
import { detectLanguage, languageOf, loadTexts } from "../wire/language.ts";
import { findOrigin } from "../wire/place.ts";
import { createProblem, NOT_A_DOMAIN, type Problem } from "../wire/problem.ts";
import type { Site } from "../wire/site.ts";
import { streamedResponse } from "../wire/streamed.ts";
import { toPersonsProblem } from "./named-domain.ts";
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
    const checked = await findChecked(c);
    if (!checked.ok) return problemPage(c, checked.error);
    const page = await renderCheckPage(toSetting(c, checked.value), checks.find(checked.value, findOrigin(c, site)));
    return documentResponse(c, page, { cacheControl: PRIVATE, headers: languageOf(c).headers });
  });
  routes.post(PATH, limitForm, async (c) => {
    const checked = await findChecked(c);
    if (!checked.ok) return problemPage(c, checked.error);
    const origin = findOrigin(c, site);
    const isNew = checks.isNew(checked.value, origin);
    const excess = isNew ? await findExcess(c, site, "check", checked.value.domain) : undefined;
    if (excess !== undefined) return problemPage(c, excess);
    const setting = toSetting(c, checked.value);
    const { page, begin, end } = await renderCheckFrame(setting);
    const result = checks.check(checked.value, origin).then(
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

  /** What the path names: of a domain whose mail is elsewhere, what still leads here is looked for. */
  async function findChecked(c: Context): Promise<Result<Checked, Problem>> {
    const domain = findDomain(c.req.param("domain") ?? "");
    if (domain === undefined) return err(NOT_A_DOMAIN);
    const found = await findDomainSettings(site.find, domain);
    if (found.ok) return found;
    const { error } = found;
    if (error.reason !== "mail_elsewhere") return err(await toPersonsProblem(site, error));
    return ok({ domain, mailElsewhere: error.mailElsewhere });
  }
}

function toSetting(c: Context, checked: Checked) {
  const { language, query } = languageOf(c);
  return { checked, language, query };
}

const NOT_HERE = createProblem(404, "notFound");
