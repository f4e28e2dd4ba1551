/**
 * Plain JavaScript of our source, in parts that are loaded when they are needed: the Worker with all that it imports, and
 * what runs on Node, which strips no types below `node_modules`.
 * @module
 */
import { resolve } from "node:path";
import { type BuildOptions, type BuildResult, build, type Plugin } from "esbuild";
import { dataModules } from "./data-modules.ts";
import { LEFT_OUT } from "./left-out.ts";
import { TEXT_MODULES, toTextModule } from "./text-modules.ts";

const root = resolve(import.meta.dirname, "../..");

const WORKER = "src/index.ts";

export type Bundle = BuildResult<{ metafile: true; write: true }>;

const textModules: Plugin = {
  name: "text-modules",
  setup({ onLoad }) {
    onLoad({ filter: TEXT_MODULES }, ({ path }) => ({ contents: toTextModule(path), loader: "js" }));
  },
};

const leftOut: Plugin = {
  name: "left-out",
  setup({ onLoad }) {
    onLoad({ filter: LEFT_OUT }, () => ({ contents: "" }));
  },
};

/** What packages for Node import for the sake of it: workerd has it built in, under another name. */
const builtInBuffer: Plugin = {
  name: "built-in-buffer",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^buffer$/ }, () => ({ path: "buffer", namespace: "built-in" }));
    onLoad({ filter: /.*/, namespace: "built-in" }, () => ({ contents: "export const { Buffer } = globalThis;" }));
  },
};

const SHARED = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  target: "es2024",
  charset: "utf8",
  plugins: [textModules],
  logLevel: "warning",
} satisfies BuildOptions;

const IN_PARTS = { ...SHARED, splitting: true, metafile: true, write: true } satisfies BuildOptions;

/** What runs in workerd, be it the Worker or its tests. */
export const FOR_WORKERD = {
  ...SHARED,
  // As wrangler resolves packages for workerd.
  platform: "browser",
  conditions: ["workerd", "worker", "browser"],
  external: ["cloudflare:*"],
  plugins: [textModules, leftOut, builtInBuffer],
  // What is left out exports nothing.
  logOverride: { "import-is-undefined": "silent" },
} satisfies BuildOptions;

/** Makes `folder` with what wrangler uploads: `index.mjs`, the modules that it imports at once or later, and data beside them. */
export function bundleWorker(folder: string, entry = WORKER): Promise<Bundle> {
  return build({
    ...IN_PARTS,
    ...FOR_WORKERD,
    entryPoints: [entry],
    outdir: folder,
    // By which wrangler knows modules.
    outExtension: { ".js": ".mjs" },
    minify: true,
    plugins: [dataModules, ...FOR_WORKERD.plugins],
  });
}

/**
 * The files of a Worker that are evaluated when it starts: the entry, and what statements import on the way there; or those of
 * another module that is imported later.
 */
export function findLoadedWith({ metafile: { outputs } }: Bundle, module = WORKER): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (path: string): void => {
    const output = outputs[path];
    if (output === undefined || found.has(path)) return;
    found.add(path);
    for (const { path: next, kind } of output.imports) if (kind === "import-statement") follow(next);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs)) if (entryPoint === module) follow(path);
  return found;
}

/** The sources that a file of a Worker was made of. */
export function inputsOf({ metafile: { outputs } }: Bundle, file: string): string[] {
  return Object.keys(outputs[file]?.inputs ?? {}).map((input) => input.replace(/^data:/, ""));
}

/** Makes `folder` with the command and the service; packages stay what npm installs. */
export function bundleForNode(folder: string): Promise<Bundle> {
  return build({
    ...IN_PARTS,
    entryPoints: ["src/cli/waypost.ts"],
    outdir: folder,
    platform: "node",
    packages: "external",
  });
}
