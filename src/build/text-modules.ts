/**
 * What is imported as text, or as a function made of it, for all that load our source: the build, Node and the tests. A
 * template becomes code here, because workerd compiles none while it answers.
 * @module
 */
import { readFileSync } from "node:fs";
import { Eta } from "eta/core";
import { toTranslationModule } from "./translation-module.ts";

/** Templates, the styles and scripts that `npm run assets` built, and catalogues of languages. */
export const TEXT_MODULES =
  /[\\/]templates[\\/](?:[a-z]+[\\/])?[^\\/]+\.(?:eta|css|svg|min\.js)$|[\\/]languages[\\/][^\\/]+\.po$/;

const eta = new Eta();

/** The file as a module. */
export function toTextModule(path: string): string {
  if (path.endsWith(".po")) return toTranslationModule(path);
  const text = readFileSync(path, "utf8");
  return path.endsWith(".eta") ? toTemplateModule(text) : `export default ${JSON.stringify(text)};`;
}

/** A `Template` of src/formats/markup.ts: eta's code for the text, without what it puts round that for itself. */
function toTemplateModule(text: string): string {
  return `export default (it, show, toSafe) => {
const __eta = { res: "", e: toSafe };
${eta.compileBody(eta.parse(text))}
return __eta.res;
};`;
}
