import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Plugin } from "vitest/config";
import { FOR_WORKERD } from "../../../src/build/bundle.ts";

/** From the root of the project, as Vite asks for it. */
const FILE = "/.wrangler/test/bundle.js";

/** Has workerd load the file itself, which it does without Vite. */
export const AS_IT_IS = { type: "ESModule" as const, include: [`**${FILE}`] };

/**
 * A test for workerd and all that it imports as one file, bundled as the Worker is. Module by module, by way of Vite and a
 * socket, loading took as long as the tests.
 */
export function asOneModule(root: string, test: string): Plugin {
  const outfile = resolve(root, `.${FILE}`);
  return {
    name: "as-one-module",
    enforce: "pre",
    async load(id) {
      if (id !== resolve(root, test)) return undefined;
      await build({
        ...FOR_WORKERD,
        entryPoints: [id],
        outfile,
        external: [...FOR_WORKERD.external, "vitest", "node:*"],
        // What tests import as `?raw`.
        loader: { ".md": "text", ".mobileconfig": "text", ".xml": "text" },
        sourcemap: "linked",
        sourcesContent: false,
        // By this name, where the stack of an error has it, Vitest finds the file and its map. V8 puts it there, Vite's own stacks do not.
        footer: { js: `//# sourceURL=${pathToFileURL(outfile)}` },
      });
      return `Error.prepareStackTrace = undefined;\nawait import("${FILE}");`;
    },
  };
}
