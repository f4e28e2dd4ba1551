import type { Language } from "../../content/language.ts";
import type { EmailAddress } from "../../model/address/email-address.ts";
import { type LoginNames, toLoginNames } from "../../model/address/login-names.ts";
import type { MailAccount } from "../../model/address/mail-account.ts";
import type { ServerSettings } from "../../model/server-settings.ts";

/** Whose page it is: of nobody yet, of whoever's values are filled in later, or of one person. */
export type Reader = "unknown" | "hole" | Person;

/** One person, with login names where the domain has a table of them. */
export type Person = EmailAddress & { readonly logins?: LoginNames };

export function toReader(account: MailAccount): Person {
  return { ...account.address, logins: toLoginNames(account) };
}

/** Everything that a guide is told for. */
export interface Setting {
  readonly settings: ServerSettings;
  readonly language: Language;
  readonly reader: Reader;
  /** Where links to other pages begin: nothing on pages themselves, the service's origin in texts that leave it. */
  readonly origin: string;
  /** The query that keeps a language which was asked for by name. */
  readonly query: string;
}
