import type { ClientGuides } from "../guide.ts";
import { appleCalendarContacts } from "./clients/apple-calendar-contacts.ts";
import { appleMailIos } from "./clients/apple-mail-ios.ts";
import { appleMailMacos } from "./clients/apple-mail-macos.ts";
import { davx5 } from "./clients/davx5.ts";
import { deltachat } from "./clients/deltachat.ts";
import { emclient } from "./clients/emclient.ts";
import { evolution } from "./clients/evolution.ts";
import { fairemail } from "./clients/fairemail.ts";
import { geary } from "./clients/geary.ts";
import { gmailAndroid } from "./clients/gmail-android.ts";
import { gmailIos } from "./clients/gmail-ios.ts";
import { kmail } from "./clients/kmail.ts";
import { mailbird } from "./clients/mailbird.ts";
import { mailspring } from "./clients/mailspring.ts";
import { onlineAccounts } from "./clients/online-accounts.ts";
import { other } from "./clients/other.ts";
import { outlookAndroid } from "./clients/outlook-android.ts";
import { outlookIos } from "./clients/outlook-ios.ts";
import { outlookMac } from "./clients/outlook-mac.ts";
import { outlookWindowsClassic } from "./clients/outlook-windows-classic.ts";
import { outlookWindowsNew } from "./clients/outlook-windows-new.ts";
import { phoneApps } from "./clients/phone-apps.ts";
import { samsungEmail } from "./clients/samsung-email.ts";
import { spark } from "./clients/spark.ts";
import { thebat } from "./clients/thebat.ts";
import { thunderbirdAndroid } from "./clients/thunderbird-android.ts";
import { thunderbirdDesktop } from "./clients/thunderbird-desktop.ts";
import { webmailElsewhere } from "./clients/webmail-elsewhere.ts";
import { windowsMail } from "./clients/windows-mail.ts";
import { wino } from "./clients/wino.ts";
import { crm } from "./senders/crm.ts";
import { gmailWeb } from "./senders/gmail-web.ts";
import { nasCamera } from "./senders/nas-camera.ts";
import { printer } from "./senders/printer.ts";
import { website } from "./senders/website.ts";

export const clientGuides: ClientGuides = {
  "outlook-windows-classic": outlookWindowsClassic,
  "outlook-windows-new": outlookWindowsNew,
  "outlook-mac": outlookMac,
  "outlook-ios": outlookIos,
  "outlook-android": outlookAndroid,
  "apple-mail-ios": appleMailIos,
  "apple-mail-macos": appleMailMacos,
  "apple-calendar-contacts": appleCalendarContacts,
  "thunderbird-desktop": thunderbirdDesktop,
  "thunderbird-android": thunderbirdAndroid,
  "gmail-android": gmailAndroid,
  "gmail-ios": gmailIos,
  "samsung-email": samsungEmail,
  fairemail,
  emclient,
  evolution,
  kmail,
  geary,
  mailspring,
  spark,
  mailbird,
  wino,
  thebat,
  "windows-mail": windowsMail,
  deltachat,
  davx5,
  "phone-apps": phoneApps,
  "online-accounts": onlineAccounts,
  "gmail-web": gmailWeb,
  "webmail-elsewhere": webmailElsewhere,
  website,
  printer,
  "nas-camera": nasCamera,
  crm,
  other,
};
