import { formatNumber } from "../../model/intl.ts";
import type { Setting } from "./setting.ts";

/** The room that the domain's mailboxes share, as the language writes it. */
export function toQuotaText({ settings, language }: Pick<Setting, "settings" | "language">): string | undefined {
  const { quota } = settings;
  const text = quota && formatNumber(language.tag, quota.domainMegabytes, { style: "unit", unit: "megabyte" });
  // A number and its unit stand in one line.
  return text?.replace(" ", "\u{A0}");
}
