/**
 * Guides to web mail, by product. Another product is one file of guides, its id in `model/guides/webmail-product.ts`, and one
 * line here.
 * @module
 */
import type { WebmailProduct } from "../../../model/guides/webmail-product.ts";
import type { WebmailGuides } from "../../guide.ts";
import { smartermail } from "./smartermail.ts";
import { webmailGeneric } from "./webmail-generic.ts";

export const webmailGuides: Readonly<Record<WebmailProduct, WebmailGuides>> = {
  smartermail,
  other: webmailGeneric,
};
