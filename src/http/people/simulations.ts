import { type Context, Hono } from "hono";
import {
  findClient,
  openLiveWorld,
  openSettingsWorld,
  playClient,
  playClients,
  type SimulatedClient,
} from "../../directory/views/simulation.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import type { PlayedStep, PlayedWorld } from "../../pages/simulation/played.ts";
import { renderResult, renderRows, renderStep, renderWaiting } from "../../pages/simulation/played-parts.ts";
import {
  openSimulationPage,
  renderAllPage,
  renderFailure,
  renderOnePage,
  type SimulationPage,
} from "../../pages/simulation/simulation-page.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { findExcess } from "../limits/costly.ts";
import { describeCrash } from "../wire/crash.ts";
import { answerKept, documentResponse, PRIVATE } from "../wire/document.ts";
import { detectLanguage, languageOf, loadTexts } from "../wire/language.ts";
import { findOrigin } from "../wire/place.ts";
import { createProblem } from "../wire/problem.ts";
import { Relay } from "../wire/relay.ts";
import type { Site } from "../wire/site.ts";
import { streamedResponse } from "../wire/streamed.ts";
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
      const options: Options = { ...toOptions(c, client), reader: "unknown" };
      if (isLive(c)) return answerLive(c, settings.value, options);
      const excess = await findExcess(c, site, "simulation", settings.value.domain);
      if (excess !== undefined) return problemPage(c, excess);
      return answerKept(c, site, settings.value, renderAnybodys, options, languageOf(c).headers);
    });
    routes.post(path, limitForm, async (c) => {
      const client = toAsked(c);
      if (client === "unknown") return problemPage(c, UNKNOWN_PROGRAM);
      const visit = await readVisit(c, site);
      if (!visit.ok) return problemPage(c, visit.error);
      const { settings, reader } = visit.value;
      if (isLive(c)) return answerLive(c, settings, { ...toOptions(c, client), reader });
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

  async function render(settings: ServerSettings, options: Options): Promise<RenderedDocument> {
    const page = toPage(settings, options, "settings");
    const person = findPerson(options);
    const world = await openSettingsWorld(settings, options.origin, site.findLogin);
    const client = findClient(options.id);
    return client === undefined
      ? renderAllPage(page, await playClients(settings, person, world))
      : renderOnePage(page, await playClient(client, settings, person, world));
  }

  /** Asks the Internet, and tells each step as it is made: a page that is useful while it comes, and without script. */
  async function answerLive(c: Context, settings: ServerSettings, options: Options): Promise<Response> {
    const excess = await findExcess(c, site, "live", settings.domain);
    if (excess !== undefined) return problemPage(c, excess);
    const page = toPage(settings, options, "live");
    const { head, between, tail, ...document } = await openSimulationPage(page);
    const leaving = new AbortController();
    async function* parts(): AsyncGenerator<string> {
      try {
        yield head;
        const clock = () => site.now().getTime();
        const probes = await site.loadProbes?.();
        if (probes === undefined) return;
        const { origin: serviceOrigin } = options;
        const world = await openLiveWorld(settings, {
          probes,
          serviceOrigin,
          now: site.now,
          signal: leaving.signal,
        });
        const person = findPerson(options);
        const client = findClient(options.id);
        if (client === undefined)
          yield `${between}${renderRows(page, await playClients(settings, person, world, { clock }))}`;
        else {
          const steps = new Relay<PlayedStep>();
          const playing = playClient(client, settings, person, world, { clock, tell: (step) => steps.put(step) });
          const ended = playing.finally(() => steps.end());
          for await (const step of steps) yield `${renderStep(page, step)}${renderWaiting(page)}`;
          yield `${between}${renderResult(page, await ended)}`;
        }
      } catch (error) {
        console.error(describeCrash(error instanceof Error ? error : new Error()));
        yield `${page.client === undefined ? "" : between}${renderFailure(page)}`;
      } finally {
        leaving.abort();
      }
      yield tail;
    }
    return streamedResponse(c, document, parts(), languageOf(c).headers);
  }

  function toPage(settings: ServerSettings, { id, origin, ...told }: Options, world: PlayedWorld): SimulationPage {
    return {
      setting: { ...told, settings, origin: "" },
      origin,
      client: findClient(id),
      world,
      hasLive: site.loadProbes !== undefined,
    };
  }

  /** Only where the Internet can be asked. */
  function isLive(c: Context): boolean {
    return c.req.query("ask") === "live" && site.loadProbes !== undefined;
  }
}

function findPerson({ reader }: Options) {
  return typeof reader === "string" ? undefined : reader;
}

/** The program that the path names; `undefined` for all of them. */
function toAsked(c: Context): SimulatedClient | undefined | "unknown" {
  const id = c.req.param("client");
  return id === undefined ? undefined : (findClient(id) ?? "unknown");
}

const UNKNOWN_PROGRAM = createProblem(404, "unknownProgram");
