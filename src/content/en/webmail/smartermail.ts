import type { WebmailGuides } from "../../guide.ts";
import { smartermailCurrentDomain } from "./smartermail-current-domain.ts";
import { smartermailCurrentLogin } from "./smartermail-current-login.ts";
import { smartermailCurrentMailbox } from "./smartermail-current-mailbox.ts";
import { smartermailLegacyDomain } from "./smartermail-legacy-domain.ts";
import { smartermailLegacyMailbox } from "./smartermail-legacy-mailbox.ts";

export const smartermail: WebmailGuides = {
  product: "SmarterMail",
  current: { ...smartermailCurrentLogin, ...smartermailCurrentMailbox, ...smartermailCurrentDomain },
  legacy: { ...smartermailLegacyMailbox, ...smartermailLegacyDomain },
};
