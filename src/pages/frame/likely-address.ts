/**
 * What somebody may have meant whose domain is not here, as a link to the right page.
 * @module
 */
import likelyAddress from "../../../templates/parts/likely-address.eta";
import type { Wording } from "../../content/language.ts";
import { type Domain, toUnicode } from "../../model/domain/domain.ts";
import { toAddressHash, toGuidePath } from "../../model/guides/guide-path.ts";
import { templates } from "./templates.ts";

declare module "./templates.ts" {
  interface Views {
    "@likely-address": LikelyAddress;
  }
}

templates.load("@likely-address", likelyAddress);

/** What `templates/parts/likely-address.eta` prints. */
export interface LikelyAddress {
  readonly ask: string;
  readonly url: string;
  readonly text: string;
  /** The page's script puts what stands before the @ of the address after "#" before it. */
  readonly domain: Domain;
  readonly shownDomain: string;
}

/** `typed` is the address, as far as it is known here; it stands behind "#" of the link, and goes nowhere. */
export function toLikelyAddress(
  domain: Domain | undefined,
  { words }: Wording,
  query: string,
  typed: string,
): LikelyAddress | undefined {
  if (domain === undefined) return undefined;
  const localPart = typed.trim().slice(0, Math.max(0, typed.trim().lastIndexOf("@")));
  const shownDomain = toUnicode(domain);
  const hash = localPart === "" ? "" : toAddressHash(`${localPart}@${domain}`);
  return {
    ask: words.problem.meant,
    url: `${toGuidePath(domain)}${query}${hash}`,
    text: localPart === "" ? shownDomain : `${localPart}@${shownDomain}`,
    domain,
    shownDomain,
  };
}
