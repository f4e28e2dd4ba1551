/**
 * What JXON, by which Thunderbird turns XML into objects, makes of an element's text.
 * @see thunderbird/thunderbird-desktop 153 mailnews/base/src/JXON.sys.mjs
 * @module
 */
import { textOf, type XmlNode } from "./xml.ts";

/** As it reads when it is made a text again; an element with an attribute became an object, and its text is lost. */
export function jxonValue(node: XmlNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  return node.attributes.size > 0 ? "[object Object]" : jxonText(textOf(node) ?? "");
}

/** What looks like a number or a boolean becomes one, and nothing becomes `true`. */
export function jxonText(text: string): string {
  if (text.trim() === "") return "true";
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase();
  return Number.isFinite(Number(text)) ? String(Number.parseFloat(text)) : text;
}
