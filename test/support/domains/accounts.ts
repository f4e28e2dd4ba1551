import ownSettings from "../../../settings.json" with { type: "json" };
import { EmailAddress } from "../../../src/model/address/email-address-schema.ts";
import { type MailAccount, toAccount } from "../../../src/model/address/mail-account.ts";
import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { findSettings } from "../../../src/model/resolving/find-settings.ts";
import { isSettings, type ServerSettings } from "../../../src/model/server-settings.ts";
import { parseSettings, type Settings } from "../../../src/model/settings/parse-settings.ts";
import { awkwardSettings } from "../../fixtures/settings.ts";

/** The awkward settings as they are read: once, since that takes longer than most tests do. */
export const awkward = parse(awkwardSettings);

/** Settings of a domain of the awkward settings. */
export function settingsOf(domain: string): ServerSettings {
  const found = findSettings(awkward, Domain.parse(domain), new Date(0));
  if (!isSettings(found)) throw new Error(`not served: ${domain}`);
  return found;
}

const example = parse(ownSettings);

/** Those of every domain of the settings that the product comes with, but for the one whose mail is elsewhere. */
export const exampleSettings: readonly ServerSettings[] = [...example.domains.keys()].flatMap((domain) => {
  const found = findSettings(example, domain, new Date(0));
  return isSettings(found) ? [found] : [];
});

/** An account of the awkward settings. */
export function accountOf(text: string): MailAccount {
  const address = EmailAddress.parse(text);
  return toAccount(address, settingsOf(address.domain));
}

function parse(settings: unknown): Settings {
  const parsed = parseSettings(settings);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}
