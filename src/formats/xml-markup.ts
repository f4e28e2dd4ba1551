/**
 * What of an XML document is markup, without parsing it.
 * @module
 */

/** What else a document may hold, by how it begins and ends: nothing in it is a tag. */
const NOT_TAGS = { "<!--": "-->", "<?": "?>", "<![CDATA[": "]]>" } as const;
const OPENING = /<!--|<\?|<!\[CDATA\[/g;

/**
 * A document with tags and text alone: CDATA becomes the text that it is, comments and instructions go, and with one that
 * never ends all that follows. Linear in the length of the document.
 */
export function toPlainMarkup(text: string): string {
  let markup = "";
  let at = 0;
  for (;;) {
    // `matchAll` makes a regular expression anew for each request.
    OPENING.lastIndex = at;
    const found = OPENING.exec(text);
    if (found === null) return markup + text.slice(at);
    const { 0: opening, index } = found;
    // One of the three that the expression finds.
    const closing = NOT_TAGS[opening as keyof typeof NOT_TAGS];
    const start = index + opening.length;
    const end = text.indexOf(closing, start);
    markup += text.slice(at, index);
    if (end < 0) return markup;
    if (opening === "<![CDATA[") markup += text.slice(start, end).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    at = end + closing.length;
  }
}
