/**
 * The pages on which mail programs are played for a domain: all of them, and each step by step.
 * @module
 */
import simulationStyle from "../../../templates/built/simulation.min.css";
import simulationScript from "../../../templates/built/simulation-page.min.js";
import noticeTemplate from "../../../templates/check/simulation-notice.eta";
import simulationPage from "../../../templates/check/simulation-page.eta";
import { fillWords } from "../../content/language.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import { ClientId } from "../../model/guides/client-id.ts";
import { toPageUrl } from "../../telling/values/page-url.ts";
import { tellProgram } from "../../telling/values/program-name.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { type AddressForm, toAddressForm, toVisitor, toWhose, type Visitor } from "../frame/address-form.ts";
import { renderPage, toBrand } from "../frame/page.ts";
import { templates } from "../frame/templates.ts";
import { type Played, type PlayedClient, type PlayedWorld, toSimulationUrl } from "./played.ts";
import { frameSteps, renderResult, renderRows, renderSteps, renderWaiting } from "./played-parts.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@simulation-page": SimulationView;
    "@simulation-notice": { readonly kind: "waiting" | "problem"; readonly text: string };
  }
}

templates.load("@simulation-page", simulationPage);
templates.load("@simulation-notice", noticeTemplate);

export interface SimulationPage {
  readonly setting: Setting;
  /** Where links begin that are given to others. */
  readonly origin: string;
  /** The one that is played; absent where all are. */
  readonly client: PlayedClient | undefined;
  readonly world: PlayedWorld;
  /** Whether the Internet can be asked as well. */
  readonly hasLive: boolean;
}

interface Link {
  readonly url: string;
  readonly text: string;
}

interface SimulationView extends Omit<Visitor, "logins"> {
  readonly logins: string;
  readonly domain: string;
  readonly shownDomain: string;
  readonly above: Link;
  readonly heading: string;
  readonly lead: string;
  readonly guide: Link | undefined;
  readonly form: AddressForm;
  readonly worlds:
    | {
        readonly label: string;
        readonly links: readonly (Link & { readonly isCurrent: boolean; readonly isAsked: boolean })[];
      }
    | undefined;
  readonly worldText: string;
  /** Ready markup. */
  readonly content: string;
  readonly link: { readonly heading: string; readonly hint: string; readonly url: string };
}

/** All programs, as they were played. */
export function renderAllPage(page: SimulationPage, all: readonly Played[]): Promise<RenderedDocument> {
  return render(page, renderRows(page, all));
}

/** One program: what it ends with, and how it got there. */
export function renderOnePage(page: SimulationPage, played: Played): Promise<RenderedDocument> {
  return render(page, `${renderResult(page, played)}${renderSteps(page, played.steps)}`);
}

function render(page: SimulationPage, content: string): Promise<RenderedDocument> {
  const { setting, client } = page;
  const { settings, language, query } = setting;
  const { simulation: words } = language.words;
  const domain = toUnicode(settings.domain);
  return renderPage({
    title:
      client === undefined
        ? fillWords(words.title, { domain })
        : fillWords(words.one.title, { program: tellProgram(client.name, language.words), domain }),
    language,
    query,
    brand: toBrand(settings),
    body: templates.render("@simulation-page", toView(page, content)),
    styles: [simulationStyle],
    script: simulationScript,
  });
}

function toView(page: SimulationPage, content: string): SimulationView {
  const { setting, origin, client, world, hasLive } = page;
  const { settings, language, query } = setting;
  const { simulation: words, address: addressWords } = language.words;
  const domain = toUnicode(settings.domain);
  const visitor = toVisitor(setting);
  const here = { ...setting, origin: "" };
  const guide = ClientId.safeParse(client?.id);
  const toUrl = (of: PlayedWorld) => toSimulationUrl(settings.domain, client?.id, of, query);
  return {
    ...visitor,
    // Another address may get another answer, and the service alone has it.
    logins: visitor.logins ?? "{}",
    domain: settings.domain,
    shownDomain: domain,
    above:
      client === undefined
        ? { url: toPageUrl(here), text: domain }
        : { url: toSimulationUrl(settings.domain, undefined, world, query), text: words.all },
    heading: client === undefined ? words.heading : tellProgram(client.name, language.words),
    lead:
      client === undefined
        ? fillWords(words.lead, { domain })
        : fillWords(words.one.lead, { source: client.source, domain }),
    guide:
      client !== undefined && guide.success
        ? {
            url: toPageUrl(here, guide.data),
            text: fillWords(words.one.guide, { program: language.clientNames[guide.data].name }),
          }
        : undefined,
    form: toAddressForm({
      words: {
        ...addressWords,
        label: fillWords(words.label, { domain }),
        submit: client === undefined ? words.submit.all : words.submit.one,
        hint: words.hint,
      },
      action: toUrl(world),
      value: visitor.shownAddress,
      example: fillWords(addressWords.example, { domain }),
      problem: undefined,
      whose: toWhose(setting),
    }),
    worlds: hasLive
      ? {
          label: words.worlds.label,
          links: (["settings", "live"] as const).map((of) => ({
            url: toUrl(of),
            text: words.worlds[of].name,
            isCurrent: of === world,
            isAsked: of === "live",
          })),
        }
      : undefined,
    worldText: words.worlds[world].text,
    content,
    link: {
      heading: words.link,
      hint: words.linkHint,
      url: `${origin}${toSimulationUrl(settings.domain, client?.id, world, query)}`,
    },
  };
}

/** A page whose content comes later: what stands before it, between its two parts, and after. */
export interface OpenPage extends Omit<RenderedDocument, "body"> {
  readonly head: string;
  readonly between: string;
  readonly tail: string;
}

/** Stands where a part of the content will be. No text has it: there it would be escaped. */
const GAP = "<!-- played -->";

export async function openSimulationPage(page: SimulationPage): Promise<OpenPage> {
  const { simulation: words } = page.setting.language.words;
  const waiting = templates.render("@simulation-notice", { kind: "waiting", text: words.asking });
  const first = page.client === undefined ? `${waiting}${GAP}` : frameSteps(page, `${renderWaiting(page)}${GAP}`);
  const { body, ...document } = await render(page, `${first}${GAP}`);
  const [head = "", between = "", tail = ""] = body.split(GAP);
  return { ...document, head, between, tail };
}

export function renderFailure({ setting }: SimulationPage): string {
  return templates.render("@simulation-notice", { kind: "problem", text: setting.language.words.simulation.failed });
}
