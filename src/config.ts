import * as z from "zod";
import { isHttpsResolver } from "./check/dns/dns-over-https.ts";
import { NO_ORIGIN } from "./lint/lint-origin.ts";
import { formatFault } from "./model/settings/fault.ts";
import { parseSettings, parseSettingsText, type Settings } from "./model/settings/parse-settings.ts";
import type { SigningSecrets } from "./signing/signing-identity.ts";

/** Set to nothing is not set. */
const Setting = z
  .string()
  .optional()
  .transform((text) => (text?.trim() === "" ? undefined : text));

/**
 * The token that opens the API and the console before there is another. It crosses the network in a header, so it holds
 * what that may hold (RFC 6750 section 2.1), and enough of it that nobody guesses it.
 */
export const AdminToken = Setting.refine((text) => text === undefined || /^[\w\-.~+/]{24,}=*$/.test(text), {
  error: "expected 24 or more letters, digits and -._~+/, such as openssl rand -hex 24 prints",
});

const Environment = z.object({
  /** A settings file's text, in place of the embedded one. */
  SETTINGS: Setting,
  /** "true" where a proxy of ours sets X-Forwarded-Proto, and sets X-Forwarded-Host or takes it away. */
  TRUST_FORWARDED_HEADERS: z.enum(["true", "false"]).default("false"),
  /** Secrets. Faulty ones leave profiles unsigned and stop nothing: `createProfileSigner` tells what is wrong. */
  PROFILE_SIGNING_KEY: Setting,
  PROFILE_SIGNING_CHAIN: Setting,
  ADMIN_TOKEN: AdminToken,
  /** Whom to ask for DNS. A Worker has no resolver of its own; this one is that of whoever runs it. */
  CHECK_RESOLVER: Setting.transform((place = "https://cloudflare-dns.com/dns-query") => place).refine(isHttpsResolver, {
    error: "expected an https URL of DNS over HTTPS, such as https://cloudflare-dns.com/dns-query",
  }),
  /** Gets the report of a check of all domains that ends. */
  CHECK_WEBHOOK: Setting.refine((url) => url === undefined || URL.parse(url)?.protocol === "https:", {
    error: "expected an https URL",
  }),
  /** "true" where the Worker runs on a machine of one's own, and its mail never leaves the house. */
  CHECK_ALLOW_PRIVATE: z.enum(["true", "false"]).default("false"),
});

export interface Config {
  readonly settings: Settings;
  readonly trustForwarded: boolean;
  readonly profileSigning: SigningSecrets;
  readonly adminToken: string | undefined;
  /** An https URL. */
  readonly resolver: string;
  /** Whether checks connect to loopback and private networks as well. */
  readonly checksInward: boolean;
  readonly webhook: URL | undefined;
}

/** Throws, and so stops the Worker from starting, when settings are faulty: every fault is in the message. */
export function parseConfig(env: unknown, embeddedSettings: unknown): Config {
  const read = Environment.safeParse(env);
  if (!read.success)
    throw new Error(read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"));
  const { SETTINGS, TRUST_FORWARDED_HEADERS, ADMIN_TOKEN, CHECK_RESOLVER, CHECK_ALLOW_PRIVATE, CHECK_WEBHOOK } =
    read.data;
  const { PROFILE_SIGNING_KEY, PROFILE_SIGNING_CHAIN } = read.data;
  const settings = SETTINGS === undefined ? parseSettings(embeddedSettings) : parseSettingsText(SETTINGS);
  if (!settings.ok) throw new Error(`the settings are faulty:\n${settings.error.map(formatFault).join("\n")}`);
  return {
    settings: settings.value,
    trustForwarded: TRUST_FORWARDED_HEADERS === "true",
    profileSigning: { key: PROFILE_SIGNING_KEY, chain: PROFILE_SIGNING_CHAIN },
    adminToken: ADMIN_TOKEN,
    resolver: CHECK_RESOLVER,
    checksInward: CHECK_ALLOW_PRIVATE === "true",
    webhook: CHECK_WEBHOOK === undefined ? undefined : new URL(CHECK_WEBHOOK),
  };
}

/** What an operator should know at start, though nothing of it stops the service. */
export function findWarnings({ service }: Settings): string[] {
  if (service.origin !== undefined) return [];
  return [`service.origin: ${NO_ORIGIN.problem}: ${NO_ORIGIN.remedy}`];
}
