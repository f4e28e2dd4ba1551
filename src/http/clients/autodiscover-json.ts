import { type Context, Hono } from "hono";
import { renderAutodiscoverJson, renderAutodiscoverJsonError } from "../../formats/autodiscover/autodiscover-json.ts";
import { findDomainSettings, parseAddress } from "../../model/mail-account.ts";
import type { SettingsReader } from "../../store/settings-store.ts";
import { ANY_ORIGIN, documentResponse, PRIVATE, SHARED } from "../wire/document.ts";
import { otherMethods } from "../wire/other-methods.ts";
import { type Problem, toProblem } from "../wire/problem.ts";
import { findQueryValues, findSiteDomain, findSiteError } from "../wire/request.ts";

/** The address stands in the query, or as the path's last part, where Mustang leaves even a `/` in it unencoded. */
const PATHS = [
  "/autodiscover/autodiscover.json",
  "/autodiscover/autodiscover.json/v1.0",
  "/autodiscover/autodiscover.json/v1.0/",
  "/autodiscover/autodiscover.json/v1.0/:address{.+}",
];

/** `GET /autodiscover/autodiscover.json?Email=…&Protocol=…`, path and names in any case. */
export function autodiscoverJsonRoutes(store: SettingsReader): Hono {
  const routes = new Hono();
  for (const path of PATHS) {
    routes.get(path, answer);
    routes.all(path, otherMethods("GET, HEAD", { anyOrigin: true }));
  }
  return routes;

  async function answer(c: Context): Promise<Response> {
    const address = c.req.param("address") ?? findQueryValues(c.req.url, "email")[0] ?? "";
    const parsed = address === "" ? undefined : parseAddress(address);
    if (parsed?.ok === false) {
      const siteError = await findSiteError(c, store.find);
      return siteError === undefined
        ? jsonProblem("InvalidEmail", toProblem(parsed.error))
        : jsonProblem("DomainNotFound", toProblem(siteError));
    }
    const domain = parsed?.value.domain ?? findSiteDomain(c);
    if (domain === undefined) return jsonProblem("MissingEmail", toProblem({ reason: "address_missing" }));
    const found = await findDomainSettings(store.find, domain);
    if (!found.ok) return jsonProblem("DomainNotFound", toProblem(found.error));
    const [protocol = ""] = findQueryValues(c.req.url, "protocol");
    const document = renderAutodiscoverJson(found.value, protocol);
    // 400 and not 404: that is what stops clients from trying the next host with the same question.
    return documentResponse(document, {
      status: document.found ? 200 : 400,
      cacheControl: SHARED,
      headers: ANY_ORIGIN,
    });
  }
}

function jsonProblem(code: string, { detail, status }: Problem): Response {
  return documentResponse(renderAutodiscoverJsonError(code, detail), {
    status,
    cacheControl: PRIVATE,
    headers: ANY_ORIGIN,
  });
}
