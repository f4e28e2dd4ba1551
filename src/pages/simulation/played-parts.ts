/**
 * Played programs as markup, in the parts that a page is put together of.
 * @module
 */
import resultTemplate from "../../../templates/check/simulation-result.eta";
import rowsTemplate from "../../../templates/check/simulation-rows.eta";
import stepTemplate from "../../../templates/check/simulation-step.eta";
import stepsTemplate from "../../../templates/check/simulation-steps.eta";
import waitingTemplate from "../../../templates/check/simulation-waiting.eta";
import { fillWords } from "../../content/language.ts";
import { formatNumber } from "../../model/intl.ts";
import { tellProgram } from "../../telling/values/program-name.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { templates } from "../frame/templates.ts";
import {
  type Played,
  type PlayedAccount,
  type PlayedServer,
  type PlayedStep,
  type PlayedWorld,
  toSimulationUrl,
} from "./played.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@simulation-rows": RowsView;
    "@simulation-result": ResultView;
    "@simulation-steps": StepsView;
    "@simulation-step": StepView;
    "@simulation-waiting": { readonly text: string };
  }
}

templates.load("@simulation-rows", rowsTemplate);
templates.load("@simulation-result", resultTemplate);
templates.load("@simulation-steps", stepsTemplate);
templates.load("@simulation-step", stepTemplate);
templates.load("@simulation-waiting", waitingTemplate);

/** What parts are told for. */
interface Told {
  readonly setting: Pick<Setting, "settings" | "language" | "query">;
  readonly world: PlayedWorld;
}

type Kind = "good" | "warn" | "bad" | "";

interface RowsView {
  readonly groups: readonly { readonly id: string; readonly heading: string; readonly rows: readonly Row[] }[];
  readonly columns: Setting["language"]["words"]["simulation"]["columns"];
  readonly hasTimes: boolean;
}

interface Row {
  readonly name: string;
  readonly href: string;
  readonly badge: { readonly text: string; readonly kind: Kind };
  /** By which it asked, in order. */
  readonly ways: readonly { readonly text: string; readonly isFound: boolean }[];
  readonly lines: readonly string[];
  /** What the simulated program itself says, in English. */
  readonly because: string | undefined;
  readonly took: string | undefined;
}

interface ResultView {
  readonly isFound: boolean;
  readonly heading: string;
  readonly because: string | undefined;
  readonly took: string | undefined;
  readonly rows: readonly { readonly label: string; readonly value: string; readonly more: readonly string[] }[];
  readonly remarks: readonly string[];
}

interface StepsView {
  readonly heading: string;
  /** Ready markup. */
  readonly items: string;
}

interface StepView {
  readonly at: string | undefined;
  readonly took: string | undefined;
  readonly way: string;
  readonly question: string;
  readonly answer: string;
  readonly verdict: string;
  readonly kind: Kind;
}

/** A table of programs: those for mail, and those for what a domain may not have. */
export function renderRows(told: Told, all: readonly Played[]): string {
  const { simulation: words } = told.setting.language.words;
  const rows = (isMail: boolean) =>
    all.filter(({ client }) => (client.seeks === undefined) === isMail).map((played) => toRow(told, played));
  return templates.render("@simulation-rows", {
    groups: [
      { id: "mail", heading: words.groups.mail, rows: rows(true) },
      { id: "others", heading: words.groups.others, rows: rows(false) },
    ],
    columns: words.columns,
    hasTimes: told.world === "live",
  });
}

function toRow(told: Told, { client, steps, outcome, took }: Played): Row {
  const { settings, language, query } = told.setting;
  const { simulation: words } = language.words;
  const ways = steps.map(({ mechanism }) => mechanism).filter((way, index, all) => all.indexOf(way) === index);
  return {
    name: tellProgram(client.name, language.words),
    href: toSimulationUrl(settings.domain, client.id, told.world, query),
    badge: toBadge(told, client, outcome),
    ways: ways.map((way) => ({ text: words.ways[way], isFound: outcome.ok && outcome.mechanism === way })),
    lines: outcome.ok ? toPlaces(outcome.account) : [],
    because: outcome.ok ? undefined : outcome.because,
    took: told.world === "live" ? toTook(told, took) : undefined,
  };
}

function toBadge(
  { setting }: Told,
  { seeks }: Played["client"],
  outcome: Played["outcome"],
): { readonly text: string; readonly kind: Kind } {
  const { simulation: words } = setting.language.words;
  if (!outcome.ok)
    return seeks === undefined ? { text: words.nothing, kind: "bad" } : { text: words.notOffered, kind: "" };
  const { incoming, outgoing } = outcome.account;
  const isPart = seeks === undefined && (incoming === undefined || outgoing === undefined);
  return isPart ? { text: words.partly, kind: "warn" } : { text: words.account, kind: "good" };
}

/** Where an account connects, as short as it can be said. */
function toPlaces({ incoming, outgoing, caldav, carddav, exchange, activesync }: PlayedAccount): string[] {
  const servers = [incoming, outgoing].flatMap((server) =>
    server === undefined ? [] : [`${server.protocol} ${server.hostname}:${server.port}`],
  );
  const urls = [exchange, activesync, caldav, carddav].flatMap((url) => url ?? []);
  return servers.length > 0 ? servers : [...new Set(urls)];
}

export function renderResult(told: Told, { outcome, took }: Played): string {
  const { simulation: words } = told.setting.language.words;
  const row = (label: string, value: string | undefined, more: readonly string[] = []) =>
    value === undefined ? [] : [{ label, value, more }];
  const account: PlayedAccount = outcome.ok ? outcome.account : {};
  const server = (label: string, found: PlayedServer | undefined) =>
    found === undefined
      ? []
      : row(
          `${label} (${found.protocol.toUpperCase()})`,
          fillWords(words.server, { host: found.hostname, port: found.port }),
          [words.security[found.socketType], fillWords(words.user, { name: found.username })],
        );
  return templates.render("@simulation-result", {
    isFound: outcome.ok,
    heading: outcome.ok ? fillWords(words.foundBy, { way: words.ways[outcome.mechanism] }) : words.nothing,
    because: outcome.ok ? undefined : outcome.because,
    took: told.world === "live" ? toTook(told, took) : undefined,
    rows: [
      ...server(words.servers.incoming, account.incoming),
      ...server(words.servers.outgoing, account.outgoing),
      ...row(words.exchange, account.exchange),
      ...row(words.activesync, account.activesync),
      ...row(words.caldav, account.caldav),
      ...row(words.carddav, account.carddav),
    ],
    remarks: account.remarks ?? [],
  });
}

export function renderSteps(told: Told, steps: readonly PlayedStep[]): string {
  return frameSteps(told, steps.map((step) => renderStep(told, step)).join(""));
}

/** The list of steps round its items, which may come later. */
export function frameSteps({ setting }: Told, items: string): string {
  return templates.render("@simulation-steps", { heading: setting.language.words.simulation.steps, items });
}

export function renderStep(told: Told, step: PlayedStep): string {
  const { mechanism, question, answer, verdict, askedAt, took } = step;
  const isLive = told.world === "live";
  return templates.render("@simulation-step", {
    at: isLive ? toSeconds(told, askedAt) : undefined,
    took: isLive ? toTook(told, took) : undefined,
    way: told.setting.language.words.simulation.ways[mechanism],
    question,
    answer,
    verdict,
    kind: toKind(verdict),
  });
}

/** Stands after the last step for as long as there may be another. */
export function renderWaiting({ setting }: Told): string {
  return templates.render("@simulation-waiting", { text: setting.language.words.simulation.asking });
}

function toKind(verdict: string): Kind {
  if (/^(?:taken|best)/.test(verdict)) return "good";
  return verdict.startsWith("stop") ? "bad" : "";
}

function toSeconds({ setting }: Told, milliseconds: number): string {
  const { tag, words } = setting.language;
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return fillWords(words.simulation.at, { seconds: formatNumber(tag, milliseconds / 1000, digits) });
}

function toTook({ setting }: Told, milliseconds: number): string {
  const { tag, words } = setting.language;
  return fillWords(words.simulation.took, { milliseconds: formatNumber(tag, milliseconds) });
}
