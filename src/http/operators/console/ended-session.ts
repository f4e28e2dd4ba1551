/**
 * A form that comes when its session is over.
 * @module
 */
import type { Context } from "hono";
import { renderEndedPage } from "../../../pages/console/access-pages.ts";
import { withoutBase } from "../../wire/place.ts";
import { leadToLogIn } from "../session.ts";
import { answer, limitForm, readFields } from "./console-context.ts";
import { previewText } from "./preview.ts";

/**
 * Gives what was typed back to whoever sent it, to be sent again after a login in another tab: it is neither kept here nor
 * done for anybody, and no token stands beside it. The guard lets only forms of our own pages come here, and no more from
 * one source than it looks up sessions for.
 */
export async function answerEnded(c: Context): Promise<Response> {
  let response = leadToLogIn(c);
  const tooLarge = await limitForm(c, async () => {
    response = (await showTyped(c)) ?? response;
  });
  return tooLarge ?? response;
}

async function showTyped(c: Context): Promise<Response | undefined> {
  const path = withoutBase(new URL(c.req.url).pathname, c.get("place").base);
  // Beside the form that holds it all: a page of its own could not be shown there.
  if (path.startsWith("/console/preview/"))
    return previewText(c, "Your session has ended. Log in in another tab, and go on here.", 403);
  const fields = await readFields(c);
  return fields === undefined || fields.size === 0 ? undefined : answer(c, renderEndedPage(path, fields), 403);
}
