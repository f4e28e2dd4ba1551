import { ConnectError, type ConnectFailure, type SendWeb, type WebAnswer } from "../../check/network/probes.ts";
import { readAtMost } from "../../check/network/read-at-most.ts";
import { toConnectError } from "./connect-failure.ts";

const MAX_BODY_BYTES = 256_000;

/** What Cloudflare answers in place of a server that it did not reach, or did not trust. */
const OF_CLOUDFLARE: Readonly<Record<number, readonly [ConnectFailure, string]>> = {
  520: ["reset", "the server hung up"],
  521: ["refused", "the server refuses connections"],
  522: ["timeout", "no connection in time"],
  523: ["refused", "there is no way to the server"],
  524: ["timeout", "no answer in time"],
  525: ["tls", "TLS does not begin"],
  526: ["tls", "the certificate is not trusted for this name"],
  530: ["refused", "the server's address is not found"],
};

/**
 * Requests by `fetch`, which looks up the name anew: the address that the check has looked at is not to be held on to here.
 * @param send the runtime's `fetch`
 * @see https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/
 */
export function createSendWeb(send: typeof fetch): SendWeb {
  return async ({ method, url, headers, body }, _addresses, signal) => {
    try {
      const response = await send(url, {
        method,
        headers,
        ...(body !== undefined && { body }),
        redirect: "manual",
        cache: "no-store",
        signal,
      });
      const failure = response.headers.get("server") === "cloudflare" ? OF_CLOUDFLARE[response.status] : undefined;
      if (failure !== undefined) {
        await response.body?.cancel();
        throw new ConnectError(...failure);
      }
      const tls = url.startsWith("https:") ? { version: undefined, certificate: undefined } : undefined;
      return { ...(await toAnswer(response)), tls };
    } catch (error) {
      throw toConnectError(error, signal, /\b(?:TLS|certificate)\b/i.test(String(error)) ? "tls" : "refused");
    }
  };
}

async function toAnswer(response: Response): Promise<Omit<WebAnswer, "tls">> {
  const decoder = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });
  const body = decoder.decode(await readAtMost(response, MAX_BODY_BYTES));
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
}
