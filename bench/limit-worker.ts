/** The limit on workerd. */
import { env } from "cloudflare:workers";
import { createLimit } from "./limit.ts";

// Given as text bindings by bench.ts and runtimes.ts.
const { TEXT, HEADERS, ADDRESS, DOMAINS } = env as unknown as Readonly<
  Record<"TEXT" | "HEADERS" | "ADDRESS" | "DOMAINS", string>
>;
const bytes = new TextEncoder().encode(TEXT);
let init: Response | undefined;

export default createLimit({ body: TEXT, address: ADDRESS, domains: DOMAINS }, (filled) => {
  // workerd makes none before a request, and takes the fields of an answer that is there at the least cost.
  init ??= new Response(null, { headers: JSON.parse(HEADERS) });
  return new Response(filled ?? bytes, init);
});
