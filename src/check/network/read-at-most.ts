import { concatenate } from "../../formats/rendered-document.ts";
import { ConnectError } from "./probes.ts";

/** The body of an answer. Rejects, and reads no further, where it is longer than it may be. */
export async function readAtMost(response: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    size += part.length;
    if (size > limit) throw new ConnectError("too-large", `more than ${limit} bytes`);
  }
  return concatenate(parts);
}
