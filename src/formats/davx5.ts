/**
 * DAVx⁵'s log-in link. The app opens with address and user name filled in and asks for the password. There is no scanner
 * in the app: the phone's camera opens the link, where it opens links other than https at all.
 * @see https://github.com/bitfireAT/davx5-ose, `LoginActivity.kt`
 * @module
 */
import type { MailAccount } from "../model/mail-account.ts";
import { needsLogin } from "../model/server.ts";
import { fillTemplates } from "../model/template.ts";
import type { QrCode } from "./qr-code.ts";

/**
 * `davx5://user@host/path`; `undefined` without calendars and contacts. The app looks for both from one address: where
 * the two differ, the calendars' is given.
 */
export function toDavx5Link({ address, settings }: MailAccount): string | undefined {
  const service = settings.services?.caldav ?? settings.services?.carddav;
  const user = fillTemplates(
    (
      settings.incomingServers.find(({ authentication }) => authentication.some(needsLogin)) ?? {
        username: "{address}",
      }
    ).username,
    new Map([
      ["address", address.canonical],
      ["localPart", address.localPart],
    ]),
  );
  // The app decodes first and splits at ":" then, so a colon would begin the password.
  if (service === undefined || user.includes(":")) return undefined;
  const { host, pathname, search } = new URL(service.url);
  return `davx5://${encodeURIComponent(user)}@${host}${pathname}${search}`;
}

export function toDavx5Code(account: MailAccount): QrCode | undefined {
  const payload = toDavx5Link(account);
  return payload === undefined
    ? undefined
    : { payload, title: "QR code: calendars and contacts, for DAVx⁵ on Android", errorCorrection: "M" };
}
