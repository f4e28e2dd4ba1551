import { globSync, readFileSync } from "node:fs";
import { dirname, normalize, relative } from "node:path";
import { expect, test } from "vitest";

const root = `${import.meta.dirname}/..`;

/** What each layer may import: folders and files of src by name, packages, and `node:`. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: ["model", "zod", "punycode"],
  content: ["content", "model"],
  formats: ["formats", "model", "templates", "zod", "xmlbuilder2", "@xmldom/xmldom", "plist", "qrcode", "eta", "uuid"],
  pages: ["pages", "content", "formats", "model", "templates", "eta"],
  store: ["store", "model"],
  signing: ["signing", "formats/rendered-document.ts"],
  http: [
    "http",
    "pages",
    "content",
    "formats",
    "model",
    "store/settings-store.ts",
    "store/lru-map.ts",
    "signing/profile-signer.ts",
    "hono",
    "zod",
  ],
  "app.ts": ["http", "model", "store/settings-store.ts", "signing/profile-signer.ts", "hono"],
  "config.ts": ["model", "signing/signing-identity.ts", "zod"],
  "index.ts": ["app.ts", "config.ts", "store", "signing/profile-signer.ts", "settings.json", "cloudflare:workers"],
  simulator: ["simulator", "@xmldom/xmldom", "tldts"],
  cli: [
    "cli",
    "simulator",
    "signing",
    "pages",
    "content",
    "formats",
    "model",
    "store/memory.ts",
    "zod",
    "node:",
    "workerd",
  ],
};

const files = globSync("src/**/*.ts", { cwd: root }).filter((file) => !file.endsWith(".d.ts"));

test("there are files to look at", () => expect(files.length).toBeGreaterThan(20));

test.each(files)("%s imports only what its layer may", (file) => {
  const [, layer = ""] = file.split("/");
  const allowed = MAY_IMPORT[layer] ?? [];
  const wrong = importsOf(file).filter(
    (name) =>
      !allowed.some((prefix) => name === prefix || name.startsWith(prefix.endsWith(":") ? prefix : `${prefix}/`)),
  );
  expect(wrong, `${layer} may import ${allowed.join(", ")}`).toEqual([]);
});

test("the model, the formats, the pages and the simulated clients know neither clock nor randomness", () => {
  const impure = files.filter(
    (file) =>
      /^src\/(?:model|content|formats|pages|simulator)\//.test(file) &&
      /Date\.now\(|new Date\(\)|Math\.random\(|randomUUID\(|getRandomValues\(/.test(
        readFileSync(`${root}/${file}`, "utf8"),
      ),
  );
  expect(impure).toEqual([]);
});

test("an import that no layer allows would be seen", () => {
  expect(importsOf("test/layers.test.ts")).toEqual(["node:fs", "node:path", "vitest"]);
  expect(importsOf("src/index.ts")).toContain("settings.json");
});

/** Names relative to src for our own files; package names as written. */
function importsOf(file: string): string[] {
  const source = readFileSync(`${root}/${file}`, "utf8");
  const statements = source.matchAll(
    /^(?:import\s+(?:[^"';]*?\sfrom\s+)?|export\s+(?:type\s+)?[{*][^"';]*?\sfrom\s+)"([^"]+)"/gm,
  );
  const names = Array.from(statements, ([, name = ""]) => name);
  return names.map((name) =>
    name.startsWith(".") ? relative("src", normalize(`${dirname(file)}/${name}`)).replace(/^(?:\.\.\/)+/, "") : name,
  );
}
