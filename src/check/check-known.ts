import { isMoved, type MovedDomain } from "../model/mail-place.ts";
import type { ServerSettings } from "../model/server-settings.ts";
import { type CheckOptions, type CheckReport, checkDomain } from "./check-domain.ts";
import { checkElsewhere } from "./check-elsewhere.ts";

/** The check of a domain that is known here, be its mail here or elsewhere. */
export function checkKnown(known: ServerSettings | MovedDomain, options: CheckOptions): Promise<CheckReport> {
  return isMoved(known) ? checkElsewhere(known, options) : checkDomain(known, options);
}
