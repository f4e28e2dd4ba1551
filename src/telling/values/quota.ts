import type { Setting } from "./setting.ts";

/** The room that the domain's mailboxes share, as the language writes it. */
export function toQuotaText({ settings, language }: Pick<Setting, "settings" | "language">): string | undefined {
  const format = new Intl.NumberFormat(language.tag, { style: "unit", unit: "megabyte" });
  return settings.quota && format.format(settings.quota.domainMegabytes);
}
