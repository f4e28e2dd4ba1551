import { type Context, Hono } from "hono";
import { findAccount } from "../../model/address/mail-account.ts";
import { findDomain } from "../../model/domain/domain.ts";
import { type DomainPageOptions, domainPage } from "../../pages/domain/domain-page.ts";
import { toLikelyAddress } from "../../pages/frame/likely-address.ts";
import { renderProblemPage } from "../../pages/frame/problem-page.ts";
import { renderStartPage } from "../../pages/frame/start-page.ts";
import { findExcess } from "../limits/costly.ts";
import { MAX_FIELDS_BYTES, readForm } from "../wire/asked.ts";
import { answerKept, cacheHeaders, documentResponse, PRIVATE, SHARED } from "../wire/document.ts";
import { languageOf } from "../wire/language.ts";
import { limitBody } from "../wire/limit-body.ts";
import { findOrigin, withoutBase } from "../wire/place.ts";
import { createProblem, NOT_A_FORM, type Problem, retryHeader, sayProblem, TOO_LARGE } from "../wire/problem.ts";
import type { Site } from "../wire/site.ts";
import { findNamedSettings, toPersonsProblem } from "./named-domain.ts";

const METHODS = "GET, HEAD, POST, OPTIONS";

export const limitForm = limitBody(MAX_FIELDS_BYTES, (c) => problemPage(c, TOO_LARGE));

/** Pages for people: `/` asks for the address, `/guides/{domain}` shows the settings. Both take `emailaddress` by POST. */
export function pageRoutes(site: Site): Hono {
  const { cache } = site;
  return (
    new Hono()
      .get("/", async (c) => {
        const { language, query, headers } = languageOf(c);
        const { soleProvider, isEmpty } = await site.findInventory();
        const page = await renderStartPage({ language, query, provider: soleProvider, isEmpty });
        return documentResponse(c, page, { cacheControl: isEmpty ? PRIVATE : SHARED, headers });
      })
      .get("/guides/:domain", async (c) => {
        const settings = await findNamedSettings(c, site);
        if (!settings.ok) return problemPage(c, settings.error);
        const options = toPageOptions(c, false);
        return answerKept(c, site, settings.value, domainPage.renderTemplate, options, languageOf(c).headers);
      })
      .post("/", limitForm, answerForm)
      // Of whatever domain the address is: people land on a page of one and type an address of another.
      .post("/guides/:domain", limitForm, answerForm)
      // A page has one address, and people write another: without the slash at the end, by whatever method.
      .all("/guides/:domain/", leadToPage)
      .all("/guides/:domain/:guide/", leadToPage)
      .all("/check/:domain/", leadToPage)
      .all("/check/:domain/clients/", leadToPage)
      .all("/check/:domain/clients/:client/", leadToPage)
      .all("/", answerOtherMethods)
      .all("/guides/:domain", answerOtherMethods)
  );

  async function answerForm(c: Context): Promise<Response> {
    const { headers } = languageOf(c);
    const form = await readForm(c);
    if (form === undefined) return problemPage(c, NOT_A_FORM);
    const emailaddress = String(form.get("emailaddress") ?? "");
    const account = await findAccount(site, emailaddress);
    if (!account.ok) {
      const visited = findDomain(c.req.param("domain") ?? "");
      return addressPage(c, emailaddress, await toPersonsProblem(site, account.error, visited));
    }
    const excess = await findExcess(c, site, "page", account.value.settings.domain);
    if (excess !== undefined) return problemPage(c, excess);
    const page = await cache.renderPersonalBytes(domainPage, account.value, toPageOptions(c, true));
    return documentResponse(c, page, { cacheControl: PRIVATE, headers });
  }

  function toPageOptions(c: Context, personal: boolean): DomainPageOptions {
    const { language, query } = languageOf(c);
    const profileSigned = site.profileSigner.isSigned(site.now());
    return { personal, origin: findOrigin(c, site), language, query, profileSigned };
  }
}

function leadToPage(c: Context): Response {
  const { pathname, search } = new URL(c.req.raw.url);
  const path = withoutBase(pathname, c.get("place").base);
  const headers = { location: `${path.slice(0, -1)}${search}`, ...cacheHeaders(c, SHARED) };
  return new Response(null, { status: 308, headers });
}

/** The address, as typed into a form of this path, is of no use: why, and the form again. One whose mail is elsewhere is right. */
export async function addressPage(c: Context, emailaddress: string, problem: Problem): Promise<Response> {
  if (problem.place !== undefined) return problemPage(c, problem);
  const { language, query, headers } = languageOf(c);
  const { detail } = sayProblem(problem, language);
  const meant = toLikelyAddress(problem.likely, language, query, emailaddress);
  const page = await renderStartPage({ language, query, action: c.req.path, problem: detail, emailaddress, meant });
  return documentResponse(c, page, { status: problem.status, cacheControl: PRIVATE, headers });
}

/** A problem as people see it. It may come and go with the settings, so nobody keeps it. */
export async function problemPage(
  c: Context,
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const { language, query, headers: more } = languageOf(c);
  const { status, retryAfter, place, home, isOfMailbox } = problem;
  const meant = toLikelyAddress(problem.likely, language, query, "");
  const page = await renderProblemPage({
    language,
    query,
    status,
    meant,
    place,
    home,
    isOfMailbox,
    ...sayProblem(problem, language),
  });
  return documentResponse(c, page, {
    status,
    cacheControl: PRIVATE,
    headers: { ...more, ...retryHeader(retryAfter), ...headers },
  });
}

export function answerOtherMethods(c: Context): Response | Promise<Response> {
  if (c.req.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow: METHODS } });
  return problemPage(c, WRONG_METHOD, { allow: METHODS });
}

const WRONG_METHOD = createProblem(405, "wrongMethod", () => ({ methods: METHODS }));
