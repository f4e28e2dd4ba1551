import * as z from "zod";
import { formatFault } from "./model/fault.ts";
import { parseSettings, type Settings } from "./model/parse-settings.ts";

const Environment = z.object({
  /** A settings file's text, in place of the embedded one. */
  SETTINGS: z.string().optional(),
});

export interface Config {
  readonly settings: Settings;
}

/** Throws, and so stops the Worker from starting, when settings are faulty: every fault is in the message. */
export function parseConfig(env: unknown, embeddedSettings: unknown): Config {
  const { SETTINGS } = Environment.parse(env);
  const settings = parseSettings(SETTINGS === undefined ? embeddedSettings : JSON.parse(SETTINGS));
  if (!settings.ok) throw new Error(`the settings are faulty:\n${settings.error.map(formatFault).join("\n")}`);
  return { settings: settings.value };
}
