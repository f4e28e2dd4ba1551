import { Hono } from "hono";
import { laterAnswer } from "../routing/later-answer.ts";
import { routeFields } from "../wire/asked.ts";
import type { Site } from "../wire/site.ts";
import { CODE_FORMATS, CODE_KINDS } from "./code-kinds.ts";

/**
 * `/qr/guide`, `/qr/profile`, `/qr/thunderbird-android` and `/qr/davx5`, each as `.svg` and `.png`, by GET or by a form's
 * POST, so that a page can ask without an address in a URL; no page of ours asks otherwise. Those of accounts answer GET
 * as well, for an operator's own pages, where an `<img>` can do nothing else. Delta Chat's code is not among them: it
 * holds the password, and is drawn in the browser alone.
 */
export function qrRoutes(site: Site): Hono {
  const answer = laterAnswer(async () => (await import("./qr.ts")).codeAnswer(site));
  const routes = new Hono();
  for (const kind of CODE_KINDS)
    for (const format of CODE_FORMATS)
      routeFields(routes, `/qr/${kind}.${format}`, (c, asked) => answer(c, asked, kind, format));
  return routes;
}
