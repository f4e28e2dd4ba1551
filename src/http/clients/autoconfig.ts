import { type Context, Hono } from "hono";
import type * as Autoconfig from "../../formats/autoconfig/autoconfig.ts";
import { fillTemplate, orderValues } from "../../formats/document-template.ts";
import type { EmailAddress } from "../../model/address/email-address.ts";
import { completeAccount, findByAddressOrHost } from "../../model/address/mail-account.ts";
import type { Domain } from "../../model/domain/domain.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { later, type Soon, whenKnown } from "../../model/soon.ts";
import { noteLookup } from "../counting/counting.ts";
import { otherMethods } from "../routing/other-methods.ts";
import { findQueryValues } from "../wire/asked.ts";
import { ANY_ORIGIN, answerKept, documentResponse, PRIVATE, toShared } from "../wire/document.ts";
import { toProblem } from "../wire/problem.ts";
import { findSiteDomain, refuse } from "../wire/served.ts";
import type { Site } from "../wire/site.ts";

/** Where clients look; matched without regard to case. */
const PATHS = [
  "/mail/config-v1.1.xml",
  "/.well-known/autoconfig/mail/config-v1.1.xml",
  // SnappyMail, from an early draft.
  "/.well-known/mail-v1.xml",
  // Nine for Android.
  "/v1.1/mail/config-v1.1.xml",
  // Clients that are told of this service as their ISPDB: Thunderbird's `mailnews.auto_config_url`.
  "/v1.1/:domain",
];

/** Loaded for the first domain that is served: it writes XML. */
const loadFormat = later(() => import("../../formats/autoconfig/autoconfig.ts"));

const NO_OPTIONS = {};

/** `GET …/config-v1.1.xml?emailaddress=…` on `autoconfig.<domain>` and on our own host. */
export function autoconfigRoutes(site: Site): Hono {
  const { find, cache, now } = site;
  const routes = new Hono();
  for (const path of PATHS) {
    routes.get(path, answer);
    routes.all(path, otherMethods("GET, HEAD", { anyOrigin: true }));
  }
  return routes;

  function answer(c: Context): Soon<Response> {
    const [address] = findQueryValues(c, "emailaddress");
    return whenKnown(
      findByAddressOrHost(find, address, () => findSiteDomain(c)),
      (found) => {
        noteLookup(c, found.ok ? found.value.settings : found.error);
        if (!found.ok) return refuse(c, toProblem(found.error), ANY_ORIGIN);
        const { settings, askedDomain, address: person } = found.value;
        return whenKnown(loadFormat(), (format) => {
          if (person !== undefined && settings.explicitLogins === true)
            return answerPerson(c, person, settings, format);
          return askedDomain === undefined
            ? answerKept(c, site, settings, format.renderAutoconfig, NO_OPTIONS, ANY_ORIGIN)
            : answerMxLookup(c, askedDomain, settings, format);
        });
      },
    );
  }

  async function answerPerson(
    c: Context,
    address: EmailAddress,
    settings: ServerSettings,
    { personalAutoconfig }: typeof Autoconfig,
  ): Promise<Response> {
    const account = await completeAccount(site, address, settings);
    const document = await cache.renderPersonal(personalAutoconfig, account, {});
    return documentResponse(c, document, { cacheControl: PRIVATE, headers: ANY_ORIGIN });
  }

  async function answerMxLookup(
    c: Context,
    askedDomain: Domain,
    settings: ServerSettings,
    { ASKED_DOMAIN, renderAutoconfigForMxLookup }: typeof Autoconfig,
  ): Promise<Response> {
    const template = await cache.keep(settings, renderAutoconfigForMxLookup, {});
    const document = fillTemplate(template, orderValues({ [ASKED_DOMAIN]: askedDomain }, template.names));
    return documentResponse(c, document, { cacheControl: toShared(settings, now), headers: ANY_ORIGIN });
  }
}
