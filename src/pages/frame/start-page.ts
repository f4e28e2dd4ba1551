/**
 * The page where people say their address.
 * @module
 */
import startPage from "../../../templates/start-page.eta";
import type { Language, Words } from "../../content/language.ts";
import type { RenderedDocument } from "../../formats/rendered-document.ts";
import { type AddressForm, toAddressForm } from "./address-form.ts";
import type { LikelyAddress } from "./likely-address.ts";
import { OWN_BRAND, renderPage, toBrand } from "./page.ts";
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
  readonly empty: { readonly heading: string; readonly text: string; readonly commands: readonly string[] } | undefined;
}

/** With these README.md says how a service gets its first domain. */
const COMMANDS = ["init --help", "provider --help", "domain --help"].map(
  (command) => `npm run -s waypost -- ${command}`,
);

templates.load("@start-page", startPage);

/** With `problem`, the page says why `emailaddress`, as typed at `action`, is of no use. */
export async function renderStartPage({
  language,
  query = "",
  action = "/",
  problem,
  emailaddress = "",
  meant,
  provider,
  isEmpty = false,
}: {
  readonly language: Language;
  readonly query?: string;
  readonly action?: string;
  readonly problem?: string;
  readonly emailaddress?: string;
  readonly meant?: LikelyAddress | undefined;
  /** Whose service it is, where that is one provider's. */
  readonly provider?: Parameters<typeof toBrand>[0] | undefined;
  /** Whether no domain is here yet, which whoever runs the service is told. */
  readonly isEmpty?: boolean;
}): Promise<RenderedDocument> {
  const { start, address } = language.words;
  const body = templates.render("@start-page", {
    words: start,
    meant,
    empty: isEmpty ? { ...start.empty, commands: COMMANDS } : undefined,
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
  return renderPage({
    title,
    language,
    brand: provider === undefined ? OWN_BRAND : toBrand(provider),
    body,
    query,
    path: problem === undefined ? "/" : undefined,
  });
}
