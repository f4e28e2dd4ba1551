import type { EmailAddress } from "../../model/address/email-address.ts";
import { type Login, toLoginKey } from "../../model/address/login.ts";
import type { Domain } from "../../model/domain/domain.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import type { Soon } from "../../model/soon.ts";
import type { LoginReader } from "../login-roles.ts";
import { type CachedReader, cachedReader } from "./cached-reader.ts";
import { findSource, type ReaderOptions, toCacheOptions } from "./directory-reader.ts";

/**
 * What an answer weighs, with an entry or without: were it less, it would be kept longer, and how soon an answer comes
 * would tell which of the two it is.
 */
const BYTES_PER_ANSWER = 1_000;
const MAX_BYTES = { machine: 8_000_000, edge: 2_000_000 } as const;

export interface KeptLogins {
  /** Empty where the table says nothing of the address. */
  find(address: EmailAddress, settings: ServerSettings): Soon<Login>;
  /** Entries were changed here. */
  forget(): void;
  /** What was put back may be another table; this one stands in while that cannot be asked. */
  startOver(): void;
  readonly health: CachedReader["health"];
}

/** What tables of login names say, kept as what the directory says of domains is. */
export function keptLogins(logins: LoginReader, options: ReaderOptions): KeptLogins {
  /** A number for each object: whose domain it is can change, and then settings are made of another object. */
  const numbers = new WeakMap<object, number>();
  let last = 0;
  const toNumber = (settings: ServerSettings) => {
    const source = findSource(settings);
    const number = numbers.get(source) ?? ++last;
    numbers.set(source, number);
    return number;
  };
  const reader = cachedReader<string, Login>(
    async (key) => {
      const address = key.slice(key.indexOf(" ") + 1);
      const at = address.lastIndexOf("@");
      // The key was made of an address.
      const domain = address.slice(at + 1) as Domain;
      const answer = (await logins.findLogin(domain, address.slice(0, at))) ?? NOTHING;
      return { answer, version: JSON.stringify(answer), bytes: BYTES_PER_ANSWER };
    },
    { ...toCacheOptions(options), maxBytes: MAX_BYTES[options.runtime] },
  );
  return {
    find: (address, settings) => reader.find(`${toNumber(settings)} ${toLoginKey(address)}@${address.domain}`),
    forget: () => reader.forget(),
    startOver: reader.startOver,
    health: reader.health,
  };
}

const NOTHING: Login = {};
