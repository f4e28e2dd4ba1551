import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import {
  autodiscoverMobileSync,
  autodiscoverPox,
  canExpressAsPox,
  MOBILESYNC_SCHEMA,
  OUTLOOK_SCHEMA,
  renderAutodiscoverError,
} from "../../formats/autodiscover/autodiscover-pox.ts";
import {
  type AutodiscoverRequest,
  decodeAutodiscoverRequest,
  isAutodiscoverRequest,
  parseAutodiscoverRequest,
} from "../../formats/autodiscover/autodiscover-request.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { findAccount, type LookupError, type MailAccount } from "../../model/mail-account.ts";
import { err, ok, type Result } from "../../model/result.ts";
import type { DocumentCache } from "../../store/document-cache.ts";
import type { SettingsReader } from "../../store/settings-store.ts";
import { documentResponse, keptResponse, PRIVATE } from "../wire/document.ts";
import { otherMethods } from "../wire/other-methods.ts";
import { type Problem, plainProblem, toProblem } from "../wire/problem.ts";
import { findHttpsUrl, findSiteSettings, isDiscoveryHost } from "../wire/request.ts";

const PATH = "/autodiscover/autodiscover.xml";

/** Requests are a few hundred bytes; this leaves room for whatever Office adds to its body. */
const MAX_REQUEST_BYTES = 64 * 1024;

export interface AutodiscoverOptions {
  readonly now: () => Date;
  readonly trustForwardedProto: boolean;
}

/**
 * `POST /autodiscover/autodiscover.xml` in any case and with any content type: FairEmail's says form, Outlook's text/xml.
 * `GET` is the same question without an address (Delta Chat). Never 401: clients would ask for a password.
 */
export function autodiscoverRoutes(store: SettingsReader, cache: DocumentCache, options: AutodiscoverOptions): Hono {
  const limit = bodyLimit({ maxSize: MAX_REQUEST_BYTES, onError: () => plainProblem(TOO_LARGE) });
  return new Hono()
    .post(PATH, limit, async (c) => {
      const redirect = await findRedirect(c);
      if (redirect !== undefined) return redirect;
      const body = decodeAutodiscoverRequest(await c.req.arrayBuffer());
      if (!isAutodiscoverRequest(body)) return plainProblem(NOT_A_REQUEST);
      if (/<!DOCTYPE/i.test(body)) return plainProblem(HAS_DOCTYPE);
      const { address, acceptableSchema } = parseAutodiscoverRequest(body);
      return address === undefined
        ? answerForSite(c, acceptableSchema)
        : answerForAccount(await findAccount(store.find, address), acceptableSchema);
    })
    .get(PATH, async (c) => (await findRedirect(c)) ?? answerForSite(c, undefined))
    .all(PATH, otherMethods("POST, GET, HEAD"));

  /**
   * Outlook's unauthenticated look at `http://autodiscover.<domain>`: the same host, with TLS (MS-OXDSCLI 3.1.5.3). Of a
   * domain that is not served there is nothing to see over https either.
   */
  async function findRedirect(c: Context): Promise<Response | undefined> {
    const location = isDiscoveryHost(c.req.url) ? findHttpsUrl(c, options) : undefined;
    if (location === undefined || !(await findSiteSettings(c, store.find)).ok) return undefined;
    // A cache behind a proxy may not tell http from https: it would lead a client round in circles.
    return new Response(null, { status: 302, headers: { location, "cache-control": PRIVATE } });
  }

  async function answerForAccount(
    account: Result<MailAccount, LookupError>,
    schema: AutodiscoverRequest["acceptableSchema"],
  ): Promise<Response> {
    if (!account.ok) return plainProblem(toProblem(account.error));
    const document = await renderForAccount(account.value, schema);
    return document.ok
      ? documentResponse(document.value, { cacheControl: PRIVATE })
      : plainProblem(toProblem(document.error));
  }

  async function renderForAccount(
    account: MailAccount,
    schema = OUTLOOK_SCHEMA,
  ): Promise<Result<RenderedDocument, LookupError>> {
    const { settings } = account;
    if (schema === MOBILESYNC_SCHEMA && settings.services?.activesync !== undefined)
      return ok(await cache.renderPersonal(autodiscoverMobileSync, "mobilesync", account, undefined));
    if (schema !== OUTLOOK_SCHEMA) return ok(renderAutodiscoverError(601, options.now(), schema));
    if (!canExpressAsPox(settings)) return err({ reason: "not_expressible", domain: settings.domain });
    return ok(await cache.renderPersonal(autodiscoverPox, "pox", account, { withLogin: true }));
  }

  async function answerForSite(c: Context, schema = OUTLOOK_SCHEMA): Promise<Response> {
    const site = await findSiteSettings(c, store.find);
    if (!site.ok) return plainProblem(toProblem(site.error));
    // Without an address there is nobody to name in the other schema.
    if (schema !== OUTLOOK_SCHEMA)
      return documentResponse(renderAutodiscoverError(600, options.now(), schema), { cacheControl: PRIVATE });
    const settings = site.value;
    if (!canExpressAsPox(settings))
      return plainProblem(toProblem({ reason: "not_expressible", domain: settings.domain }));
    const kept = await cache.keep(settings, "pox shared", () =>
      autodiscoverPox.renderTemplate(settings, { withLogin: false }),
    );
    return keptResponse(c, kept);
  }
}

const TOO_LARGE: Problem = {
  title: "Too large",
  detail: "The request is larger than 64 KiB: send the Autodiscover request alone.",
  status: 413,
};
const NOT_A_REQUEST: Problem = {
  title: "Not an Autodiscover request",
  detail: "The body is not an Autodiscover request: send its XML with an EMailAddress.",
  status: 400,
};
const HAS_DOCTYPE: Problem = {
  title: "Document type refused",
  detail: "A document type declaration is not accepted: leave it out.",
  status: 400,
};
