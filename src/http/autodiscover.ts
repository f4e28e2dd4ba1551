import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import {
  autodiscoverPox,
  canExpressAsPox,
  OUTLOOK_SCHEMA,
  renderAutodiscoverError,
} from "../formats/autodiscover-pox.ts";
import { type AutodiscoverRequest, parseAutodiscoverRequest } from "../formats/autodiscover-request.ts";
import type { RenderedDocument } from "../formats/rendered-document.ts";
import { findAccount, findDomainSettings, type LookupError } from "../model/mail-account.ts";
import { err, ok, type Result } from "../model/result.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import type { SettingsReader } from "../store/settings-store.ts";
import { documentResponse, PRIVATE, SHARED } from "./document.ts";
import type { DocumentCache } from "./document-cache.ts";
import { methodNotAllowed, plainProblem, toProblem } from "./problem.ts";
import { findHostDomain } from "./request.ts";

const PATH = "/autodiscover/autodiscover.xml";

/** Requests are a few hundred bytes; this leaves room for the longest headers that Office adds to its body. */
export const MAX_REQUEST_BYTES = 64 * 1024;

/**
 * `POST /autodiscover/autodiscover.xml` in any case and with any content type: FairEmail's says form, Outlook's text/xml.
 * `GET` is the same question without an address (Delta Chat). Never 401: clients would ask for a password.
 */
export function autodiscoverRoutes(store: SettingsReader, cache: DocumentCache, now: () => Date): Hono {
  const limit = bodyLimit({ maxSize: MAX_REQUEST_BYTES, onError: () => plainProblem(TOO_LARGE) });
  return new Hono()
    .post(PATH, limit, async (c) => {
      const body = await c.req.text();
      if (!/<(?:[\w.-]{1,40}:)?(?:Autodiscover|Request)[\s>]/i.test(body)) return plainProblem(NOT_A_REQUEST);
      if (/<!DOCTYPE/i.test(body)) return plainProblem(HAS_DOCTYPE);
      const request = parseAutodiscoverRequest(body);
      const found = await render(request, c.req.url);
      if (!found.ok) return plainProblem(toProblem(found.error));
      return documentResponse(found.value, { cacheControl: PRIVATE });
    })
    .get(PATH, async (c) => {
      const found = await render({ address: undefined, acceptableSchema: undefined }, c.req.url);
      if (!found.ok) return plainProblem(toProblem(found.error));
      return documentResponse(found.value, { cacheControl: SHARED });
    })
    .all(PATH, () => methodNotAllowed("POST, GET, HEAD"));

  async function render(
    { address, acceptableSchema }: AutodiscoverRequest,
    url: string,
  ): Promise<Result<RenderedDocument, LookupError>> {
    const account = address === undefined ? undefined : await findAccount(store.find, address);
    const settings = account === undefined ? await findHostSettings(url) : toSettings(account);
    if (!settings.ok) return settings;
    if (acceptableSchema !== undefined && acceptableSchema !== OUTLOOK_SCHEMA)
      return ok(renderAutodiscoverError(601, now()));
    if (!canExpressAsPox(settings.value)) return err({ reason: "not_expressible", domain: settings.value.domain });
    if (account?.ok === true)
      return ok(await cache.renderPersonal(autodiscoverPox, "pox", account.value, { withLogin: true }));
    const shared = await cache.keep(settings.value, "pox shared", () =>
      autodiscoverPox.renderTemplate(settings.value, { withLogin: false }),
    );
    return ok(shared.document);
  }

  async function findHostSettings(url: string): Promise<Result<ServerSettings, LookupError>> {
    const host = findHostDomain(url);
    return host === undefined ? err({ reason: "host_unknown" }) : findDomainSettings(store.find, host);
  }
}

function toSettings(account: Awaited<ReturnType<typeof findAccount>>): Result<ServerSettings, LookupError> {
  return account.ok ? ok(account.value.settings) : account;
}

const TOO_LARGE = {
  title: "Too large",
  detail: "The request is larger than 64 KiB: send the Autodiscover request alone.",
  status: 413,
} as const;
const NOT_A_REQUEST = {
  title: "Not an Autodiscover request",
  detail: "The body is not an Autodiscover request: send its XML with an EMailAddress.",
  status: 400,
} as const;
const HAS_DOCTYPE = {
  title: "Document type refused",
  detail: "A document type declaration is not accepted: leave it out.",
  status: 400,
} as const;
