/**
 * The size of the shipped Worker by its parts, compressed as Cloudflare measures it: `npm run size`.
 * @module
 */
import { type BundleSize, measureFreshBundle } from "./measure-bundle.ts";

/** KiB. A Worker that loads little starts fast; Cloudflare's own limit for the whole is 3 MB. docs/adr/0004 has where it goes. */
const BUDGETS: BundleSize = {
  start: 65,
  clients: 85,
  settings: 15,
  pages: 90,
  texts: 80,
  language: 100,
  directory: 15,
  operators: 105,
  simulator: 110,
  checks: 40,
};

const NAMES: Readonly<Record<keyof BundleSize, string>> = {
  start: "loaded at start",
  clients: "loaded to answer mail clients",
  settings: "loaded to check settings",
  pages: "loaded for pages",
  texts: "loaded with them, texts in English",
  language: "loaded for another language",
  directory: "loaded at start where there is a directory",
  operators: "loaded for operators",
  simulator: "loaded to play mail clients",
  checks: "loaded to look at other servers",
};

const PARTS = [
  "start",
  "clients",
  "settings",
  "pages",
  "texts",
  "language",
  "directory",
  "operators",
  "simulator",
  "checks",
] as const;

const size = await measureFreshBundle();
for (const part of PARTS)
  process.stdout.write(`${NAMES[part]}: ${size[part].toFixed(1)} KiB gzip of ${BUDGETS[part]}\n`);
process.stdout.write(`the whole: ${PARTS.reduce((sum, part) => sum + size[part], 0).toFixed(1)} KiB gzip\n`);

for (const part of PARTS)
  if (size[part] > BUDGETS[part]) {
    process.stderr.write(
      `size: error: ${NAMES[part]}: over its budget\nhint: npm run build, then see what dist/worker holds\n`,
    );
    process.exitCode = 1;
  }
