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
import { kmail } from "./clients/kmail.ts";
import { mailspring } from "./clients/mailspring.ts";
import { other } from "./clients/other.ts";
import { outlookAndroid } from "./clients/outlook-android.ts";
import { outlookIos } from "./clients/outlook-ios.ts";
import { outlookMac } from "./clients/outlook-mac.ts";
import { outlookWindowsClassic } from "./clients/outlook-windows-classic.ts";
import { outlookWindowsNew } from "./clients/outlook-windows-new.ts";
import { samsungEmail } from "./clients/samsung-email.ts";
import { spark } from "./clients/spark.ts";
import { thebat } from "./clients/thebat.ts";
import { thunderbirdAndroid } from "./clients/thunderbird-android.ts";
import { thunderbirdDesktop } from "./clients/thunderbird-desktop.ts";
import { windowsMail } from "./clients/windows-mail.ts";

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
  "samsung-email": samsungEmail,
  fairemail,
  emclient,
  evolution,
  kmail,
  geary,
  mailspring,
  spark,
  thebat,
  "windows-mail": windowsMail,
  deltachat,
  davx5,
  other,
};
