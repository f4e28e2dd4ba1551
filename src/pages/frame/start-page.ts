/**
 * The page where people say their address.
 * @module
 */
import startPage from "../../../templates/start-page.eta";
import type { Language, Words } from "../../content/language.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { type AddressForm, toAddressForm } from "./address-form.ts";
import type { LikelyAddress } from "./likely-address.ts";
import { OWN_BRAND, renderPage } from "./page.ts";
import { templates } from "./templates.ts";

declare module "./templates.ts" {
  interface Views {
    "@start-page": StartView;
  }
}

interface StartView {
  readonly words: Pick<Words["start"], "heading" | "lead">;
  readonly promises: readonly { readonly icon: string; readonly heading: string; readonly text: string }[];
  readonly form: AddressForm;
  readonly meant: LikelyAddress | undefined;
}

templates.load("@start-page", startPage);

/** With `problem`, the page says why `emailaddress`, as typed at `action`, is of no use. */
export async function renderStartPage({
  language,
  query = "",
  action = "/",
  problem,
  emailaddress = "",
  meant,
}: {
  readonly language: Language;
  readonly query?: string;
  readonly action?: string;
  readonly problem?: string;
  readonly emailaddress?: string;
  readonly meant?: LikelyAddress | undefined;
}): Promise<RenderedDocument> {
  const { start, address } = language.words;
  const body = templates.render("@start-page", {
    words: start,
    meant,
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
