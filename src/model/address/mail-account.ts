import { type Domain, findDomain } from "../domain/domain.ts";
import { err, ok, type Result } from "../result.ts";
import { type FoundSettings, isSettings, type ServerSettings } from "../server-settings.ts";
import { type Soon, whenKnown } from "../soon.ts";
import type { AddressFault } from "./address-parts.ts";
import { type EmailAddress, parseEmailAddress, toLowerCase } from "./email-address.ts";
import type { Login } from "./login.ts";

/** One person's view of a domain's mail service. */
export interface MailAccount {
  readonly address: EmailAddress;
  readonly settings: ServerSettings;
  /** What the domain's table says of the address; absent where it says nothing, or there is none. */
  readonly login?: Login;
}

/** Every expected failure of a lookup. A new arm does not compile until each surface has words for it. */
export type LookupError =
  | { readonly reason: "address_missing" }
  | { readonly reason: "address_malformed"; readonly because: AddressFault }
  | { readonly reason: "domain_unknown"; readonly domain: Domain }
  | { readonly reason: "mail_elsewhere"; readonly domain: Domain; readonly mailElsewhere: string }
  | { readonly reason: "domain_suspended"; readonly domain: Domain }
  | { readonly reason: "host_unknown" }
  | { readonly reason: "not_expressible"; readonly domain: Domain };

/** How a lookup asks its store; see `store/settings-store.ts`. */
export type FindSettings = (domain: Domain) => Soon<FoundSettings>;

/** What a domain's table of login names says of one of its addresses. */
export type FindLogin = (address: EmailAddress, settings: ServerSettings) => Soon<Login | undefined>;

/** How accounts are looked up; without `findLogin` the rule makes every login name. */
export interface AccountSource {
  readonly find: FindSettings;
  readonly findLogin?: FindLogin | undefined;
}

/** Addresses are at most 254 bytes (RFC 5321 section 4.5.3.1.3); more is not worth looking at. */
const MAX_ADDRESS_INPUT = 1024;

export function parseAddress(input: string): Result<EmailAddress, LookupError> {
  if (input.trim() === "") return err({ reason: "address_missing" });
  if (input.length > MAX_ADDRESS_INPUT) return err({ reason: "address_malformed", because: "tooLong" });
  const parsed = parseEmailAddress(input);
  return parsed.ok ? parsed : err({ reason: "address_malformed", because: parsed.error });
}

export function findDomainSettings(find: FindSettings, domain: Domain): Soon<Result<ServerSettings, LookupError>> {
  return whenKnown(find(domain), (settings) => toServed(settings, domain));
}

function toServed(settings: FoundSettings, domain: Domain): Result<ServerSettings, LookupError> {
  if (settings === undefined) return err({ reason: "domain_unknown", domain });
  if (settings === "suspended") return err({ reason: "domain_suspended", domain });
  if (isSettings(settings)) return ok(settings);
  return err({ reason: "mail_elsewhere", domain, mailElsewhere: settings.mailElsewhere });
}

/** The account of `input`, whether or not such a mailbox exists: that is never asked. */
export function findAccount(source: AccountSource, input: string): Soon<Result<MailAccount, LookupError>> {
  const address = parseAddress(input);
  if (!address.ok) return address;
  return whenKnown(findDomainSettings(source.find, address.value.domain), (settings) =>
    settings.ok ? whenKnown(completeAccount(source, address.value, settings.value), ok) : settings,
  );
}

/** Somebody's account, with the address as the provider wants it told. */
export function toAccount(address: EmailAddress, settings: ServerSettings): MailAccount {
  return { address: settings.lowerCaseLogin === true ? toLowerCase(address) : address, settings };
}

/**
 * The same with what the domain's table says of the address. Where there is a table that is one look-up more, whether or
 * not it has the address: how long an answer takes must not tell.
 */
export function completeAccount(
  { findLogin }: Pick<AccountSource, "findLogin">,
  address: EmailAddress,
  settings: ServerSettings,
): Soon<MailAccount> {
  const account = toAccount(address, settings);
  if (settings.explicitLogins !== true || findLogin === undefined) return account;
  return whenKnown(findLogin(address, settings), (login) => (login === undefined ? account : { ...account, login }));
}

/** An answer that is given by domain, and the other domain that it was asked about when the two differ. */
export interface DomainAnswer {
  readonly settings: ServerSettings;
  readonly askedDomain: Domain | undefined;
  /** Whose answer it is, where an address of that domain was named. */
  readonly address?: EmailAddress | undefined;
}

/**
 * Whose settings a request means that may name an address and arrives at a host: the address's domain where it is
 * served, else the host's. That second way is how look-ups by MX host arrive (draft-ietf-mailmaint-autoconfig section 4.3).
 * Whose settings they are does not depend on the part before the @, so that any will do; and what is no address, such as the `R`
 * of an `R&D@…` that a client sent without encoding it, is nobody's fault where the host is served.
 */
export function findByAddressOrHost(
  find: FindSettings,
  address: string | undefined,
  findHost: () => Domain | undefined,
): Soon<Result<DomainAnswer, LookupError>> {
  const parsed = address === undefined || address.trim() === "" ? undefined : parseAddress(address);
  const asked = parsed?.ok === true ? parsed.value.domain : findDomainAfterAt(address);
  if (asked === undefined) return atHost();
  return whenKnown(findDomainSettings(find, asked), (found) => {
    if (found.ok)
      return ok({ settings: found.value, askedDomain: undefined, address: parsed?.ok ? parsed.value : undefined });
    // What is known of the address's own domain wins over the host it was asked at.
    return found.error.reason === "domain_unknown" ? atHost() : found;
  });

  function atHost(): Soon<Result<DomainAnswer, LookupError>> {
    const host = findHost();
    const found = host === undefined ? err<LookupError>({ reason: "host_unknown" }) : findDomainSettings(find, host);
    return whenKnown(found, (known) => {
      if (known.ok) return ok({ settings: known.value, askedDomain: asked });
      if (parsed?.ok === false) return parsed;
      return asked === undefined ? known : err({ reason: "domain_unknown", domain: asked });
    });
  }
}

/** The domain of what looks like an address; of several @ the last counts. */
function findDomainAfterAt(text = ""): Domain | undefined {
  const at = text.lastIndexOf("@");
  return at < 0 ? undefined : findDomain(text.slice(at + 1).trim());
}
