/**
 * The page where people say their address.
 * @module
 */
import startPage from "../../templates/start-page.eta";
import type { RenderedDocument } from "../formats/rendered-document.ts";
import { toAddressForm } from "./address-form.ts";
import { OWN_BRAND, renderPage, templates } from "./page.ts";

templates.loadTemplate("@start-page", startPage);

/** With `problem`, the page says why `emailaddress`, as typed, is of no use. */
export async function renderStartPage({
  problem,
  emailaddress = "",
}: {
  readonly problem?: string;
  readonly emailaddress?: string;
}): Promise<RenderedDocument> {
  const body = templates.render("@start-page", {
    ...TEXT,
    form: toAddressForm({ action: "/", value: emailaddress, example: "alice@shop.example", problem }),
  });
  const title = problem === undefined ? TEXT.heading : `Please check the address · ${TEXT.heading}`;
  return renderPage({ title, lang: "en", dir: "ltr", brand: OWN_BRAND, body });
}

const TEXT = {
  heading: "Set up your mail",
  lead: "Type your address to see the settings of your mailbox, ready for any mail program, phone or computer.",
  promises: [
    { icon: "automatic", heading: "Filled in for you", text: "Every value as your program wants it, ready to copy." },
    { icon: "shield", heading: "Your address stays yours", text: "It is used for the answer, and kept nowhere." },
    { icon: "key", heading: "No password", text: "You type it in your mail program, never on these pages." },
  ],
};
