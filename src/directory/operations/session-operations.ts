/**
 * Sessions: a browser's stand-in for a token, which ends by itself, and with its token.
 * @module
 */
import { err, ok, type Result } from "../../model/result.ts";
import type { AccessStore } from "../../store/access-roles.ts";
import type { Operator } from "../actor.ts";
import { digestOf, drawSecret } from "./secret.ts";
import {
  ADMIN,
  ADMIN_OPERATOR,
  createEvent,
  isInUse,
  type TokenOperations,
  toOperator,
  touch,
} from "./token-operations.ts";

type LogInError =
  | { readonly reason: "refused" }
  /** From this source there were too many. */
  | { readonly reason: "too_many"; readonly seconds: number };

export interface SessionOperations {
  /**
   * Begins a session for whoever holds the token; what is given is the browser's to keep. `source` is where it comes
   * from: each has its own number of attempts, so that nobody can lock out another.
   */
  begin(token: string, source: string): Promise<Result<string, LogInError>>;
  /** Whose session it is now. */
  find(id: string): Promise<Operator | undefined>;
  end(id: string): Promise<void>;
}

export interface SessionOptions {
  readonly access: AccessStore;
  readonly tokens: TokenOperations;
  readonly now: () => Date;
  readonly adminToken?: string | undefined;
}

const IDLE_MILLISECONDS = 30 * 60_000;
export const LONGEST_MILLISECONDS = 12 * 60 * 60_000;
/** By so much the clocks of machines may differ that share a directory. */
const SKEW_MILLISECONDS = 60_000;
/** Logins that fail, from one source, until it has to wait. */
const ATTEMPTS = 10;
const ATTEMPTS_MILLISECONDS = 15 * 60_000;
/** Beyond, the directory is asked again. */
const MAX_WAITING = 10_000;
/** Whoever is refused again and again does not fill the disk. */
const KEPT_REFUSALS = 1_000;
const ID_BYTES = 32;
/** A session of the environment's token begins with a letter that is no hexadecimal digit. */
const ID = /^s?[0-9a-f]{64}$/;
const OF_ADMIN = "s";

export function sessionOperations({ access, tokens, now, adminToken }: SessionOptions): SessionOperations {
  /** Until when sources wait, so that they cost the directory nothing meanwhile. */
  const waiting = new Map<string, number>();

  return {
    async begin(text, from) {
      const at = now();
      const source = await digestOf(from);
      const endsAt = new Date(at.getTime() + ATTEMPTS_MILLISECONDS);
      const known = waiting.get(source) ?? 0;
      if (known > at.getTime() && known <= endsAt.getTime()) return tooMany(known, at);
      const attempts = await access.countAttempt(source, at.toISOString(), endsAt.toISOString());
      if (attempts.count > ATTEMPTS) {
        const until = Date.parse(attempts.endsAt);
        if (waiting.size >= MAX_WAITING) waiting.clear();
        waiting.set(source, until);
        return tooMany(until, at);
      }
      const operator = await tokens.verify(text);
      if (operator === undefined) {
        await access.addEvent(createEvent("log_in_refused", at, ""), KEPT_REFUSALS);
        return err({ reason: "refused" });
      }
      await access.forgetAttempts(source);
      await access.removeSessionsBefore(new Date(at.getTime() - IDLE_MILLISECONDS).toISOString());
      const id = `${operator.token === ADMIN ? OF_ADMIN : ""}${drawSecret(ID_BYTES)}`;
      const createdAt = at.toISOString();
      await access.addSession({ id: await keyOf(id), token: operator.token, createdAt, usedAt: createdAt });
      await access.addEvent({ ...createEvent("log_in", at, operator.name), provider: operator.provider });
      return ok(id);
    },
    async find(id) {
      if (!ID.test(id)) return undefined;
      const key = await keyOf(id);
      const found = await access.findSession(key);
      if (found === undefined) return undefined;
      const { session, token } = found;
      const at = now();
      if (!isWithin(LONGEST_MILLISECONDS, session.createdAt, at) || !isWithin(IDLE_MILLISECONDS, session.usedAt, at))
        return undefined;
      const operator =
        token === undefined ? toAdmin(session.token) : isInUse(token, at) ? toOperator(token) : undefined;
      if (operator !== undefined) await touch(session.usedAt, at, (usedAt) => access.touchSession(key, usedAt));
      return operator;
    },
    async end(id) {
      if (ID.test(id)) await access.removeSession(await keyOf(id));
    },
  };

  /** What a session is kept by. With another token in the environment the sessions of the last one are not found. */
  function keyOf(id: string): Promise<string> {
    return digestOf(id.startsWith(OF_ADMIN) ? `${id} ${adminToken ?? ""}` : id);
  }

  function toAdmin(token: string): Operator | undefined {
    return token === ADMIN && adminToken !== undefined ? ADMIN_OPERATOR : undefined;
  }
}

/** Whether no more has passed. What was begun while a clock was ahead would else last until that time comes. */
function isWithin(milliseconds: number, since: string, now: Date): boolean {
  const passed = now.getTime() - Date.parse(since);
  return passed <= milliseconds && passed >= -SKEW_MILLISECONDS;
}

function tooMany(until: number, now: Date): Result<never, LogInError> {
  return err({ reason: "too_many", seconds: Math.ceil((until - now.getTime()) / 1000) });
}
