/**
 * A mark for each client, by which people find theirs in a list: letters and a colour near its own. Logos belong to their
 * makers, and are not ours to print.
 * @module
 */
import type { ClientId } from "../model/guides/client-id.ts";

export interface ClientMark {
  /** One or two; three are too small to read. */
  readonly letters: string;
  /** White letters can be read on it: 4.5 to 1. */
  readonly color: `#${string}`;
  readonly isRound?: true;
}

export const CLIENT_MARKS: Readonly<Record<ClientId, ClientMark>> = {
  "outlook-windows-classic": { letters: "Oc", color: "#123f78" },
  "outlook-windows-new": { letters: "On", color: "#0f6cbd" },
  "outlook-mac": { letters: "O", color: "#0f6cbd" },
  "outlook-ios": { letters: "O", color: "#0f6cbd" },
  "outlook-android": { letters: "O", color: "#0f6cbd" },
  "apple-mail-ios": { letters: "M", color: "#0a6ddb" },
  "apple-mail-macos": { letters: "M", color: "#0a6ddb" },
  "apple-calendar-contacts": { letters: "Ca", color: "#c9252d" },
  "thunderbird-desktop": { letters: "Tb", color: "#1356a8", isRound: true },
  "thunderbird-android": { letters: "Tb", color: "#1356a8", isRound: true },
  "gmail-android": { letters: "G", color: "#c5221f" },
  "gmail-ios": { letters: "G", color: "#c5221f" },
  "samsung-email": { letters: "SE", color: "#3a3fb5" },
  fairemail: { letters: "FE", color: "#00695c" },
  emclient: { letters: "eM", color: "#b3421b" },
  evolution: { letters: "Ev", color: "#4a6b1f" },
  kmail: { letters: "KM", color: "#1b6fb5" },
  geary: { letters: "Ge", color: "#8a4b08" },
  mailspring: { letters: "Ms", color: "#0b7580" },
  spark: { letters: "Sp", color: "#1d5fd1", isRound: true },
  mailbird: { letters: "Mb", color: "#0b5cad", isRound: true },
  wino: { letters: "Wi", color: "#7a2048" },
  thebat: { letters: "B!", color: "#3d3d46" },
  "windows-mail": { letters: "WM", color: "#5b6573" },
  deltachat: { letters: "DC", color: "#364e59", isRound: true },
  davx5: { letters: "D5", color: "#2f6f3e" },
  "phone-apps": { letters: "Bm", color: "#1a5fb4", isRound: true },
  "online-accounts": { letters: "GK", color: "#45508a" },
  "gmail-web": { letters: "G", color: "#c5221f", isRound: true },
  "webmail-elsewhere": { letters: "@", color: "#2f6a7c", isRound: true },
  website: { letters: "W", color: "#21759b" },
  printer: { letters: "Pr", color: "#444b57" },
  "nas-camera": { letters: "NA", color: "#37597a" },
  crm: { letters: "CR", color: "#a33b20" },
  other: { letters: "@", color: "#5b6573" },
};
