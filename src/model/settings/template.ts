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
