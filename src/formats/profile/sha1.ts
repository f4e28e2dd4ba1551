import { hash } from "node:crypto";

const digest = new Uint8Array(20);

/**
 * SHA-1 as Node has it: in one call, since an object for each digest costs several times what it does, and an array as much.
 * @returns twenty bytes, until the next call writes its own there
 */
export function sha1(bytes: Uint8Array): Uint8Array {
  const characters = hash("sha1", bytes, "binary");
  for (let index = 0; index < digest.length; index += 1) digest[index] = characters.charCodeAt(index);
  return digest;
}
