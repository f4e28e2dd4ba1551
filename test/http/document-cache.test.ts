import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hole, type PersonalFormat } from "../../src/formats/document-template.ts";
import { encodeText, type RenderedDocument } from "../../src/formats/rendered-document.ts";
import { DocumentCache } from "../../src/http/wire/document-cache.ts";
import { accountOf } from "../support/domains/accounts.ts";
import { toEffort } from "../support/drawn/effort.ts";

const account = accountOf("alice@plain.example");
const { settings } = account;
const other = accountOf("bob@fish.example").settings;

/** Says all that it is told, and counts how often it is asked. */
function createRender() {
  let asked = 0;
  const render = ({ domain }: typeof settings, options: object): RenderedDocument => {
    asked += 1;
    return { contentType: "text/plain", body: `${domain} ${JSON.stringify(options)}` };
  };
  return { render, asked: () => asked };
}

const NONE = {};

const bodyOf = async (cache: DocumentCache, ...asked: Parameters<typeof cache.keep>) =>
  (await cache.keep(...asked)).document.body;

test("a document is rendered once for the same settings and options", async () => {
  const cache = new DocumentCache();
  const { render, asked } = createRender();
  const options = () => ({ language: "en", personal: false, parts: ["mail", "contacts"], name: undefined });
  const first = await cache.keep(settings, render, options());
  expect(await cache.keep(settings, render, options())).toBe(first);
  expect(asked()).toBe(1);
});

test("a document leaves in the form that its runtime sends at the least cost; one with holes stays text", async () => {
  const cache = new DocumentCache((_, bytes) => bytes);
  const { render } = createRender();
  const { document, body } = await cache.keep(settings, render, {});
  expect(body).toEqual(encodeText(document.body));
  const personal = () => ({ contentType: "text/plain", body: `for ${hole("name")}` });
  expect(typeof (await cache.keep(settings, personal, {})).body).toBe("string");
  expect((await new DocumentCache().keep(settings, render, {})).body).toBe(document.body);
});

describe("what differs is kept apart:", () => {
  const [english, german] = [{ tag: "en" }, { tag: "de" }];
  const [first, second] = [1, 2].map((result) => () => result);
  test.each<[string, object, object]>([
    ["a text", { origin: "https://a.example" }, { origin: "https://b.example" }],
    ["a yes and a no", { signed: true }, { signed: false }],
    ["a text and what it could be read as", { signed: "true" }, { signed: true }],
    ["a number", { hour: 1 }, { hour: 2 }],
    ["nothing and an empty text", { protocol: undefined }, { protocol: "" }],
    ["nothing and its name", { protocol: undefined }, { protocol: "undefined" }],
    ["a list", { include: ["mail"] }, { include: ["mail", "contacts"] }],
    ["what is in a list", { include: ["mail"] }, { include: ["contacts"] }],
    ["a list and a text with a comma", { include: ["a", "b"] }, { include: ["a,b"] }],
    ["the names of options", { guide: "kmail" }, { format: "kmail" }],
    ["two options and one that looks like them", { a: "x", b: "y" }, { a: 'x" b="y' }],
    ["null and nothing", { protocol: null }, { protocol: undefined }],
    ["functions of the same text", { toLink: first }, { toLink: second }],
    ["an object", { language: english }, { language: german }],
    ["an object of the same content", { language: { tag: "en" } }, { language: { tag: "en" } }],
  ])("%s", async (_, one, another) => {
    const cache = new DocumentCache();
    const { render, asked } = createRender();
    await cache.keep(settings, render, one);
    await cache.keep(settings, render, another);
    expect(asked()).toBe(2);
  });

  test.each([
    ["options that are made anew", () => ({})],
    ["options that are one object", () => NONE],
  ])("settings, and the render itself, with %s", async (_, options) => {
    const cache = new DocumentCache();
    const [one, another] = [createRender(), createRender()];
    for (const _again of [1, 2]) {
      expect(await bodyOf(cache, settings, one.render, options())).toBe("plain.example {}");
      expect(await bodyOf(cache, other, one.render, options())).toBe("fish.example {}");
    }
    expect(await bodyOf(cache, { ...settings }, one.render, options())).toBe("plain.example {}");
    await cache.keep(settings, another.render, options());
    expect([one.asked(), another.asked()]).toEqual([3, 1]);
  });

  test("one object of options beside others", async () => {
    const cache = new DocumentCache();
    const { render, asked } = createRender();
    for (const options of [NONE, { part: "mail" }, NONE, { part: "mail" }])
      expect(await bodyOf(cache, settings, render, options)).toBe(`plain.example ${JSON.stringify(options)}`);
    expect(asked()).toBe(2);
  });

  test("any options of plain values", () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.dictionary(fc.string({ maxLength: 3 }), plainValue())), async (all) => {
        const cache = new DocumentCache();
        const { render } = createRender();
        for (const options of all)
          expect(await bodyOf(cache, settings, render, options)).toBe(`plain.example ${JSON.stringify(options)}`);
      }),
      { numRuns: toEffort(20) },
    ));
});

const plainValue = () =>
  fc.oneof(
    fc.string({ maxLength: 3, unit: fc.constantFrom("a", ",", " ", "=", '"', "\\", "[", "]") }),
    fc.boolean(),
    fc.integer(),
    fc.array(fc.string({ maxLength: 2 })),
  );

test("the tag is that of the bytes: another document has another, the same document the same anywhere", async () => {
  const { render } = createRender();
  const etagOf = async (options: object) => (await new DocumentCache().keep(settings, render, options)).etag;
  expect(await etagOf({ a: 1 })).toBe(await etagOf({ a: 1 }));
  expect(await etagOf({ a: 1 })).not.toBe(await etagOf({ a: 2 }));
});

test("bytes are kept and tagged as text is, and apart from it", async () => {
  const cache = new DocumentCache();
  let asked = 0;
  const render = async (_: unknown, { hour }: { hour: number }) => {
    asked += 1;
    return { contentType: "image/png", body: encodeText(`${hour}`) };
  };
  const kept = await cache.keepBytes(settings, render, { hour: 1 });
  expect(await cache.keepBytes(settings, render, { hour: 1 })).toBe(kept);
  const sameText = () => ({ contentType: "text/plain", body: "1" });
  expect((await cache.keep(settings, sameText, { hour: 1 })).etag).toBe(kept.etag);
  expect((await cache.keepBytes(settings, render, { hour: 2 })).etag).not.toBe(kept.etag);
  expect(asked).toBe(2);
});

test("what is one person's is not in what is kept, and is no part of its key", async () => {
  const asked: object[] = [];
  const greeting: PersonalFormat<{ readonly name: string | undefined }> = {
    renderTemplate(_, options) {
      asked.push(options);
      return { contentType: "text/plain", body: `Hello ${options.name === undefined ? "you" : hole("name")}` };
    },
    toValues: (_, { name = "" }, names) => names.map(() => name),
    withoutPerson: ({ name }) => ({ name: name === undefined ? undefined : "" }),
  };
  const cache = new DocumentCache();
  const greet = async (name: string | undefined) => (await cache.renderPersonal(greeting, account, { name })).body;
  expect([await greet("Ann"), await greet("Bob"), await greet(undefined)]).toEqual([
    "Hello Ann",
    "Hello Bob",
    "Hello you",
  ]);
  expect(asked).toEqual([{ name: "" }, { name: undefined }]);
});

test("what documents are made of is kept for the few domains that were asked for last", () => {
  const cache = new DocumentCache();
  const asked: string[] = [];
  const make = ({ domain }: typeof settings, { part }: { readonly part: number }) => {
    asked.push(`${domain} ${part}`);
    return { part };
  };
  const parts = Array.from({ length: 16 }, (_, part) => cache.keepValue(settings, make, { part }));
  parts.forEach((value, part) => {
    expect(cache.keepValue(settings, make, { part })).toBe(value);
  });
  expect(asked).toHaveLength(16);
  expect(cache.keepValue(other, make, { part: 0 })).toEqual({ part: 0 });
  expect(cache.keepValue(settings, make, { part: 0 })).not.toBe(parts[0]);
  expect(asked.slice(16)).toEqual(["fish.example 0", "plain.example 0"]);
});

test("a render that fails keeps nothing", async () => {
  const cache = new DocumentCache();
  let asked = 0;
  const render = async (): Promise<RenderedDocument> => {
    asked += 1;
    if (asked === 1) throw new Error("not now");
    return { contentType: "text/plain", body: "here" };
  };
  await expect(cache.keep(settings, render, {})).rejects.toThrow("not now");
  expect(await bodyOf(cache, settings, render, {})).toBe("here");
});
