import { asksForLogin, isPassword, needsLogin } from "./authentication.ts";
import type { Domain } from "./domain/domain.ts";
import type { NotServed } from "./settings/domain-state.ts";
import type { ResolvedProvider } from "./settings/provider.ts";
import type { Service } from "./settings/settings.ts";
import type { ToldSettings } from "./told-settings.ts";

/**
 * One domain's mail service, with nothing left open but the address: a provider merged with a domain's own entry.
 * Lists are in order of preference and never empty; IMAP stands before POP3.
 */
export type ServerSettings = Readonly<ResolvedProvider & Omit<ToldSettings, keyof ResolvedProvider>> & {
  /** Whether nobody named the domain, and the wildcard answers for it. */
  readonly isByWildcard?: true;
};

/** Whether the names under a domain that lead here have certificates. */
export function hasCertificates({ certificatesOnlyFor }: Service, domain: Domain): boolean {
  return certificatesOnlyFor === undefined || certificatesOnlyFor.includes(domain);
}

/** The same as the service answers with: it may have certificates for few names. */
export function withService(settings: ServerSettings, service: Service): ServerSettings {
  if (service.origin === undefined || hasCertificates(service, settings.domain)) return settings;
  return { ...settings, discoveryOrigin: service.origin };
}

/** What is known of a domain: its settings, why it is not served, or nothing. */
export type FoundSettings = ServerSettings | NotServed | undefined;

export function isSettings(found: FoundSettings): found is ServerSettings {
  return typeof found === "object" && "domain" in found;
}

/** Whether settings, or a state without any, are still those of `now`; most are for good, and no clock is read for them. */
export function isValidAt(found: FoundSettings, now: () => Date): boolean {
  if (!isSettings(found) || found.validUntil === undefined) return true;
  return now().getTime() < Date.parse(found.validUntil);
}

/** Where webmail is to be found today; `undefined` when there is none. */
export function findWebmailUrl({ webmail, launched }: ServerSettings): string | undefined {
  return launched ? webmail?.url : (webmail?.urlBeforeLaunch ?? webmail?.url);
}

/** The login name of what takes the mailbox's own password beside mail: the first one that a mail server asks for. */
export function findLoginName({ incomingServers }: ServerSettings): string {
  return incomingServers.find(asksForLogin)?.username ?? "{address}";
}

/** Whether a password opens one server of each kind; otherwise programs must offer OAuth2 or the like. */
export function hasPasswordLogin({ incomingServers, outgoingServers }: ServerSettings): boolean {
  return [incomingServers, outgoingServers].every((servers) =>
    servers.some(({ authentication }) => authentication.some((method) => isPassword(method) || !needsLogin(method))),
  );
}

/** Whether the mailbox's login name opens calendars and contacts too. */
export function hasServicesOfMailbox(settings: ServerSettings): boolean {
  const { caldav, carddav } = settings.services ?? {};
  const own = findLoginName(settings);
  return [caldav, carddav].every((service) => service === undefined || findServiceLoginName(settings, service) === own);
}

/** Whether contacts are on another server than calendars, or have another login: a program that is told of the one may not find the other. */
export function hasContactsApart(settings: ServerSettings): boolean {
  const { caldav, carddav } = settings.services ?? {};
  if (caldav === undefined || carddav === undefined) return false;
  return (
    new URL(caldav.url).host !== new URL(carddav.url).host ||
    findServiceLoginName(settings, caldav) !== findServiceLoginName(settings, carddav)
  );
}

/** The login name of a service: its own, or that of the mailbox. */
export function findServiceLoginName(
  settings: ServerSettings,
  service: { readonly username?: string | undefined },
): string {
  return service.username ?? findLoginName(settings);
}

/**
 * Whether a service opens with a password. Settings say it of mail servers alone: what opens with the mailbox's login is as
 * they are, OAuth2 where all of them take nothing else; of a login of its own nothing is known.
 */
export function hasServicePassword(
  { incomingServers, outgoingServers }: ServerSettings,
  service: { readonly username?: string | undefined },
): boolean {
  const servers = [...incomingServers, ...outgoingServers];
  const isOAuth2Alone = servers.every(({ authentication }) => authentication.every((method) => method === "OAuth2"));
  return service.username !== undefined || !isOAuth2Alone;
}
