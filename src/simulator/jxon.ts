/**
 * Mozilla's way to make values of XML.
 * @see thunderbird/thunderbird-desktop 153 mailnews/base/src/JXON.sys.mjs, mail/components/accountcreation/modules/FetchHTTP.sys.mjs
 * @module
 */
import { textOf, type XmlNode } from "./xml.ts";

/** The beginnings of the content types that it parses. */
export const XML_TYPES = /^(?:text\/xml|application\/xml|text\/rdf)/;

/** JXON: an attribute makes the value an object, and what looks like a number or a boolean becomes one. */
export function jxonValue(node: XmlNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.attributes.size > 0) return "[object Object]";
  return jxonText(textOf(node) ?? "");
}

export function jxonText(text: string): string {
  if (text.trim() === "") return "true";
  return Number.isFinite(Number(text)) ? String(Number(text)) : text;
}
