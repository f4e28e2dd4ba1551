import { type Context, Hono } from "hono";
import {
  findClient,
  openSettingsWorld,
  playClient,
  playClients,
  type SimulatedClient,
} from "../../directory/views/simulation.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { renderAllPage, renderOnePage, type SimulationPage } from "../../pages/simulation/simulation-page.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { findExcess } from "../wire/costly.ts";
import { answerKept, documentResponse, PRIVATE } from "../wire/document.ts";
import { detectLanguage, languageOf, loadTexts } from "../wire/language.ts";
import { findOrigin } from "../wire/place.ts";
import { createProblem } from "../wire/problem.ts";
import type { Site } from "../wire/site.ts";
import { findNamedSettings, readVisit } from "./named-domain.ts";
import { answerOtherMethods, limitForm, problemPage } from "./pages.ts";

/** All programs, and one of them. */
const PATHS = ["/check/:domain/clients", "/check/:domain/clients/:client"] as const;

interface Options extends Omit<Setting, "settings"> {
  readonly id: string | undefined;
}

/**
 * `/check/{domain}/clients` plays all mail programs for a domain, `/check/{domain}/clients/{client}` one of them step by
 * step. A form's POST of `emailaddress` plays them for that address, which no link and no log ever holds.
 */
export function simulationRoutes(site: Site): Hono {
  const routes = new Hono().use(detectLanguage, loadTexts);
  for (const path of PATHS) {
    routes.get(path, async (c) => {
      const client = toAsked(c);
      if (client === "unknown") return problemPage(c, UNKNOWN_PROGRAM);
      const settings = await findNamedSettings(c, site);
      if (!settings.ok) return problemPage(c, settings.error);
      const excess = await findExcess(c, site, "simulation", settings.value.domain);
      if (excess !== undefined) return problemPage(c, excess);
      const options: Options = { ...toOptions(c, client), reader: "unknown" };
      return answerKept(c, site, settings.value, renderAnybodys, options, languageOf(c).headers);
    });
    routes.post(path, limitForm, async (c) => {
      const client = toAsked(c);
      if (client === "unknown") return problemPage(c, UNKNOWN_PROGRAM);
      const visit = await readVisit(c, site);
      if (!visit.ok) return problemPage(c, visit.error);
      const { settings, reader } = visit.value;
      const excess = await findExcess(c, site, "simulation", settings.domain);
      if (excess !== undefined) return problemPage(c, excess);
      const page = await render(settings, { ...toOptions(c, client), reader });
      return documentResponse(c, page, { cacheControl: PRIVATE, headers: languageOf(c).headers });
    });
    routes.all(path, answerOtherMethods);
  }
  return routes;

  function toOptions(c: Context, client: SimulatedClient | undefined): Omit<Options, "reader"> {
    const { language, query } = languageOf(c);
    return { language, query, origin: findOrigin(c, site), id: client?.id };
  }

  /** Of the settings alone, so that it can be kept. */
  function renderAnybodys(settings: ServerSettings, options: Options): Promise<RenderedDocument> {
    return render(settings, options);
  }

  async function render(settings: ServerSettings, { id, origin, ...told }: Options): Promise<RenderedDocument> {
    const person = typeof told.reader === "string" ? undefined : told.reader;
    const world = await openSettingsWorld(settings, origin, site.findLogin);
    const client = id === undefined ? undefined : findClient(id);
    const page: SimulationPage = {
      setting: { ...told, settings, origin: "" },
      origin,
      client,
      world: "settings",
      hasLive: false,
    };
    return client === undefined
      ? renderAllPage(page, await playClients(settings, person, world))
      : renderOnePage(page, await playClient(client, settings, person, world));
  }
}

/** The program that the path names; `undefined` for all of them. */
function toAsked(c: Context): SimulatedClient | undefined | "unknown" {
  const id = c.req.param("client");
  return id === undefined ? undefined : (findClient(id) ?? "unknown");
}

const UNKNOWN_PROGRAM = createProblem(404, "unknownProgram");
