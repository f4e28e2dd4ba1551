import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { toLinkChoice } from "../../pages/support/support-link.ts";
import { renderSupportPage } from "../../pages/support/support-page.ts";
import { renderWelcomeHtml, renderWelcomeMessage, renderWelcomeText } from "../../pages/support/welcome-mail.ts";
import { renderWelcomePage } from "../../pages/support/welcome-page.ts";
import type { DocumentCache } from "../../store/document-cache.ts";
import type { SettingsReader } from "../../store/settings-store.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { documentResponse, keptResponse, PRIVATE } from "../wire/document.ts";
import { languageOf } from "../wire/language.ts";
import { findOrigin, type PublicOrigin } from "../wire/request.ts";
import { findNamedSettings, readVisit, type Visit } from "./named-domain.ts";
import { answerOtherMethods, MAX_FORM_BYTES, problemPage, TOO_LARGE } from "./pages.ts";

export interface SupportOptions extends PublicOrigin {
  readonly now: () => Date;
}

/** What a path answers; `choice` names what its query chooses, of which there is little. */
interface Answer {
  readonly render: (setting: Setting, c: Context) => RenderedDocument | Promise<RenderedDocument>;
  readonly choice?: (setting: Setting, c: Context) => string;
  /** It has the time of day in it. */
  readonly isFresh?: true;
}

/**
 * What support works with: `/guides/{domain}/support` makes links and answers, `/guides/{domain}/welcome` is the welcome
 * mail, also as `.html`, `.txt` and `.eml`. A form's POST of `emailaddress` fills each of them in.
 *
 * The builder of links has its place under the domain: all that it offers depends on the domain, and it is kept, branded
 * and filled in after "#" as every page there is.
 */
export function supportRoutes(find: SettingsReader["find"], cache: DocumentCache, options: SupportOptions): Hono {
  const answers: Readonly<Record<string, Answer>> = {
    support: {
      render: (setting, c) => renderSupportPage(setting, toChoice(setting, c)),
      choice: (setting, c) => JSON.stringify(toChoice(setting, c)),
    },
    welcome: { render: renderWelcomePage },
    "welcome.html": { render: renderWelcomeHtml },
    "welcome.txt": { render: renderWelcomeText },
    "welcome.eml": { render: (setting) => renderWelcomeMessage(setting, options.now()), isFresh: true },
  };
  const limit = bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => problemPage(c, TOO_LARGE) });
  const routes = new Hono();
  for (const [name, { render, choice, isFresh }] of Object.entries(answers)) {
    const path = `/guides/:domain/${name}`;
    routes.get(path, async (c) => {
      const settings = await findNamedSettings(c, find);
      if (!settings.ok) return problemPage(c, settings.error);
      const { headers } = languageOf(c);
      const setting = toSetting(c, { settings: settings.value, reader: "unknown" });
      if (isFresh) return documentResponse(await render(setting, c), { cacheControl: PRIVATE, headers });
      const { language, query, origin } = setting;
      const variant = `${name} ${choice?.(setting, c) ?? ""} ${origin} ${language.tag}${query}`;
      return keptResponse(c, await cache.keep(settings.value, variant, () => render(setting, c)), headers);
    });
    routes.post(path, limit, async (c) => {
      const visit = await readVisit(c, find);
      if (!visit.ok) return problemPage(c, visit.error);
      const document = await render(toSetting(c, visit.value), c);
      return documentResponse(document, { cacheControl: PRIVATE, headers: languageOf(c).headers });
    });
    routes.all(path, answerOtherMethods);
  }
  return routes;

  function toSetting(c: Context, { settings, reader }: Visit): Setting {
    const { language, query } = languageOf(c);
    return { settings, reader, language, query, origin: findOrigin(c, options) };
  }
}

function toChoice(setting: Setting, c: Context) {
  return toLinkChoice(setting, (name) => c.req.query(name));
}
