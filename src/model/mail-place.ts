/**
 * Where mail is that is not here: whom the setting `mailElsewhere` can name so that people are told.
 * @module
 */
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
