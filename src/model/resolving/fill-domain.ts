/**
 * What is merged for a domain, with the values of its templates put in.
 * @module
 */
import { toAsciiUrl } from "../ascii-url.ts";
import { type Domain, findDomain } from "../domain/domain.ts";
import { createFault, type Fault } from "../settings/fault.ts";
import type { DomainEntry } from "../settings/settings.ts";
import { ADDRESS_TEMPLATES, fillTemplates, findTemplateNames, SAMPLE_VALUE } from "../settings/template.ts";
import { WEBMAIL_DEFAULTS } from "../settings/webmail-defaults.ts";
import { findOrigin, type Layers, mergeLayers, toFilePath } from "./layers.ts";
import { isObject, mergePatch } from "./merge-patch.ts";

/** A fault that shows at one domain. */
export interface DomainFault extends Fault {
  /** Whether it comes from the provider, so that other domains have the same one. */
  readonly isShared: boolean;
}

/**
 * Puts values into texts, takes away the blanks round them, makes domains of host names, and writes URLs of services in
 * ASCII. A name without a value is a fault, and an example takes its place, so that it hides no other.
 */
export function fill(
  domain: Domain,
  entry: DomainEntry,
  layers: Layers,
  name: string,
): { filled: unknown; faults: DomainFault[] } {
  const merged = withDefaults(withoutPastNeeds(mergeLayers(layers), entry));
  const values = toTemplateValues(domain, entry.variables);
  const faults: DomainFault[] = [];
  const tell = (value: string, path: readonly PropertyKey[], names: readonly string[]) => {
    const { isShared } = findOrigin(layers, path);
    const place = toFilePath(layers, path);
    for (const template of names)
      if (!isOfAddress(template))
        faults.push({
          ...createFault(
            ["domains", name, "variables", template],
            undefined,
            `expected a value, which {${template}} in ${createFault(place, undefined, "").path} needs`,
          ),
          isShared,
        });
      else if (path.at(-1) !== "username")
        faults.push({ ...createFault(place, value, `expected {${template}} in user names only`), isShared });
  };
  const fillValue = (value: string, path: readonly PropertyKey[]) => {
    // A logo's own braces mean nothing here.
    if (!value.includes("{") || (path[0] === "branding" && path[1] === "logo")) return value;
    const result = fillText(value, values, domain);
    const names = findTemplateNames(result);
    if (path.at(-1) === "username" && names.every(isOfAddress)) return result;
    if (names.length > 0) tell(value, path, names);
    const unknown = names.filter((template) => !isOfAddress(template));
    return fillTemplates(result, new Map(unknown.map((template) => [template, SAMPLE_VALUE])));
  };
  const filled = mapStrings(merged, [], (value, path) => {
    const text = withoutPadding(fillValue(value, path));
    if (path.at(-1) === "hostname") return findDomain(text) ?? text;
    return path[0] === "services" && path.at(-1) === "url" ? toAsciiUrl(text) : text;
  });
  return { filled, faults };
}

/** Some programs take the blanks round a value in a document for a part of it. Of blanks alone nothing would be left. */
function withoutPadding(value: string): string {
  return value.trim() || value;
}

function isOfAddress(template: string): boolean {
  return ADDRESS_TEMPLATES.some((known) => known === template);
}

/** The address in other words is the address, for which formats have a word of their own. */
export function fillText(value: string, values: ReadonlyMap<string, string>, domain: Domain): string {
  const filled = withoutPadding(fillTemplates(value, values));
  return filled === `{localPart}@${domain}` ? "{address}" : filled;
}

/**
 * What templates stand for at a domain. Panels that make user names of mailbox and domain, such as Virtualmin, add the
 * domain's first label, or whatever they took where two domains begin alike: `{prefix}`, which a domain may say itself.
 */
export function toTemplateValues(
  domain: string,
  variables: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, string> {
  const [prefix = domain] = domain.split(".", 1);
  return new Map([["prefix", prefix], ...Object.entries(variables), ["domain", domain]]);
}

/** A launched domain needs no value for what only the time before its launch uses. */
function withoutPastNeeds(merged: unknown, { launched }: DomainEntry): unknown {
  if (!launched || !isObject(merged) || !isObject(merged.webmail)) return merged;
  return mergePatch(merged, { webmail: { urlBeforeLaunch: null } });
}

/** A patch may bring what the provider has none of, and leave open what the schema fills in where it is written as a whole. */
function withDefaults(merged: unknown): unknown {
  if (!isObject(merged) || !isObject(merged.webmail)) return merged;
  return { ...merged, webmail: { ...WEBMAIL_DEFAULTS, ...merged.webmail } };
}

/** Nothing of a provider stands deeper. */
const MAX_DEPTH = 8;

function mapStrings(
  value: unknown,
  path: readonly PropertyKey[],
  map: (text: string, path: readonly PropertyKey[]) => string,
): unknown {
  if (typeof value === "string") return map(value, path);
  if (path.length > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((item, index) => mapStrings(item, [...path, index], map));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, mapStrings(member, [...path, name], map)]),
  );
}
