/**
 * Elements of other people's autoconfig documents and the values in them, read so that nothing is lost in silence: what
 * the model has no place for is told.
 * @module
 */
import type * as z from "zod";
import { withoutInvisible } from "../../model/printable.ts";
import type { SocketType } from "../../model/server.ts";
import { formatFault, toFaults } from "../../model/settings/fault.ts";
import { findTemplateNames } from "../../model/settings/template.ts";
import type { XmlElement } from "../xml-element.ts";

/** Takes note of something that the element says and that is not carried over as it stands. */
export type Tell = (element: XmlElement, what: string) => void;

/** How an element is called in what is told of it. */
export function toLabel({ name, attributes }: XmlElement): string {
  const type = attributes.get("type");
  return type === undefined ? name : `${name} type="${type}"`;
}

/** Whether that is what somebody means who writes `text`: upper and lower case are often mixed up, and never tell two words apart. */
export function isSameWord(text: string, word: string): boolean {
  return text.toLowerCase() === word.toLowerCase();
}

/** What `text` is in `words`, however it is written. */
export function findWord<Meaning>(words: ReadonlyMap<string, Meaning>, text: string): Meaning | undefined {
  for (const [word, meaning] of words) if (isSameWord(text, word)) return meaning;
  return undefined;
}

export function findAll(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter((child) => isSameWord(child.name, name));
}

/** The only child that has one of `names`, best first; what else has is told. */
export function findOne(parent: XmlElement, names: string | readonly string[], tell: Tell): XmlElement | undefined {
  const [first, ...others] = [names].flat().flatMap((name) => findAll(parent, name));
  for (const other of others) tell(other, `is left out: <${toLabel(parent)}> has one already`);
  return first;
}

/** The text of an element that holds nothing else. */
export function readText(element: XmlElement, tell: Tell, attributes: readonly string[] = []): string {
  tellOthers({ ...element, text: "" }, tell, { attributes, children: [] });
  return element.text;
}

/** The text of the only child of that name. */
export function readChild(parent: XmlElement, name: string, tell: Tell): string | undefined {
  const child = findOne(parent, name, tell);
  return child && readText(child, tell);
}

/** Tells all that `element` holds beside what its caller reads. */
export function tellOthers(
  element: XmlElement,
  tell: Tell,
  known: { readonly attributes: readonly string[]; readonly children: readonly string[] },
): void {
  for (const name of element.attributes.keys())
    if (!known.attributes.includes(name)) tell(element, `has an attribute that is left out: ${name}`);
  for (const child of element.children)
    if (!known.children.some((name) => isSameWord(child.name, name)))
      tell(child, `is left out of <${toLabel(element)}>: settings have no place for it`);
  if (element.text !== "") tell(element, `holds text that is left out: "${cut(element.text, MAX_QUOTED)}"`);
}

/** Stray text is told with its beginning alone. */
const MAX_QUOTED = 60;

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

/** No more than `max` units of UTF-16, and no half character. */
export function cut(text: string, max: number): string {
  let kept = "";
  for (const character of text) {
    if (kept.length + character.length > max) break;
    kept += character;
  }
  return kept.trimEnd();
}

export function toNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** `value` as the model has it; `undefined`, told with its faults, when the model refuses it. */
export function keep<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  element: XmlElement,
  tell: Tell,
): z.infer<Schema> | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  tell(element, `is left out: ${toFaults(parsed.error, value).map(formatFault).join(", ")}`);
  return undefined;
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
