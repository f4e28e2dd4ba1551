/**
 * What other places of mail say themselves of how it is set up.
 * @module
 */
import type { MailPlaceId } from "../model/mail-place.ts";

/** Their own pages for people, which they show in the reader's language. */
export const PLACE_HELP: Readonly<Record<MailPlaceId, string>> = {
  "microsoft-365": "https://support.microsoft.com/office/6e27792a-9267-4aa4-8bb6-c84ef146101b",
  "google-workspace": "https://support.google.com/mail/answer/7126229",
  "icloud-mail": "https://support.apple.com/102525",
  "zoho-mail": "https://www.zoho.com/mail/help/imap-access.html",
  fastmail: "https://www.fastmail.help/hc/en-us/articles/1500000278342",
  "proton-mail": "https://proton.me/support/bridge",
};
