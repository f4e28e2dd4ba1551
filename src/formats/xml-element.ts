/**
 * Reading XML that others wrote.
 * @module
 */
import { DOMParser, type Element, type Node } from "@xmldom/xmldom";
import { err, ok, type Result } from "../model/result.ts";
import { toPlainMarkup } from "./xml-markup.ts";

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text of its own, trimmed, with line breaks and runs of blanks as one blank. */
  readonly text: string;
}

const MAX_DOCUMENT = 1_000_000;
const MAX_DEPTH = 32;

/**
 * The root element; the error is a sentence about what is wrong, and where. Nothing beyond XML's own entities is expanded.
 * Names are without their prefix, and name spaces are no attributes: people write this format with any, or none.
 */
export function parseXml(xml: string): Result<XmlElement, string> {
  if (xml.length > MAX_DOCUMENT) return err(`it is longer than ${MAX_DOCUMENT} characters`);
  const text = xml.replace(/^\u{FEFF}/u, "").trimStart();
  if (text === "") return err("it is empty");
  if (!text.startsWith("<")) return err(`it is no XML: it begins with ${JSON.stringify(text.slice(0, 20))}`);
  const [, type] = /<!DOCTYPE\s*([\w.:-]{0,40})/i.exec(toPlainMarkup(text)) ?? [];
  if (type?.toLowerCase() === "html") return err("it is a web page");
  if (type !== undefined) return err(`it has a DOCTYPE, of ${type}: such documents have none`);
  const linesBefore = xml.slice(0, xml.length - text.length).split("\n").length - 1;
  let fault: string | undefined;
  try {
    const parser = new DOMParser({
      onError: (_, message, { locator }: { readonly locator?: Place }) => {
        fault = `${locator?.lineNumber ? toPlace(locator, linesBefore) : ""}${message}`;
        throw new Error(message);
      },
    });
    const root = parser.parseFromString(text, "text/xml").documentElement;
    if (root === null) return err("there is no element in it");
    const element = toElement(root, 1);
    return element === undefined ? err("elements are nested too deeply") : ok(element);
  } catch (cause) {
    const [said = ""] = (fault ?? (cause instanceof Error ? cause.message : String(cause))).split("\n");
    return err(`it is not well-formed XML: ${said}`);
  }
}

interface Place {
  readonly lineNumber?: number;
  readonly columnNumber?: number;
}

function toPlace({ lineNumber = 0, columnNumber = 1 }: Place, linesBefore: number): string {
  return `line ${lineNumber + linesBefore}, column ${columnNumber}: `;
}

/** `undefined` where it is nested more deeply than any honest document. */
function toElement(element: Element, depth: number): XmlElement | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const nodes: Node[] = Array.from(element.childNodes);
  const children: XmlElement[] = [];
  for (const child of Array.from(element.children)) {
    const read = toElement(child, depth + 1);
    if (read === undefined) return undefined;
    children.push(read);
  }
  return {
    name: element.localName ?? element.nodeName,
    attributes: new Map(
      Array.from(element.attributes)
        .filter(({ name }) => name !== "xmlns" && !name.startsWith("xmlns:"))
        .map(({ name, value }) => [name, value]),
    ),
    children,
    text: nodes
      .map(({ nodeType, nodeValue }) => (TEXT_NODES.has(nodeType) ? (nodeValue ?? "") : ""))
      .join("")
      .replace(/\s+/g, " ")
      .trim(),
  };
}

/** Text and CDATA (DOM section 4.4). */
const TEXT_NODES: ReadonlySet<number> = new Set([3, 4]);
