import { serialize } from "node:v8";
import { expect, test } from "vitest";
import { fillTemplate, fillTemplateBytes, hole, toDocumentTemplate } from "../../src/formats/document-template.ts";

/** Whether V8 holds it so: what it writes of a text begins with its version, and a mark of the form. */
const isOneByte = (text: string) => serialize(text).subarray(2, 3).toString() === '"';
const template = (body: string) => toDocumentTemplate({ contentType: "text/plain", body });

test("what is cut at holes takes no more memory than text without them", () => {
  const { parts } = template(`The name that mail is sent to is ${hole("address")}, by whatever server there is.`);
  expect(parts.map(isOneByte)).toEqual([true, true]);
});

test("and is the same text", () => {
  const filled = fillTemplate(template(`\u{FEFF}“${hole("name")}” 🐟 ${hole("name")}`), ["<é>"]);
  expect(filled.body).toBe("\u{FEFF}“&lt;é&gt;” 🐟 &lt;é&gt;");
});

test.each([
  ["application/xml", `o'brien &quot;&amp;&lt;&gt;`],
  ["text/html; charset=utf-8", "o&#39;brien &quot;&amp;&lt;&gt;"],
])("in %s a value has no more entities than it needs", (contentType, body) => {
  const kept = toDocumentTemplate({ contentType, body: hole("name") });
  expect(fillTemplate(kept, [`o'brien "&<>`]).body).toBe(body);
});

test.each(["text/xml", "text/html; charset=utf-8"])("a document of %s is the same as bytes", (contentType) => {
  const body = `“${hole("a")}”${hole("b")}${hole("a")} 🐟`;
  const kept = toDocumentTemplate({ contentType, body });
  const values = [`o'brien "&<é>`, ""];
  expect(new TextDecoder().decode(fillTemplateBytes(kept, values).body)).toBe(fillTemplate(kept, values).body);
});
