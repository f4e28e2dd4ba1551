/**
 * How a check reaches other machines. Each probe connects to the addresses that it is given and to no other, whatever a name
 * leads to by then, and ends when its signal says so.
 * @module
 */
import type { AskDns } from "../dns/ask-dns.ts";

export interface Probes {
  readonly askDns: AskDns;
  readonly sendWeb: SendWeb;
  readonly connectMail: ConnectMail;
  /** How many of each a check may have under way at the same time, where the runtime has its own mind of that. */
  readonly atOnce?: AtOnce;
  /** What is not told from where these are: nothing is said of it, neither well nor ill. */
  readonly unseen?: readonly Unseen[];
}

export interface AtOnce {
  readonly dns: number;
  readonly web: number;
  readonly mail: number;
}

/** Whose certificates they are, and until when; which version of TLS was agreed on. */
export type Unseen = "certificates" | "tlsVersions";

export type CertificateFault = "expired" | "not-yet" | "self-signed" | "incomplete" | "untrusted" | "wrong-name";

export interface CertificateSeen {
  /** For which it is, wildcards among them. */
  readonly names: readonly string[];
  readonly issuer: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Why clients do not trust it; none where they do. */
  readonly faults: readonly CertificateFault[];
}

export interface TlsSeen {
  /** Such as `TLSv1.3`; `undefined` where the runtime does not tell. */
  readonly version: string | undefined;
  /** `undefined` where the runtime shows none: then what was trusted was connected to, and nothing else. */
  readonly certificate: CertificateSeen | undefined;
}

/** Why there was no conversation; `unseen` where it cannot be known from here, or in time. */
export type ConnectFailure = "refused" | "timeout" | "silent" | "reset" | "tls" | "too-large" | "malformed" | "unseen";

export class ConnectError extends Error {
  override readonly name = "ConnectError";
  readonly failure: ConnectFailure;

  constructor(failure: ConnectFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

export interface WebRequest {
  readonly method: string;
  /** Sent as it is written. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface WebAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded as UTF-8; a byte order mark stays. */
  readonly body: string;
  readonly tls: TlsSeen | undefined;
}

/** One request, redirects not followed. Answers too where the certificate is faulty; rejects with a {@link ConnectError}. */
export type SendWeb = (request: WebRequest, addresses: readonly string[], signal: AbortSignal) => Promise<WebAnswer>;

export interface MailTarget {
  readonly hostname: string;
  readonly port: number;
  readonly addresses: readonly string[];
  /** Whether TLS begins with the first byte. */
  readonly isTls: boolean;
}

/** A connection to a mail server. All of it rejects with a {@link ConnectError}. */
export interface MailConnection {
  readonly tls: TlsSeen | undefined;
  /** What came next; `undefined` at the end. */
  read(): Promise<Uint8Array | undefined>;
  write(text: string): Promise<void>;
  /** TLS from here on; this connection is used no further. */
  startTls(): Promise<MailConnection>;
  close(): void;
}

export type ConnectMail = (target: MailTarget, signal: AbortSignal) => Promise<MailConnection>;
