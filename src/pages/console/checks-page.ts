/**
 * What checks of all domains found, and how far the one under way is.
 * @module
 */
import checksTemplate from "../../../templates/console/console-checks.eta";
import { ENGLISH, fillWords } from "../../content/language.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import type { Domain } from "../../model/domain/domain.ts";
import type { FindingKind, Severity } from "../../model/finding-kind.ts";
import { templates } from "../frame/templates.ts";
import {
  type Badge,
  type Link,
  type Notice,
  renderConsolePage,
  toCount,
  toHref,
  toTime,
  type Visitor,
} from "./console-page.ts";
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
  readonly kind: FindingKind;
  readonly place: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface ChecksPage {
  readonly visitor: Visitor;
  readonly notice: Notice | undefined;
  /** Domains of the run that is under way. */
  readonly waiting: number;
  /** Absent where nobody checks. */
  readonly report:
    | {
        readonly from: string | undefined;
        readonly until: string | undefined;
        readonly states: Readonly<Record<State, number>>;
        readonly worse: readonly { readonly domain: Domain; readonly is: State; readonly fresh: readonly Found[] }[];
        readonly elsewhere: readonly Found[];
        readonly certificates: readonly Found[];
        readonly broken: readonly Domain[];
      }
    | undefined;
}

interface ChecksView {
  readonly waiting: string | undefined;
  readonly mayStop: boolean;
  readonly when: string | undefined;
  readonly states: readonly { readonly count: string; readonly badge: Badge }[];
  readonly sections: readonly {
    readonly id: string;
    readonly heading: string;
    readonly items: readonly {
      readonly domain: Link;
      readonly badge: Badge | undefined;
      readonly texts: readonly string[];
    }[];
    /** How many more there are than are shown. */
    readonly more: string | undefined;
  }[];
}

const BADGES: Readonly<Record<State, Badge>> = {
  good: { text: "Well", kind: "good" },
  note: { text: "Notes", kind: "" },
  warning: { text: "Warnings", kind: "warn" },
  error: { text: "Broken", kind: "warn" },
};

/** Of each list; the command prints all. */
const SHOWN = 100;

export function renderChecksPage({ visitor, notice, waiting, report }: ChecksPage): Promise<RenderedDocument> {
  const mayChangeAll = visitor.mayWrite && visitor.provider === undefined;
  const isChecked = report?.from !== undefined && report.until !== undefined;
  return renderConsolePage({
    title: "Checks",
    section: "checks",
    visitor,
    notice,
    content: templates.render("@console-checks", {
      waiting: waiting === 0 ? undefined : toCount(waiting, Number.POSITIVE_INFINITY, ["domain waits", "domains wait"]),
      mayStop: mayChangeAll,
      when: isChecked ? `From ${toTime(report.from)} to ${toTime(report.until)}.` : undefined,
      states: isChecked
        ? (["error", "warning", "note", "good"] as const).map((state) => ({
            count: report.states[state].toLocaleString("en"),
            badge: BADGES[state],
          }))
        : [],
      sections:
        report === undefined
          ? []
          : [
              toSection(
                "worse",
                "Worse than the time before",
                report.worse.map(({ domain, is, fresh }) => ({
                  domain: toLink(domain),
                  badge: BADGES[is],
                  texts: fresh.map(tell),
                })),
              ),
              toSection(
                "broken",
                "Mail programs are kept from their mail",
                report.broken.map((domain) => ({ domain: toLink(domain), badge: undefined, texts: [] })),
              ),
              toSection("elsewhere", "Led elsewhere, such as to a server of old", report.elsewhere.map(toItem)),
              toSection("certificates", "Certificates that end, or have ended", report.certificates.map(toItem)),
            ].filter(({ items }) => items.length > 0),
    }),
  });
}

type Item = ChecksView["sections"][number]["items"][number];

function toSection(id: string, heading: string, items: readonly Item[]) {
  const more = items.length - SHOWN;
  return {
    id,
    heading,
    items: items.slice(0, SHOWN),
    more: more > 0 ? `${more.toLocaleString("en")} more: waypost check --all prints them.` : undefined,
  };
}

function toItem(found: Found): Item {
  return { domain: toLink(found.domain), badge: undefined, texts: [tell(found)] };
}

function toLink(domain: Domain): Link {
  return { href: toHref("domains", domain), text: toShownName(domain) };
}

function tell({ kind, place, values }: Found): string {
  return fillWords(ENGLISH.words.check.findings[kind].found, { place, ...values });
}
