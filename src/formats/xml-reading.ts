/**
 * Other people's XML, read so that nothing is lost in silence: what its reader has no place for is told.
 * @module
 */
import type * as z from "zod";
import { formatFault, toFaults } from "../model/settings/fault.ts";
import type { XmlElement } from "./xml-element.ts";

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

/** Something that the document says and that its reader does not take over, or takes in another way. */
export interface ReadWarning {
  /** As it stands in the document, such as `incomingServer type="ews"`. */
  readonly element: string;
  readonly what: string;
}

/** `<element>: what became of it` */
export function formatWarning({ element, what }: ReadWarning): string {
  return `<${element}>: ${what}`;
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
