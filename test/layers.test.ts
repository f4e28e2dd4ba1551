import { globSync, readFileSync } from "node:fs";
import { dirname, normalize, relative } from "node:path";
import { expect, test } from "vitest";
import { parseAst } from "vitest/node";

const root = `${import.meta.dirname}/..`;

/** What each layer may import: folders and files of src by name, packages, and `node:`. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: ["model", "zod", "punycode"],
  // What lint and guides know of clients is in their simulation too: lists are kept once, where their sources are named.
  lint: ["lint", "model", "formats", "simulator/oauth2-sites.ts"],
  content: ["content", "model"],
  formats: ["formats", "model", "templates", "zod", "xmlbuilder2", "@xmldom/xmldom", "plist", "@noble/hashes"],
  telling: ["telling", "content", "formats", "model", "simulator/oauth2-sites.ts"],
  pages: ["pages", "telling", "content", "formats", "model", "templates"],
  browser: [
    "browser",
    "telling/failures/failure-search.ts",
    "formats/codes/personal-code.ts",
    "formats/codes/qr-matrix.ts",
    "model/address/address-parts.ts",
    "model/guides/guide-path.ts",
    "model/domain/hostname.ts",
    "model/domain/is-slip.ts",
    "model/settings/template.ts",
  ],
  store: ["store", "zod", "postgres", "node:", "model"],
  directory: [
    "directory",
    "lint",
    "model",
    "content",
    "formats",
    "simulator",
    "telling",
    "check",
    "diff",
    "zod",
    "store/roles.ts",
    "store/access-roles.ts",
    "store/hostname-roles.ts",
    "store/login-roles.ts",
    "store/count-roles.ts",
    "store/check-roles.ts",
    "store/read-pages.ts",
    "store/records.ts",
  ],
  check: ["check", "simulator", "formats", "model", "dns-packet", "zod"],
  signing: ["signing", "formats/der.ts", "formats/rendered-document.ts", "model/keep-last.ts"],
  http: [
    "http",
    "check/check-elsewhere.ts",
    "check/shared-checks.ts",
    "directory",
    "check/network/probes.ts",
    "pages",
    "telling",
    "content",
    "formats",
    "model",
    "store/roles.ts",
    "store/access-roles.ts",
    "store/hostname-roles.ts",
    "store/login-roles.ts",
    "store/count-roles.ts",
    "store/counts/request-tally.ts",
    "store/read-pages.ts",
    "store/records.ts",
    "store/cache/inventory.ts",
    "store/cache/served-names.ts",
    "store/settings-store.ts",
    "signing/profile-signer.ts",
    "hono",
    "zod",
  ],
  "app.ts": [
    "http",
    "model",
    "store/roles.ts",
    "store/cache/inventory.ts",
    "store/cache/served-names.ts",
    "store/settings-store.ts",
    "signing/profile-signer.ts",
    "hono",
  ],
  "config.ts": ["check/dns/dns-over-https.ts", "model", "lint/lint-origin.ts", "signing/signing-identity.ts"],
  "embedded-settings.ts": ["config.ts", "model", "settings.json"],
  "index.ts": [
    "http/infrastructure/metrics.ts",
    "http/wire/peer.ts",
    "http/limits/rates.ts",
    "app.ts",
    "check/shared-checks.ts",
    "config.ts",
    "embedded-settings.ts",
    "edge",
    "directory/operators.ts",
    "model",
    "store",
    "signing",
    "cloudflare:workers",
  ],
  edge: ["edge", "check", "directory/fleet", "model", "cloudflare:sockets"],
  "static-site.ts": ["app.ts", "content/language.ts", "model", "signing/profile-signer.ts"],
  node: [
    "node",
    "http/wire/crash.ts",
    "http/wire/peer.ts",
    "http/wire/problem.ts",
    "config.ts",
    "check",
    "cli/command.ts",
    "cli/directory-place.ts",
    "directory/fleet",
    "store/check-roles.ts",
    "cli/signing/known-roots.ts",
    "cli/settings-file.ts",
    "cli/signing/signing-secrets.ts",
    "cli/terminal.ts",
    "model",
    "signing",
    "store/roles.ts",
    "store/count-roles.ts",
    "store/counts/request-tally.ts",
    "store/databases/open-directory.ts",
    "store/cache/inventory.ts",
    "store/cache/served-names.ts",
    "store/cache/within.ts",
    "@hono/node-server",
    "hono",
    "node:",
  ],
  "server-app.ts": [
    "app.ts",
    "check/shared-checks.ts",
    "formats/certificates/pacc-times.ts",
    "model",
    "node",
    "http/infrastructure/metrics.ts",
    "http/limits/rates.ts",
    "directory/operators.ts",
    "store",
  ],
  "serve.ts": ["server-app.ts", "node", "cli/command.ts"],
  "server.ts": ["serve.ts", "cli/terminal.ts"],
  simulator: ["simulator", "@xmldom/xmldom", "tldts"],
  cli: [
    "cli",
    "node/probes",
    "check",
    "simulator",
    "signing",
    "pages",
    "telling",
    "content",
    "formats",
    "lint",
    "model",
    "directory",
    "serve.ts",
    "static-site.ts",
    "store/databases/memory.ts",
    "store/cache/directory-reader.ts",
    "store/access-roles.ts",
    "store/hostname-roles.ts",
    "store/login-roles.ts",
    "store/databases/open-directory.ts",
    "store/databases/postgres-url.ts",
    "store/read-pages.ts",
    "store/records.ts",
    "store/roles.ts",
    "store/databases/sqlite-backup.ts",
    "dns-packet",
    "zod",
    "package.json",
    "node:",
  ],
  build: [
    "build",
    "cli/settings-file.ts",
    "http/operators/description/api-document.ts",
    "content",
    "model",
    "esbuild",
    "eta",
    "gettext-parser",
    "zod",
    "node:",
  ],
};

const IMPORTS: ReadonlySet<unknown> = new Set([
  "ImportDeclaration",
  "ImportExpression",
  "ExportAllDeclaration",
  "ExportNamedDeclaration",
  "TSImportType",
  "TSExternalModuleReference",
]);

const files = globSync("src/**/*.ts", { cwd: root }).filter((file) => !file.endsWith(".d.ts"));

const imports = new Map(files.map((file) => [file, importsOf(file)]));

test("there are files to look at", () => expect(files.length).toBeGreaterThan(20));

test.each(files)("%s imports only what its layer may", (file) => {
  const [, layer = ""] = file.split("/");
  const allowed = MAY_IMPORT[layer] ?? [];
  const wrong = imports
    .get(file)
    ?.filter(
      (name) =>
        !allowed.some((prefix) => name === prefix || name.startsWith(prefix.endsWith(":") ? prefix : `${prefix}/`)),
    );
  expect(wrong, `${layer} may import ${allowed.join(", ")}`).toEqual([]);
});

test("no module imports itself by way of others, be it for types alone", () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" > "));
    if (done.has(file)) return;
    done.add(file);
    for (const next of imports.get(file) ?? []) walk(`src/${next}`, [...path, file]);
  };
  for (const file of files) walk(file, []);
  expect(circles).toEqual([]);
});

test("a value that a module exports is named in another", () => {
  const texts = globSync("{src,test,bench}/**/*.ts", { cwd: root }).map((file) =>
    readFileSync(`${root}/${file}`, "utf8"),
  );
  const places = new Map<string, number>();
  for (const text of texts)
    for (const word of new Set(text.match(/\w+/g))) places.set(word, (places.get(word) ?? 0) + 1);
  const exported = texts.flatMap((text) =>
    Array.from(text.matchAll(/^export (?:async )?(?:const|function\*?|class) (\w+)/gm), ([, name = ""]) => name),
  );
  expect(exported.length).toBeGreaterThan(1000);
  expect(exported.filter((name) => places.get(name) === 1)).toEqual([]);
});

test("a value that a module of src exports is used there or measured, and not tested alone", () => {
  const paths = globSync("{src,bench}/**/*.ts", { cwd: root });
  const texts = paths.map((file) => readFileSync(`${root}/${file}`, "utf8"));
  const uses = new Map<string, number>();
  for (const text of texts) for (const [word] of text.matchAll(/\w+/g)) uses.set(word, (uses.get(word) ?? 0) + 1);
  const exported = texts.flatMap((text) =>
    Array.from(text.matchAll(/^export (?:async )?(?:const|function\*?|class) (\w+)/gm), ([, name = ""]) => name),
  );
  expect(exported.filter((name) => uses.get(name) === 1)).toEqual([]);
});

test("the model, the formats, the pages and the simulated clients know neither clock nor randomness", () => {
  const impure = files.filter(
    (file) =>
      /^src\/(?:model|lint|content|formats|telling|pages|simulator)\//.test(file) &&
      /Date\.now\(|new Date\(\)|Math\.random\(|randomUUID\(|getRandomValues\(/.test(
        readFileSync(`${root}/${file}`, "utf8"),
      ),
  );
  expect(impure).toEqual([]);
});

test("every way to import is seen: of values, of types, again exported, for effect, and later", () => {
  const source = `import { type A } from "a"; import type B from "b"; import C = require("c"); export * from "d";
    export { e } from "e"; import "f"; const g: number = 1; const h = await import("h"); // import "comment"
    type I = import("i").I; const text = 'import "text"';`;
  expect(importedBy(source)).toEqual(["a", "b", "c", "d", "e", "f", "h", "i"]);
  expect(importsOf("src/embedded-settings.ts")).toContain("settings.json");
});

/** Names relative to src for our own files; package names as written. */
function importsOf(file: string): string[] {
  return importedBy(readFileSync(`${root}/${file}`, "utf8")).map((name) =>
    name.startsWith(".") ? relative("src", normalize(`${dirname(file)}/${name}`)).replace(/^(?:\.\.\/)+/, "") : name,
  );
}

/** What a module names as a source, wherever in it, in the order of the text. */
function importedBy(source: string): string[] {
  return findSources(parseAst(source, { lang: "ts" }));
}

function findSources(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const own = "type" in node && IMPORTS.has(node.type) ? Object.entries(node) : [];
  const sources = own.flatMap(([name, value]) =>
    (name === "source" || name === "expression") && isText(value) ? [value.value] : [],
  );
  return [...sources, ...Object.values(node).flatMap(findSources)];
}

function isText(node: unknown): node is { readonly value: string } {
  return typeof node === "object" && node !== null && "value" in node && typeof node.value === "string";
}
