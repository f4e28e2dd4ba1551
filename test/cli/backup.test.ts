import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { openOrExplain } from "../../src/cli/directory-place.ts";
import { openDirectory } from "../../src/store/databases/open-directory.ts";
import { awkwardSettings } from "../fixtures/settings.ts";
import { waypost } from "../support/services/waypost.ts";

let folder: string;
let data: string;
let copy: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "backup-"));
  data = join(folder, "data");
  copy = join(folder, "waypost.backup");
  writeFileSync(join(folder, "settings.json"), JSON.stringify({ ...awkwardSettings, domains: {} }));
  await domain("add", "first.example", "provider=plain");
  return () => rmSync(folder, { recursive: true });
});

async function domain(...words: string[]) {
  const done = await waypost(["domain", ...words, "--data", data, "--settings", join(folder, "settings.json")]);
  expect(done, done.error).toMatchObject({ status: 0 });
  return done.out;
}
async function names(place = data): Promise<string[]> {
  const directory = await openDirectory({ folder: place });
  try {
    return (await directory.listDomains({}, 10)).items.map(({ name }) => name);
  } finally {
    await directory.close();
  }
}
const run = (...words: string[]) => waypost([...words, "--data", data]);

test("a copy is made and put back while the directory is open elsewhere, which then reads what was put back", async () => {
  const service = await openDirectory({ folder: data });
  onTestFinished(() => service.close());
  expect(await run("backup", copy)).toMatchObject({ status: 0, error: "" });
  await domain("add", "second.example", "provider=plain");
  await domain("remove", "first.example");
  expect(await service.countDomains({}, 10)).toBe(1);

  expect(await run("restore", copy)).toMatchObject({ status: 0, out: `${join(data, "waypost.db")}: as in ${copy}\n` });
  expect(await names()).toEqual(["first.example"]);
  expect((await service.listDomains({}, 10)).items.map(({ name }) => name)).toEqual(["first.example"]);
  await domain("add", "third.example", "provider=plain");
  expect(await service.countDomains({}, 10)).toBe(2);
});

test("a copy is one file, for its owner alone, and takes the place of the one before", async () => {
  for (const name of ["second.example", "third.example"]) {
    await domain("add", name, "provider=plain");
    const { status, out } = await run("backup", copy);
    expect([status, out]).toEqual([0, expect.stringMatching(/^\S+waypost\.backup: \d+ KB\n$/)]);
  }
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).sort()).toEqual(["data", "settings.json", "waypost.backup"]);
  await waypost(["restore", copy, "--data", join(folder, "new")]);
  expect(await names(join(folder, "new"))).toEqual(["first.example", "second.example", "third.example"]);
});

test("a copy that an earlier version made is brought up to date", async () => {
  await run("backup", copy);
  const old = new DatabaseSync(copy);
  old.exec("DROP INDEX domains_by_provider_and_state; DELETE FROM migrations WHERE name LIKE '0004%'");
  old.close();
  expect((await run("restore", copy)).error).toContain("hint: a service that runs");
  expect(await names()).toEqual(["first.example"]);
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ["in its middle", (bytes) => bytes.fill(0xff, 8_192, bytes.length - 4_096)],
  ["at its head", (bytes) => bytes.fill(0xff, 0, 100)],
  ["by its end, which is gone", (bytes) => bytes.subarray(0, bytes.length / 2)],
])("a copy takes the place of a database that is damaged %s, which is kept", async (_, damage) => {
  await run("backup", copy);
  const [database, place] = [join(data, "waypost.db"), { where: `in ${data}`, why: "its database is damaged" }];
  for (const aside of [`${database}.damaged`, `${database}.damaged-2`]) {
    for (const part of ["-wal", "-shm"]) rmSync(`${database}${part}`, { force: true });
    const damaged = damage(readFileSync(database));
    writeFileSync(database, damaged);
    writeFileSync(`${database}-wal`, "");
    expect(await openOrExplain({ folder: data })).toMatchObject({
      error: { ...place, hint: expect.stringContaining(`restore FILE --data ${data}`) },
    });
    const { status, error } = await run("restore", copy);
    expect([status, error]).toEqual([0, expect.stringContaining(`damaged, and kept as ${aside}\nhint: `)]);
    expect(readFileSync(aside)).toEqual(damaged);
    expect(await names()).toEqual(["first.example"]);
  }
});

test("whichever file is to blame is named", async () => {
  const database = join(data, "waypost.db");
  await run("backup", copy);
  writeFileSync(database, readFileSync(database).fill(0xff, 4_096));
  expect((await run("backup", copy)).error).toBe(`waypost: error: ${database}: database disk image is malformed\n`);
});

test.each<[file: string, write: (file: string) => void, told: string]>([
  ["no file", () => {}, "there is no such file"],
  ["a file of another kind", (file) => writeFileSync(file, "no database"), "it is no copy of a directory"],
  ["an empty file", (file) => writeFileSync(file, ""), "it is no copy of a directory"],
  [
    "a damaged copy",
    (file) => {
      const bytes = readFileSync(file);
      writeFileSync(file, bytes.fill(0xff, 8_192, bytes.length - 4_096));
    },
    "it is damaged",
  ],
  [
    "what a later version made",
    (file) => {
      const later = new DatabaseSync(file);
      later.exec("INSERT INTO migrations (name, at) VALUES ('9999_later', '')");
      later.close();
    },
    "a later version of Waypost made it",
  ],
])("%s changes nothing", async (kind, write, told) => {
  if (kind !== "no file") await run("backup", copy);
  await domain("add", "second.example", "provider=plain");
  write(copy);
  const { status, error } = await run("restore", copy);
  expect([status, error]).toEqual([1, `waypost: error: ${copy}: ${told}\n`]);
  expect(await names()).toEqual(["first.example", "second.example"]);
  expect(readdirSync(data).filter((name) => !name.startsWith("waypost.db"))).toEqual([]);
});

test.each(["backup", "restore"])("%s refuses the directory's own files, by whatever name", async (command) => {
  const service = await openDirectory({ folder: data });
  onTestFinished(() => service.close());
  symlinkSync(data, join(folder, "link"));
  for (const file of [join(data, "waypost.db"), join(folder, "link", "waypost.db"), join(data, "waypost.db-wal")]) {
    const { status, error } = await run(command, file);
    expect([status, error]).toEqual([2, expect.stringContaining("is the directory itself, not a copy of it")]);
  }
  await domain("add", "second.example", "provider=plain");
  expect(await service.countDomains({}, 10)).toBe(2);
});

test.each([
  [
    "a folder that is not there",
    ["backup", "COPY", "--data", "/nonexistent"],
    2,
    "there is no directory in /nonexistent",
  ],
  ["no place to write to", ["backup", "/nonexistent/copy"], 1, "there is no such file"],
  ["no file", ["backup"], 2, "expected the name of one file"],
  ["PostgreSQL", ["restore", "COPY", "--database", "postgres://h/n"], 2, "PostgreSQL has commands of its own"],
])("%s is told", async (_, words, status, told) => {
  const done = await waypost(
    words.map((word) => (word === "COPY" ? copy : word)),
    { env: { STATE_DIRECTORY: data } },
  );
  expect(done).toMatchObject({ status, error: expect.stringContaining(told) });
});
