/**
 * What mail programs asked for, day by day: as plots, and the same figures as tables beside them.
 * @module
 */
import countsTemplate from "../../../templates/console/console-counts.eta";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { type Domain, toUnicode } from "../../model/domain/domain.ts";
import type { AskedMechanism, ClientFamily, CountedKind, RequestOutcome } from "../../model/request-count.ts";
import { templates } from "../frame/templates.ts";
import { CONSOLE, type Link, renderConsolePage, type Visitor } from "./console-page.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@console-counts": CountsView;
  }
}

templates.load("@console-counts", countsTemplate);

export interface CountsPage {
  readonly visitor: Visitor;
  /** Those that are shown, the first one first. */
  readonly days: readonly string[];
  /** The one domain that is shown; absent for all together. */
  readonly domain: Domain | undefined;
  /** Absent where nothing is counted in this directory. */
  readonly counted:
    | {
        readonly counts: readonly (CountedKind & { readonly day: string; readonly count: number })[];
        readonly domains: readonly { readonly domain: Domain; readonly count: number }[];
        readonly unserved: readonly {
          readonly domain: Domain;
          readonly count: number;
          readonly firstDay: string;
          readonly lastDay: string;
        }[];
      }
    | undefined;
}

interface CountsView {
  readonly lead: string;
  readonly of: { readonly text: string; readonly all: Link } | undefined;
  readonly counted:
    | {
        readonly isEmpty: boolean;
        readonly plot: Plot;
        readonly days: readonly {
          readonly day: string;
          readonly values: readonly { readonly label: string; readonly text: string }[];
        }[];
        readonly tables: readonly {
          readonly id: string;
          readonly heading: string;
          readonly column: string;
          readonly rows: readonly ShareRow[];
        }[];
        readonly unserved: readonly {
          readonly domain: string;
          readonly count: string;
          readonly firstDay: string;
          readonly lastDay: string;
        }[];
      }
    | undefined;
}

interface ShareRow {
  readonly text: string;
  readonly href: string | undefined;
  readonly count: string;
  /** Of the largest, in percent. */
  readonly width: number;
}

/** Bars of days, each a stack of groups from below. */
interface Plot {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly top: string;
  readonly first: string;
  readonly last: string;
  readonly legend: readonly { readonly group: Group; readonly text: string }[];
  readonly bars: readonly {
    readonly title: string;
    readonly x: number;
    readonly width: number;
    readonly parts: readonly { readonly group: Group; readonly y: number; readonly height: number }[];
  }[];
}

const GROUPS = ["answered", "refused", "unserved", "failed"] as const;
type Group = (typeof GROUPS)[number];

const GROUP_NAMES: Readonly<Record<Group, string>> = {
  answered: "Answered",
  refused: "Refused",
  unserved: "Not served",
  failed: "Failed",
};

const GROUP_OF: Readonly<Record<RequestOutcome, Group>> = {
  answered: "answered",
  redirected: "answered",
  refused: "refused",
  elsewhere: "refused",
  suspended: "refused",
  unserved: "unserved",
  failed: "failed",
};

const FAMILIES: Readonly<Record<ClientFamily, string>> = {
  thunderbird: "Thunderbird",
  "thunderbird-ios": "Thunderbird for iOS",
  outlook: "Outlook",
  apple: "Apple",
  "exchange-android": "Exchange on Android",
  davx5: "DAVx⁵",
  evolution: "Evolution",
  emclient: "eM Client",
  nextcloud: "Nextcloud Mail",
  snappymail: "SnappyMail",
  nine: "Nine",
  okhttp: "Android, such as Thunderbird and K-9 Mail",
  libews: "GNOME Online Accounts",
  browser: "Browsers, and who calls itself one",
  robot: "Robots",
  other: "Others",
  unnamed: "Those that say nothing, such as Delta Chat",
};

const MECHANISMS: Readonly<Record<AskedMechanism, string>> = {
  autoconfig: "Autoconfig",
  autodiscover: "Autodiscover",
  "autodiscover-json": "Autodiscover v2",
  pacc: "PACC",
  dav: "CalDAV and CardDAV",
  jmap: "JMAP",
  profile: "Apple profiles",
};

export function renderCountsPage({ visitor, days, domain, counted }: CountsPage): Promise<RenderedDocument> {
  return renderConsolePage({
    title: "Requests",
    section: "counts",
    visitor,
    content: templates.render("@console-counts", {
      lead: "What mail programs asked for, and what they got: counted by program, way and domain, without addresses.",
      of: domain && { text: toUnicode(domain), all: { href: toCountsHref(), text: "All domains" } },
      counted: counted && {
        isEmpty: counted.counts.length === 0,
        plot: toPlot(days, counted.counts),
        days: days.toReversed().map((day) => {
          const sums = sumGroups(counted.counts.filter((count) => count.day === day));
          return { day, values: GROUPS.map((group) => ({ label: GROUP_NAMES[group], text: toNumber(sums[group]) })) };
        }),
        tables: [
          {
            id: "programs",
            heading: "By program",
            column: "Program",
            rows: toShares(counted.counts, ({ family }) => FAMILIES[family]),
          },
          {
            id: "ways",
            heading: "By way",
            column: "Way",
            rows: toShares(counted.counts, ({ mechanism }) => MECHANISMS[mechanism]),
          },
          ...(domain === undefined
            ? [{ id: "domains", heading: "By domain", column: "Domain", rows: toDomainRows(counted.domains) }]
            : []),
        ],
        unserved: counted.unserved.map(({ domain: name, count, ...rest }) => ({
          domain: toUnicode(name),
          count: toNumber(count),
          ...rest,
        })),
      },
    }),
  });
}

function toCountsHref(domain?: Domain): string {
  return domain === undefined ? `${CONSOLE}/counts` : `${CONSOLE}/counts?domain=${encodeURIComponent(domain)}`;
}

const [BAR, GAP, HEIGHT] = [16, 4, 160];

function toPlot(days: readonly string[], counts: readonly (CountedKind & { day: string; count: number })[]): Plot {
  const byDay = Map.groupBy(counts, ({ day }) => day);
  const sums = days.map((day) => ({ day, groups: sumGroups(byDay.get(day) ?? []) }));
  const totals = sums.map(({ groups }) => GROUPS.reduce((sum, group) => sum + groups[group], 0));
  const most = Math.max(1, ...totals);
  return {
    width: days.length * (BAR + GAP) - GAP,
    height: HEIGHT,
    title: `Requests a day, from ${days[0]} to ${days.at(-1)}; the table has the figures`,
    top: toNumber(most),
    first: days[0] ?? "",
    last: days.at(-1) ?? "",
    legend: GROUPS.map((group) => ({ group, text: GROUP_NAMES[group] })),
    bars: sums.map(({ day, groups }, index) => {
      let y = HEIGHT;
      const parts = GROUPS.flatMap((group) => {
        if (groups[group] === 0) return [];
        // Few among many are to be seen.
        const height = Math.max(1, Math.round((groups[group] / most) * HEIGHT));
        y -= height;
        return [{ group, y: Math.max(0, y), height }];
      });
      return { title: `${day}: ${toNumber(totals[index] ?? 0)}`, x: index * (BAR + GAP), width: BAR, parts };
    }),
  };
}

function sumGroups(counts: readonly (CountedKind & { readonly count: number })[]): Readonly<Record<Group, number>> {
  const sums: Record<Group, number> = { answered: 0, refused: 0, unserved: 0, failed: 0 };
  for (const { outcome, count } of counts) sums[GROUP_OF[outcome]] += count;
  return sums;
}

function toShares<Counted extends { readonly count: number }>(
  counts: readonly Counted[],
  nameOf: (count: Counted) => string,
): ShareRow[] {
  const sums = [...Map.groupBy(counts, nameOf)].map(([text, of]) => ({
    text,
    href: undefined,
    count: of.reduce((sum, { count }) => sum + count, 0),
  }));
  return toRows(sums);
}

function toDomainRows(domains: readonly { readonly domain: Domain; readonly count: number }[]): ShareRow[] {
  return toRows(domains.map(({ domain, count }) => ({ text: toUnicode(domain), href: toCountsHref(domain), count })));
}

function toRows(
  sums: readonly { readonly text: string; readonly href: string | undefined; readonly count: number }[],
): ShareRow[] {
  const most = Math.max(1, ...sums.map(({ count }) => count));
  return sums
    .toSorted((one, other) => other.count - one.count)
    .map(({ count, ...row }) => ({
      ...row,
      count: toNumber(count),
      width: Math.max(1, Math.round((count / most) * 100)),
    }));
}

function toNumber(count: number): string {
  return count.toLocaleString("en");
}
