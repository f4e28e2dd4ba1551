/**
 * A mark for each client, by which people find theirs in a list: letters and a colour near its own. Logos belong to their
 * makers, and are not ours to print. What is no program has a sign of what it is.
 * @module
 */
import type { ClientId } from "../model/guides/client-id.ts";

interface Ground {
  /** White can be read on it: 4.5 to 1. */
  readonly color: `#${string}`;
  readonly isRound?: true;
}

export type ClientMark = Ground &
  (
    | {
        /** One or two; three are too small to read. */
        readonly letters: string;
      }
    | {
        /** Lines to draw, as an SVG path in a square of 40. */
        readonly sign: string;
      }
  );

const SIGNS = {
  calendar:
    "M12.5 12.5h15a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-15a2 2 0 0 1-2-2v-12a2 2 0 0 1 2-2zM10.5 18h19M15 10v4M25 10v4",
  phone:
    "M15 9.5h10a2 2 0 0 1 2 2v17a2 2 0 0 1-2 2H15a2 2 0 0 1-2-2v-17a2 2 0 0 1 2-2zM16.5 16l3.5 3 3.5-3M18.5 26.5h3",
  person: "M20 19.5a4 4 0 1 0 0-8 4 4 0 1 0 0 8zM12 29c1-5 4-6.5 8-6.5s7 1.5 8 6.5",
  window: "M12 11.5h16a2 2 0 0 1 2 2v13a2 2 0 0 1-2 2H12a2 2 0 0 1-2-2v-13a2 2 0 0 1 2-2zM10 16h20M14.5 20l5.5 4 5.5-4",
  globe: "M10.5 20a9.5 9.5 0 1 0 19 0 9.5 9.5 0 1 0-19 0zM10.5 20h19M20 10.5c-5.5 5-5.5 14 0 19 5.5-5 5.5-14 0-19z",
  printer:
    "M14.5 16v-5.5h11V16M14.5 25.5h-3A1.5 1.5 0 0 1 10 24v-6.5a1.5 1.5 0 0 1 1.5-1.5h17a1.5 1.5 0 0 1 1.5 1.5V24a1.5 1.5 0 0 1-1.5 1.5h-3M14.5 22h11v8h-11z",
  camera:
    "M11.5 14.5h4l1.7-2.5h5.6l1.7 2.5h4A1.5 1.5 0 0 1 30 16v10.5a1.5 1.5 0 0 1-1.5 1.5h-17a1.5 1.5 0 0 1-1.5-1.5V16a1.5 1.5 0 0 1 1.5-1.5zM16 20.8a4 4 0 1 0 8 0 4 4 0 1 0-8 0z",
  talk: "M12 11h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-7l-5 4.5V25h-4a2 2 0 0 1-2-2V13a2 2 0 0 1 2-2zM15 16h10M15 20h6",
  envelope:
    "M11.5 12.5h17A1.5 1.5 0 0 1 30 14v12a1.5 1.5 0 0 1-1.5 1.5h-17A1.5 1.5 0 0 1 10 26V14a1.5 1.5 0 0 1 1.5-1.5zM10.5 14l9.5 7 9.5-7",
};

export const CLIENT_MARKS: Readonly<Record<ClientId, ClientMark>> = {
  "outlook-windows-classic": { letters: "Oc", color: "#123f78" },
  "outlook-windows-new": { letters: "On", color: "#0f6cbd" },
  "outlook-mac": { letters: "O", color: "#0f6cbd" },
  "outlook-ios": { letters: "O", color: "#0f6cbd" },
  "outlook-android": { letters: "O", color: "#0f6cbd" },
  "apple-mail-ios": { letters: "M", color: "#0a6ddb" },
  "apple-mail-macos": { letters: "M", color: "#0a6ddb" },
  "apple-calendar-contacts": { sign: SIGNS.calendar, color: "#c9252d" },
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
  "phone-apps": { sign: SIGNS.phone, color: "#1a5fb4", isRound: true },
  "online-accounts": { sign: SIGNS.person, color: "#45508a" },
  "gmail-web": { letters: "G", color: "#c5221f", isRound: true },
  "webmail-elsewhere": { sign: SIGNS.window, color: "#2f6a7c", isRound: true },
  website: { sign: SIGNS.globe, color: "#21759b" },
  printer: { sign: SIGNS.printer, color: "#444b57" },
  "nas-camera": { sign: SIGNS.camera, color: "#37597a" },
  crm: { sign: SIGNS.talk, color: "#a33b20" },
  other: { sign: SIGNS.envelope, color: "#5b6573" },
};
