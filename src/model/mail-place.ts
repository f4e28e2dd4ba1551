/**
 * Where mail is that is not here: whom the setting `mailElsewhere` can name so that people are told.
 * @module
 */
import type { Domain } from "./domain/domain.ts";
import type { ServerSettings } from "./server-settings.ts";

/** A domain that is known here, and whose mail is elsewhere by now. */
export interface MovedDomain {
  readonly domain: Domain;
  /** The setting: a place that is known by it, or the operator's own note. */
  readonly mailElsewhere: string;
}

export function isMoved(known: ServerSettings | MovedDomain): known is MovedDomain {
  return "mailElsewhere" in known;
}

const NAMES = {
  "microsoft-365": "Microsoft 365",
  "google-workspace": "Google Workspace",
  "icloud-mail": "iCloud Mail",
  "zoho-mail": "Zoho Mail",
  fastmail: "Fastmail",
  "proton-mail": "Proton Mail",
} as const;

export type MailPlaceId = keyof typeof NAMES;

export interface MailPlace {
  readonly id: MailPlaceId;
  readonly name: string;
}

/** The place that the setting names; what else stands there is the operator's own note. */
export function findMailPlace(mailElsewhere: string): MailPlace | undefined {
  const asked = mailElsewhere.toLowerCase();
  const id = Object.keys(NAMES).find((known): known is MailPlaceId => known === asked);
  return id && { id, name: NAMES[id] };
}
