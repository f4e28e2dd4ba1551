/**
 * The mail clients that have a guide: facts that hold in every language. Sources are those of each client's guide.
 * @module
 */
import { ClientId } from "../model/guides/client-id.ts";
import type { SocketType } from "../model/server.ts";
import type { LayoutId } from "./layouts.ts";

/** Where a program runs; also what a reader's device is taken for. */
export type Platform = "windows" | "mac" | "linux" | "ios" | "android";

/**
 * Where the labels that its guide quotes were seen, and of when that is: in the program's source, in its maker's documents,
 * in guides of mail hosts who looked at its screens, or nowhere.
 */
export type Review =
  | { readonly in: "source" | "maker" | "hosts"; readonly of: `${number}` | `${number}-${number}` }
  | { readonly in: "nowhere" };

export interface Client {
  /** None for what runs on no device of the reader's: websites, appliances, services. */
  readonly platforms: readonly Platform[];
  readonly reviewed: Review;
  /**
   * What it can speak; a client for calendars and contacts has none of the first three. `submission` is named only where
   * sending alone is of use.
   */
  readonly protocols: readonly ("imap" | "pop3" | "submission" | "calendars" | "contacts")[];
  /** How it comes by the settings of a domain that Waypost serves; `perhaps` by Autodiscover, which many builds ignore. */
  readonly discovers: "autoconfig" | "autodiscover" | "perhaps" | "profile" | "cloud" | "guess" | "none";
  /** Minutes that it takes. */
  readonly minutes: number;
  /** The client's own words for how TLS starts, and for each login; ours, where it is no client in particular. */
  readonly security: Readonly<Record<Exclude<SocketType, "plain">, string>>;
  readonly password?: string;
  readonly encryptedPassword?: string;
  readonly oauth2?: string;
  /** No program in particular: what its dialogs say is ours. */
  readonly isAny?: true;
  /** Its choice of login is one box, for Secure Password Authentication: without, the password goes as it is. */
  readonly asksForSpa?: true;
  /** How most of its dialogs are drawn. */
  readonly layout: LayoutId;
  /** Where to get it, at its maker. */
  readonly url?: string;
  /** No longer made: the guide leads to its successors. */
  readonly discontinued?: true;
}

const SSL_STARTTLS = { tls: "SSL/TLS", starttls: "STARTTLS" } as const;
const MAIL = ["imap", "pop3"] as const;

export const CLIENTS: Readonly<Record<ClientId, Client>> = {
  "outlook-windows-classic": {
    platforms: ["windows"],
    reviewed: { in: "hosts", of: "2026-01" },
    protocols: MAIL,
    discovers: "perhaps",
    minutes: 3,
    security: SSL_STARTTLS,
    asksForSpa: true,
    layout: "outlook-classic",
  },
  "outlook-windows-new": {
    platforms: ["windows"],
    reviewed: { in: "hosts", of: "2025-09" },
    protocols: MAIL,
    discovers: "cloud",
    minutes: 4,
    security: SSL_STARTTLS,
    password: "Password",
    layout: "outlook-new",
  },
  "outlook-mac": {
    platforms: ["mac"],
    reviewed: { in: "hosts", of: "2025-07" },
    protocols: MAIL,
    discovers: "cloud",
    minutes: 4,
    security: { tls: "Use SSL to connect", starttls: "Use SSL to connect" },
    password: "User Name and Password",
    layout: "outlook-mac",
  },
  "outlook-ios": {
    platforms: ["ios"],
    reviewed: { in: "hosts", of: "2025-04" },
    protocols: ["imap"],
    discovers: "cloud",
    minutes: 4,
    security: { tls: "SSL", starttls: "STARTTLS" },
    password: "Password",
    layout: "outlook-ios",
  },
  "outlook-android": {
    platforms: ["android"],
    reviewed: { in: "hosts", of: "2024-11" },
    protocols: MAIL,
    discovers: "cloud",
    minutes: 4,
    security: { tls: "SSL/TLS", starttls: "StartTls" },
    password: "Password",
    layout: "outlook-android",
  },
  "apple-mail-ios": {
    platforms: ["ios"],
    reviewed: { in: "hosts", of: "2025-07" },
    protocols: MAIL,
    discovers: "profile",
    minutes: 2,
    security: { tls: "Use SSL", starttls: "Use SSL" },
    password: "Password",
    encryptedPassword: "MD5 Challenge-Response",
    layout: "ios-settings",
  },
  "apple-mail-macos": {
    platforms: ["mac"],
    reviewed: { in: "hosts", of: "2026-05" },
    protocols: MAIL,
    discovers: "profile",
    minutes: 3,
    security: { tls: "Use TLS/SSL", starttls: "Use TLS/SSL" },
    password: "Password",
    encryptedPassword: "MD5 Challenge-Response",
    layout: "mac-sheet",
  },
  "apple-calendar-contacts": {
    platforms: ["ios", "mac"],
    reviewed: { in: "hosts", of: "2025-02" },
    protocols: ["calendars", "contacts"],
    discovers: "profile",
    minutes: 3,
    security: { tls: "Use SSL", starttls: "Use SSL" },
    password: "Password",
    layout: "ios-settings",
  },
  "thunderbird-desktop": {
    platforms: ["windows", "mac", "linux"],
    reviewed: { in: "source", of: "2026-08" },
    protocols: MAIL,
    discovers: "autoconfig",
    minutes: 1,
    security: SSL_STARTTLS,
    password: "Normal password",
    encryptedPassword: "Encrypted password",
    oauth2: "OAuth2",
    layout: "thunderbird",
    url: "https://www.thunderbird.net/",
  },
  "thunderbird-android": {
    platforms: ["android"],
    reviewed: { in: "source", of: "2026-08" },
    protocols: MAIL,
    discovers: "autoconfig",
    minutes: 1,
    security: { tls: "SSL/TLS", starttls: "StartTLS" },
    password: "Normal password",
    encryptedPassword: "Encrypted password",
    oauth2: "OAuth 2.0",
    layout: "thunderbird-android",
    url: "https://www.thunderbird.net/mobile/",
  },
  "gmail-android": {
    platforms: ["android"],
    reviewed: { in: "hosts", of: "2025-07" },
    protocols: MAIL,
    discovers: "guess",
    minutes: 4,
    security: SSL_STARTTLS,
    password: "Password",
    layout: "gmail-android",
  },
  "gmail-ios": {
    platforms: ["ios"],
    reviewed: { in: "nowhere" },
    protocols: ["imap"],
    discovers: "guess",
    minutes: 4,
    security: SSL_STARTTLS,
    password: "Password",
    layout: "ios-settings",
  },
  "samsung-email": {
    platforms: ["android"],
    reviewed: { in: "hosts", of: "2026" },
    protocols: MAIL,
    discovers: "guess",
    minutes: 4,
    security: { tls: "SSL", starttls: "TLS" },
    password: "Password",
    layout: "samsung-email",
  },
  fairemail: {
    platforms: ["android"],
    reviewed: { in: "source", of: "2026-08" },
    protocols: MAIL,
    discovers: "autoconfig",
    minutes: 2,
    security: SSL_STARTTLS,
    password: "Password",
    layout: "fairemail",
    url: "https://email.faircode.eu/",
  },
  emclient: {
    platforms: ["windows", "mac"],
    reviewed: { in: "hosts", of: "2025-05" },
    protocols: MAIL,
    discovers: "autodiscover",
    minutes: 2,
    security: { tls: "Use SSL/TLS on special port (legacy)", starttls: "Force usage of SSL/TLS" },
    password: "Use identity credentials",
    layout: "emclient",
    url: "https://www.emclient.com/",
  },
  evolution: {
    platforms: ["linux"],
    reviewed: { in: "source", of: "2026" },
    protocols: MAIL,
    discovers: "autoconfig",
    minutes: 2,
    security: { tls: "TLS on a dedicated port", starttls: "STARTTLS after connecting" },
    password: "Password",
    encryptedPassword: "CRAM-MD5",
    layout: "evolution",
  },
  kmail: {
    platforms: ["linux"],
    reviewed: { in: "source", of: "2026-08" },
    protocols: MAIL,
    discovers: "autoconfig",
    minutes: 2,
    security: { tls: "SSL/TLS (recommended)", starttls: "StartTLS" },
    password: "PLAIN",
    encryptedPassword: "CRAM-MD5",
    layout: "kmail",
  },
  geary: {
    platforms: ["linux"],
    reviewed: { in: "source", of: "2026-05" },
    protocols: ["imap"],
    discovers: "autoconfig",
    minutes: 2,
    security: { tls: "TLS", starttls: "StartTLS" },
    password: "Password",
    layout: "geary",
  },
  mailspring: {
    platforms: ["windows", "mac", "linux"],
    reviewed: { in: "source", of: "2026-07" },
    protocols: ["imap"],
    discovers: "autoconfig",
    minutes: 2,
    security: { tls: "SSL / TLS", starttls: "STARTTLS" },
    password: "Password",
    layout: "mailspring",
    url: "https://getmailspring.com/",
  },
  spark: {
    platforms: ["ios", "android", "mac", "windows"],
    reviewed: { in: "maker", of: "2026" },
    protocols: ["imap"],
    discovers: "none",
    minutes: 4,
    security: { tls: "SSL", starttls: "STARTTLS" },
    password: "Password",
    layout: "spark",
    url: "https://sparkmailapp.com/",
  },
  mailbird: {
    platforms: ["windows", "mac"],
    reviewed: { in: "maker", of: "2026" },
    protocols: MAIL,
    discovers: "guess",
    minutes: 3,
    security: SSL_STARTTLS,
    password: "Password",
    layout: "emclient",
    url: "https://www.getmailbird.com/",
  },
  wino: {
    platforms: ["windows"],
    reviewed: { in: "source", of: "2026-06" },
    protocols: ["imap"],
    discovers: "autoconfig",
    minutes: 2,
    security: SSL_STARTTLS,
    password: "Normal password",
    encryptedPassword: "Encrypted password",
    layout: "outlook-new",
    url: "https://www.winomail.app/",
  },
  thebat: {
    platforms: ["windows"],
    reviewed: { in: "maker", of: "2026" },
    protocols: MAIL,
    discovers: "none",
    minutes: 4,
    security: { tls: "TLS", starttls: "STARTTLS" },
    password: "Password",
    layout: "thebat",
    url: "https://www.ritlabs.com/",
  },
  "windows-mail": {
    platforms: ["windows"],
    reviewed: { in: "nowhere" },
    protocols: MAIL,
    discovers: "none",
    minutes: 1,
    security: { tls: "SSL", starttls: "SSL" },
    password: "Password",
    layout: "windows-dialog",
    discontinued: true,
  },
  deltachat: {
    platforms: ["android", "ios", "windows", "mac", "linux"],
    reviewed: { in: "source", of: "2026-08" },
    protocols: ["imap"],
    discovers: "autoconfig",
    minutes: 2,
    security: { tls: "SSL/TLS", starttls: "StartTLS" },
    password: "Existing Password",
    layout: "deltachat",
    url: "https://delta.chat/",
  },
  davx5: {
    platforms: ["android"],
    reviewed: { in: "source", of: "2026-08" },
    protocols: ["calendars", "contacts"],
    discovers: "autoconfig",
    minutes: 3,
    security: SSL_STARTTLS,
    password: "Password",
    layout: "davx5",
    url: "https://www.davx5.com/",
  },
  "phone-apps": {
    platforms: ["ios", "android"],
    reviewed: { in: "nowhere" },
    protocols: MAIL,
    discovers: "guess",
    minutes: 4,
    security: SSL_STARTTLS,
    isAny: true,
    layout: "gmail-android",
  },
  "online-accounts": {
    platforms: ["linux"],
    reviewed: { in: "source", of: "2026-05" },
    protocols: ["imap"],
    discovers: "autoconfig",
    minutes: 2,
    security: { tls: "SSL on a dedicated port", starttls: "STARTTLS after connecting" },
    password: "Password",
    layout: "geary",
  },
  "gmail-web": {
    platforms: [],
    reviewed: { in: "maker", of: "2026" },
    protocols: ["submission"],
    discovers: "none",
    minutes: 5,
    security: { tls: "SSL", starttls: "TLS" },
    password: "Password",
    layout: "web-page",
  },
  "webmail-elsewhere": {
    platforms: [],
    reviewed: { in: "source", of: "2026-08" },
    protocols: ["imap"],
    discovers: "none",
    minutes: 3,
    security: SSL_STARTTLS,
    password: "Password",
    layout: "web-page",
  },
  website: {
    platforms: [],
    reviewed: { in: "source", of: "2026-04" },
    protocols: ["submission"],
    discovers: "none",
    minutes: 5,
    security: { tls: "SSL", starttls: "TLS" },
    layout: "web-page",
  },
  printer: {
    platforms: [],
    reviewed: { in: "maker", of: "2026" },
    protocols: ["submission"],
    discovers: "none",
    minutes: 10,
    security: SSL_STARTTLS,
    layout: "web-page",
  },
  "nas-camera": {
    platforms: [],
    reviewed: { in: "nowhere" },
    protocols: ["submission"],
    discovers: "none",
    minutes: 5,
    security: SSL_STARTTLS,
    isAny: true,
    layout: "web-page",
  },
  crm: {
    platforms: [],
    reviewed: { in: "maker", of: "2024-01" },
    protocols: ["imap", "submission"],
    discovers: "none",
    minutes: 5,
    security: SSL_STARTTLS,
    isAny: true,
    layout: "web-page",
  },
  other: {
    platforms: ["windows", "mac", "linux", "ios", "android"],
    reviewed: { in: "nowhere" },
    protocols: MAIL,
    discovers: "none",
    minutes: 5,
    security: SSL_STARTTLS,
    oauth2: "OAuth2",
    isAny: true,
    layout: "windows-dialog",
  },
};

/** Whether it is for mail, and not for calendars and contacts alone. */
export function isForMail({ protocols }: Client): boolean {
  return protocols.some((protocol) => protocol === "imap" || protocol === "pop3" || protocol === "submission");
}

/** In the order in which lists show them. */
export const CLIENT_IDS: readonly ClientId[] = ClientId.options;
