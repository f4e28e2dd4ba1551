import type { ClientGuides } from "../guide.ts";
import { appleMailMacos } from "./clients/computers/apple-mail-macos.ts";
import { emclient } from "./clients/computers/emclient.ts";
import { evolution } from "./clients/computers/evolution.ts";
import { geary } from "./clients/computers/geary.ts";
import { kmail } from "./clients/computers/kmail.ts";
import { mailbird } from "./clients/computers/mailbird.ts";
import { mailspring } from "./clients/computers/mailspring.ts";
import { onlineAccounts } from "./clients/computers/online-accounts.ts";
import { outlookMac } from "./clients/computers/outlook-mac.ts";
import { outlookWindowsClassic } from "./clients/computers/outlook-windows-classic.ts";
import { outlookWindowsNew } from "./clients/computers/outlook-windows-new.ts";
import { thebat } from "./clients/computers/thebat.ts";
import { thunderbirdDesktop } from "./clients/computers/thunderbird-desktop.ts";
import { windowsMail } from "./clients/computers/windows-mail.ts";
import { wino } from "./clients/computers/wino.ts";
import { other } from "./clients/other.ts";
import { appleCalendarContacts } from "./clients/phones/apple-calendar-contacts.ts";
import { appleMailIos } from "./clients/phones/apple-mail-ios.ts";
import { davx5 } from "./clients/phones/davx5.ts";
import { deltachat } from "./clients/phones/deltachat.ts";
import { fairemail } from "./clients/phones/fairemail.ts";
import { gmailAndroid } from "./clients/phones/gmail-android.ts";
import { gmailIos } from "./clients/phones/gmail-ios.ts";
import { outlookAndroid } from "./clients/phones/outlook-android.ts";
import { outlookIos } from "./clients/phones/outlook-ios.ts";
import { phoneApps } from "./clients/phones/phone-apps.ts";
import { samsungEmail } from "./clients/phones/samsung-email.ts";
import { spark } from "./clients/phones/spark.ts";
import { thunderbirdAndroid } from "./clients/phones/thunderbird-android.ts";
import { webmailElsewhere } from "./clients/webmail-elsewhere.ts";
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
