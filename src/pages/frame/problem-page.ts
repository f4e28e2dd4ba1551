/**
 * The page that says that something cannot be had.
 * @module
 */
import problemPage from "../../../templates/problem-page.eta";
import { fillWords, type Language } from "../../content/language.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { OWN_BRAND, renderPage } from "./page.ts";
import { templates } from "./templates.ts";

declare module "./templates.ts" {
  interface Views {
    "@problem-page": ProblemView;
  }
}

interface ProblemView {
  readonly eyebrow: string;
  readonly heading: string;
  readonly detail: string;
  readonly again: { readonly url: string; readonly text: string };
}

templates.load("@problem-page", problemPage);

export async function renderProblemPage({
  language,
  query = "",
  title,
  detail,
  status,
}: {
  readonly language: Language;
  readonly query?: string;
  readonly title: string;
  readonly detail: string;
  readonly status: number;
}): Promise<RenderedDocument> {
  const { problem } = language.words;
  const body = templates.render("@problem-page", {
    eyebrow: fillWords(problem.eyebrow, { status }),
    heading: title,
    detail,
    again: { url: `/${query}`, text: problem.again },
  });
  return renderPage({ title, language, brand: OWN_BRAND, body, query });
}
