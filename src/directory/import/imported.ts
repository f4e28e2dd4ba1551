/**
 * What is read from other systems, in one shape whatever system it was.
 * @module
 */

import {
  DOMAIN_PLACEHOLDER,
  PLACEHOLDER,
  PLACEHOLDERS,
  toTemplate,
} from "../../formats/autoconfig/autoconfig-element.ts";
import {
  MAX_NAME,
  MAX_SHORT_NAME,
  NO_NAME,
  type ServedDomain,
} from "../../formats/autoconfig/autoconfig-provider-reader.ts";
import { cut } from "../../formats/xml-reading.ts";
import { resolveStates, SAMPLE_DOMAIN } from "../../model/resolving/resolve-domain.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { formatFault, toFaults } from "../../model/settings/fault.ts";
import { Provider } from "../../model/settings/provider.ts";
import { DomainEntry, WILDCARD } from "../../model/settings/settings.ts";

/** A document as it was read from a file of that name. */
export interface SourceText {
  readonly name: string;
  readonly text: string;
}

/** A provider as one source has it, for its own domains. */
export interface ImportedProvider {
  /** Where it was read. */
  readonly source: string;
  /** What it is called there. */
  readonly id: string;
  readonly domains: readonly ServedDomain[];
  readonly provider: Provider;
  /** Whether a server is without TLS, which a domain has to allow. */
  readonly allowPlaintext: boolean;
}

/** What a source says and settings cannot. */
export interface Loss {
  /** The source, or a place in it. */
  readonly place: string;
  readonly what: string;
}

/** A source, or a part of one, that gives nothing. */
export interface ImportFailure {
  readonly place: string;
  readonly because: string;
  /** Whether all that it lacks is the name of a domain. */
  readonly isWithoutDomain: boolean;
}

/** What was read of some sources. */
export interface Reading {
  readonly providers: readonly ImportedProvider[];
  readonly losses: readonly Loss[];
  readonly failures: readonly ImportFailure[];
}

/**
 * One record to be written, as a settings file has it under its name, or a login name under its address, `null` to remove
 * it; `place` tells it apart in messages.
 */
export interface ImportItem {
  readonly kind: "provider" | "domain" | "login";
  readonly name: string;
  readonly body: unknown;
  readonly place: string;
}

export function joinReadings(readings: readonly Reading[]): Reading {
  return {
    providers: readings.flatMap(({ providers }) => providers),
    losses: readings.flatMap(({ losses }) => losses),
    failures: readings.flatMap(({ failures }) => failures),
  };
}

/** `provider` as the model has it, tried on each of the domains; the error says why it cannot be. */
export function checkImported(
  provider: unknown,
  domains: readonly ServedDomain[],
): Result<Pick<ImportedProvider, "provider" | "allowPlaintext">, string> {
  const parsed = Provider.safeParse(provider);
  if (!parsed.success) return err(toFaults(parsed.error, provider).map(formatFault).join("; "));
  const servers = [...parsed.data.incomingServers, ...parsed.data.outgoingServers];
  const allowPlaintext = servers.some(({ socketType }) => socketType === "plain");
  const entry = DomainEntry.parse({ provider: "imported", allowPlaintext });
  const faults = domains.flatMap((domain) => {
    const states = resolveStates(domain === WILDCARD ? SAMPLE_DOMAIN : domain, entry, parsed.data);
    return states.ok ? [] : states.error.map(formatFault);
  });
  return faults.length === 0 ? ok({ provider: parsed.data, allowPlaintext }) : err([...new Set(faults)].join("; "));
}

/** Both names of a provider; what is cut is told, and what nobody fills in is no name. */
export function toNames(name: string, shortName: string, tell: (what: string) => void) {
  const read = (text: string) => {
    if (/[{}]/.test(text)) tell(`the name has braces, which are made parentheses: "${text}"`);
    const template = toTemplate(text.replaceAll("{", "(").replaceAll("}", ")").trim(), DOMAIN_PLACEHOLDER) ?? "";
    const [placeholder] = template.match(PLACEHOLDER) ?? [];
    if (placeholder !== undefined) tell(`the name is left out: nobody fills in ${placeholder} in it`);
    return placeholder === undefined ? template : "";
  };
  const plain = read(name);
  const short = name === shortName ? plain : read(shortName);
  const displayName = plain || short || NO_NAME;
  if (displayName.length > MAX_NAME) tell(`the name is cut to ${MAX_NAME} characters: "${displayName}"`);
  // With a domain in it, a name is soon too long.
  const displayShortName = [short, plain].find((text) => text !== "" && !text.includes("{")) ?? NO_NAME;
  return { displayName: cut(displayName, MAX_NAME), displayShortName: cut(displayShortName, MAX_SHORT_NAME) };
}

/** Placeholders of autoconfig, which other systems use as well, as templates. */
export function fromPlaceholders(text: string): string {
  return toTemplate(text, PLACEHOLDERS) ?? text;
}
