import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type Bundle, bundleWorker, findLoadedWith, inputsOf } from "../../src/build/bundle.ts";
import { DATA_FILE } from "../../src/build/data-modules.ts";
import * as englishTexts from "../../src/content/en/texts.ts";
import * as englishWords from "../../src/content/en/words/words.ts";

let folder: string;
let bundle: Bundle;
let atStart: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "waypost-bundle-"));
  bundle = await bundleWorker(folder);
  atStart = [...findLoadedWith(bundle)].flatMap((path) => inputsOf(bundle, path));
});
afterAll(() => rm(folder, { recursive: true }));

test("what finds whose settings a request is about is loaded when an isolate starts", () =>
  expect(atStart).toEqual(expect.arrayContaining(["src/app.ts", "src/model/resolving/find-named-settings.ts"])));

test.each([
  ["the API", /^src\/http\/operators\//],
  ["the console", /^(?:src\/pages\/console\/|templates\/(?:built\/)?console)/],
  ["what operators do", /^src\/directory\//],
  ["what people are shown", /^(?:src\/pages\/|templates\/(?!parts\/qr-code))/],
  ["what signs", /^src\/signing\/(?!profile-signer)/],
  ["what asks a database", /^src\/store\/sql\//],
  ["the texts of guides", /^src\/content\/en\/texts\.ts/],
  ["the languages", /^src\/content\/languages\//],
  ["the differences of documents", /node_modules\/diff\//],
  ["what is written as XML", /^src\/formats\/(?:xml|autoconfig\/autoconfig|autodiscover\/autodiscover-pox)\.ts$/],
  ["what writes XML", /node_modules\/(?:xmlbuilder2|@oozcitak)\//],
  ["profiles", /^src\/formats\/profile\/(?!profile-path)/],
  ["codes", /^src\/formats\/codes\//],
  [
    "what checks settings, which the build has done",
    /^src\/model\/settings\/(?:settings|provider|resolve-domain)\.ts$/,
  ],
  ["the package of schemas", /node_modules\/zod\//],
])("%s is in the bundle, and is loaded later", (_, files) => {
  expect(Object.keys(bundle.metafile.inputs).some((path) => files.test(path))).toBe(true);
  expect(atStart.filter((path) => files.test(path))).toEqual([]);
});

test("no language, text of a guide or style of a page is code that V8 would compile whenever an isolate starts", () => {
  const data = Object.keys(bundle.metafile.outputs).filter((path) => path.endsWith(DATA_FILE));
  const sources = ["content/languages/de.po", "content/en/texts.ts"].map((path) => `src/${path}`);
  expect(data.flatMap((path) => inputsOf(bundle, path))).toEqual(
    expect.arrayContaining([...sources, "templates/built/page.min.css"].map((path) => `${path}${DATA_FILE}`)),
  );
  // Of all those files only what puts them together is in the bundle, and stands for its data.
  const english = Object.keys(bundle.metafile.inputs).filter((path) => path.startsWith("src/content/en/"));
  expect(english.toSorted()).toEqual(["src/content/en/texts.ts", "src/content/en/words/words.ts"]);
});

test.each([
  ["texts", englishTexts],
  ["words", englishWords],
])("%s in English are data, which JSON carries whole", (_, texts) =>
  expect(JSON.parse(JSON.stringify(texts))).toStrictEqual({ ...texts }),
);

test("nothing is compiled while it runs, which workerd refuses within a request", async () => {
  const texts = await Promise.all(Object.keys(bundle.metafile.outputs).map((path) => readFile(path, "utf8")));
  expect(texts.join("")).not.toContain("new Function(");
  expect(Object.keys(bundle.metafile.inputs).filter((path) => path.includes("node_modules/eta/"))).toEqual([]);
});

test("two builds are the same bytes", async () => {
  const again = await mkdtemp(join(tmpdir(), "waypost-again-"));
  onTestFinished(() => rm(again, { recursive: true }));
  await bundleWorker(again);
  const filesOf = async (from: string) => {
    const names = (await readdir(from)).sort();
    return Promise.all(names.map(async (name) => [name, await readFile(join(from, name), "utf8")]));
  };
  const [first, second] = await Promise.all([filesOf(folder), filesOf(again)]);
  expect(first.length).toBeGreaterThan(3);
  expect(second).toEqual(first);
});
