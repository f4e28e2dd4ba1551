import { fillWords } from "../../content/language.ts";
import { formatDate } from "../../model/intl.ts";
import type { Setting } from "./setting.ts";

/** When the servers will be others, while that is near. */
export function toServersChange({ settings, language }: Pick<Setting, "settings" | "language">): string | undefined {
  if (settings.serversChangeAt === undefined) return undefined;
  const { tag, words } = language;
  const moment = new Date(settings.serversChangeAt);
  const date = formatDate(tag, moment, { dateStyle: "long", timeZone: "UTC" });
  return fillWords(words.serversChange.text, { date, time: moment.toISOString().slice(11, 16) });
}
