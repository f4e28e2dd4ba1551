import type { Domain } from "../../model/domain/domain.ts";
import type { GuideId } from "../../model/guides/guide-id.ts";
import { toGuidePath } from "../../model/guides/guide-path.ts";
import type { QrCode } from "./qr-code.ts";

/** Where the page of a domain is, or one of its guides: what works on any phone, as it asks nothing of it but a browser. */
export function toGuideLink(origin: string, domain: Domain, guide?: GuideId): string {
  return `${origin}${toGuidePath(domain, guide)}`;
}

/** The code that a phone's camera takes to that page. */
export function toGuideCode(origin: string, domain: Domain, guide?: GuideId): QrCode {
  return { payload: toGuideLink(origin, domain, guide), errorCorrection: "M" };
}
