/**
 * What pages are told of mail clients that were played; `src/simulator` plays them.
 * @module
 */
import type { Words } from "../../content/language.ts";
import type { Domain } from "../../model/domain/domain.ts";
import { toClientsPath } from "../check/check-path.ts";

type Way = keyof Words["simulation"]["ways"];

export interface PlayedClient {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  /** What it is for, if not mail by IMAP or POP3. */
  readonly seeks?: string;
}

export interface PlayedStep {
  readonly mechanism: Way;
  readonly question: string;
  /** In milliseconds since the client began. */
  readonly askedAt: number;
  readonly took: number;
  readonly answer: string;
  readonly verdict: string;
}

export interface PlayedServer {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: number;
  readonly socketType: "tls" | "starttls" | "plain";
  readonly username: string;
}

export interface PlayedAccount {
  readonly incoming?: PlayedServer;
  readonly outgoing?: PlayedServer;
  readonly caldav?: string;
  readonly carddav?: string;
  readonly exchange?: string;
  readonly activesync?: string;
  readonly remarks?: readonly string[];
}

type PlayedOutcome =
  | { readonly ok: true; readonly mechanism: Way; readonly account: PlayedAccount }
  | { readonly ok: false; readonly because: string };

export interface Played {
  readonly client: PlayedClient;
  readonly steps: readonly PlayedStep[];
  readonly outcome: PlayedOutcome;
  readonly took: number;
}

/** The world that the clients were played in: the service as its settings have it, or the Internet as it is. */
export type PlayedWorld = "settings" | "live";

/** Where a program is played, or all of them; an address is never in it. */
export function toSimulationUrl(domain: Domain, id: string | undefined, world: PlayedWorld, query: string): string {
  const path = toClientsPath(domain, id);
  const asked = new URLSearchParams(query);
  if (world === "live") asked.set("ask", "live");
  return asked.size === 0 ? path : `${path}?${asked}`;
}
