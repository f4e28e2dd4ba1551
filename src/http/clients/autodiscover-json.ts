import type { Context } from "hono";
import { renderAutodiscoverJson, renderAutodiscoverJsonError } from "../../formats/autodiscover/autodiscover-json.ts";
import { findDomainSettings, parseAddress } from "../../model/address/mail-account.ts";
import { noteLookup } from "../counting/counting.ts";
import { findQueryValues } from "../wire/asked.ts";
import { ANY_ORIGIN, documentResponse, PRIVATE, toShared } from "../wire/document.ts";
import { type Problem, toProblem } from "../wire/problem.ts";
import { findSiteDomain } from "../wire/served.ts";
import type { Site } from "../wire/site.ts";

/** What `GET /autodiscover/autodiscover.json?Email=…&Protocol=…` is answered with, names in any case. */
export function autodiscoverJsonAnswer({ find, now }: Site): (c: Context) => Promise<Response> {
  return answer;

  async function answer(c: Context): Promise<Response> {
    const address = c.req.param("address") ?? findQueryValues(c, "email")[0] ?? "";
    const parsed = address === "" ? undefined : parseAddress(address);
    if (parsed?.ok === false) {
      const unserved = c.get("unserved");
      return unserved === undefined
        ? jsonProblem(c, "InvalidEmail", toProblem(parsed.error))
        : jsonProblem(c, "DomainNotFound", toProblem(unserved));
    }
    const domain = parsed?.value.domain ?? findSiteDomain(c);
    if (domain === undefined) return jsonProblem(c, "MissingEmail", toProblem({ reason: "address_missing" }));
    const found = await findDomainSettings(find, domain);
    noteLookup(c, found.ok ? found.value : found.error);
    if (!found.ok) return jsonProblem(c, "DomainNotFound", toProblem(found.error));
    const [protocol = ""] = findQueryValues(c, "protocol");
    const document = renderAutodiscoverJson(found.value, protocol.trim());
    // 400 and not 404: that is what stops clients from trying the next host with the same question. Nobody keeps it: of
    // words that are no protocol there is no end, and the answer says them again.
    return documentResponse(c, document, {
      status: document.found ? 200 : 400,
      cacheControl: document.found ? toShared(found.value, now) : PRIVATE,
      headers: ANY_ORIGIN,
    });
  }
}

function jsonProblem(c: Context, code: string, { detail, status }: Problem): Response {
  return documentResponse(c, renderAutodiscoverJsonError(code, detail), {
    status,
    cacheControl: PRIVATE,
    headers: ANY_ORIGIN,
  });
}
