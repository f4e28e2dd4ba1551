import { type PageExtension, type PageId, toGuidePath } from "../../model/guides/guide-path.ts";
import type { Setting } from "./setting.ts";

/** Where links to a page of the domain lead, without anybody's address. */
export function toPageUrl(
  {
    settings,
    origin,
    query,
  }: Pick<Setting, "origin" | "query"> & { readonly settings: Pick<Setting["settings"], "domain"> },
  page?: PageId,
  extension?: PageExtension,
): string {
  return `${origin}${toGuidePath(settings.domain, page, extension)}${query}`;
}
