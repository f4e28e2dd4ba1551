/**
 * Tokens: who holds one, and how they come and go.
 *
 * A token's text is `wp_<id>_<secret>`. The id is looked up, the secret compared by its digest; nothing of it is kept.
 * @module
 */
import * as z from "zod";
import { err, ok, type Result } from "../../model/result.ts";
import { createFault, type Fault, toFaults } from "../../model/settings/fault.ts";
import { ProviderId } from "../../model/settings/settings.ts";
import type { AccessStore, EventKind, KeptToken, TokenRecord } from "../../store/access-roles.ts";
import { type Directory, type Page, StoreUnavailableError } from "../../store/roles.ts";
import type { Actor, Operator } from "../actor.ts";
import type { Floor } from "./change.ts";
import { digestOf, drawSecret, isSameDigest } from "./secret.ts";

/** What the secret of the environment is called, in history too. */
export const ADMIN = "admin";
/** Names that history has for others than tokens. */
const RESERVED: readonly string[] = [ADMIN, "command"];

const EXPECTED_TIME = "expected a time such as 2027-01-31T00:00:00Z";

/** What a token is to be. Names stand in logs: they hold nothing that an address has, and nothing that moves a line. */
export const TokenRequest = z.strictObject({
  name: z
    .string()
    .regex(/^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]{0,58}[\p{L}\p{N}])?$/u, {
      error: "expected 1 to 60 letters, digits, spaces, dots, hyphens and underscores",
    })
    .refine((name) => !RESERVED.includes(name.toLowerCase()), { error: "expected a name that is not taken" })
    .describe("What history and logs call it"),
  access: z.enum(["read", "write"]).describe("Whether it may change anything"),
  provider: ProviderId.nullable().default(null).describe("The one provider that it is for; null is all of them"),
  expiresAt: z.iso
    .datetime({ offset: true, error: EXPECTED_TIME, abort: true })
    // Times are compared as text: in UTC, too, the year has four digits.
    .refine((time) => new Date(time).getUTCFullYear() <= 9999, { error: EXPECTED_TIME })
    .nullable()
    .default(null)
    .describe("When it ends; null is never"),
});
export type TokenRequest = z.infer<typeof TokenRequest>;

export type TokenError =
  /** There is none, or this actor has nothing to do with tokens. */
  { readonly reason: "not_found" } | { readonly reason: "faulty"; readonly faults: readonly Fault[] };

/** A token, and the only time that its text is there. */
export interface NewToken {
  readonly token: TokenRecord;
  readonly text: string;
}

export interface TokenOptions {
  readonly access: AccessStore;
  readonly directory: Pick<Directory, "getProvider">;
  /** Providers of the settings file. */
  readonly floor: Pick<Floor, "providers">;
  readonly now: () => Date;
  /** The token that the environment gives, with which everything begins. */
  readonly adminToken?: string | undefined;
}

export interface TokenOperations {
  /** Who holds this text now. The directory is asked each time, so that a revoked token ends at once, everywhere. */
  verify(text: string): Promise<Operator | undefined>;
  create(actor: Actor, request: unknown): Promise<Result<NewToken, TokenError>>;
  /** In the order of their names, revoked ones too; `after` is the `next` of the page before. */
  list(actor: Actor, limit: number, after?: string): Promise<Page<TokenRecord>>;
  find(actor: Actor, id: string): Promise<Result<TokenRecord, TokenError>>;
  /** A token that is revoked stays revoked. */
  revoke(actor: Actor, id: string): Promise<Result<TokenRecord, TokenError>>;
}

const ID_BYTES = 6;
const SECRET_BYTES = 24;
const ID = /^[0-9a-f]{12}$/;
const TEXT = /^wp_([0-9a-f]{12})_([0-9a-f]{48})$/;
/** Compared with where there is no token of an id: the work is the same. */
const NO_DIGEST = "0".repeat(64);
/** How often it is kept that a token or a session was used. */
const TOUCH_MILLISECONDS = 60_000;

/** Whoever has one provider has nothing to do with tokens. */
export function tokenOperations({ access, directory, floor, now, adminToken }: TokenOptions): TokenOperations {
  const adminDigest = adminToken === undefined ? undefined : digestOf(adminToken);

  return {
    async verify(text) {
      if (adminDigest !== undefined && isSameDigest(await digestOf(text), await adminDigest)) return ADMIN_OPERATOR;
      const [, id, secret] = TEXT.exec(text) ?? [];
      if (id === undefined || secret === undefined) return undefined;
      const token = await access.findToken(id);
      const isRight = isSameDigest(await digestOf(secret), token?.secret ?? NO_DIGEST);
      if (token === undefined || !isRight || !isInUse(token, now())) return undefined;
      await touch(token.usedAt, now(), (at) => access.touchToken(id, at));
      return toOperator(token);
    },
    async create(actor, request) {
      if (actor.provider !== undefined) return err({ reason: "not_found" });
      const parsed = TokenRequest.safeParse(request);
      if (!parsed.success) return err({ reason: "faulty", faults: toFaults(parsed.error, request) });
      const { name, provider, expiresAt, access: may } = parsed.data;
      const at = now();
      const ends = expiresAt === null ? undefined : new Date(expiresAt);
      if (ends !== undefined && ends <= at) return faulty("expiresAt", expiresAt, "expected a time that is to come");
      if (provider !== null && !floor.providers.has(provider) && (await directory.getProvider(provider)) === undefined)
        return faulty("provider", provider, "expected a provider that there is");
      const secret = drawSecret(SECRET_BYTES);
      const token: TokenRecord = {
        id: drawSecret(ID_BYTES),
        name,
        access: may,
        provider: provider ?? undefined,
        createdAt: at.toISOString(),
        createdBy: actor.name,
        expiresAt: ends?.toISOString(),
        usedAt: undefined,
        revokedAt: undefined,
      };
      const kept: KeptToken = { ...token, secret: await digestOf(secret) };
      if (!(await access.addToken(kept))) return faulty("name", name, "expected a name that is not taken");
      await access.addEvent(createEvent("token_created", at, actor.name, token));
      return ok({ token, text: `wp_${token.id}_${secret}` });
    },
    list: async (actor, limit, after) =>
      actor.provider === undefined ? access.listTokens(limit, after) : { items: [], next: undefined },
    find,
    async revoke(actor, id) {
      const at = now();
      const isChanged = maySee(actor, id) && (await access.revokeToken(id, at.toISOString()));
      const found = await find(actor, id);
      if (isChanged && found.ok) await access.addEvent(createEvent("token_revoked", at, actor.name, found.value));
      return found;
    },
  };

  async function find(actor: Actor, id: string): Promise<Result<TokenRecord, TokenError>> {
    const kept = maySee(actor, id) ? await access.findToken(id) : undefined;
    if (kept === undefined) return err({ reason: "not_found" });
    const { secret, ...token } = kept;
    return ok(token);
  }
}

function maySee(actor: Actor, id: string): boolean {
  return actor.provider === undefined && isTokenId(id);
}

/** Whoever holds the token of the environment. */
export const ADMIN_OPERATOR: Operator = { name: ADMIN, provider: undefined, access: "write", token: ADMIN };

export function toOperator({ id, name, provider, access }: TokenRecord): Operator {
  return { name, provider, access, token: id };
}

/** Whether a token could have this id. */
export function isTokenId(text: string): boolean {
  return ID.test(text);
}

/** Whether a token is neither revoked nor at its end. */
export function isInUse({ revokedAt, expiresAt }: TokenRecord, now: Date): boolean {
  return revokedAt === undefined && (expiresAt === undefined || expiresAt > now.toISOString());
}

/** Keeps that something was used, where that is not known of the last minute. A use need not wait for it to be known. */
export async function touch(usedAt: string | undefined, now: Date, keep: (at: string) => Promise<void>): Promise<void> {
  if (usedAt !== undefined && now.getTime() - Date.parse(usedAt) < TOUCH_MILLISECONDS) return;
  try {
    await keep(now.toISOString());
  } catch (error) {
    // A database that can only be read lets people look.
    if (!(error instanceof StoreUnavailableError)) throw error;
  }
}

/** What audit keeps of something that was done with a token; `subject` is the token that was made or revoked. */
export function createEvent(kind: EventKind, at: Date, author: string, subject?: TokenRecord) {
  return {
    id: `${at.toISOString()}-${drawSecret(4)}`,
    kind,
    at: at.toISOString(),
    author,
    token: subject?.name,
    provider: subject?.provider,
  };
}

function faulty(member: string, value: unknown, expected: string): Result<never, TokenError> {
  return err({ reason: "faulty", faults: [createFault([member], value, expected)] });
}
