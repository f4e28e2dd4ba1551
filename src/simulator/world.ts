/**
 * The world that a simulated client lives in: other machines, reached by HTTP and DNS.
 * @module
 */
/** A request as it goes over the wire: the URL is sent as written, not normalised. */
export interface ClientRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How long the client waits for the whole answer, where its source says so. */
  readonly timeoutSeconds?: number;
}

export interface ServerAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded as UTF-8; a byte order mark stays. */
  readonly body: string;
}

export interface MxRecord {
  readonly priority: number;
  readonly exchange: string;
}

export interface SrvRecord {
  readonly priority: number;
  readonly weight: number;
  readonly port: number;
  /** Without a trailing dot; empty where the service is not offered. */
  readonly target: string;
}

/** Why there is no answer, in a few words that people read after it: `connection refused`. */
export class NoAnswerError extends Error {}

/**
 * All that a simulation touches. `fetch` rejects where there is no connection, or no answer in the request's time, with
 * a {@link NoAnswerError} where the world knows why; look-ups give an empty list.
 */
export interface World {
  fetch(request: ClientRequest): Promise<ServerAnswer>;
  resolveMx(name: string): Promise<readonly MxRecord[]>;
  resolveSrv(name: string): Promise<readonly SrvRecord[]>;
  resolveTxt(name: string): Promise<readonly string[]>;
  /** In lower-case hexadecimal; Evolution sends one of the address. */
  md5(text: string): Promise<string>;
}
