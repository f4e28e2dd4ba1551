/**
 * The page that says that something cannot be had.
 * @module
 */
import problemPage from "../../../templates/problem-page.eta";
import type { Language } from "../../content/language.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { type AddressForm, toAddressForm } from "./address-form.ts";
import type { LikelyAddress } from "./likely-address.ts";
import { OWN_BRAND, renderPage } from "./page.ts";
import { templates } from "./templates.ts";

declare module "./templates.ts" {
  interface Views {
    "@problem-page": ProblemView;
  }
}

interface ProblemView {
  readonly heading: string;
  readonly detail: string;
  readonly meant: LikelyAddress | undefined;
  /** Who knows, where that is nobody here. */
  readonly ask: string | undefined;
  /** To try again, where another address may do. */
  readonly form: AddressForm | undefined;
  readonly again: { readonly url: string; readonly text: string };
}

templates.load("@problem-page", problemPage);

export async function renderProblemPage({
  language,
  query = "",
  title,
  detail,
  status,
  meant,
}: {
  readonly language: Language;
  readonly query?: string;
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  /** What may have been meant by a domain that is not here. */
  readonly meant?: LikelyAddress | undefined;
}): Promise<RenderedDocument> {
  const { problem, address } = language.words;
  const isUnknown = status === 404 || status === 400;
  const body = templates.render("@problem-page", {
    heading: title,
    detail,
    meant,
    ask: isUnknown ? problem.ask : undefined,
    form: isUnknown
      ? toAddressForm({
          words: address,
          action: `/${query}`,
          value: "",
          example: "alice@shop.example",
          problem: undefined,
        })
      : undefined,
    again: { url: `/${query}`, text: problem.again },
  });
  return renderPage({ title, language, brand: OWN_BRAND, body, query });
}
