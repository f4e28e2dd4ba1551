/**
 * The size of the shipped Worker, compressed as Cloudflare measures it: `npm run size`.
 * @module
 */
import { measureFreshBundle } from "./measure-bundle.ts";

/**
 * A Worker that is small starts fast; Cloudflare's own limit is 3 MB. Of this the guides' texts of one language take some
 * 65 KiB, xmlbuilder2 some 58 (docs/adr/0002), the API's description and what operators work with some 60.
 */
const BUDGET_KIB = 330;

const size = await measureFreshBundle();
process.stdout.write(`bundle: ${size.toFixed(1)} KiB gzip of ${BUDGET_KIB} KiB\n`);
if (size > BUDGET_KIB) {
  process.stderr.write(
    "size: error: the bundle is over its budget\nhint: npm run build, then see what dist/index.js holds\n",
  );
  process.exitCode = 1;
}
