import type { Domain } from "../domain/domain.ts";
import type { GuideId } from "./guide-id.ts";

/** The index of error texts is in two parts: what any program may show, and what each shows. */
export const ERROR_PARTS = ["errors/general", "errors/programs"] as const;
export type ErrorPart = (typeof ERROR_PARTS)[number];

/** A page below that of a domain: a guide, a part of one, or where support makes links. */
export type PageId = GuideId | ErrorPart | "support";

/** In what form a page is had that is not the page itself. */
export type PageExtension = "html" | "md" | "txt" | "eml";

/** Where a domain's page is, or with `page` one below it. */
export function toGuidePath(domain: Domain, page?: PageId, extension?: PageExtension): string {
  const path = page === undefined ? `/guides/${domain}` : `/guides/${domain}/${page}`;
  return extension === undefined ? path : `${path}.${extension}`;
}

/** What stands after "#" of a link to a page, so that the page is filled in; nobody but the browser reads it. */
export function toAddressHash(address: string): string {
  return `#${encodeURIComponent(address).replace("%40", "@")}`;
}
