/**
 * What operators do with login names: one place for the API, the console and the commands.
 *
 * What stands in the table are addresses of people: it is no part of history, and audit knows how many were changed and
 * at which domain, and no more.
 * @module
 */
import { parseEmailAddress } from "../../model/address/email-address.ts";
import { type Login, toLoginKey } from "../../model/address/login.ts";
import { LoginEntry } from "../../model/address/login-entry.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { createFault, type Fault, toFaults } from "../../model/settings/fault.ts";
import { WILDCARD } from "../../model/settings/settings.ts";
import type { AccessStore } from "../../store/access-roles.ts";
import type { LoginChange, LoginRecord, LoginStore } from "../../store/login-roles.ts";
import type { DomainRecord } from "../../store/records.ts";
import type { Directory, Page } from "../../store/roles.ts";
import { type Actor, mayTouch } from "../actor.ts";
import { toChunks } from "./bulk-parts.ts";
import { isSame } from "./change.ts";
import type { DirectoryError } from "./directory-error.ts";
import { findName } from "./domain-operations.ts";
import { createEvent } from "./token-operations.ts";

/** What is to become of one address: `entry` is as `LoginEntry` has it, `undefined` removes it. */
export interface LoginItem {
  readonly address: string;
  readonly entry: unknown;
}

export type LoginOutcome = "added" | "changed" | "removed" | "unchanged";

/** As operators are told it. */
export type ShownLogin = { readonly address: string } & ({ readonly username: string } | { readonly mailbox: string });

export interface LoginOperations {
  /** Of one domain, or of all that the actor may see; `prefix` is how addresses begin. */
  list(
    actor: Actor,
    filter: { readonly domain?: string; readonly prefix?: string },
    limit: number,
    after?: string,
  ): Promise<Result<Page<ShownLogin>, DirectoryError>>;
  /** Counted no further than `most`. */
  count(actor: Actor, domain: string, most: number): Promise<Result<number, DirectoryError>>;
  /**
   * In the order of the items, each by itself: one that is refused keeps no other from being made. Faults are told in the words
   * of an entry, with pointers into the item.
   */
  write(
    actor: Actor,
    domain: string,
    items: readonly LoginItem[],
  ): Promise<Result<readonly Result<LoginOutcome, DirectoryError>[], DirectoryError>>;
}

export interface LoginOptions {
  readonly directory: Pick<Directory, "getDomain">;
  readonly logins: LoginStore;
  readonly access: Pick<AccessStore, "addEvent">;
  readonly now: () => Date;
  readonly loginsChanged: () => void;
}

export function loginOperations({ directory, logins, access, now, loginsChanged }: LoginOptions): LoginOperations {
  return {
    async list(actor, { domain, prefix = "" }, limit, after) {
      const scope = actor.provider === undefined ? {} : { provider: actor.provider };
      const found = domain === undefined ? undefined : await findRecord(actor, domain);
      if (found?.ok === false) return found;
      const filter = { ...scope, prefix: prefix.toLowerCase(), ...(found && { domain: found.value.name }) };
      const { items, next } = await logins.listLogins(filter, limit, after);
      return ok({ items: items.map(toShown), next });
    },
    async count(actor, domain, most) {
      const found = await findRecord(actor, domain);
      return found.ok ? ok(await logins.countLogins(found.value.name, most)) : found;
    },
    async write(actor, domain, items) {
      const found = await findRecord(actor, domain);
      if (!found.ok) return found;
      const outcomes: Result<LoginOutcome, DirectoryError>[] = [];
      for (const some of toChunks(items, toKey)) {
        const written = await writeTogether(actor, found.value, some);
        if (!written.ok) return written;
        outcomes.push(...written.value);
      }
      return ok(outcomes);
    },
  };

  /** Entries belong to one domain: the wildcard has none. */
  async function findRecord(actor: Actor, text: string): Promise<Result<NamedRecord, DirectoryError>> {
    const name = findName(text);
    const record = name === undefined || name === WILDCARD ? undefined : await directory.getDomain(name);
    return record !== undefined && isNamed(record) && mayTouch(actor, record.entry.provider)
      ? ok(record)
      : err({ reason: "not_found" });
  }

  async function writeTogether(
    actor: Actor,
    { name, entry }: NamedRecord,
    items: readonly LoginItem[],
  ): Promise<Result<readonly Result<LoginOutcome, DirectoryError>[], DirectoryError>> {
    const changes = items.map((item) => toChange(name, item));
    const localParts = changes.flatMap((change) => (change.ok ? [change.value.localPart] : []));
    const before = new Map((await logins.getLogins(name, localParts)).map((record) => [record.localPart, record]));
    const outcomes = changes.map((change) =>
      change.ok ? ok(findOutcome(before.get(change.value.localPart), change.value.login)) : change,
    );
    const made = changes.flatMap((change, index) => {
      const outcome = outcomes[index];
      return change.ok && outcome?.ok === true && outcome.value !== "unchanged" ? [change.value] : [];
    });
    if (made.length === 0) return ok(outcomes);
    // The domain went, or went to somebody else, since it was looked at.
    if (!(await logins.writeLogins(name, entry.provider, made))) return err({ reason: "not_found" });
    loginsChanged();
    const event = createEvent("logins_changed", now(), actor.name);
    await access.addEvent({ ...event, provider: entry.provider, domain: name, count: made.length });
    return ok(outcomes);
  }
}

type NamedRecord = DomainRecord & { readonly name: Exclude<DomainRecord["name"], typeof WILDCARD> };

function isNamed(record: DomainRecord): record is NamedRecord {
  return record.name !== WILDCARD;
}

function findOutcome(before: LoginRecord | undefined, login: Login | undefined): LoginOutcome {
  if (login === undefined) return before === undefined ? "unchanged" : "removed";
  if (before === undefined) return "added";
  const { domain: _, localPart: __, ...known } = before;
  return isSame(known, login) ? "unchanged" : "changed";
}

function toChange(domain: string, { address: text, entry }: LoginItem): Result<LoginChange, DirectoryError> {
  const address = parseEmailAddress(text);
  if (!address.ok || address.value.domain !== domain)
    return err({ reason: "faulty", faults: [createFault(["address"], text, `expected an address of ${domain}`)] });
  const localPart = toLoginKey(address.value);
  if (entry === undefined) return ok({ localPart, login: undefined });
  const parsed = LoginEntry.safeParse(entry);
  if (!parsed.success) return faulty(toFaults(parsed.error, entry));
  const { username, mailbox } = parsed.data;
  if (username !== undefined) return ok({ localPart, login: { username } });
  const key = mailbox === undefined || mailbox.domain !== domain ? undefined : toLoginKey(mailbox);
  return key === undefined || key === localPart
    ? faulty([createFault(["mailbox"], mailbox?.canonical, `expected another address of ${domain}`)])
    : ok({ localPart, login: { mailbox: key } });
}

/** Faults of an item's entry. */
function faulty(faults: readonly Fault[]): Result<never, DirectoryError> {
  return err({ reason: "faulty", faults: faults.map((fault) => ({ ...fault, pointer: `/entry${fault.pointer}` })) });
}

function toShown({ domain, localPart, username, mailbox }: LoginRecord): ShownLogin {
  const address = `${localPart}@${domain}`;
  return username === undefined ? { address, mailbox: `${mailbox ?? localPart}@${domain}` } : { address, username };
}

function toKey({ address }: LoginItem): string {
  const parsed = parseEmailAddress(address);
  return parsed.ok ? toLoginKey(parsed.value) : address;
}
