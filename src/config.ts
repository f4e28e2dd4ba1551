import { isHttpsResolver } from "./check/dns/dns-over-https.ts";
import { NO_ORIGIN } from "./lint/lint-origin.ts";
import { err, ok, type Result } from "./model/result.ts";
import { type Fault, formatFault } from "./model/settings/fault.ts";
import type { Settings } from "./model/settings/parse-settings.ts";
import type { Service } from "./model/settings/settings.ts";
import type { SigningSecrets } from "./signing/signing-identity.ts";

export interface Config {
  /** A settings file's text, in place of the embedded one. */
  readonly settings: string | undefined;
  /** Whether a proxy of ours sets X-Forwarded-Proto, and sets X-Forwarded-Host or takes it away. */
  readonly trustForwarded: boolean;
  /** Faulty ones leave profiles unsigned and stop nothing: `createProfileSigner` tells what is wrong. */
  readonly profileSigning: SigningSecrets;
  readonly adminToken: string | undefined;
  /** Whom to ask for DNS, at an https URL. A Worker has no resolver of its own; this one is that of whoever runs it. */
  readonly resolver: string;
  /** Whether checks connect to loopback and private networks as well: on a machine of one's own, whose mail never leaves the house. */
  readonly checksInward: boolean;
  /** Gets the report of a check of all domains that ends. */
  readonly webhook: URL | undefined;
}

const RESOLVER = "https://cloudflare-dns.com/dns-query";

/** Throws, and so stops the Worker from starting, when variables are faulty: every fault is in the message. */
export function parseConfig(env: object): Config {
  const faults: string[] = [];
  const read = <Value>(name: string, parse: (text: string | undefined) => Result<Value, string>): Value | undefined => {
    const written: unknown = Reflect.get(env, name);
    const text = typeof written === "string" && written.trim() !== "" ? written : undefined;
    const isText = written === undefined || typeof written === "string";
    const parsed = isText ? parse(text) : err("expected text");
    if (parsed.ok) return parsed.value;
    faults.push(`${name}: ${parsed.error}`);
    return undefined;
  };
  const config = {
    settings: read("SETTINGS", ok),
    trustForwarded: read("TRUST_FORWARDED_HEADERS", parseFlag) ?? false,
    profileSigning: { key: read("PROFILE_SIGNING_KEY", ok), chain: read("PROFILE_SIGNING_CHAIN", ok) },
    adminToken: read("ADMIN_TOKEN", parseAdminToken),
    resolver: read("CHECK_RESOLVER", parseResolver) ?? RESOLVER,
    checksInward: read("CHECK_ALLOW_PRIVATE", parseFlag) ?? false,
    webhook: read("CHECK_WEBHOOK", parseWebhook),
  };
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return config;
}

/**
 * The token that opens the API and the console before there is another. It crosses the network in a header, so it holds
 * what that may hold (RFC 6750 section 2.1), and enough of it that nobody guesses it.
 */
export function parseAdminToken(text: string | undefined): Result<string | undefined, string> {
  if (text === undefined || text.trim() === "") return ok(undefined);
  if (/^[\w\-.~+/]{24,}=*$/.test(text)) return ok(text);
  return err("expected 24 or more letters, digits and -._~+/, such as openssl rand -hex 24 prints");
}

function parseFlag(text: string | undefined): Result<boolean, string> {
  return text === undefined || text === "true" || text === "false"
    ? ok(text === "true")
    : err('expected "true" or "false"');
}

function parseResolver(text = RESOLVER): Result<string, string> {
  return isHttpsResolver(text)
    ? ok(text)
    : err("expected an https URL of DNS over HTTPS, such as https://cloudflare-dns.com/dns-query");
}

function parseWebhook(text: string | undefined): Result<URL | undefined, string> {
  const url = text === undefined ? undefined : URL.parse(text);
  return url === undefined || url?.protocol === "https:" ? ok(url) : err("expected an https URL");
}

/** Settings in which nothing is wrong; else it throws, and every fault is in the message. */
export function requireSettings(parsed: Result<Settings, readonly Fault[]>): Settings {
  if (parsed.ok) return parsed.value;
  throw new Error(`the settings are faulty:\n${parsed.error.map(formatFault).join("\n")}`);
}

/** What an operator should know at start, though nothing of it stops the service. */
export function findWarnings({ service }: { readonly service: Service }): string[] {
  if (service.origin !== undefined) return [];
  return [`service.origin: ${NO_ORIGIN.problem}: ${NO_ORIGIN.remedy}`];
}
