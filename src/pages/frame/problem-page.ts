/**
 * The page that says that something cannot be had.
 * @module
 */
import problemPage from "../../../templates/problem-page.eta";
import { fillWords, type Language } from "../../content/language.ts";
import { PLACE_HELP } from "../../content/mail-places.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { type Domain, toUnicode } from "../../model/domain/domain.ts";
import { toGuidePath } from "../../model/guides/guide-path.ts";
import type { MailPlace } from "../../model/mail-place.ts";
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
  /** Where the mail is instead, and how it is set up. */
  readonly place: { readonly url: string; readonly text: string } | undefined;
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
  place,
  home,
  isOfMailbox = false,
}: {
  readonly language: Language;
  readonly query?: string;
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  /** What may have been meant by a domain that is not here. */
  readonly meant?: LikelyAddress | undefined;
  /** Where the mail is instead. */
  readonly place?: MailPlace | undefined;
  /** The domain whose page has what was looked for. */
  readonly home?: Domain | undefined;
  /** Whether it is of somebody's mailbox, of which others may know more. */
  readonly isOfMailbox?: boolean | undefined;
}): Promise<RenderedDocument> {
  const { problem, address, guide } = language.words;
  const isUnknown = (status === 404 || status === 400) && home === undefined;
  const body = templates.render("@problem-page", {
    heading: title,
    detail,
    meant,
    place: place && { url: PLACE_HELP[place.id], text: fillWords(problem.placeHelp, { place: place.name }) },
    ask: isOfMailbox && isUnknown && place === undefined ? problem.ask : undefined,
    form: isUnknown
      ? toAddressForm({
          words: address,
          action: `/${query}`,
          value: "",
          example: "alice@shop.example",
          problem: undefined,
        })
      : undefined,
    again:
      home === undefined
        ? { url: `/${query}`, text: problem.again }
        : {
            url: `${toGuidePath(home)}${query}`,
            text: fillWords(guide.otherPrograms, { domain: toUnicode(home) }),
          },
  });
  return renderPage({ title, language, brand: OWN_BRAND, body, query });
}
