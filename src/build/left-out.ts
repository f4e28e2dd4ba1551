/**
 * What packages bring along and the Worker never calls, by their folders. xmlbuilder2 reads XML, JSON and YAML, and its DOM
 * knows URLs, events, ranges and observers: docs/adr/0002-xmlbuilder2-without-what-it-reads.md has the figures. zod makes
 * JSON Schemas, which we do while we build. Whoever calls any of it after all gets a TypeError.
 * @module
 */

const FILES: Readonly<Record<string, readonly string[]>> = {
  "js-yaml/dist": ["js-yaml"],
  "@oozcitak/url/lib": ["URLAlgorithm"],
  "@oozcitak/infra/lib": ["Base64", "ByteSequence", "CodePoints", "JSON", "List", "Map", "Set", "String"],
  "@oozcitak/dom/lib/parser": ["DOMParserImpl", "XMLParserImpl", "XMLStringLexer"],
  "@oozcitak/dom/lib/serializer": ["LocalNameSet", "XMLSerializerImpl"],
  "@oozcitak/dom/lib/dom": [
    "AbortControllerImpl",
    "AbortSignalImpl",
    "CustomEventImpl",
    "DOMTokenListImpl",
    "HTMLCollectionImpl",
    "MutationObserverImpl",
    "MutationRecordImpl",
    "NodeFilterImpl",
    "NodeIteratorImpl",
    "NodeListStaticImpl",
    "RangeImpl",
    "ShadowRootImpl",
    "StaticRangeImpl",
    "TreeWalkerImpl",
  ],
  "@oozcitak/dom/lib/algorithm": [
    "AbortAlgorithm",
    "BoundaryPointAlgorithm",
    "CharacterDataAlgorithm",
    "CustomElementAlgorithm",
    "DOMTokenListAlgorithm",
    "EventAlgorithm",
    "EventTargetAlgorithm",
    "MutationObserverAlgorithm",
    "NodeIteratorAlgorithm",
    "OrderedSetAlgorithm",
    "ParentNodeAlgorithm",
    "RangeAlgorithm",
    "ShadowTreeAlgorithm",
    "TextAlgorithm",
    "TraversalAlgorithm",
    "TreeWalkerAlgorithm",
  ],
  "xmlbuilder2/lib/builder": ["XMLBuilderCBImpl"],
  "xmlbuilder2/lib/readers": ["XMLReader", "YAMLReader"],
  "xmlbuilder2/lib/writers": ["JSONWriter", "MapWriter", "ObjectWriter", "YAMLWriter"],
  "zod/v4/core": ["json-schema-processors", "to-json-schema"],
};

/** The paths of all of them. */
export const LEFT_OUT = new RegExp(
  Object.entries(FILES)
    .map(([folder, names]) => `/node_modules/${folder}/(?:${names.join("|")})\\.m?js$`)
    .join("|")
    .replaceAll("/", "[\\\\/]"),
);
