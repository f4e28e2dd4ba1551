import type { Context } from "hono";

/** Who holds the other end of a request's connection. */
export interface Peer {
  /** Whether it is a proxy of ours: then its X-Forwarded-… headers say by which way the request came. */
  readonly isTrusted: boolean;
  /** Whether it is a program of the operator's own that asks for itself, and hands on nobody's request. */
  readonly isLocal: boolean;
  /** Where the request comes from in the end, such as an IP address; `undefined` where that is not known. */
  readonly source: string | undefined;
}

/** What a runtime knows of a request's connection. */
export type FindPeer = (c: Context) => Peer;
