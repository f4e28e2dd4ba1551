import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkSettings } from "../../src/build/check-settings.ts";
import { DEFAULT_SETTINGS } from "../../src/cli/settings-file.ts";

async function check(text: string) {
  const folder = await mkdtemp(join(tmpdir(), "waypost-settings-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "settings.json");
  await writeFile(path, text);
  const told: string[] = [];
  const isSound = await checkSettings(path, (line) => told.push(line.replace(folder, "")));
  return { isSound, told };
}

test("settings without a fault are built, and nothing is told", async () =>
  expect(await check(await readFile(DEFAULT_SETTINGS, "utf8"))).toEqual({ isSound: true, told: [] }));

test("each fault of settings is told, as wherever else they are read, and nothing is built", async () => {
  const domains = `{ "shop.example": { "provider": "q" }, "shop.example": { "provider": "p", "lunched": true } }`;
  expect(await check(`{ "providers": {}, "domains": ${domains} }`)).toEqual({
    isSound: false,
    told: [
      expect.stringMatching(/^build: error: \/settings\.json: domains\["shop\.example"\]: .*expected once/),
      expect.stringMatching(/^build: error: \/settings\.json: domains\["shop\.example"\]\.lunched: .*unknown member/),
      expect.stringMatching(/^hint: mend these and build again/),
    ],
  });
});
