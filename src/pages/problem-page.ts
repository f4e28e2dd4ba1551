/**
 * The page that says that something cannot be had.
 * @module
 */
import problemPage from "../../templates/problem-page.eta";
import type { RenderedDocument } from "../formats/rendered-document.ts";
import { OWN_BRAND, renderPage, templates } from "./page.ts";

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
