/**
 * `{domain}` and kin in settings. What can be known of a domain is filled in when its settings are resolved;
 * `{address}` and `{localPart}` stay until somebody's address is known.
 * @module
 */

const TEMPLATE = /\{([A-Za-z][A-Za-z0-9]*)\}/g;

/** Names that only an address can fill in; they may stand in user names alone. */
export const ADDRESS_TEMPLATES = ["address", "localPart"] as const;

/** The names used in `value`, each once. */
export function findTemplateNames(value: string): string[] {
  return [...new Set(Array.from(value.matchAll(TEMPLATE), (match) => match[1] ?? ""))];
}

/** Puts `values` in; a name that has none stays as it is. */
export function fillTemplates(value: string, values: ReadonlyMap<string, string>): string {
  return value.includes("{") ? value.replace(TEMPLATE, (whole, name: string) => values.get(name) ?? whole) : value;
}

/** What can be checked of a value before those of its templates are known. */
export function toSample(value: string): string {
  return value.includes("{")
    ? fillTemplates(value, new Map(findTemplateNames(value).map((name) => [name, SAMPLE_VALUE])))
    : value;
}

/** Takes the place of a value that is not known, or not there. */
export const SAMPLE_VALUE = "x.example";
