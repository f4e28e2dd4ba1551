import type { Context } from "hono";
import {
  autodiscoverMobileSync,
  autodiscoverPox,
  canExpressAsPox,
  MOBILESYNC_SCHEMA,
  OUTLOOK_SCHEMA,
  renderAutodiscoverError,
  toPoxUrl,
} from "../../formats/autodiscover/autodiscover-pox.ts";
import {
  type AutodiscoverRequest,
  decodeAutodiscoverRequest,
  isAutodiscoverRequest,
  parseAutodiscoverRequest,
} from "../../formats/autodiscover/autodiscover-request.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { findAccount, type LookupError, type MailAccount } from "../../model/address/mail-account.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { type Soon, whenKnown } from "../../model/soon.ts";
import { noteLookup } from "../counting/counting.ts";
import { answerKept, documentResponse, PRIVATE } from "../wire/document.ts";
import { findHttpsUrl } from "../wire/place.ts";
import { type Problem, toProblem } from "../wire/problem.ts";
import { findSiteSettings, refuse } from "../wire/served.ts";
import type { Site } from "../wire/site.ts";

const WITH_LOGIN = { withLogin: true } as const;

/** What a `POST` of a request and a `GET` are answered with. */
export function autodiscoverAnswers(site: Site) {
  const { cache, now } = site;
  return {
    answerRequest: (c: Context) => findRedirect(c, site) ?? answerBody(c),
    answerWithoutAddress: (c: Context) => findRedirect(c, site) ?? answerForSite(c, undefined),
  };

  function answerBody(c: Context): Promise<Response> {
    return c.req.arrayBuffer().then((bytes) => answerText(c, decodeAutodiscoverRequest(bytes)));
  }

  function answerText(c: Context, body: string): Soon<Response> {
    if (!isAutodiscoverRequest(body)) return refuse(c, NOT_A_REQUEST);
    const { address, acceptableSchema, hasDoctype } = parseAutodiscoverRequest(body);
    if (hasDoctype) return refuse(c, HAS_DOCTYPE);
    return address === undefined ? answerForSite(c, acceptableSchema) : answerForAccount(c, address, acceptableSchema);
  }

  function answerForAccount(
    c: Context,
    address: string,
    schema: AutodiscoverRequest["acceptableSchema"],
  ): Soon<Response> {
    return whenKnown(findAccount(site, address), (account) => {
      noteLookup(c, account.ok ? account.value.settings : account.error);
      if (!account.ok) return refuse(c, toProblem(account.error));
      return whenKnown(renderForAccount(account.value, schema), (document) =>
        document.ok
          ? documentResponse(c, document.value, { cacheControl: PRIVATE })
          : refuse(c, toProblem(document.error)),
      );
    });
  }

  function renderForAccount(
    account: MailAccount,
    schema = OUTLOOK_SCHEMA,
  ): Soon<Result<RenderedDocument, LookupError>> {
    const { settings } = account;
    if (schema === MOBILESYNC_SCHEMA && settings.services?.activesync !== undefined)
      return whenKnown(cache.renderPersonal(autodiscoverMobileSync, account, {}), ok);
    if (schema !== OUTLOOK_SCHEMA) return ok(renderAutodiscoverError(601, now(), schema));
    if (!canExpressAsPox(settings)) return err({ reason: "not_expressible", domain: settings.domain });
    return whenKnown(cache.renderPersonal(autodiscoverPox, account, WITH_LOGIN), ok);
  }

  async function answerForSite(c: Context, schema = OUTLOOK_SCHEMA): Promise<Response> {
    const found = await findSiteSettings(c, site);
    if (!found.ok) return refuse(c, toProblem(found.error));
    // Without an address there is nobody to name in the other schema.
    if (schema !== OUTLOOK_SCHEMA)
      return documentResponse(c, renderAutodiscoverError(600, now(), schema), { cacheControl: PRIVATE });
    const settings = found.value;
    if (!canExpressAsPox(settings)) return refuse(c, toProblem({ reason: "not_expressible", domain: settings.domain }));
    return answerKept(c, site, settings, autodiscoverPox.renderTemplate, { withLogin: false });
  }
}

/**
 * Outlook's unauthenticated look at `http://autodiscover.<domain>`: the same host, with TLS (MS-OXDSCLI 3.1.5.3), or ours,
 * where the domain's names have no certificates: that path names the domain, as Thunderbird asks again by GET. Of a
 * domain that is not served there is nothing to see over https either; and a path that names the domain is where others
 * redirect to, at a host that need not be the domain's.
 */
function findRedirect(c: Context, site: Site): Promise<Response> | undefined {
  const isLook = c.get("place").isDiscovery && c.get("unserved") === undefined && c.req.param("domain") === undefined;
  const sameHost = isLook ? findHttpsUrl(c) : undefined;
  return sameHost === undefined ? undefined : redirect(c, site, sameHost);
}

async function redirect(c: Context, site: Site, sameHost: string): Promise<Response> {
  const found = await findSiteSettings(c, site);
  const location = found.ok && found.value.discoveryOrigin !== undefined ? toPoxUrl(found.value) : sameHost;
  // A cache behind a proxy may not tell http from https: it would lead a client round in circles.
  return new Response(null, { status: 302, headers: { location, "cache-control": "no-store" } });
}

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
