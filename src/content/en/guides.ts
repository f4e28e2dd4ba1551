import type { ClientGuides } from "../guide.ts";
import { appleCalendarContacts } from "./apple-calendar-contacts.ts";
import { appleMailIos } from "./apple-mail-ios.ts";
import { appleMailMacos } from "./apple-mail-macos.ts";
import { davx5 } from "./davx5.ts";
import { deltachat } from "./deltachat.ts";
import { emclient } from "./emclient.ts";
import { evolution } from "./evolution.ts";
import { fairemail } from "./fairemail.ts";
import { geary } from "./geary.ts";
import { gmailAndroid } from "./gmail-android.ts";
import { kmail } from "./kmail.ts";
import { mailspring } from "./mailspring.ts";
import { other } from "./other.ts";
import { outlookAndroid } from "./outlook-android.ts";
import { outlookIos } from "./outlook-ios.ts";
import { outlookMac } from "./outlook-mac.ts";
import { outlookWindowsClassic } from "./outlook-windows-classic.ts";
import { outlookWindowsNew } from "./outlook-windows-new.ts";
import { samsungEmail } from "./samsung-email.ts";
import { spark } from "./spark.ts";
import { thebat } from "./thebat.ts";
import { thunderbirdAndroid } from "./thunderbird-android.ts";
import { thunderbirdDesktop } from "./thunderbird-desktop.ts";
import { windowsMail } from "./windows-mail.ts";

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
