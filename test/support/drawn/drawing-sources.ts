/**
 * What dialogs were drawn after, for who draws one anew or doubts it: nothing that runs needs it.
 * @module
 */
import type { LayoutId } from "../../../src/content/layouts.ts";

export interface DrawingSource {
  readonly name: string;
  readonly at: `https://${string}`;
  /** Of when that is: of pictures, when they were taken. */
  readonly of: `${number}` | `${number}-${number}`;
  /** The dialog on a screen; the program's source for it; sentences about it, which leave open how it looks. */
  readonly shows: "picture" | "source" | "words";
}

const ALWAYSDATA =
  "https://github.com/alwaysdata/documentation/tree/main/src/content/en/docs/emails/third-party-software";
const RACKSPACE = "https://github.com/rackerlabs/support-how-to/tree/main/content/how-to/rackspace-email";
const OVH = "https://github.com/ovh/docs/tree/develop/pages/web_cloud/email_and_collaborative_solutions";

export const DRAWING_SOURCES = {
  "alwaysdata-outlook": {
    name: "alwaysdata, Configuring Outlook",
    at: `${ALWAYSDATA}/outlook`,
    of: "2019-11",
    shows: "picture",
  },
  "alwaysdata-gmail": {
    name: "alwaysdata, Configuring Gmail",
    at: `${ALWAYSDATA}/gmail`,
    of: "2019-11",
    shows: "picture",
  },
  "alwaysdata-ipad": {
    name: "alwaysdata, Configuring Mail.app",
    at: `${ALWAYSDATA}/apple-ios`,
    of: "2019-11",
    shows: "picture",
  },
  "rackspace-outlook-mac": {
    name: "Rackspace, Configure a renamed email address on Outlook 2016 for Mac",
    at: `${RACKSPACE}/configure-a-renamed-email-address-on-outlook-2016-for-mac`,
    of: "2017-09",
    shows: "picture",
  },
  "rackspace-outlook-wizard": {
    name: "Rackspace, Migrating from a POP server using Outlook",
    at: `${RACKSPACE}/migrating-from-a-pop-server-to-rackspace-email-imap-using-outlook`,
    of: "2013-11",
    shows: "picture",
  },
  "rackspace-mac": {
    name: "Rackspace, Configure a renamed email address in Apple Mail",
    at: `${RACKSPACE}/configure-a-renamed-email-address-in-apple-mail`,
    of: "2024-07",
    shows: "words",
  },
  "ovh-outlook-new": {
    name: "OVHcloud, How to add an email account to the New Outlook for Windows",
    at: OVH,
    of: "2025-09",
    shows: "words",
  },
  "ovh-outlook-classic": {
    name: "OVHcloud, Setting up your e-mail address on Classic Outlook for Windows",
    at: `${OVH}/mx_plan/how_to_configure_outlook_2016`,
    of: "2026-01",
    shows: "words",
  },
  "ovh-outlook-mac": {
    name: "OVHcloud, Configuring your email account in Outlook for Mac",
    at: `${OVH}/zimbra/zimbra_outlook_macos`,
    of: "2025-07",
    shows: "words",
  },
  "ovh-outlook-ios": {
    name: "OVHcloud, Configuring your email account in Outlook for iOS",
    at: `${OVH}/mx_plan/email_outlook_app_ios`,
    of: "2025-02",
    shows: "words",
  },
  "ovh-outlook-android": {
    name: "OVHcloud, Configuring Outlook for Android",
    at: `${OVH}/mx_plan/email_outlook_app_android`,
    of: "2024-11",
    shows: "words",
  },
  "ovh-ios": {
    name: "OVHcloud, Configure your email account on Mail for iPhone and iPad",
    at: `${OVH}/mx_plan/how_to_configure_ios`,
    of: "2024-10",
    shows: "words",
  },
  "ovh-mac": {
    name: "OVHcloud, Configure your email account on Mail for macOS",
    at: `${OVH}/mx_plan/how_to_configure_mail_macos`,
    of: "2024-10",
    shows: "words",
  },
  "mailcow-outlook": {
    name: "mailcow, Microsoft Outlook",
    at: "https://docs.mailcow.email/client/client-outlook/",
    of: "2025-05",
    shows: "words",
  },
  "mailcow-emclient": {
    name: "mailcow, eM Client",
    at: "https://docs.mailcow.email/client/client-emclient/",
    of: "2025-05",
    shows: "words",
  },
  "apple-strings": {
    name: "Strings of iOS 15 and macOS 12, by bundle",
    at: "https://github.com/kishikawakatsumi/applelocalization-tools",
    of: "2021",
    shows: "words",
  },
  "nextcloud-apple": {
    name: "Nextcloud, Synchronizing with iOS and macOS",
    at: "https://github.com/nextcloud/documentation/tree/master/user_manual/groupware",
    of: "2025",
    shows: "words",
  },
  /** Gmail's form for other providers descends from this. */
  "aosp-email": {
    name: "Email of the Android Open Source Project",
    at: "https://github.com/LineageOS/android_packages_apps_Email",
    of: "2024-02",
    shows: "source",
  },
  "cruzio-samsung": { name: "Cruzio, Samsung Email", at: "https://www.cruzio.com/", of: "2018", shows: "words" },
  thunderbird: {
    name: "Thunderbird 140 to 156, the templates of its account hub",
    at: "https://github.com/mozilla/releases-comm-central/tree/master/mail/components/accountcreation",
    of: "2026-08",
    shows: "source",
  },
  "thunderbird-settings": {
    name: "Thunderbird, the pages of its account settings",
    at: "https://github.com/mozilla/releases-comm-central/tree/master/mailnews/base/prefs/content",
    of: "2026-08",
    shows: "source",
  },
  "thunderbird-android": {
    name: "Thunderbird for Android, the screens of its account setup",
    at: "https://github.com/thunderbird/thunderbird-android/tree/main/feature/account",
    of: "2026-08",
    shows: "source",
  },
  fairemail: { name: "FairEmail", at: "https://github.com/M66B/FairEmail", of: "2026-08", shows: "source" },
  davx5: { name: "DAVx⁵", at: "https://github.com/bitfireAT/davx5-ose", of: "2026-08", shows: "source" },
  deltachat: {
    name: "Delta Chat",
    at: "https://github.com/deltachat/deltachat-android",
    of: "2026-08",
    shows: "source",
  },
  evolution: { name: "Evolution", at: "https://gitlab.gnome.org/GNOME/evolution", of: "2026", shows: "source" },
  geary: { name: "Geary", at: "https://gitlab.gnome.org/GNOME/geary", of: "2026-05", shows: "source" },
  kmail: { name: "KMail", at: "https://invent.kde.org/pim/kmail-account-wizard", of: "2026-08", shows: "source" },
  mailspring: { name: "Mailspring", at: "https://github.com/Foundry376/Mailspring", of: "2026-07", shows: "source" },
  "migadu-spark": {
    name: "Migadu, Configuring Spark Client",
    at: "https://migadu.com/guides/spark",
    of: "2020-11",
    shows: "words",
  },
  "thebat-manual": {
    name: "A manual of The Bat!",
    at: "https://informationworker.ru/the_bat.en/",
    of: "2010",
    shows: "words",
  },
} as const satisfies Record<string, DrawingSource>;

export type DrawingSourceId = keyof typeof DRAWING_SOURCES;

/** The sources of the screens of each layout; none, where it is a system's and no program's. */
export const DRAWN_AFTER: Readonly<Record<LayoutId, readonly DrawingSourceId[]>> = {
  "outlook-new": ["ovh-outlook-new", "mailcow-outlook"],
  "outlook-new-settings": ["ovh-outlook-new", "mailcow-outlook"],
  "outlook-classic-start": ["alwaysdata-outlook", "ovh-outlook-classic"],
  "outlook-classic": ["alwaysdata-outlook", "ovh-outlook-classic"],
  "outlook-classic-choice": ["alwaysdata-outlook", "ovh-outlook-classic"],
  "outlook-wizard": ["rackspace-outlook-wizard", "ovh-outlook-classic"],
  "outlook-tabs": ["rackspace-outlook-wizard", "ovh-outlook-classic"],
  "windows-dialog": [],
  "outlook-mac": ["rackspace-outlook-mac", "ovh-outlook-mac"],
  "outlook-ios-start": ["ovh-outlook-ios"],
  "outlook-ios": ["ovh-outlook-ios"],
  "outlook-ios-menu": ["ovh-outlook-ios"],
  "outlook-android": ["alwaysdata-outlook", "ovh-outlook-android"],
  "outlook-android-form": ["alwaysdata-outlook", "ovh-outlook-android"],
  "ios-settings": ["ovh-ios", "apple-strings"],
  "ios-form": ["alwaysdata-ipad", "ovh-ios", "nextcloud-apple"],
  "ios-large": ["apple-strings"],
  "ios-alert": ["apple-strings"],
  "mac-sheet": ["ovh-mac", "rackspace-mac", "nextcloud-apple", "apple-strings"],
  "mac-window": ["ovh-mac", "apple-strings"],
  "gmail-android": ["alwaysdata-gmail", "aosp-email"],
  "samsung-email": ["cruzio-samsung"],
  thunderbird: ["thunderbird"],
  "thunderbird-settings": ["thunderbird-settings"],
  "thunderbird-android": ["thunderbird-android"],
  "thunderbird-android-form": ["thunderbird-android"],
  fairemail: ["fairemail"],
  davx5: ["davx5"],
  "davx5-login": ["davx5"],
  deltachat: ["deltachat"],
  emclient: ["mailcow-emclient"],
  evolution: ["evolution"],
  geary: ["geary"],
  kmail: ["kmail"],
  mailspring: ["mailspring"],
  spark: ["migadu-spark"],
  thebat: ["thebat-manual"],
  "web-page": [],
};
