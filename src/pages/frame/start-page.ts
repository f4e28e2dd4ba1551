/**
 * The page where people say their address.
 * @module
 */
import startPage from "../../../templates/start-page.eta";
import type { Language } from "../../content/language.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { toAddressForm } from "./address-form.ts";
import { OWN_BRAND, renderPage, templates } from "./page.ts";

templates.loadTemplate("@start-page", startPage);

/** With `problem`, the page says why `emailaddress`, as typed at `action`, is of no use. */
export async function renderStartPage({
  language,
  query = "",
  action = "/",
  problem,
  emailaddress = "",
}: {
  readonly language: Language;
  readonly query?: string;
  readonly action?: string;
  readonly problem?: string;
  readonly emailaddress?: string;
}): Promise<RenderedDocument> {
  const { start, address } = language.words;
  const body = templates.render("@start-page", {
    words: start,
    promises: [
      { icon: "automatic", ...start.filledIn },
      { icon: "shield", ...start.kept },
      { icon: "key", ...start.password },
    ],
    form: toAddressForm({
      words: address,
      action: `${action}${query}`,
      value: emailaddress,
      example: "alice@shop.example",
      problem,
    }),
  });
  const title = problem === undefined ? start.heading : `${start.problemTitle} · ${start.heading}`;
  return renderPage({ title, language, brand: OWN_BRAND, body, query });
}
