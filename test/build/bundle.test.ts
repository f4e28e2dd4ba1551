import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type Bundle, bundleWorker, findLoadedWith } from "../../src/build/bundle.ts";

let folder: string;
let bundle: Bundle;
let atStart: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "waypost-bundle-"));
  bundle = await bundleWorker(folder);
  atStart = [...findLoadedWith(bundle)].flatMap((path) => Object.keys(bundle.metafile.outputs[path]?.inputs ?? {}));
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

test("what mail clients are answered with is loaded when an isolate starts", () =>
  expect(atStart).toEqual(expect.arrayContaining(["src/app.ts", "src/formats/autoconfig/autoconfig.ts"])));

test.each([
  ["the API", /^src\/http\/operators\//],
  ["the console", /^(?:src\/pages\/console\/|templates\/(?:built\/)?console)/],
  ["what operators do", /^src\/directory\//],
  ["what people are shown", /^(?:src\/pages\/|templates\/(?!parts\/qr-code))/],
  ["what signs", /^src\/signing\/(?!profile-signer)/],
  ["what asks a database", /^src\/store\/sql\//],
  ["the texts of guides", /^src\/content\/en\/(?:clients|webmail|failures)\//],
  ["the differences of documents", /node_modules\/diff\//],
])("%s is in the bundle, and is loaded later", (_, files) => {
  expect(Object.keys(bundle.metafile.inputs).some((path) => files.test(path))).toBe(true);
  expect(atStart.filter((path) => files.test(path))).toEqual([]);
});

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
