/**
 * Lets Node import the templates, styles and scripts of our source. Loaded with `node --import`.
 * @module
 */
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { TEXT_MODULES, toTextModule } from "./text-modules.ts";

registerHooks({
  load(url, context, next) {
    if (!TEXT_MODULES.test(url)) return next(url, context);
    return { format: "module", source: toTextModule(fileURLToPath(url)), shortCircuit: true };
  },
});
