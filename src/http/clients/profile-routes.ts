import { type Context, Hono } from "hono";
import { PROFILE_PATH } from "../../formats/profile/profile-path.ts";
import { laterAnswer } from "../routing/later-answer.ts";
import { type Asked, routeFields } from "../wire/asked.ts";
import { detectLanguage } from "../wire/language.ts";
import type { Site } from "../wire/site.ts";

/**
 * Where other systems have profiles, for links that people were given, by the field that holds the address. The first of
 * several is whose login it is.
 */
const FORMER_PATHS = {
  // automx2
  "/mobileconfig": "emailaddress",
  "/mobileconfig/": "emailaddress",
  // autodiscover-email-settings and those that took its paths over
  "/email.mobileconfig": "email",
  // mox
  "/profile.mobileconfig": "addresses",
} as const;

/**
 * `/profiles/apple.mobileconfig` by GET or by a form's POST, so that a page can ask without an address in a URL.
 * Without `emailaddress`, `domain` or the Host says whose profile it is, and the device asks for the rest.
 */
export function profileRoutes(site: Site): Hono {
  const answer = laterAnswer(async () => (await import("./mobileconfig.ts")).profileAnswer(site));
  const routes = new Hono().use(PROFILE_PATH, detectLanguage);
  routeFields(routes, PROFILE_PATH, answer);
  for (const [path, field] of Object.entries(FORMER_PATHS)) {
    routes.use(path, detectLanguage);
    routeFields(routes, path, (c, asked) => answer(c, toAsked(c, asked, field)));
  }
  return routes;
}

/** The same with the address as the one that is asked for. What has no @ is of the domain that the Host names. */
function toAsked(c: Context, asked: Asked, field: string): Asked {
  return {
    ...asked,
    valuesOf(name) {
      if (name !== "emailaddress") return asked.valuesOf(name);
      const [first] = asked.valuesOf(field).flatMap((value) => value.split(","));
      if (first === undefined) return [];
      const domain = first.includes("@") ? undefined : c.get("place").domain;
      return [domain === undefined ? first : `${first}@${domain}`];
    },
  };
}
