/**
 * DAVx⁵'s login link. The app opens with address and user name filled in and asks for the password. There is no scanner
 * in the app: the phone's camera opens the link, where it opens links other than https at all.
 * @see https://github.com/bitfireAT/davx5-ose, `LoginActivity.kt`
 * @module
 */
import { toDavLoginTemplate, toPersonNames } from "../../model/address/login-names.ts";
import type { MailAccount } from "../../model/address/mail-account.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { fillDavx5Template } from "./personal-code.ts";
import type { QrCode } from "./qr-code.ts";

/**
 * The login and the rest of the link behind it, as JSON, with `{address}` and `{localPart}` in the user name: what is the
 * same for everybody at a domain. `undefined` without calendars and contacts. The app looks for both from one address:
 * where the two differ, the calendars' is given.
 */
export function toDavx5Template(settings: ServerSettings): string | undefined {
  const { caldav, carddav } = settings.services ?? {};
  const service = caldav ?? carddav;
  if (service === undefined) return undefined;
  const { host, pathname, search } = new URL(service.url);
  const login = toDavLoginTemplate(settings, caldav === undefined ? "carddav" : "caldav");
  return JSON.stringify([login, `${host}${pathname}${search}`]);
}

/** `davx5://user@host/path`; `undefined` where it could not be read. */
export function toDavx5Link(account: MailAccount): string | undefined {
  const template = toDavx5Template(account.settings);
  return template === undefined ? undefined : fillDavx5Template(template, toPersonNames(account));
}

export function toDavx5Code(account: MailAccount): QrCode | undefined {
  const payload = toDavx5Link(account);
  return payload === undefined ? undefined : { payload, errorCorrection: "M" };
}
