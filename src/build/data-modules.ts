/**
 * Data of the Worker, each as a file of its own beside the code. Of code V8 compiles all that was uploaded whenever an isolate
 * starts, be it wanted or not; data is left alone until what it belongs to is imported.
 * @module
 */
import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "esbuild";
import { readTranslation } from "./translation-module.ts";

const root = resolve(import.meta.dirname, "../..");

/** Catalogues of languages, what is said in English, the settings of the Worker, styles and scripts of pages, and what is JSON already. */
const DATA = new RegExp(
  [
    "\\.json$",
    "/languages/.+\\.po$",
    "/content/en/(?:texts|words/words)\\.ts$",
    "/src/embedded-settings\\.ts$",
    "/templates/built/.+",
  ]
    .join("|")
    .replaceAll("/", "[\\\\/]"),
);

/** By their end wrangler.toml and our tests know such files. */
export const DATA_FILE = ".bin";

export const dataModules: Plugin = {
  name: "data-modules",
  setup({ onResolve, onLoad }) {
    onLoad({ filter: DATA }, async ({ path }) => {
      const exports = await readExports(path);
      const file = `data:${relative(root, path).replaceAll("\\", "/")}${DATA_FILE}`;
      return { contents: toModule(file, Object.keys(exports)), loader: "js", pluginData: JSON.stringify(exports) };
    });
    onResolve({ filter: /^data:/ }, ({ path, pluginData }) => ({
      path: path.replace("data:", ""),
      namespace: "data",
      pluginData,
    }));
    onLoad({ filter: /.*/, namespace: "data" }, ({ pluginData }) => ({ contents: pluginData, loader: "copy" }));
  },
};

async function readExports(path: string): Promise<Readonly<Record<string, unknown>>> {
  if (path.endsWith(".po")) return { default: readTranslation(path) };
  if (/\.(?:css|min\.js)$/.test(path)) return { default: await readFile(path, "utf8") };
  if (path.endsWith(".json")) return { default: JSON.parse(await readFile(path, "utf8")) };
  return { ...(await import(pathToFileURL(path).href)) };
}

function toModule(file: string, names: readonly string[]): string {
  return `import bytes from ${JSON.stringify(file)};
const data = JSON.parse(new TextDecoder().decode(bytes));
${names.map((name) => `export ${name === "default" ? "default" : `const ${name} =`} data.${name};`).join("\n")}`;
}
