/**
 * Whose values a page shows: those of the address after "#", which is sent to nobody.
 * @module
 */
import type { Person } from "../formats/codes/personal-code.ts";
import { parseAddress } from "../model/address/address-parts.ts";
import { isHostname, toALabels } from "../model/domain/hostname.ts";
import { get } from "./elements.ts";

export interface Account extends Person {
  readonly domain: string;
  /** As people know it: of this page's domain the server says how it is written. */
  readonly shownAddress: string;
}

const { domain, shownDomain, address = "", logins } = get("main", HTMLElement).dataset;

/** The domain of this page in A-labels; undefined on pages of no domain. */
export const pageDomain = domain;

/** Whether login names are known to the service alone: then what is typed has to be sent. */
export const isAsked = logins !== undefined;

/** Whose page the server made. */
export const sent = toSent(parse(address));

function toSent(account: Account | undefined): Account | undefined {
  return account && { ...account, ...JSON.parse(logins ?? "{}") };
}

/** The account that `text` names, if it names one. */
export function parse(text: string): Account | undefined {
  // The provider's rule, which src/model/address/mail-account.ts follows for the service.
  const typed = "lowerCaseLogin" in document.body.dataset ? text.toLowerCase() : text;
  const parts = parseAddress(typed, findDomain);
  if (!parts.ok) return undefined;
  const { localPart, domain: name, canonical } = parts.value;
  const shownAddress = name === pageDomain ? `${localPart}@${shownDomain ?? name}` : canonical;
  return { localPart, domain: name, address: canonical, shownAddress };
}

/** As the service does, but for a look at what `xn--` stands for: nobody's page has such a domain. */
function findDomain(text: string): string | undefined {
  const name = toALabels(text);
  return isHostname(name) ? name : undefined;
}

/** What stands after "#", as text. */
export function readHash(): string {
  const text = location.hash.slice(1);
  try {
    return decodeURIComponent(text);
  } catch {
    // Not UTF-8: taken as it stands.
    return text;
  }
}

/** The account after "#", where it is one of this page's domain. */
export function findHashAccount(): Account | undefined {
  const account = parse(readHash());
  return account !== undefined && (pageDomain === undefined || account.domain === pageDomain) ? account : undefined;
}

/** That account, or else the one that the server filled in, which alone will do where the server is asked. */
export function findAccount(): Account | undefined {
  return isAsked ? sent : (findHashAccount() ?? sent);
}
