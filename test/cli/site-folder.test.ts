import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findSites, removeSite, writeSite } from "../../src/cli/site/site-folder.ts";
import { Domain } from "../../src/model/domain/domain-schema.ts";

let top: string;
let folder: string;
const list = () => join(folder, ".waypost-files");

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "site-folder-"));
  folder = join(top, "shop.example");
});
afterEach(() => rmSync(top, { recursive: true }));

async function* filesOf(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) yield { path, body: new TextEncoder().encode(text) };
}
const SHOP = Domain.parse("shop.example");
const write = (files: Readonly<Record<string, string>>) => writeSite(folder, SHOP, filesOf(files));

test("what differs is written, what is gone is removed with its folders, and nothing else is touched", async () => {
  expect(await write({ "a.html": "1", "deep/er/b.html": "2" })).toEqual({ files: 2, changed: 2, removed: 0 });
  writeFileSync(join(folder, "mine.txt"), "");
  expect(await write({ "a.html": "1", "deep/er/b.html": "2" })).toEqual({ files: 2, changed: 0, removed: 0 });
  expect(await write({ "a.html": "3" })).toEqual({ files: 1, changed: 1, removed: 1 });
  expect(readdirSync(folder).toSorted()).toEqual([".waypost-files", "a.html", "mine.txt"]);
  expect(await removeSite(folder)).toBe(1);
  expect(readdirSync(folder)).toEqual(["mine.txt"]);
});

test("a file of somebody else's is not written over, and then nothing is written", async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, "b.html"), "mine");
  await expect(write({ "a.html": "1", "b.html": "2" })).rejects.toMatchObject({ path: join(folder, "b.html") });
  expect([readFileSync(join(folder, "b.html"), "utf8"), existsSync(join(folder, "a.html"))]).toEqual(["mine", false]);
});

test("what a run that was ended has left is taken for its own", async () => {
  await write({ "a.html": "1" });
  writeFileSync(list(), "a.html\nleft/over.html\nb.html\n");
  mkdirSync(join(folder, "left"));
  writeFileSync(join(folder, "left/over.html"), "");
  writeFileSync(join(folder, "b.html"), "half");
  expect(await write({ "a.html": "1", "b.html": "2" })).toEqual({ files: 2, changed: 1, removed: 1 });
  expect(existsSync(join(folder, "left"))).toBe(false);
});

test.each(["../mine.txt", "deep/../../mine.txt", "/etc/none"])(
  "a list that says %s removes nothing there",
  async (path) => {
    writeFileSync(join(top, "mine.txt"), "");
    await write({ "a.html": "1" });
    writeFileSync(list(), `a.html\n${path}\n`);
    await write({});
    expect(existsSync(join(top, "mine.txt"))).toBe(true);
  },
);

test("sites are found by their lists, where these tell the domain that the folder is named for", async () => {
  await write({ "a.html": "1" });
  await writeSite(join(top, "live"), SHOP, filesOf({ "a.html": "1" }));
  mkdirSync(join(top, "old.example"));
  writeFileSync(join(top, "old.example/.waypost-files"), "a.html\n");
  const found: string[] = [];
  for (const place of [top, join(top, "nowhere")]) for await (const site of findSites(place)) found.push(site);
  expect(found).toEqual(["shop.example"]);
});
