import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { findDomain } from "../../model/domain.ts";
import { findAccount, findDomainSettings } from "../../model/mail-account.ts";
import { domainPage } from "../../pages/domain/domain-page.ts";
import { renderProblemPage } from "../../pages/frame/problem-page.ts";
import { renderStartPage } from "../../pages/frame/start-page.ts";
import type { DocumentCache } from "../../store/document-cache.ts";
import type { SettingsReader } from "../../store/settings-store.ts";
import { documentResponse, keptResponse, PRIVATE, SHARED } from "../wire/document.ts";
import { readForm } from "../wire/form.ts";
import { languageOf } from "../wire/language.ts";
import { createProblem, type Problem, sayProblem, toProblem } from "../wire/problem.ts";

export const MAX_FORM_BYTES = 64 * 1024;
const METHODS = "GET, HEAD, POST, OPTIONS";

/** Pages for people: `/` asks for the address, `/guides/{domain}` shows the settings. Both take `emailaddress` by POST. */
export function pageRoutes(
  find: SettingsReader["find"],
  cache: DocumentCache,
  serviceOrigin: string | undefined,
  isProfileSigned: () => boolean,
): Hono {
  const limit = bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => problemPage(c, TOO_LARGE) });
  return (
    new Hono()
      .get("/", async (c) => {
        const { language, query, headers } = languageOf(c);
        return documentResponse(await renderStartPage({ language, query }), { cacheControl: SHARED, headers });
      })
      .get("/guides/:domain", async (c) => {
        const domain = findDomain(c.req.param("domain"));
        if (domain === undefined) return problemPage(c, NOT_A_DOMAIN);
        const found = await findDomainSettings(find, domain);
        if (!found.ok) return problemPage(c, toProblem(found.error));
        const { headers } = languageOf(c);
        const { options, variant } = toPageOptions(c, false);
        const render = () => domainPage.renderTemplate(found.value, options);
        return keptResponse(c, await cache.keep(found.value, variant, render), headers);
      })
      .post("/", limit, answerForm)
      // Of whatever domain the address is: people land on a page of one and type an address of another.
      .post("/guides/:domain", limit, answerForm)
      .all("/", answerOtherMethods)
      .all("/guides/:domain", answerOtherMethods)
  );

  async function answerForm(c: Context): Promise<Response> {
    const { headers } = languageOf(c);
    const form = await readForm(c);
    if (form === undefined) return problemPage(c, NOT_A_FORM);
    const emailaddress = String(form.get("emailaddress") ?? "");
    const account = await findAccount(find, emailaddress);
    if (!account.ok) return addressPage(c, emailaddress, toProblem(account.error));
    const { options, variant } = toPageOptions(c, true);
    const page = await cache.renderPersonal(domainPage, variant, account.value, options);
    return documentResponse(page, { cacheControl: PRIVATE, headers });
  }

  /** What the page depends on besides the domain, and a name for it all. */
  function toPageOptions(c: Context, personal: boolean) {
    const { language, query } = languageOf(c);
    const options = { personal, origin: serviceOrigin, language, query, profileSigned: isProfileSigned() };
    return { options, variant: `page ${personal} ${options.profileSigned} ${language.tag}${query}` };
  }
}

/** The address, as typed into a form of this path, is of no use: why, and the form again. */
export async function addressPage(c: Context, emailaddress: string, problem: Problem): Promise<Response> {
  const { language, query, headers } = languageOf(c);
  const { detail } = sayProblem(problem, language);
  const page = await renderStartPage({ language, query, action: c.req.path, problem: detail, emailaddress });
  return documentResponse(page, { status: problem.status, cacheControl: PRIVATE, headers });
}

/** A problem as people see it. It may come and go with the settings, so nobody keeps it. */
export async function problemPage(
  c: Context,
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const { language, query, headers: more } = languageOf(c);
  return documentResponse(
    await renderProblemPage({ language, query, status: problem.status, ...sayProblem(problem, language) }),
    {
      status: problem.status,
      cacheControl: PRIVATE,
      headers: { ...more, ...headers },
    },
  );
}

export function answerOtherMethods(c: Context): Response | Promise<Response> {
  if (c.req.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow: METHODS } });
  return problemPage(c, WRONG_METHOD, { allow: METHODS });
}

export const NOT_A_DOMAIN = createProblem(404, "notADomain");
export const NOT_A_FORM = createProblem(415, "notAForm");
export const TOO_LARGE = createProblem(413, "tooLarge");
const WRONG_METHOD = createProblem(405, "wrongMethod", () => ({ methods: METHODS }));
