import type { IncomingMessage } from "node:http";
import { ConnectError } from "../../check/network/probes.ts";

/** What a server answers, as text in UTF-8. Who sends more than `most` bytes is not listened to any longer. */
export async function readBody(response: IncomingMessage, most: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    size += part.length;
    if (size > most) {
      response.destroy();
      throw new ConnectError("too-large", `the answer is too large: more than ${most} bytes`);
    }
    parts.push(part);
  }
  return new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(Buffer.concat(parts));
}

/** Header fields as a client reads them, each once. */
export function toFields({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value ?? "")]));
}
