import { type Context, Hono } from "hono";
import { later, whenKnown } from "../../model/soon.ts";
import { laterAnswer } from "../routing/later-answer.ts";
import { otherMethods } from "../routing/other-methods.ts";
import { limitBody } from "../wire/limit-body.ts";
import { TOO_LARGE } from "../wire/problem.ts";
import { refuse } from "../wire/served.ts";
import type { Site } from "../wire/site.ts";

const PATH = "/autodiscover/autodiscover.xml";

/** The address stands in the query, or as the path's last part, where Mustang leaves even a `/` in it unencoded. */
const JSON_PATHS = [
  "/autodiscover/autodiscover.json",
  "/autodiscover/autodiscover.json/v1.0",
  "/autodiscover/autodiscover.json/v1.0/:address{.+}",
];

/** Requests are a few hundred bytes; this leaves room for whatever Office adds to its body. */
const MAX_REQUEST_BYTES = 64 * 1024;

/**
 * `POST /autodiscover/autodiscover.xml` in any case and with any content type: FairEmail's says form, Outlook's text/xml.
 * `GET` is the same question without an address (Delta Chat). Never 401: clients would ask for a password.
 */
export function autodiscoverRoutes(site: Site): Hono {
  const loadAnswers = later(async () => (await import("./autodiscover.ts")).autodiscoverAnswers(site));
  const limit = limitBody(MAX_REQUEST_BYTES, (c) => refuse(c, TOO_LARGE));
  return new Hono()
    .post(PATH, limit, (c: Context) => whenKnown(loadAnswers(), ({ answerRequest }) => answerRequest(c)))
    .get(PATH, (c) => whenKnown(loadAnswers(), ({ answerWithoutAddress }) => answerWithoutAddress(c)))
    .all(PATH, otherMethods("POST, GET, HEAD"));
}

/** `GET /autodiscover/autodiscover.json`, the path in any case. */
export function autodiscoverJsonRoutes(site: Site): Hono {
  const answer = laterAnswer(async () => (await import("./autodiscover-json.ts")).autodiscoverJsonAnswer(site));
  const routes = new Hono();
  for (const path of JSON_PATHS) {
    routes.get(path, (c) => answer(c));
    routes.all(path, otherMethods("GET, HEAD", { anyOrigin: true }));
  }
  return routes;
}
