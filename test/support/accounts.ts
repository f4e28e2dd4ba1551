import ownSettings from "../../settings.json" with { type: "json" };
import { EmailAddress } from "../../src/model/address/email-address.ts";
import { type MailAccount, toAccount } from "../../src/model/address/mail-account.ts";
import { Domain } from "../../src/model/domain/domain.ts";
import { isSettings, type ServerSettings } from "../../src/model/server-settings.ts";
import { findSettings, parseSettings } from "../../src/model/settings/parse-settings.ts";
import { awkwardSettings } from "../fixtures/settings.ts";

/** Settings of a domain of the awkward settings. */
export function settingsOf(domain: string): ServerSettings {
  const settings = parseSettings(awkwardSettings);
  if (!settings.ok) throw new Error(JSON.stringify(settings.error));
  const found = findSettings(settings.value, Domain.parse(domain), new Date(0));
  if (!isSettings(found)) throw new Error(`not served: ${domain}`);
  return found;
}

/** Those of every domain of the settings that the product comes with, but for the one whose mail is elsewhere. */
export const exampleSettings: readonly ServerSettings[] = Object.keys(ownSettings.domains).flatMap((domain) => {
  const settings = parseSettings(ownSettings);
  if (!settings.ok) throw new Error(JSON.stringify(settings.error));
  const found = findSettings(settings.value, Domain.parse(domain), new Date(0));
  return isSettings(found) ? [found] : [];
});

/** An account of the awkward settings. */
export function accountOf(text: string): MailAccount {
  const address = EmailAddress.parse(text);
  return toAccount(address, settingsOf(address.domain));
}
