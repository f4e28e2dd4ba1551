import * as z from "zod";

/** Every mail client that has a guide of its own; `other` stands for any program without one. */
export const ClientId = z.enum([
  "outlook-windows-classic",
  "outlook-windows-new",
  "outlook-mac",
  "outlook-ios",
  "outlook-android",
  "apple-mail-ios",
  "apple-mail-macos",
  "apple-calendar-contacts",
  "thunderbird-desktop",
  "thunderbird-android",
  "gmail-android",
  "samsung-email",
  "fairemail",
  "emclient",
  "evolution",
  "kmail",
  "geary",
  "mailspring",
  "spark",
  "thebat",
  "windows-mail",
  "deltachat",
  "davx5",
  "other",
]);
export type ClientId = z.infer<typeof ClientId>;
