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

const MARKS: Readonly<Partial<Record<ClientId, ClientMark>>> = {
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
  "samsung-email": { letters: "SE", color: "#3a3fb5" },
  fairemail: { letters: "FE", color: "#00695c" },
  emclient: { letters: "eM", color: "#b3421b" },
  evolution: { letters: "Ev", color: "#4a6b1f" },
  kmail: { letters: "KM", color: "#1b6fb5" },
  geary: { letters: "Ge", color: "#8a4b08" },
  mailspring: { letters: "Ms", color: "#0b7580" },
  spark: { letters: "Sp", color: "#1d5fd1", isRound: true },
  thebat: { letters: "B!", color: "#3d3d46" },
  "windows-mail": { letters: "WM", color: "#5b6573" },
  deltachat: { letters: "DC", color: "#364e59", isRound: true },
  davx5: { letters: "D5", color: "#2f6f3e" },
  other: { letters: "@", color: "#5b6573" },
};

/** Of a client that has none yet, the first letters of its name. */
export function findMark(id: ClientId, name: string): ClientMark {
  return MARKS[id] ?? { letters: Array.from(name).slice(0, 2).join(""), color: "#4b5563" };
}
