import * as z from "zod";
import { formatFault } from "./model/settings/fault.ts";
import { parseSettings, parseSettingsText, type Settings } from "./model/settings/parse-settings.ts";
import type { SigningSecrets } from "./signing/signing-identity.ts";

/** Set to nothing is not set. */
const Setting = z
  .string()
  .optional()
  .transform((text) => (text?.trim() === "" ? undefined : text));

const Environment = z.object({
  /** A settings file's text, in place of the embedded one. */
  SETTINGS: Setting,
  /** "true" where a proxy of ours sets X-Forwarded-Proto, and sets X-Forwarded-Host or takes it away. */
  TRUST_FORWARDED_HEADERS: z.enum(["true", "false"]).default("false"),
  /** Secrets. Faulty ones leave profiles unsigned and stop nothing: `createProfileSigner` tells what is wrong. */
  PROFILE_SIGNING_KEY: Setting,
  PROFILE_SIGNING_CHAIN: Setting,
});

export interface Config {
  readonly settings: Settings;
  readonly trustForwarded: boolean;
  readonly profileSigning: SigningSecrets;
}

/** Throws, and so stops the Worker from starting, when settings are faulty: every fault is in the message. */
export function parseConfig(env: unknown, embeddedSettings: unknown): Config {
  const { SETTINGS, TRUST_FORWARDED_HEADERS, PROFILE_SIGNING_KEY, PROFILE_SIGNING_CHAIN } = Environment.parse(env);
  const settings = SETTINGS === undefined ? parseSettings(embeddedSettings) : parseSettingsText(SETTINGS);
  if (!settings.ok) throw new Error(`the settings are faulty:\n${settings.error.map(formatFault).join("\n")}`);
  return {
    settings: settings.value,
    trustForwarded: TRUST_FORWARDED_HEADERS === "true",
    profileSigning: { key: PROFILE_SIGNING_KEY, chain: PROFILE_SIGNING_CHAIN },
  };
}

/** What an operator should know at start, though nothing of it stops the service. */
export function findWarnings({ service }: Settings): string[] {
  if (service.origin !== undefined) return [];
  return [
    "service.origin is not set: links begin with whatever host a request names, and no shared cache keeps the pages that hold them. Set it to where people reach this service.",
  ];
}
