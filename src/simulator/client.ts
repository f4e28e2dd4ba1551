/**
 * Mail clients as code: what each asks, in which order, and what it makes of the answers. Nothing here knows our
 * renderers: the readers follow the clients' sources, so that they judge what the service says.
 * @module
 */
import type { Session } from "./session.ts";

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

export interface Client {
  readonly id: string;
  readonly name: string;
  /** What it is for, if not mail by IMAP or POP3: a domain without that is no failure of the domain. */
  readonly seeks?: "Exchange" | "ActiveSync" | "calendars and contacts";
  /** The repository and the version or date that was read; vendors' documents where the source is closed. */
  readonly source: string;
  /** How many seconds it waits for a whole answer, where its source says so. */
  patience?(mechanism: Mechanism): number;
  simulate(session: Session): Promise<Outcome>;
}

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
