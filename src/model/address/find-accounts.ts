import { err, ok, type Result } from "../result.ts";
import { type Soon, whenKnown } from "../soon.ts";
import { type AccountSource, findAccount, type LookupError, type MailAccount } from "./mail-account.ts";

/** More than a person or a family has at one provider; each costs a look-up. */
export const MAX_ACCOUNTS = 5;

export type AccountsError =
  | LookupError
  | { readonly reason: "too_many_addresses" }
  | { readonly reason: "several_providers" };

/** The accounts of several addresses, each once, in their order: all of one provider, and none where one is faulty. */
export function findAccounts(
  source: AccountSource,
  inputs: readonly string[],
): Soon<Result<readonly MailAccount[], AccountsError>> {
  const [first, ...more] = inputs;
  if (first === undefined) return err({ reason: "address_missing" });
  if (inputs.length > MAX_ACCOUNTS) return err({ reason: "too_many_addresses" });
  return more.length === 0 ? whenKnown(findAccount(source, first), toOneOf) : findSeveral(source, inputs);
}

function toOneOf(account: Result<MailAccount, LookupError>): Result<readonly MailAccount[], LookupError> {
  return account.ok ? ok([account.value]) : account;
}

async function findSeveral(
  source: AccountSource,
  inputs: readonly string[],
): Promise<Result<readonly MailAccount[], AccountsError>> {
  const accounts = new Map<string, MailAccount>();
  for (const input of inputs) {
    const account = await findAccount(source, input);
    if (!account.ok) return account;
    accounts.set(account.value.address.canonical.toLowerCase(), account.value);
  }
  const all = [...accounts.values()];
  // Resolved settings no longer say which entry they came from; the name is what people know a provider by.
  if (new Set(all.map(({ settings }) => settings.displayName)).size > 1) return err({ reason: "several_providers" });
  return ok(all);
}
