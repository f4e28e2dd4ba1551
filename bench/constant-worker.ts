/** The yardstick: through the same router, an answer that takes no thought, to a request that is read, signed where ours would be. */
import { env } from "cloudflare:workers";
import { Hono } from "hono";

// Given as text bindings by bench.ts; a body that is no text, in base64.
const {
  TEXT = "",
  BYTES,
  STATUS,
  HEADERS,
  KEY,
  KEY_KIND,
} = env as unknown as Readonly<
  Partial<Record<"TEXT" | "BYTES" | "KEY" | "KEY_KIND", string>> & Record<"STATUS" | "HEADERS", string>
>;
const status = Number(STATUS) as 200;
const headers: Record<string, string> = JSON.parse(HEADERS);
const bytes = BYTES === undefined ? Uint8Array.from(new TextEncoder().encode(TEXT)) : fromBase64(BYTES);
const body = BYTES === undefined ? TEXT : bytes;
const RSA = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
const P256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const algorithm = KEY_KIND === "rsa" ? RSA : P256;
const key = KEY ? await crypto.subtle.importKey("pkcs8", readPem(KEY), algorithm, false, ["sign"]) : undefined;

export default new Hono().all("*", async (c) => {
  if (c.req.method === "POST") await c.req.arrayBuffer();
  if (key !== undefined) await crypto.subtle.sign(algorithm, key, bytes);
  return c.body(body, status, headers);
});

function readPem(pem: string): Uint8Array<ArrayBuffer> {
  return fromBase64(pem.replace(/-----[^-]+-----|\s/g, ""));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
