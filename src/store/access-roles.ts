/**
 * What is kept of who may use the directory, split by role. Times are ISO 8601 in UTC, secrets are digests.
 * `test/store/access-contract.ts` is the contract that every implementation passes.
 * @module
 */
import type { Page } from "./roles.ts";

/** What a token may do: look, or look and change. */
export type Access = "read" | "write";

export interface TokenRecord {
  /** The part of its text that is no secret. */
  readonly id: string;
  /** What history and logs call it; of tokens in use each has its own. */
  readonly name: string;
  readonly access: Access;
  /** The one provider that it is for; `undefined` is all of them. */
  readonly provider: string | undefined;
  readonly createdAt: string;
  readonly createdBy: string;
  /** `undefined` is never. */
  readonly expiresAt: string | undefined;
  /** To the minute. */
  readonly usedAt: string | undefined;
  readonly revokedAt: string | undefined;
}

/** A token with what its secret is compared with. */
export interface KeptToken extends TokenRecord {
  /** SHA-256, in hexadecimal. */
  readonly secret: string;
}

/** Tokens stay when they are revoked, so that history knows whose names those were. */
interface TokenStore {
  /** `false` where a token in use has its name. */
  addToken(token: KeptToken): Promise<boolean>;
  findToken(id: string): Promise<KeptToken | undefined>;
  /** In the order of their names, after the token with the id `after`. */
  listTokens(limit: number, after?: string): Promise<Page<TokenRecord>>;
  /** Keeps when it was used. */
  touchToken(id: string, at: string): Promise<void>;
  /** From then on, on every machine. `false` where there is none, or it is revoked already: then nothing changes. */
  revokeToken(id: string, at: string): Promise<boolean>;
}

export interface SessionRecord {
  /** A digest of what the browser holds. */
  readonly id: string;
  /** The id of the token that it was begun with. */
  readonly token: string;
  readonly createdAt: string;
  /** To the minute. */
  readonly usedAt: string;
}

interface SessionStore {
  addSession(session: SessionRecord): Promise<void>;
  /** A session with its token as that is now, in one question; absent where the directory has no such token. */
  findSession(
    id: string,
  ): Promise<{ readonly session: SessionRecord; readonly token: TokenRecord | undefined } | undefined>;
  touchSession(id: string, at: string): Promise<void>;
  removeSession(id: string): Promise<void>;
  /** Those that were last used before `usedAt`. */
  removeSessionsBefore(usedAt: string): Promise<void>;
}

interface Attempts {
  readonly count: number;
  readonly endsAt: string;
}

interface AttemptStore {
  /** Counts one more attempt from `source`; the first says when all of them are forgotten. */
  countAttempt(source: string, now: string, endsAt: string): Promise<Attempts>;
  forgetAttempts(source: string): Promise<void>;
}

export const EVENT_KINDS = [
  "log_in",
  "log_in_refused",
  "log_out",
  "token_created",
  "token_revoked",
  "logins_changed",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Something done with a token, which is no change of a provider or domain. */
export interface EventRecord {
  /** Later ones are greater. */
  readonly id: string;
  readonly kind: EventKind;
  readonly at: string;
  /** The name of whoever did it; empty for a login that was refused. */
  readonly author: string;
  /** The name of the token that was made or revoked. */
  readonly token: string | undefined;
  /** The provider that the token is for, or the domain's. */
  readonly provider: string | undefined;
  /** Whose login names were changed, and how many. */
  readonly domain?: string | undefined;
  readonly count?: number | undefined;
}

interface EventStore {
  /** With `most`, of events of this kind that many remain: the last. */
  addEvent(event: EventRecord, most?: number): Promise<void>;
  /** Of everything, or of one provider's tokens; latest first, before the one with the id `before`. */
  listEvents(provider: string | undefined, limit: number, before?: string): Promise<readonly EventRecord[]>;
}

export interface AccessStore extends TokenStore, SessionStore, AttemptStore, EventStore {}
