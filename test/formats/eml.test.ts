import * as fc from "fast-check";
import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { type Message, renderEml } from "../../src/formats/eml.ts";
import { toEffort } from "../support/drawn/effort.ts";

const MESSAGE: Message = {
  from: { name: "Example support", email: "help@hosting.example" },
  to: { localPart: "alice", domain: "shop.example" },
  subject: "Your mailbox alice@shop.example is ready",
  date: new Date("2026-11-24T12:34:56.789Z"),
  language: "en",
  text: "Hello\nüber 魚\n",
  html: '<!doctype html>\n<p>Hello, "魚" &amp; more</p>\n',
  pictures: [],
  fileName: "welcome-shop.example.eml",
};

const parse = (message: Partial<Message>) => PostalMime.parse(renderEml({ ...MESSAGE, ...message }).body);

/** The header as it is written, each field on one line. */
const headerOf = (message: Partial<Message> = {}) =>
  (renderEml({ ...MESSAGE, ...message }).body.split("\r\n\r\n")[0] ?? "").replace(/\r\n(?=[ \t])/g, "").split("\r\n");

test("another program's parser reads what was written", async () => {
  const { from, to, subject, date, text, html, headers } = await parse({});
  expect(from).toMatchObject({ name: "Example support", address: "help@hosting.example" });
  expect(to).toEqual([expect.objectContaining({ address: "alice@shop.example" })]);
  expect(subject).toBe(MESSAGE.subject);
  expect(date).toBe("2026-11-24T12:34:56.000Z");
  expect(text?.replaceAll("\r\n", "\n")).toBe(MESSAGE.text);
  expect(html?.replaceAll("\r\n", "\n")).toBe(MESSAGE.html);
  expect(headers.find(({ key }) => key === "x-unsent")?.value).toBe("1");
  expect(headers.find(({ key }) => key === "message-id")).toBeUndefined();
});

test("text comes before HTML, and both are of one multipart/alternative", () => {
  const { body, contentType, fileName } = renderEml(MESSAGE);
  expect(body.match(/Content-Type: [^;\r]+/g)).toEqual([
    "Content-Type: multipart/alternative",
    "Content-Type: text/plain",
    "Content-Type: text/html",
  ]);
  expect([contentType, fileName]).toEqual(["message/rfc822", "welcome-shop.example.eml"]);
  expect(headerOf()).toContain("Date: Tue, 24 Nov 2026 12:34:56 +0000");
});

test("without a sender or a reader, the program that opens it fills them in", async () => {
  const { from, to } = await parse({ from: undefined, to: undefined });
  expect([from, to]).toEqual([undefined, undefined]);
  expect(headerOf({ from: undefined, to: undefined }).filter((line) => /^(?:From|To):/.test(line))).toEqual([]);
});

test.each([
  ["alice+shop", "To: alice+shop@shop.example"],
  ["a..b", 'To: "a..b"@shop.example'],
  [".a", 'To: ".a"@shop.example'],
  ["jörg", "To: jörg@shop.example"],
])("the address %s is written as RFC 5322 has it", async (localPart, line) => {
  const to = { localPart, domain: "shop.example" };
  expect(headerOf({ to })).toContain(line);
  expect((await parse({ to })).to?.[0]?.address).toBe(`${localPart}@shop.example`);
});

test("a subject that looks like an encoded word is no other one to who opens it", async () => {
  const subject = "=?utf-8?Q?Your_mailbox?=";
  expect((await parse({ subject })).subject).toBe(subject);
});

test.each([
  ["Fish and Chips", "From: Fish and Chips <"],
  [`Fish & "Chips", Ltd. \\`, 'From: "Fish & \\"Chips\\", Ltd. \\\\" <'],
  ["魚", "From: =?utf-8?B?6a2a?= <"],
])("the name %s stands before the address", async (name, line) => {
  const from = { name, email: "help@hosting.example" };
  expect(headerOf({ from }).find((field) => field.startsWith("From:"))).toContain(line);
  expect((await parse({ from })).from).toMatchObject({ name, address: "help@hosting.example" });
});

const printable = fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }).filter(
  // What model/text.ts lets through, without blanks at the ends, which a header cannot keep.
  (text) =>
    text.isWellFormed() && text === text.trim() && !/[\p{Cc}\p{Noncharacter_Code_Point}\u2028\u2029]/u.test(text),
);

test("any subject and any text arrive, in lines that every server carries", async () => {
  await fc.assert(
    fc.asyncProperty(printable, printable, async (subject, text) => {
      const { body } = renderEml({ ...MESSAGE, subject, text, html: `<p>${text}</p>` });
      for (const line of body.split("\r\n")) expect(line.length).toBeLessThanOrEqual(76);
      expect(body.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      const parsed = await PostalMime.parse(body);
      expect(parsed.subject).toBe(subject);
      expect(parsed.text?.replace(/\r?\n$/, "")).toBe(text);
    }),
    { numRuns: toEffort(60) },
  );
});

test("no encoded word cuts a character in two", () => {
  const words = Array.from(
    renderEml({ ...MESSAGE, subject: "魚👩‍👩‍👧é".repeat(30) }).body.matchAll(/=\?utf-8\?B\?([^?]*)\?=/g),
    ([whole, encoded = ""]) => ({ whole, text: Buffer.from(encoded, "base64").toString() }),
  );
  expect(words.length).toBeGreaterThan(5);
  for (const { whole, text } of words) {
    expect(whole.length).toBeLessThanOrEqual(75);
    expect(text).not.toContain("\u{FFFD}");
  }
});

test("pictures stand beside the HTML that shows them, by their ids", async () => {
  const { text, html, attachments } = await parse({
    html: '<p><img src="cid:code@shop.example" alt=""></p>',
    pictures: [{ id: "code@shop.example", contentType: "image/png", fileName: "code.png", base64: btoa("\u0089PNG") }],
  });
  expect(text?.replaceAll("\r\n", "\n")).toBe(MESSAGE.text);
  expect(html).toContain("cid:code@shop.example");
  expect(attachments).toMatchObject([
    {
      contentId: "<code@shop.example>",
      mimeType: "image/png",
      disposition: "inline",
      related: true,
      filename: "code.png",
    },
  ]);
  expect([...new Uint8Array(attachments[0]?.content as ArrayBuffer)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
});
