/**
 * DAVx⁵'s log-in link. The app opens with address and user name filled in and asks for the password. There is no scanner
 * in the app: the phone's camera opens the link, where it opens links other than https at all.
 * @see https://github.com/bitfireAT/davx5-ose, `LoginActivity.kt`
 * @module
 */
import type { MailAccount } from "../../model/mail-account.ts";
import { findDavLoginName, type ServerSettings } from "../../model/server-settings.ts";
import { fillTemplates } from "../../model/settings/template.ts";
import type { QrCode } from "./qr-code.ts";

/** The log-in and the rest of the link behind it: what is the same for everybody at a domain. */
type Davx5Parts = readonly [username: string, place: string];

/**
 * As JSON, with `{address}` and `{localPart}` in the user name; `undefined` without calendars and contacts. The app looks
 * for both from one address: where the two differ, the calendars' is given.
 */
export function toDavx5Template(settings: ServerSettings): string | undefined {
  const parts = toParts(settings);
  return parts === undefined ? undefined : JSON.stringify(parts);
}

function toParts(settings: ServerSettings): Davx5Parts | undefined {
  const { caldav, carddav } = settings.services ?? {};
  const service = caldav ?? carddav;
  if (service === undefined) return undefined;
  const { host, pathname, search } = new URL(service.url);
  return [findDavLoginName(settings, caldav === undefined ? "carddav" : "caldav"), `${host}${pathname}${search}`];
}

/** `davx5://user@host/path`; `undefined` where it could not be read. */
export function toDavx5Link({ address, settings }: MailAccount): string | undefined {
  const parts = toParts(settings);
  if (parts === undefined) return undefined;
  const [username, place] = parts;
  const user = fillTemplates(
    username,
    new Map([
      ["address", address.canonical],
      ["localPart", address.localPart],
    ]),
  );
  // The app decodes first and splits at ":" then, so a colon would begin the password.
  return user.includes(":") ? undefined : `davx5://${encodeURIComponent(user)}@${place}`;
}

export function toDavx5Code(account: MailAccount): QrCode | undefined {
  const payload = toDavx5Link(account);
  return payload === undefined
    ? undefined
    : { payload, title: "QR code: calendars and contacts, for DAVx⁵ on Android", errorCorrection: "M" };
}
