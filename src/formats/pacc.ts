/**
 * PACC, `user-agent-configuration.json`: one file for all of a provider's protocols, pinned by a digest in DNS.
 *
 * It speaks of TLS from the first byte on the registered ports and of the full address as login; whatever differs
 * cannot be told and is left out. Members stand in a fixed order and hold nothing that changes by itself: clients
 * compare the bytes with the digest.
 * @see https://datatracker.ietf.org/doc/draft-ietf-mailmaint-pacc/ (members of revision 03)
 * @module
 */

import { toAsciiUrl } from "../model/ascii-url.ts";
import type { ResolvedServers } from "../model/resolving/resolve-domain.ts";
import type { MailServer } from "../model/server.ts";
import { findServiceLoginName, type ServerSettings } from "../model/server-settings.ts";
import { TLS_PORT } from "../model/tls-port.ts";
import type { RenderedDocument } from "./rendered-document.ts";

/** Whether at least one way to read mail and one to send it can be told. */
export function canTellPacc(settings: ResolvedServers): boolean {
  const isTold = (server: LoginServer) => isExpressible(settings, server);
  return settings.incomingServers.some(isTold) && settings.outgoingServers.some(isTold);
}

/** `undefined` where it cannot be told. */
export function renderPacc(settings: ServerSettings): RenderedDocument | undefined {
  if (!canTellPacc(settings)) return undefined;
  const servers = [...settings.incomingServers, ...settings.outgoingServers];
  const find = (protocol: MailServer["protocol"]) =>
    servers.find((candidate) => candidate.protocol === protocol && isExpressible(settings, candidate));
  const imap = find("imap");
  const pop3 = find("pop3");
  const submit = find("submission");
  const told = [imap, pop3, submit].filter((server) => server !== undefined);
  const issuer = told.some(({ authentication }) => authentication.includes("OAuth2"))
    ? findIssuer(settings)
    : undefined;
  const { services } = settings;
  const body = JSON.stringify({
    protocols: {
      imap: toHost(imap),
      pop3: toHost(pop3),
      submit: toHost(submit),
      // Revision 02 called it so, and the one reader in use still does.
      smtp: toHost(submit),
      jmap: toUrl(settings, services?.jmap, /^/),
      caldav: toUrl(settings, services?.caldav, /^\/./),
      carddav: toUrl(settings, services?.carddav, /^\/./),
    },
    authentication: { "oauth-public": issuer && { issuer }, password: told.some(takesPassword) },
    info: toInfo(settings),
  });
  return { contentType: "application/json", body };
}

/** The TXT record of `_ua-auto-config.<domain>` that pins exactly this body. */
export async function toPaccTxt({ body }: RenderedDocument): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  return `v=UAAC1; a=sha256; d=${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

type LoginServer = Omit<MailServer, "hostname">;

function isExpressible(settings: ResolvedServers, server: LoginServer): boolean {
  return (
    server.socketType === "tls" &&
    server.port === TLS_PORT[server.protocol] &&
    server.username === "{address}" &&
    (takesPassword(server) || (server.authentication.includes("OAuth2") && findIssuer(settings) !== undefined))
  );
}

function takesPassword({ authentication }: LoginServer): boolean {
  return authentication.some((method) => method === "password-cleartext" || method === "password-encrypted");
}

/**
 * The issuer as RFC 8414 asks for it, as it is written: clients compare it with what the server itself says (section 3.3).
 * Other formats also take a bare host name, which says less.
 */
function findIssuer({ oauth2 }: ResolvedServers): string | undefined {
  if (oauth2 === undefined) return undefined;
  const url = URL.parse(oauth2.issuer);
  if (url?.protocol !== "https:" || url.search !== "" || url.hash !== "" || url.username !== "") return undefined;
  return url.href === `${oauth2.issuer}/` ? oauth2.issuer : url.href;
}

function toHost(server: MailServer | undefined): { host: string } | undefined {
  return server && { host: server.hostname };
}

/** A service's URL, where who logs in there does so with the address. */
function toUrl(
  settings: ServerSettings,
  service: { readonly url: string; readonly username?: string | undefined } | undefined,
  path: RegExp,
): { url: string } | undefined {
  if (service === undefined || findServiceLoginName(settings, service) !== "{address}") return undefined;
  const parsed = URL.parse(service.url);
  return parsed !== null && parsed.port === "" && path.test(parsed.pathname) ? { url: parsed.href } : undefined;
}

function toInfo({ displayName, displayShortName, documentation, support }: ServerSettings) {
  const page = documentation?.find(({ url }) => url.startsWith("https:"))?.url;
  const contact = support?.email === undefined ? undefined : [`mailto:${support.email}`];
  return {
    provider: { name: onOneLine(displayName), shortName: onOneLine(displayShortName) },
    help:
      page === undefined && contact === undefined ? undefined : { documentation: page && toAsciiUrl(page), contact },
  };
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
