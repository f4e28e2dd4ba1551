/**
 * A proxy on loopback that does for a Worker's `fetch` what Cloudflare's network does: it looks up names, verifies
 * certificates, and answers with a status of its own where it did not reach a server.
 * @module
 */
import { createServer, type IncomingMessage, request as requestPlain, type ServerResponse } from "node:http";
import { request as requestSecure } from "node:https";
import type { AddressInfo } from "node:net";

export interface FetchProxy {
  /** `host:port` */
  readonly place: string;
  close(): void;
}

/** @param findPort where the servers of the test are in truth */
export async function startFetchProxy(
  findPort: (hostname: string, port: number) => number,
  authority: string,
): Promise<FetchProxy> {
  const server = createServer({ requireHostHeader: false }, (incoming, outgoing) =>
    forward(incoming, outgoing, findPort, authority),
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return { place: `127.0.0.1:${port}`, close: () => void server.close() };
}

function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  findPort: (hostname: string, port: number) => number,
  authority: string,
): void {
  const url = new URL(incoming.url ?? "");
  const isTls = url.protocol === "https:";
  const options = {
    host: "127.0.0.1",
    port: findPort(url.hostname, isTls ? 443 : 80),
    path: `${url.pathname}${url.search}`,
    method: incoming.method,
    headers: { ...incoming.headers, host: url.hostname },
  };
  const request = isTls
    ? requestSecure({ ...options, servername: url.hostname, ca: authority, agent: false })
    : requestPlain({ ...options, agent: false });
  request.on("response", (response) => {
    outgoing.writeHead(response.statusCode ?? 0, response.headers);
    response.pipe(outgoing);
  });
  request.on("error", (error) => {
    if (!outgoing.headersSent) outgoing.writeHead(toStatus(error), { server: "cloudflare" });
    outgoing.end();
  });
  outgoing.on("close", () => request.destroy());
  incoming.pipe(request);
}

function toStatus(error: NodeJS.ErrnoException): number {
  const code = error.code ?? "";
  if (code === "ECONNREFUSED") return 521;
  if (/CERT|SIGNATURE|SELF_SIGNED/.test(code)) return 526;
  return /SSL|EPROTO/.test(code) || /TLS/.test(error.message) ? 525 : 520;
}
