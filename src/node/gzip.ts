import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";

const compress = promisify(gzip);

/** On another thread, and without the streams, which cost as much again. One person's page is compressed for one reader. */
export function gzipByZlib(bytes: Uint8Array, isKept: boolean): Promise<Uint8Array<ArrayBuffer>> {
  return compress(bytes, { level: isKept ? constants.Z_DEFAULT_COMPRESSION : constants.Z_BEST_SPEED });
}
