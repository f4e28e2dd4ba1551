/**
 * What clients that read Mozilla's autoconfig have in common: where they look, and the words of the format. Each
 * reads the file in its own module.
 * @see https://datatracker.ietf.org/doc/draft-ietf-mailmaint-autoconfig/
 * @module
 */
import type { ConfiguredServer, Mechanism } from "../outcome.ts";
import type { Attempt, Session } from "../session.ts";

/** `autoconfig.<domain>`, the first place of nearly all. */
export const autoconfigUrl = (domain: string, scheme = "https") =>
  `${scheme}://autoconfig.${domain}/mail/config-v1.1.xml`;
/** The place on the domain itself. */
export const wellKnownUrl = (domain: string, scheme = "https") =>
  `${scheme}://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`;
/** Mozilla's data base, by its older name. */
export const ispdbUrl = (domain: string) => `https://autoconfig.thunderbird.net/v1.1/${domain}`;

/** A GET of a mechanism, to be made when its turn comes. */
export function getting(
  session: Session,
  mechanism: Mechanism,
  url: string,
  options: Parameters<Session["get"]>[2] = {},
): Attempt {
  return { mechanism, ask: () => session.get(mechanism, url, options) };
}

/** Exactly as Thunderbird names them; other spellings are a matter of each client. */
export const SOCKET_TYPES: Readonly<Record<string, ConfiguredServer["socketType"]>> = {
  SSL: "tls",
  STARTTLS: "starttls",
  plain: "plain",
};

/** The placeholders that all but FairEmail and Mailspring know. `%EMAILDOMAIN%` is empty for Evolution. */
export function fillPlaceholders(text: string, session: Session, domain = session.domain): string {
  return text
    .replaceAll("%EMAILADDRESS%", session.address)
    .replaceAll("%EMAILLOCALPART%", session.localPart)
    .replaceAll("%EMAILDOMAIN%", domain);
}

/** A port as a decimal number; `undefined` for anything else. */
export function toPort(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** An ASCII host name. */
export function isHostname(text: string | undefined): text is string {
  return text !== undefined && /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(text);
}

export const isSuccess = (status: number) => status >= 200 && status < 300;
