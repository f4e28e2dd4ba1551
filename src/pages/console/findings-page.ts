/**
 * What is wrong now, worst first.
 * @module
 */
import findingsTemplate from "../../../templates/console/console-findings.eta";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { templates } from "../frame/templates.ts";
import { type Badge, type Link, renderConsolePage, toHref, toSentence, type Visitor } from "./console-page.ts";
import { type DomainName, toShownName } from "./domains-page.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@console-findings": FindingsView;
  }
}

templates.load("@console-findings", findingsTemplate);

export interface FindingsPage {
  readonly visitor: Visitor;
  readonly findings: readonly {
    readonly kind: "broken" | "warning";
    readonly provider: string;
    readonly path: string;
    readonly value: string | undefined;
    readonly problem: string;
    readonly remedy: string | undefined;
    readonly sample: DomainName;
    readonly count: number;
  }[];
  readonly isPartial: boolean;
}

interface FindingsView {
  readonly findings: readonly {
    readonly badge: Badge;
    readonly count: string;
    readonly problem: string;
    readonly remedy: string | undefined;
    readonly place: string;
    readonly sample: Link;
    readonly provider: Link;
  }[];
  readonly isPartial: boolean;
}

const BADGES: Readonly<Record<"broken" | "warning", Badge>> = {
  broken: { text: "Not answered", kind: "warn" },
  warning: { text: "Warning", kind: "" },
};

export function renderFindingsPage({ visitor, findings, isPartial }: FindingsPage): Promise<RenderedDocument> {
  return renderConsolePage({
    title: "What is wrong",
    section: "findings",
    visitor,
    content: templates.render("@console-findings", {
      findings: findings.map(({ kind, provider, path, value, problem, remedy, sample, count }) => ({
        badge: BADGES[kind],
        count: `${count.toLocaleString("en")} ${count === 1 ? "domain" : "domains"}`,
        problem: toSentence(problem),
        remedy: remedy && toSentence(remedy),
        place: value === undefined ? path : `${path}: ${value}`,
        sample: { href: toHref("domains", sample), text: toShownName(sample) },
        provider: { href: toHref("providers", provider), text: provider },
      })),
      isPartial,
    }),
  });
}
