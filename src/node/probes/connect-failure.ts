import { ConnectError } from "../../check/network/probes.ts";

const REFUSED = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "EACCES"]);
const RESET = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED"]);

/** Node's errors in the words of a check. */
export function toConnectError(error: unknown, signal: AbortSignal): ConnectError {
  if (error instanceof ConnectError) return error;
  if (signal.aborted) return new ConnectError("timeout", "no answer in time");
  const code = findCode(error);
  const message = error instanceof Error ? error.message : String(error);
  if (code === "ETIMEDOUT") return new ConnectError("timeout", message);
  if (REFUSED.has(code)) return new ConnectError("refused", code);
  if (/^(?:ERR_SSL|ERR_TLS|ERR_OSSL|EPROTO)/.test(code)) return new ConnectError("tls", toReason(message));
  if (RESET.has(code)) return new ConnectError(/TLS connection|handshake/.test(message) ? "tls" : "reset", message);
  return new ConnectError("malformed", message);
}

/** Where several addresses were tried there are several errors, of which the last is as good as any. */
function findCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return findCode(error.errors.at(-1));
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** OpenSSL's own words without where in its source they stand. */
function toReason(message: string): string {
  return /SSL routines:[^:]*:([^:\n]+)/.exec(message)?.[1] ?? message.split("\n")[0] ?? message;
}
