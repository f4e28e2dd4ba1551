/**
 * XML as clients see it: each picks from the same tree, by its own habits.
 * @module
 */
import { DOMParser, type Element } from "@xmldom/xmldom";
import type { ServerAnswer } from "../world.ts";

/** A stretch of text as event parsers hand it over: plain, by an entity reference, or in a CDATA section. */
interface Piece {
  readonly kind: "text" | "reference" | "cdata";
  readonly value: string;
}

export interface XmlNode {
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  readonly pieces: readonly Piece[];
}

/** Of answers that somebody still holds: many clients are given the same one, and to parse it is most of what they do. */
const roots = new WeakMap<ServerAnswer, XmlNode | undefined>();

/** The root element of what was answered, where that is a well-formed document. */
export function readRoot(answer: ServerAnswer): XmlNode | undefined {
  if (!roots.has(answer)) roots.set(answer, readXml(answer.body));
  return roots.get(answer);
}

function readXml(text: string): XmlNode | undefined {
  // Parsers take a byte order mark for granted, but nothing else before the declaration.
  try {
    const parser = new DOMParser({
      onError: (_, message) => {
        throw new Error(message);
      },
    });
    const root = parser.parseFromString(text.replace(/^\u{FEFF}/u, ""), "text/xml").documentElement;
    return root === null ? undefined : toNode(root);
  } catch {
    return undefined;
  }
}

const TEXT = 3;
const CDATA = 4;

function toNode(element: Element): XmlNode {
  return {
    name: element.nodeName,
    attributes: new Map(Array.from(element.attributes, ({ name, value }) => [name, value])),
    children: Array.from(element.children, toNode),
    pieces: Array.from(element.childNodes).flatMap(({ nodeType, nodeValue }): Piece[] => {
      const value = nodeValue ?? "";
      if (nodeType === CDATA) return [{ kind: "cdata", value }];
      return nodeType === TEXT ? split(value) : [];
    }),
  };
}

/** `&` and `<` cannot stand in text unless written as a reference; others that were so written are not seen. */
function split(text: string): Piece[] {
  return text
    .split(/([&<])/)
    .filter((value) => value !== "")
    .map((value) => ({ kind: /^[&<]$/.test(value) ? "reference" : "text", value }));
}

/** The first child of that name. */
export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((candidate) => candidate.name === name);
}

export function children(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node?.children.filter((candidate) => candidate.name === name) ?? [];
}

/** All of an element's own text. */
export function textOf(node: XmlNode | undefined): string | undefined {
  return node?.pieces.map(({ value }) => value).join("");
}

/** Trimmed; `undefined` where there is no such child or nothing in it. */
export function childText(node: XmlNode, name: string): string | undefined {
  return textOf(child(node, name))?.trim() || undefined;
}

/** The same as readers see it that make an object of an element with attributes: its text is then out of reach. */
export function bareChildText(node: XmlNode, name: string): string | undefined {
  return child(node, name)?.attributes.size === 0 ? childText(node, name) : undefined;
}

/** Every element of that name, at any depth, in the order of the document. */
export function descendants(node: XmlNode, name: string): XmlNode[] {
  return node.children.flatMap((inner) => [...(inner.name === name ? [inner] : []), ...descendants(inner, name)]);
}
