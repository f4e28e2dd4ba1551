/**
 * Values in other people's autoconfig documents: names, texts and links, with our templates in place of their placeholders.
 * @module
 */
import { withoutInvisible } from "../../model/printable.ts";
import type { SocketType } from "../../model/server.ts";
import { findTemplateNames } from "../../model/settings/template.ts";
import type { XmlElement } from "../xml-element.ts";
import { cut, readText, type Tell } from "../xml-reading.ts";

/** What clients fill in, in any case. In a URL `%C3%BC%C3` is something else. */
export const PLACEHOLDER = /%[A-Z][A-Z0-9_]{2,}%/gi;
/** What only an address fills in. */
export const ADDRESS_PLACEHOLDER = /%(?:EMAIL(?!DOMAIN%)[A-Z]+|REALNAME)%/i;

export const DOMAIN_PLACEHOLDER = new Map([["%EMAILDOMAIN%", "{domain}"]]);
export const PLACEHOLDERS = new Map([
  ...DOMAIN_PLACEHOLDER,
  ["%EMAILADDRESS%", "{address}"],
  ["%EMAILLOCALPART%", "{localPart}"],
]);

/** Placeholders as templates; `undefined` when the text already has what the model would take for a template. */
export function toTemplate(value: string, placeholders: ReadonlyMap<string, string>): string | undefined {
  if (findTemplateNames(value).length > 0) return undefined;
  return value
    .replace(PLACEHOLDER, (placeholder) => placeholders.get(placeholder.toUpperCase()) ?? placeholder)
    .replace("{localPart}@{domain}", "{address}");
}

/** The same, and told where there is none. */
function toToldTemplate(
  element: XmlElement,
  value: string,
  placeholders: ReadonlyMap<string, string>,
  tell: Tell,
): string | undefined {
  const template = toTemplate(value, placeholders);
  if (template === undefined)
    tell(element, `is left out: settings would take {${findTemplateNames(value)[0]}} in it for a template`);
  return template;
}

/** A host name, without what cannot be seen in it. */
export function toHostname(value: string): string | undefined {
  return toTemplate(withoutInvisible(value).trim(), DOMAIN_PLACEHOLDER);
}

/** Text with our templates in place of autoconfig's placeholders; `undefined`, and told, where it is another for each person. */
export function readTemplate(element: XmlElement, tell: Tell): string | undefined {
  const value = readText(element, tell);
  return isForOnePerson(element, value, tell) ? undefined : toToldTemplate(element, value, DOMAIN_PLACEHOLDER, tell);
}

/** `undefined`, and told, where it is another for each person. */
export function readUrl(element: XmlElement, attribute: string, tell: Tell): string | undefined {
  const value = element.attributes.get(attribute)?.trim() ?? "";
  return isForOnePerson(element, value, tell) ? undefined : toToldTemplate(element, value, DOMAIN_PLACEHOLDER, tell);
}

/** A login name, with what clients put the address into as templates. */
export function readUsername(element: XmlElement, tell: Tell): string | undefined {
  const value = withoutInvisible(readText(element, tell)).trim();
  const template = toToldTemplate(element, value, PLACEHOLDERS, tell);
  for (const [placeholder] of (template ?? "").matchAll(PLACEHOLDER))
    tell(element, `has a placeholder that is not known and stays as text: ${placeholder}`);
  return template;
}

/** What only an address fills in: everybody at a domain gets the same names, texts and links. */
function isForOnePerson(element: XmlElement, value: string, tell: Tell): boolean {
  const [placeholder] = ADDRESS_PLACEHOLDER.exec(value) ?? [];
  if (placeholder === undefined) return false;
  tell(element, `is left out: ${placeholder} would be another for each person`);
  return true;
}

/**
 * Text for people: braces that would be a template become parentheses, and it ends after `max` characters. `undefined`,
 * and told, where it is another for each person, or nobody would fill in what stands in it.
 */
export function readProse(
  element: XmlElement,
  max: number,
  tell: Tell,
  attributes: readonly string[] = [],
): string | undefined {
  const value = readText(element, tell, attributes);
  if (isForOnePerson(element, value, tell)) return undefined;
  const asTemplate = toTemplate(value, DOMAIN_PLACEHOLDER);
  if (asTemplate === undefined) tell(element, "has braces, which are made parentheses");
  const text = asTemplate ?? value.replaceAll("{", "(").replaceAll("}", ")");
  const [unknown] = text.match(PLACEHOLDER) ?? [];
  if (unknown !== undefined) {
    tell(element, `is left out: nobody fills in ${unknown}`);
    return undefined;
  }
  if (text.length > max) tell(element, `is cut to ${max} characters: "${text}"`);
  return cut(text, max);
}

/** A member for an object, left out where it would hold nothing. */
export function withMember(name: string, value: object | undefined) {
  return value === undefined || Object.keys(value).length === 0 ? {} : { [name]: value };
}

export const SOCKET_TYPE: ReadonlyMap<string, SocketType> = new Map([
  ["SSL", "tls"],
  ["STARTTLS", "starttls"],
  ["plain", "plain"],
]);

/** What every server by host name and port may hold. */
export const SERVER_CHILDREN = ["hostname", "port", "socketType", "authentication", "username"];
