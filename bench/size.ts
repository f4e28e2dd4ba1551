/**
 * The size of the shipped Worker, compressed as Cloudflare measures it: `npm run size`.
 * @module
 */
import { measureFreshBundle } from "./measure-bundle.ts";

/**
 * A Worker that is small starts fast; Cloudflare's own limit is 3 MB. Of this, the guides' texts of one language take some
 * 65 KiB: a second language is the time to load texts apart from code.
 */
const BUDGET_KIB = 300;

const size = await measureFreshBundle();
process.stdout.write(`bundle: ${size.toFixed(1)} KiB gzip of ${BUDGET_KIB} KiB\n`);
if (size > BUDGET_KIB) {
  process.stderr.write(
    "size: error: the bundle is over its budget\nhint: npm run build, then see what dist/index.js holds\n",
  );
  process.exitCode = 1;
}
