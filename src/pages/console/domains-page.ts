/**
 * Domains: all of them, by how their names begin, by provider and by state.
 * @module
 */
import domainsTemplate from "../../../templates/console/console-domains.eta";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { type Domain, toUnicode } from "../../model/domain/domain.ts";
import { DOMAIN_STATES, type DomainState } from "../../model/settings/domain-state.ts";
import { WILDCARD } from "../../model/settings/settings.ts";
import { templates } from "../frame/templates.ts";
import { type Badge, CONSOLE, type Notice, renderConsolePage, toCount, toHref, type Visitor } from "./console-page.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@console-domains": DomainsView;
  }
}

templates.load("@console-domains", domainsTemplate);

/** A domain, or the wildcard that stands for any other. */
export type DomainName = Domain | typeof WILDCARD;

interface DomainSearch {
  /** As it was typed. */
  readonly prefix: string;
  readonly provider: string;
  readonly state: DomainState | "";
}

export interface DomainsPage {
  readonly visitor: Visitor;
  readonly notice?: Notice | undefined;
  readonly search: DomainSearch;
  readonly domains: readonly { readonly name: DomainName; readonly provider: string; readonly state: DomainState }[];
  readonly count: number;
  readonly mostCounted: number;
  /** Where the next page begins, if there is one. */
  readonly next: string | undefined;
  readonly isFirst: boolean;
  /** To choose from; more than fit into a list are typed. */
  readonly providers: readonly string[];
}

interface DomainsView extends DomainSearch {
  readonly states: readonly { readonly value: string; readonly text: string }[];
  readonly providers: readonly string[];
  readonly count: string;
  readonly rows: readonly {
    readonly href: string;
    readonly name: string;
    readonly provider: { readonly href: string; readonly text: string };
    readonly badge: Badge;
  }[];
  readonly first: string | undefined;
  readonly next: string | undefined;
  readonly hasFilter: boolean;
}

export const STATE_BADGES: Readonly<Record<DomainState, Badge>> = {
  served: { text: "Served", kind: "good" },
  elsewhere: { text: "Mail elsewhere", kind: "" },
  suspended: { text: "Suspended", kind: "warn" },
};

export function renderDomainsPage(page: DomainsPage): Promise<RenderedDocument> {
  const { visitor, notice, search, domains, count, mostCounted, next, isFirst, providers } = page;
  const asked = new URLSearchParams(Object.entries(search).filter(([, value]) => value !== ""));
  const toList = (after?: string) => {
    const query = new URLSearchParams(asked);
    if (after !== undefined) query.set("after", after);
    return query.size === 0 ? `${CONSOLE}/domains` : `${CONSOLE}/domains?${query}`;
  };
  return renderConsolePage({
    title: "Domains",
    section: "domains",
    visitor,
    notice,
    actions: [{ href: `${CONSOLE}/new-domain`, text: "Add a domain" }],
    content: templates.render("@console-domains", {
      ...search,
      states: DOMAIN_STATES.map((state) => ({ value: state, text: STATE_BADGES[state].text })),
      providers,
      count: toCount(count, mostCounted, ["domain", "domains"]),
      rows: domains.map(({ name, provider, state }) => ({
        href: toHref("domains", name),
        name: toShownName(name),
        provider: { href: toHref("providers", provider), text: provider },
        badge: STATE_BADGES[state],
      })),
      first: isFirst ? undefined : toList(),
      next: next === undefined ? undefined : toList(next),
      hasFilter: asked.size > 0,
    }),
  });
}

/** As people read it; the wildcard in words. */
export function toShownName(name: DomainName): string {
  return name === WILDCARD ? "* (any other)" : toUnicode(name);
}
