import { type Context, Hono } from "hono";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { findDomainSettings } from "../../model/address/mail-account.ts";
import { findDomain } from "../../model/domain/domain.ts";
import { toGuidePath } from "../../model/guides/guide-path.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import type { Soon } from "../../model/soon.ts";
import { toLikelyAddress } from "../../pages/frame/likely-address.ts";
import { type LinkChoice, toLinkChoice } from "../../pages/support/support-link.ts";
import { renderSupportPage } from "../../pages/support/support-page.ts";
import { renderSupportStart } from "../../pages/support/support-start.ts";
import { renderWelcomeHtml, renderWelcomeMessage, renderWelcomeText } from "../../pages/support/welcome-mail.ts";
import { renderWelcomePage } from "../../pages/support/welcome-page.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { findExcess } from "../limits/costly.ts";
import { readForm } from "../wire/asked.ts";
import { answerKept, cacheHeaders, documentResponse, PRIVATE, SHARED } from "../wire/document.ts";
import { languageOf } from "../wire/language.ts";
import { findOrigin } from "../wire/place.ts";
import { NOT_A_DOMAIN, NOT_A_FORM, sayProblem } from "../wire/problem.ts";
import type { Site } from "../wire/site.ts";
import { findNamedSettings, readVisit, toPersonsProblem, type Visit } from "./named-domain.ts";
import { answerOtherMethods, limitForm, problemPage } from "./pages.ts";

/** Plain values all, so that a page can be kept by them: what the query chooses stands beside what the page is told for. */
interface Options extends Omit<Setting, "settings"> {
  readonly choice?: readonly [
    LinkChoice["guide"],
    LinkChoice["language"],
    LinkChoice["protocol"],
    LinkChoice["format"],
  ];
}

type RenderPage = (settings: ServerSettings, options: Options) => RenderedDocument | Promise<RenderedDocument>;

/**
 * What support works with: `/guides/{domain}/support` makes links and answers, `/guides/{domain}/welcome` is the welcome
 * mail, also as `.html`, `.txt` and `.eml`. A form's POST of `emailaddress` fills each of them in.
 *
 * The builder of links has its place under the domain: all that it offers depends on the domain, and it is kept, branded
 * and filled in after "#" as every page there is.
 */
export function supportRoutes(site: Site): Hono {
  const routes = new Hono();
  const kept: Readonly<Record<string, RenderPage>> = {
    support: renderSupport,
    welcome: (settings, options) => renderWelcomePage({ ...options, settings }),
    "welcome.html": (settings, options) => renderWelcomeHtml({ ...options, settings }),
    "welcome.txt": (settings, options) => renderWelcomeText({ ...options, settings }),
  };
  for (const [name, render] of Object.entries(kept))
    routePage(name, render, (c, settings, options) =>
      answerKept(c, site, settings, render, options, languageOf(c).headers),
    );
  routes.get("/support", async (c) => {
    const { language, query, headers } = languageOf(c);
    return documentResponse(c, await renderSupportStart({ language, query }), { cacheControl: SHARED, headers });
  });
  routes.post("/support", limitForm, leadToDomain);
  routes.all("/support", answerOtherMethods);
  // The message has the time of day in it.
  const renderMessage: RenderPage = (settings, options) => renderWelcomeMessage({ ...options, settings }, site.now());
  routePage("welcome.eml", renderMessage, (c, settings, options) => answerFresh(c, renderMessage, settings, options));
  return routes;

  async function answerFresh(
    c: Context,
    render: RenderPage,
    settings: ServerSettings,
    options: Options,
  ): Promise<Response> {
    const excess = await findExcess(c, site, "page", settings.domain);
    if (excess !== undefined) return problemPage(c, excess);
    const document = await render(settings, options);
    return documentResponse(c, document, { cacheControl: PRIVATE, headers: languageOf(c).headers });
  }

  /** To the page of the domain that was typed, alone or in an address, which goes into no URL. */
  async function leadToDomain(c: Context): Promise<Response> {
    const { language, query, headers } = languageOf(c);
    const form = await readForm(c);
    if (form === undefined) return problemPage(c, NOT_A_FORM);
    const typed = String(form.get("emailaddress") ?? "");
    const domain = findDomain(typed.slice(typed.lastIndexOf("@") + 1).trim());
    const found = domain === undefined ? undefined : await findDomainSettings(site.find, domain);
    if (domain !== undefined && found?.ok === true)
      return new Response(null, {
        status: 303,
        headers: { location: `${toGuidePath(domain, "support")}${query}`, ...cacheHeaders(c, PRIVATE) },
      });
    const problem = found?.ok === false ? await toPersonsProblem(site, found.error) : NOT_A_DOMAIN;
    const { detail } = sayProblem(problem, language);
    const meant = toLikelyAddress(problem.likely, language, query, "");
    const page = await renderSupportStart({ language, query, typed, problem: detail, meant });
    return documentResponse(c, page, { status: problem.status, cacheControl: PRIVATE, headers });
  }

  /** `answer` is for those who say nothing of themselves. */
  function routePage(
    name: string,
    render: RenderPage,
    answer: (c: Context, settings: ServerSettings, options: Options) => Soon<Response>,
  ): void {
    const path = `/guides/:domain/${name}`;
    routes.get(path, async (c) => {
      const settings = await findNamedSettings(c, site);
      if (!settings.ok) return problemPage(c, settings.error);
      const visit: Visit = { settings: settings.value, reader: "unknown" };
      return answer(c, settings.value, toOptions(c, visit, name));
    });
    routes.post(path, limitForm, async (c) => {
      const visit = await readVisit(c, site);
      if (!visit.ok) return problemPage(c, visit.error);
      return answerFresh(c, render, visit.value.settings, toOptions(c, visit.value, name));
    });
    routes.all(path, answerOtherMethods);
  }

  function toOptions(c: Context, { settings, reader }: Visit, name: string): Options {
    const { language, query } = languageOf(c);
    const options = { reader, language, query, origin: findOrigin(c, site) };
    if (name !== "support") return options;
    const choice = toLinkChoice({ ...options, settings }, (field) => c.req.query(field));
    return { ...options, choice: [choice.guide, choice.language, choice.protocol, choice.format] };
  }
}

const renderSupport: RenderPage = (settings, { choice = [], ...options }) => {
  const [guide, language, protocol, format = "html"] = choice;
  return renderSupportPage({ ...options, settings }, { guide, language, protocol, format });
};
