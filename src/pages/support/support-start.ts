/**
 * Where support says whose pages it wants: by domain, or by a customer's address.
 * @module
 */
import type { Language } from "../../content/language.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { toAddressForm } from "../frame/address-form.ts";
import type { LikelyAddress } from "../frame/likely-address.ts";
import { OWN_BRAND, renderPage } from "../frame/page.ts";
import { templates } from "../frame/templates.ts";

/** With `problem`, the page says why `typed` is of no use. */
export async function renderSupportStart({
  language,
  query,
  typed = "",
  problem,
  meant,
}: {
  readonly language: Language;
  readonly query: string;
  readonly typed?: string;
  readonly problem?: string | undefined;
  readonly meant?: LikelyAddress | undefined;
}): Promise<RenderedDocument> {
  const { start: words } = language.words.links;
  const form = toAddressForm({
    words,
    action: `/support${query}`,
    value: typed,
    example: "shop.example",
    problem,
    isSent: true,
  });
  const body = templates.render("@start-page", { words, meant, empty: undefined, promises: [], form });
  return renderPage({ title: words.heading, language, brand: OWN_BRAND, body, query });
}
