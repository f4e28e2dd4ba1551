/**
 * Providers: all of them, and one.
 * @module
 */
import providerTemplate from "../../../templates/console/console-provider.eta";
import providersTemplate from "../../../templates/console/console-providers.eta";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { type BrandColors, toBrandColors } from "../frame/brand-color.ts";
import { templates } from "../frame/templates.ts";
import { CONSOLE, type Notice, renderConsolePage, toCount, toHref, toTime, type Visitor } from "./console-page.ts";
import { type Change, type HistoryView, toHistoryView } from "./history-view.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@console-providers": ProvidersView;
    "@console-provider": ProviderView;
  }
}

templates.load("@console-providers", providersTemplate);
templates.load("@console-provider", providerTemplate);

export interface ProvidersPage {
  readonly visitor: Visitor;
  readonly notice?: Notice | undefined;
  readonly providers: readonly { readonly id: string; readonly displayName: string; readonly count: number }[];
  /** Those of the settings file, which are changed there. */
  readonly fromFile: readonly { readonly id: string; readonly displayName: string }[];
  readonly mostCounted: number;
  readonly next: string | undefined;
}

interface ProvidersView {
  readonly rows: readonly {
    readonly href: string;
    readonly id: string;
    readonly name: string;
    readonly count: string;
  }[];
  readonly fromFile: ProvidersPage["fromFile"];
  readonly next: string | undefined;
}

const DOMAINS = ["domain", "domains"] as const;

export function renderProvidersPage(page: ProvidersPage): Promise<RenderedDocument> {
  const { visitor, notice, providers, fromFile, mostCounted, next } = page;
  return renderConsolePage({
    title: "Providers",
    section: "providers",
    visitor,
    notice,
    actions: visitor.provider === undefined ? [{ href: `${CONSOLE}/new-provider`, text: "Add a provider" }] : [],
    content: templates.render("@console-providers", {
      rows: providers.map(({ id, displayName, count }) => ({
        href: toHref("providers", id),
        id,
        name: displayName,
        count: toCount(count, mostCounted, DOMAINS),
      })),
      fromFile,
      next: next === undefined ? undefined : `${CONSOLE}/providers?${new URLSearchParams({ after: next })}`,
    }),
  });
}

export interface ProviderPage {
  readonly visitor: Visitor;
  readonly notice?: Notice | undefined;
  readonly id: string;
  /** Absent where it was removed. */
  readonly provider:
    | {
        readonly displayName: string;
        readonly displayShortName: string;
        readonly branding?: { readonly logo?: string | undefined; readonly color?: string | undefined } | undefined;
      }
    | undefined;
  readonly body: unknown;
  readonly count: number;
  readonly mostCounted: number;
  readonly moves: readonly Move[];
  readonly changes: readonly Change[];
  readonly hasMoreChanges: boolean;
}

/** A planned change that moves servers, and how many domains follow it. */
interface Move {
  readonly at: string;
  readonly isMade: boolean;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly following: number;
  readonly staying: number;
  readonly own: number;
  readonly stays: readonly { readonly domain: string; readonly count: number }[];
  readonly isCut: boolean;
}

interface MoveView {
  readonly at: string;
  readonly isMade: boolean;
  readonly from: string;
  readonly to: string;
  readonly following: string;
  readonly staying: string;
  readonly own: string;
  readonly stays: readonly { readonly href: string; readonly text: string; readonly more: string }[];
  readonly isCut: boolean;
}

interface ProviderView {
  readonly moves: readonly MoveView[];
  readonly domains: { readonly href: string; readonly text: string };
  readonly brand:
    | {
        readonly name: string;
        readonly shortName: string;
        readonly logo: string | undefined;
        readonly themes: readonly (BrandColors & { readonly name: string; readonly paper: string })[];
      }
    | undefined;
  readonly entry: string | undefined;
  readonly history: HistoryView;
}

export function renderProviderPage(page: ProviderPage): Promise<RenderedDocument> {
  const { visitor, notice, id, provider, body, count, mostCounted, moves, changes, hasMoreChanges } = page;
  const base = toHref("providers", id);
  const colors = toBrandColors(provider?.branding?.color);
  return renderConsolePage({
    title: provider?.displayName ?? id,
    section: "providers",
    visitor,
    notice,
    above: { href: `${CONSOLE}/providers`, text: "Providers" },
    badge: provider === undefined ? { text: "Removed", kind: "warn" } : { text: id, kind: "" },
    actions:
      provider === undefined
        ? []
        : [
            { href: `${base}/edit`, text: "Edit" },
            { href: `${base}/remove`, text: "Remove" },
          ],
    content: templates.render("@console-provider", {
      domains: {
        href: `${CONSOLE}/domains?${new URLSearchParams({ provider: id })}`,
        text: toCount(count, mostCounted, DOMAINS),
      },
      moves: moves.map(toMoveView),
      brand: provider && {
        name: provider.displayName,
        shortName: provider.displayShortName,
        logo: provider.branding?.logo,
        themes: [
          { ...colors.light, name: "Light", paper: "#ffffff" },
          { ...colors.dark, name: "Dark", paper: "#181b22" },
        ],
      },
      entry: body === undefined ? undefined : JSON.stringify(body, undefined, 2),
      history: toHistoryView(base, changes, hasMoreChanges, visitor.mayWrite),
    }),
  });
}

function toMoveView({ at, isMade, from, to, following, staying, own, stays, isCut }: Move): MoveView {
  const count = (number: number) => toCount(number, Number.POSITIVE_INFINITY, DOMAINS);
  return {
    at: toTime(at),
    isMade,
    from: from.join(", "),
    to: to.join(", "),
    following: count(following),
    staying: count(staying),
    own: count(own),
    stays: stays.map((stay) => ({
      href: toHref("domains", stay.domain),
      text: stay.domain,
      more: stay.count > 1 ? `and ${count(stay.count - 1)} like it` : "",
    })),
    isCut,
  };
}
