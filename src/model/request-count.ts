/**
 * What is counted of the requests of mail clients: kinds, and the domain, but nobody's address and no network.
 * @module
 */
import type { Domain } from "./domain/domain.ts";

/** Programs, as far as they say what they are. */
export const CLIENT_FAMILIES = [
  "thunderbird",
  "thunderbird-ios",
  "outlook",
  "apple",
  "exchange-android",
  "davx5",
  "evolution",
  "emclient",
  "nextcloud",
  "snappymail",
  "nine",
  "okhttp",
  "libews",
  "browser",
  "robot",
  "other",
  "unnamed",
] as const;
export type ClientFamily = (typeof CLIENT_FAMILIES)[number];

/** What was asked for. */
export const ASKED_MECHANISMS = [
  "autoconfig",
  "autodiscover",
  "autodiscover-json",
  "pacc",
  "dav",
  "jmap",
  "profile",
] as const;
export type AskedMechanism = (typeof ASKED_MECHANISMS)[number];

/** What became of it. `unserved` is a domain that nobody has registered. */
export const REQUEST_OUTCOMES = [
  "answered",
  "redirected",
  "refused",
  "elsewhere",
  "suspended",
  "unserved",
  "failed",
] as const;
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number];

export interface CountedKind {
  readonly family: ClientFamily;
  readonly mechanism: AskedMechanism;
  readonly outcome: RequestOutcome;
}

/** One request. Its domain is the one that was asked for, served or not; absent where it named none. */
export interface CountedRequest extends CountedKind {
  readonly domain: Domain | undefined;
}

/** Takes each request as it is answered, and at once: nobody waits for what becomes of it. */
export interface Tally {
  count(request: CountedRequest): void;
}
