/**
 * Lets Node import what wrangler.toml's rules call text. Loaded with `node --import`.
 * @module
 */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

registerHooks({
  load(url, context, next) {
    if (!/\/templates\/(?:built\/)?[^/]+\.(?:eta|css|min\.js)$/.test(url)) return next(url, context);
    const text = readFileSync(fileURLToPath(url), "utf8");
    return { format: "module", source: `export default ${JSON.stringify(text)}`, shortCircuit: true };
  },
});
