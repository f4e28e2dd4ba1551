import { ConnectError, type ConnectFailure } from "../../check/network/probes.ts";

/** What the runtime says where a request has asked for as much as it may. */
const ENOUGH = /too many subrequests/i;

/**
 * Errors of the Workers runtime in the words of a check. It says little of why there was no connection: `otherwise` is what
 * the step that failed makes likely.
 */
export function toConnectError(
  error: unknown,
  signal: AbortSignal,
  otherwise: ConnectFailure = "refused",
): ConnectError {
  if (error instanceof ConnectError) return error;
  if (signal.aborted) return new ConnectError("timeout", "no answer in time");
  const message = error instanceof Error ? error.message : String(error);
  if (ENOUGH.test(message)) return new ConnectError("unseen", message);
  return new ConnectError(otherwise, REASONS[otherwise] ?? message);
}

/** In place of words that name only who to ask at Cloudflare. */
const REASONS: Partial<Readonly<Record<ConnectFailure, string>>> = {
  refused: "no connection",
  reset: "it hung up",
  // The runtime verifies what it connects to, and does not say what it minds.
  tls: "no TLS, or a certificate that is not trusted for this name",
};
