import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type Domain, findDomain } from "../../model/domain.ts";
import { findAccount, findDomainSettings, type MailAccount } from "../../model/mail-account.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { renderArticleText, type TextFormat } from "../../pages/frame/article-text.ts";
import { guidePage } from "../../pages/guide/guide-page.ts";
import type { DocumentCache } from "../../store/document-cache.ts";
import type { SettingsReader } from "../../store/settings-store.ts";
import { toDomainArticle } from "../../telling/guides/domain-article.ts";
import { STEPPED_GUIDE_IDS, type SteppedGuideId, toArticle } from "../../telling/guides/guide.ts";
import type { Reader } from "../../telling/values/setting.ts";
import { documentResponse, keptResponse, PRIVATE } from "../wire/document.ts";
import { readForm } from "../wire/form.ts";
import { languageOf } from "../wire/language.ts";
import { createProblem, toProblem } from "../wire/problem.ts";
import { findOrigin, type PublicOrigin } from "../wire/request.ts";
import {
  addressPage,
  answerOtherMethods,
  MAX_FORM_BYTES,
  NOT_A_DOMAIN,
  NOT_A_FORM,
  problemPage,
  TOO_LARGE,
} from "./pages.ts";

const PATH = "/guides/:domain/:guide";
/** The domain's own page as text. A domain may end in .md itself: then this is its page, not somebody else's text. */
const TEXT_PATH = "/guides/:place{[^/]+\\.(?:md|txt)}";

/** What a path asks for: one guide, as a page or as text to be pasted. */
interface Asked {
  readonly id: SteppedGuideId;
  readonly format: "html" | TextFormat;
  readonly protocol: "imap" | "pop3" | undefined;
}

/**
 * `/guides/{domain}/{guide}`, as a page, and as text with `.md` and `.txt`. `?protocol=pop3` tells POP3 first. A form's
 * POST of `emailaddress` fills the guide in without script and without an address in a URL.
 */
export function guideRoutes(
  find: SettingsReader["find"],
  cache: DocumentCache,
  publicOrigin: PublicOrigin,
  isProfileSigned: () => boolean,
): Hono {
  const limit = bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => problemPage(c, TOO_LARGE) });
  return new Hono()
    .on(["GET", "POST"], TEXT_PATH, limit, async (c, next) => {
      const place = c.req.param("place");
      const domain = findDomain(place);
      if (domain !== undefined && (await find(domain)) !== undefined) return next();
      const named = findDomain(place.replace(/\.\w+$/, ""));
      if (named === undefined) return problemPage(c, NOT_A_DOMAIN);
      return answerDomainText(c, named, place.endsWith(".md") ? "md" : "txt");
    })
    .get(PATH, async (c) => {
      const asked = toAsked(c);
      if (asked === undefined) return problemPage(c, UNKNOWN_GUIDE);
      const domain = findDomain(c.req.param("domain"));
      if (domain === undefined) return problemPage(c, NOT_A_DOMAIN);
      const found = await findDomainSettings(find, domain);
      return found.ok ? answerDomain(c, asked, found.value) : problemPage(c, toProblem(found.error));
    })
    .post(PATH, limit, async (c) => {
      const asked = toAsked(c);
      if (asked === undefined) return problemPage(c, UNKNOWN_GUIDE);
      const form = await readForm(c);
      if (form === undefined) return problemPage(c, NOT_A_FORM);
      const emailaddress = String(form.get("emailaddress") ?? "");
      const account = await findAccount(find, emailaddress);
      return account.ok
        ? answerPerson(c, asked, account.value)
        : addressPage(c, emailaddress, toProblem(account.error));
    })
    .all(PATH, answerOtherMethods);

  async function answerDomain(c: Context, asked: Asked, settings: ServerSettings): Promise<Response> {
    const { id, format, protocol } = asked;
    const { language, query, headers } = languageOf(c);
    const variant = `guide ${id} ${format} ${protocol ?? "any"} ${language.tag}${query}`;
    if (format === "html") {
      const signed = isProfileSigned() ? "signed" : "unsigned";
      const render = () => guidePage.renderTemplate(settings, toPageOptions(c, asked, false));
      return keptResponse(c, await cache.keep(settings, `${variant} ${signed}`, render), headers);
    }
    const origin = findOrigin(c, publicOrigin);
    const render = () => renderText(c, asked, settings, "unknown", origin);
    return keptResponse(c, await cache.keep(settings, `${variant} ${origin}`, render), headers);
  }

  async function answerPerson(c: Context, asked: Asked, account: MailAccount): Promise<Response> {
    const { id, format, protocol } = asked;
    const { language, query, headers } = languageOf(c);
    const options = { cacheControl: PRIVATE, headers };
    if (format !== "html") {
      const origin = findOrigin(c, publicOrigin);
      return documentResponse(renderText(c, asked, account.settings, account.address, origin), options);
    }
    const variant = `personal ${id} ${protocol ?? "any"} ${language.tag}${query} ${isProfileSigned()}`;
    const page = await cache.renderPersonal(guidePage, variant, account, toPageOptions(c, asked, true));
    return documentResponse(page, options);
  }

  async function answerDomainText(c: Context, domain: Domain, format: TextFormat): Promise<Response> {
    const { language, query, headers } = languageOf(c);
    const origin = findOrigin(c, publicOrigin);
    const render = (settings: ServerSettings, reader: Reader) =>
      renderArticleText(toDomainArticle({ settings, language, reader, origin, query }), language, format);
    if (c.req.method === "POST") {
      const form = await readForm(c);
      if (form === undefined) return problemPage(c, NOT_A_FORM);
      const account = await findAccount(find, String(form.get("emailaddress") ?? ""));
      if (!account.ok) return problemPage(c, toProblem(account.error));
      const { settings, address } = account.value;
      return documentResponse(render(settings, address), { cacheControl: PRIVATE, headers });
    }
    const found = await findDomainSettings(find, domain);
    if (!found.ok) return problemPage(c, toProblem(found.error));
    const variant = `domain ${format} ${language.tag}${query} ${origin}`;
    return keptResponse(c, await cache.keep(found.value, variant, () => render(found.value, "unknown")), headers);
  }

  function toPageOptions(c: Context, { id, protocol }: Asked, personal: boolean) {
    const { language, query } = languageOf(c);
    return {
      id,
      language,
      query,
      personal,
      protocol,
      origin: publicOrigin.serviceOrigin,
      profileSigned: isProfileSigned(),
    };
  }
}

function renderText(c: Context, asked: Asked, settings: ServerSettings, reader: Reader, origin: string) {
  const { language, query } = languageOf(c);
  const { id, protocol, format } = asked;
  const article = toArticle({ settings, language, reader, origin, query }, id, protocol);
  return renderArticleText(article, language, format === "md" ? "md" : "txt");
}

function toAsked(c: Context): Asked | undefined {
  const [, name, extension] = /^(.*?)(?:\.(md|txt))?$/.exec(c.req.param("guide") ?? "") ?? [];
  const id = STEPPED_GUIDE_IDS.find((known) => known === name);
  if (id === undefined) return undefined;
  const protocol = c.req.query("protocol");
  return {
    id,
    format: extension === "md" || extension === "txt" ? extension : "html",
    protocol: protocol === "imap" || protocol === "pop3" ? protocol : undefined,
  };
}

const UNKNOWN_GUIDE = createProblem(404, "unknownGuide");
