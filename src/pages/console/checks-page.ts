/**
 * What checks of all domains found, and how far the one under way is.
 * @module
 */
import checksTemplate from "../../../templates/console/console-checks.eta";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import type { Domain } from "../../model/domain/domain.ts";
import type { FleetKind, Severity } from "../../model/finding-kind.ts";
import { tellPlace } from "../../telling/check/told-place.ts";
import { toCheckPath } from "../check/check-path.ts";
import { templates } from "../frame/templates.ts";
import { type Badge, type Link, type Notice, renderConsolePage, toHref, toTime, type Visitor } from "./console-page.ts";
import { toShownName } from "./domains-page.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@console-checks": ChecksView;
  }
}

templates.load("@console-checks", checksTemplate);

type State = "good" | Severity;

interface Found {
  readonly domain: Domain;
  readonly kind: FleetKind;
  readonly place: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The first of them, and how many there are. */
interface Listed<Item> {
  readonly count: number;
  readonly first: readonly Item[];
}

export interface ChecksPage {
  readonly visitor: Visitor;
  readonly notice: Notice | undefined;
  /** Whether all domains are checked from here. */
  readonly hasRuns: boolean;
  /** Whether cron has to call before anything is checked. */
  readonly waitForCron: boolean;
  /** The last one. */
  readonly run:
    | { readonly endedAt: string | undefined; readonly domains: number; readonly waiting: number }
    | undefined;
  /** What the last one that ended found. */
  readonly report:
    | {
        readonly from: string;
        readonly until: string;
        readonly states: Readonly<Record<State, number>>;
        readonly worse: Listed<{ readonly domain: Domain; readonly is: State; readonly fresh: readonly Found[] }>;
        readonly elsewhere: Listed<Found>;
        readonly certificates: Listed<Found>;
        readonly broken: Listed<Found>;
      }
    | undefined;
}

interface ChecksView {
  readonly progress:
    | { readonly text: string; readonly done: number; readonly domains: number; readonly mayStop: boolean }
    | undefined;
  readonly mayStart: boolean;
  readonly waitForCron: boolean;
  readonly when: string | undefined;
  readonly states: readonly { readonly count: string; readonly badge: Badge }[];
  readonly sections: readonly {
    readonly id: string;
    readonly heading: string;
    readonly items: readonly {
      readonly domain: Link;
      /** Where all that was found there stands, with what to do about it. */
      readonly checkHref: string;
      readonly badge: Badge | undefined;
      readonly texts: readonly string[];
    }[];
    /** How many more there are than are shown. */
    readonly more: string | undefined;
  }[];
}

const BADGES: Readonly<Record<State, Badge>> = {
  good: { text: "Good", kind: "good" },
  note: { text: "Notes", kind: "" },
  warning: { text: "Warnings", kind: "warn" },
  error: { text: "Broken", kind: "warn" },
};

export function renderChecksPage({
  visitor,
  notice,
  hasRuns,
  waitForCron,
  run,
  report,
}: ChecksPage): Promise<RenderedDocument> {
  const mayChangeAll = visitor.mayWrite && visitor.provider === undefined;
  const isUnderWay = run !== undefined && run.endedAt === undefined;
  return renderConsolePage({
    title: "Checks",
    section: "checks",
    visitor,
    notice,
    content: templates.render("@console-checks", {
      progress: isUnderWay ? { ...toProgress(run), mayStop: mayChangeAll } : undefined,
      mayStart: hasRuns && mayChangeAll && !isUnderWay,
      waitForCron,
      when: report && toSpan(toTime(report.from), toTime(report.until)),
      states:
        report === undefined
          ? []
          : (["error", "warning", "note", "good"] as const).map((state) => ({
              count: report.states[state].toLocaleString("en"),
              badge: BADGES[state],
            })),
      sections:
        report === undefined
          ? []
          : [
              toSection("worse", "Worse than last time", report.worse, ({ domain, is, fresh }) => ({
                ...toLinks(domain),
                badge: BADGES[is],
                texts: fresh.map(tellPlace),
              })),
              toSection("broken", "Mail programs do not work", report.broken, toItem),
              toSection("elsewhere", "Pointing elsewhere, such as to an old server", report.elsewhere, toItem),
              toSection("certificates", "Certificates that expire soon or have expired", report.certificates, toItem),
            ].filter(({ items }) => items.length > 0),
    }),
  });
}

function toProgress({ domains, waiting }: { readonly domains: number; readonly waiting: number }) {
  const done = Math.max(0, domains - waiting);
  return { text: `${done.toLocaleString("en")} of ${domains.toLocaleString("en")} domains checked`, done, domains };
}

function toSpan(from: string, until: string): string {
  return from === until ? `At ${from}.` : `From ${from} to ${until}.`;
}

type Item = ChecksView["sections"][number]["items"][number];

function toSection<Of>(id: string, heading: string, { count, first }: Listed<Of>, toItem: (one: Of) => Item) {
  const more = count - first.length;
  return {
    id,
    heading,
    items: first.map(toItem),
    more: more > 0 ? `${more.toLocaleString("en")} more: waypost check --all prints them.` : undefined,
  };
}

function toItem(found: Found): Item {
  return { ...toLinks(found.domain), badge: undefined, texts: [tellPlace(found)] };
}

function toLinks(domain: Domain) {
  return { domain: { href: toHref("domains", domain), text: toShownName(domain) }, checkHref: toCheckPath(domain) };
}
