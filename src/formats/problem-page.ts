/**
 * The page that says that something cannot be had.
 * @module
 */
import problemPage from "../../templates/problem-page.eta";
import { OWN_BRAND, renderPage, templates } from "./page.ts";
import type { RenderedDocument } from "./rendered-document.ts";

templates.loadTemplate("@problem-page", problemPage);

export async function renderProblemPage({
  title,
  detail,
  status,
}: {
  readonly title: string;
  readonly detail: string;
  readonly status: number;
}): Promise<RenderedDocument> {
  const body = templates.render("@problem-page", {
    eyebrow: `Error ${status}`,
    heading: title,
    detail,
    again: "Start with your address",
  });
  return renderPage({ title, lang: "en", dir: "ltr", brand: OWN_BRAND, body });
}
