/**
 * What a simulated client ends up with, and the words for what it makes of answers on the way.
 * @module
 */
/** Ways in which a client learns settings; each has a column in the matrix of docs/clients.md. */
export const MECHANISMS = {
  "https-autoconfig": "https autoconfig.",
  "https-well-known": "https well-known",
  "http-autoconfig": "http autoconfig.",
  "http-well-known": "http well-known",
  ispdb: "ISPDB",
  mx: "MX host",
  srv: "SRV",
  pox: "Autodiscover",
  "autodiscover-json": "v2 JSON",
  pacc: "PACC",
  txt: "TXT",
  dav: "DAV",
} as const;
export type Mechanism = keyof typeof MECHANISMS;

/** A server as a client ends up with it. */
export interface ConfiguredServer {
  readonly protocol: "imap" | "pop3" | "smtp";
  readonly hostname: string;
  readonly port: number;
  readonly socketType: "tls" | "starttls" | "plain";
  /** In the words of the autoconfig draft; `automatic` where the client finds out when it connects. */
  readonly authentication: string;
  readonly username: string;
}

/** What a client sets up. A mail client has both servers, other clients the URL of what they sync. */
export interface ConfiguredAccount {
  readonly incoming?: ConfiguredServer;
  readonly outgoing?: ConfiguredServer;
  readonly caldav?: string;
  readonly carddav?: string;
  /** Where a client of Exchange Web Services connects. */
  readonly exchange?: string;
  /** Where an ActiveSync client connects. */
  readonly activesync?: string;
  /** What the user has to confirm or choose on the way. */
  readonly remarks?: readonly string[];
}

/** What a client concludes: an account, or why there is none. */
export type Outcome =
  | { readonly ok: true; readonly mechanism: Mechanism; readonly account: ConfiguredAccount }
  | { readonly ok: false; readonly because: string };

/** What a client makes of one answer: it takes it, asks elsewhere, or gives the mechanism up. */
export type Reading =
  | { readonly verdict: "take"; readonly account: ConfiguredAccount }
  | { readonly verdict: "next"; readonly because: string }
  | { readonly verdict: "stop"; readonly because: string };

export const take = (account: ConfiguredAccount): Reading => ({ verdict: "take", account });
export const next = (because: string): Reading => ({ verdict: "next", because });
export const stop = (because: string): Reading => ({ verdict: "stop", because });

/** Whether mail can be received and sent. */
export function isComplete({ incoming, outgoing }: ConfiguredAccount): boolean {
  return incoming !== undefined && outgoing !== undefined;
}
