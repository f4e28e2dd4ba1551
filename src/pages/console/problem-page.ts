import problemTemplate from "../../../templates/console/console-problem.eta";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { templates } from "../frame/templates.ts";
import { CONSOLE, type Link, renderConsolePage, SECTIONS, type Section, type Visitor } from "./console-page.ts";

declare module "../frame/templates.ts" {
  interface Views {
    "@console-problem": Link;
  }
}

templates.load("@console-problem", problemTemplate);

export interface ProblemPage {
  readonly status: number;
  /** What is wrong, and what to do. */
  readonly text: string;
  readonly section?: Section | undefined;
  /** Absent before one has logged in, and where it cannot be known. */
  readonly visitor?: Visitor | undefined;
  /** How one goes on; by default to where the page belongs. */
  readonly way?: Link | undefined;
}

const TITLES: Readonly<Record<number, string>> = {
  403: "Not allowed",
  404: "Not found",
  429: "Too many requests",
  500: "Something went wrong",
  503: "Not now",
};

/** What cannot be done, where there is no form to say it in. */
export function renderProblemPage({ status, text, section, visitor, way }: ProblemPage): Promise<RenderedDocument> {
  const back = section && { href: `${CONSOLE}/${section}`, text: `Back to ${SECTIONS[section].toLowerCase()}` };
  return renderConsolePage({
    title: TITLES[status] ?? "Not done",
    section,
    visitor,
    notice: { kind: "problem", text },
    content: templates.render("@console-problem", way ?? back ?? { href: CONSOLE, text: "Open the console" }),
  });
}
