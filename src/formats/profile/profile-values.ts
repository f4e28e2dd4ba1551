/**
 * The holes of a profile's template by name, and what fills them. Whatever follows from the names alone is found once for a template,
 * since that is kept while people come and go.
 * @module
 */
import { toShown } from "../../model/address/email-address.ts";
import { toLoginNames } from "../../model/address/login-names.ts";
import type { MailAccount } from "../../model/address/mail-account.ts";
import { onceFor } from "../../model/once-for.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import {
  identifyAccounts,
  identifyDomain,
  isPayloadKind,
  type PayloadKind,
  type ProfileIdentity,
} from "./profile-identity.ts";

/** Whose a profile is. */
interface Owners {
  readonly identity: ProfileIdentity;
  /** Nobody's, where it is a whole domain's. */
  readonly accounts: readonly MailAccount[];
  readonly name: string | undefined;
}

/** What is put into one hole of the account with that number. */
type Fill = (owners: Owners, account: number) => string;

/** What several accounts have under the same names has another name for each. Of most profiles the first is the only one. */
export function toNumbered(name: string, account: number): string {
  return account === 0 ? name : `${name} ${account}`;
}

function fromNumbered(numbered: string): readonly [name: string, account: number] {
  const [name = "", account = 0] = numbered.split(" ");
  return [name, Number(account)];
}

/** What fills the holes of these names, in their order, in the profile of several people. */
export function toPersonalValues(
  accounts: readonly MailAccount[],
  name: string | undefined,
  names: readonly string[],
): string[] {
  const { holes, kinds } = toFilling(names);
  const owners = { identity: identifyAccounts(accounts, kinds), accounts, name };
  return holes.map(({ fill, account }) => fill(owners, account));
}

/** The same in the profile of nobody in particular. */
export function toSharedValues(settings: ServerSettings, names: readonly string[]): string[] {
  const { holes, kinds } = toFilling(names);
  const owners = { identity: identifyDomain(settings, kinds[0]), accounts: [], name: undefined };
  return holes.map(({ fill, account }) => fill(owners, account));
}

/** What is put into each hole, and by account the kinds of payloads that there are: each has a UUID, and takes a digest. */
const toFilling = onceFor((names: readonly string[]) => {
  const kinds: PayloadKind[][] = [];
  const holes = names.map((numbered) => {
    const [name, account] = fromNumbered(numbered);
    if (!isPayloadKind(name)) return { fill: FILLS[name] ?? fillLogin(name), account };
    kinds[account] ??= [];
    return { fill: fillUuid(kinds[account].push(name) - 1), account };
  });
  return { holes, kinds };
});

const FILLS: Readonly<Record<string, Fill>> = {
  identifier: ({ identity }) => identity.identifier,
  uuid: ({ identity }) => identity.uuid,
  name: ({ name }) => known(name),
  address: ({ accounts }, account) => known(accounts[account]).address.canonical,
  localPart: ({ accounts }, account) => known(accounts[account]).address.localPart,
  payloadIdentifier: ({ identity }, account) => known(identity.accounts[account]).identifier,
  // People read it, and no program does.
  shown({ accounts }, account) {
    return toShown(known(accounts[account]).address);
  },
};

function fillLogin(name: string): Fill {
  return ({ accounts }, account) => known(toLoginNames(known(accounts[account]))[name]);
}

function fillUuid(payload: number): Fill {
  return ({ identity }, account) => known(identity.accounts[account]?.uuids[payload]);
}

function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("a profile has a hole for what nobody has");
  return value;
}
