import * as z from "zod";
import { formatFault } from "./model/fault.ts";
import { parseSettings, type Settings } from "./model/parse-settings.ts";

const Environment = z.object({
  /** A settings file's text, in place of the embedded one. */
  SETTINGS: z.string().optional(),
  /** "true" where a proxy of ours sets X-Forwarded-Proto. */
  TRUST_FORWARDED_PROTO: z.enum(["true", "false"]).default("false"),
});

export interface Config {
  readonly settings: Settings;
  readonly trustForwardedProto: boolean;
}

/** Throws, and so stops the Worker from starting, when settings are faulty: every fault is in the message. */
export function parseConfig(env: unknown, embeddedSettings: unknown): Config {
  const { SETTINGS, TRUST_FORWARDED_PROTO } = Environment.parse(env);
  const settings = parseSettings(SETTINGS === undefined ? embeddedSettings : JSON.parse(SETTINGS));
  if (!settings.ok) throw new Error(`the settings are faulty:\n${settings.error.map(formatFault).join("\n")}`);
  return { settings: settings.value, trustForwardedProto: TRUST_FORWARDED_PROTO === "true" };
}
