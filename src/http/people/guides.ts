import { type Context, Hono } from "hono";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { findAccount, findDomainSettings, type MailAccount } from "../../model/address/mail-account.ts";
import { type Domain, findDomain } from "../../model/domain/domain.ts";
import { type FoundSettings, isSettings, type ServerSettings } from "../../model/server-settings.ts";
import { renderArticleText, type TextFormat } from "../../pages/frame/article-text.ts";
import { guidePage } from "../../pages/guide/guide-page.ts";
import { toDomainArticle } from "../../telling/guides/domain-article.ts";
import { STEPPED_GUIDE_IDS, type SteppedGuideId, toArticle } from "../../telling/guides/guide.ts";
import { type Setting, toReader } from "../../telling/values/setting.ts";
import { findExcess } from "../limits/costly.ts";
import { readForm } from "../wire/asked.ts";
import { answerKept, documentResponse, PRIVATE } from "../wire/document.ts";
import { languageOf } from "../wire/language.ts";
import { findOrigin } from "../wire/place.ts";
import { createProblem, NOT_A_DOMAIN, NOT_A_FORM } from "../wire/problem.ts";
import type { Site } from "../wire/site.ts";
import { findNamedSettings, toPersonsProblem } from "./named-domain.ts";
import { addressPage, answerOtherMethods, limitForm, problemPage } from "./pages.ts";

const PATH = "/guides/:domain/:guide";
/** The domain's own page as text. A domain that is named may end in .md itself: then this is its page, not somebody else's text. */
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
export function guideRoutes(site: Site): Hono {
  const { find, cache } = site;
  return new Hono()
    .on(["GET", "POST"], TEXT_PATH, limitForm, async (c, next) => {
      const place = c.req.param("place");
      const whole = findDomain(place);
      const found = whole && (await find(whole));
      const named = findDomain(place.replace(/\.\w+$/, ""));
      if (found !== undefined && (named === undefined || !isByWildcard(found))) return next();
      if (named === undefined) return problemPage(c, NOT_A_DOMAIN);
      return answerDomainText(c, named, place.endsWith(".md") ? "md" : "txt");
    })
    .get(PATH, async (c) => {
      const settings = await findNamedSettings(c, site);
      if (!settings.ok) return problemPage(c, settings.error);
      const asked = toAsked(c);
      if (asked === undefined) return problemPage(c, { ...UNKNOWN_GUIDE, home: settings.value.domain });
      return answerDomain(c, asked, settings.value);
    })
    .post(PATH, limitForm, async (c) => {
      const asked = toAsked(c);
      if (asked === undefined) return problemPage(c, UNKNOWN_GUIDE);
      const form = await readForm(c);
      if (form === undefined) return problemPage(c, NOT_A_FORM);
      const emailaddress = String(form.get("emailaddress") ?? "");
      const account = await findAccount(site, emailaddress);
      return account.ok
        ? answerPerson(c, asked, account.value)
        : addressPage(c, emailaddress, await toPersonsProblem(site, account.error, findDomain(c.req.param("domain"))));
    })
    .all(PATH, answerOtherMethods);

  async function answerDomain(c: Context, { format, ...asked }: Asked, settings: ServerSettings): Promise<Response> {
    const { headers } = languageOf(c);
    if (format === "html") {
      const options = { ...toPageOptions(c), ...asked, personal: false };
      return answerKept(c, site, settings, guidePage.renderTemplate, options, headers);
    }
    const options: TextOptions = { ...toTextOptions(c), ...asked, format };
    return answerKept(c, site, settings, renderText, options, headers);
  }

  async function answerPerson(c: Context, { format, ...asked }: Asked, account: MailAccount): Promise<Response> {
    const { settings } = account;
    const excess = await findExcess(c, site, "page", settings.domain);
    if (excess !== undefined) return problemPage(c, excess);
    const document =
      format === "html"
        ? cache.renderPersonalBytes(guidePage, account, { ...toPageOptions(c), ...asked, personal: true })
        : renderText(settings, { ...toTextOptions(c), ...asked, reader: toReader(account), format });
    return documentResponse(c, await document, { cacheControl: PRIVATE, headers: languageOf(c).headers });
  }

  async function answerDomainText(c: Context, domain: Domain, format: TextFormat): Promise<Response> {
    const { headers } = languageOf(c);
    const options = { ...toTextOptions(c), format };
    if (c.req.method === "POST") {
      const form = await readForm(c);
      if (form === undefined) return problemPage(c, NOT_A_FORM);
      const account = await findAccount(site, String(form.get("emailaddress") ?? ""));
      if (!account.ok) return problemPage(c, await toPersonsProblem(site, account.error, domain));
      const excess = await findExcess(c, site, "page", account.value.settings.domain);
      if (excess !== undefined) return problemPage(c, excess);
      const document = renderText(account.value.settings, { ...options, reader: toReader(account.value) });
      return documentResponse(c, document, { cacheControl: PRIVATE, headers });
    }
    const found = await findDomainSettings(find, domain);
    if (!found.ok) return problemPage(c, await toPersonsProblem(site, found.error));
    return answerKept(c, site, found.value, renderText, options, headers);
  }

  function toPageOptions(c: Context) {
    const { language, query } = languageOf(c);
    return { language, query, origin: findOrigin(c, site), profileSigned: site.profileSigner.isSigned(site.now()) };
  }

  function toTextOptions(c: Context) {
    const { language, query } = languageOf(c);
    return { language, query, origin: findOrigin(c, site), reader: "unknown" } as const;
  }
}

/** Then the name says nothing of what its ending means. */
function isByWildcard(found: FoundSettings): boolean {
  return isSettings(found) && found.isByWildcard === true;
}

interface TextOptions extends Omit<Setting, "settings"> {
  readonly format: TextFormat;
  /** A guide, and the protocol that it is to tell first; else the domain as a whole. */
  readonly id?: SteppedGuideId;
  readonly protocol?: Asked["protocol"];
}

function renderText(settings: ServerSettings, { id, protocol, format, ...told }: TextOptions): RenderedDocument {
  const setting = { ...told, settings };
  const article = id === undefined ? toDomainArticle(setting) : toArticle(setting, id, protocol);
  return renderArticleText(article, told.language, format);
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
