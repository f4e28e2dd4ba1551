import { request as httpRequest, type IncomingMessage } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
import type { SecureContext, TLSSocket } from "node:tls";
import type { SendWeb, TlsSeen, WebAnswer } from "../../check/network/probes.ts";
import { type FindPort, lookupAmong } from "./checked-lookup.ts";
import { toConnectError } from "./connect-failure.ts";
import { readBody, toFields } from "./read-body.ts";
import { seeTls } from "./seen-tls.ts";

const MAX_BODY_BYTES = 256_000;
const MAX_HEADER_BYTES = 32_000;

/** Requests by Node's own client. */
export function createSendWeb(findPort: FindPort, secureContext: SecureContext): SendWeb {
  // A connection for each request, and none that goes on where another ended: each shows its certificate.
  const agent = new Agent({ secureContext, rejectUnauthorized: false, maxCachedSessions: 0 });
  return ({ method, url, headers, body }, addresses, signal) =>
    new Promise((done, fail) => {
      const { protocol, hostname, host, port } = new URL(url);
      const isTls = protocol === "https:";
      const start = isTls ? httpsRequest : httpRequest;
      let tls: TlsSeen | undefined;
      const request = start({
        hostname,
        servername: hostname,
        port: findPort(hostname, port === "" ? (isTls ? 443 : 80) : Number(port)),
        lookup: lookupAmong(addresses),
        agent: isTls ? agent : false,
        method,
        // `fetch` would encode it anew.
        path: /^https?:\/\/[^/?#]*([^#]*)/.exec(url)?.[1] || "/",
        headers: { host, ...headers },
        maxHeaderSize: MAX_HEADER_BYTES,
        signal,
      });
      request.on("socket", (socket) => {
        if (isTls) socket.once("secureConnect", () => (tls = seeTls(socket as TLSSocket, hostname)));
      });
      request.on("error", (error) => fail(toConnectError(error, signal)));
      request.on("response", (response) => {
        readBody(response, MAX_BODY_BYTES).then(
          (text) => done(toAnswer(response, text, tls)),
          (error) => fail(toConnectError(error, signal)),
        );
      });
      request.end(body);
    });
}

function toAnswer(response: IncomingMessage, body: string, tls: TlsSeen | undefined): WebAnswer {
  return { status: response.statusCode ?? 0, headers: toFields(response), body, tls };
}
