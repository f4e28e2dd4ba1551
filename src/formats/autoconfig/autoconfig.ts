/**
 * Mail Autoconfig, `config-v1.1.xml`: read by Thunderbird and its kin.
 *
 * No element has an attribute that the draft does not ask for: Thunderbird loses a value that has one, and Evolution
 * refuses the whole file for one on a server. Host names are literal: only some readers fill in placeholders there.
 * @see https://datatracker.ietf.org/doc/draft-ietf-mailmaint-autoconfig/
 * @module
 */
import { findLoginRules, toLoginNames, toLoginTemplate } from "../../model/address/login-names.ts";
import { toAsciiUrl } from "../../model/ascii-url.ts";
import type { IncomingServer, MailServer, OutgoingServer, SocketType } from "../../model/server.ts";
import { findWebmailUrl, hasServicePassword, type ServerSettings } from "../../model/server-settings.ts";
import { fillTemplates } from "../../model/settings/template.ts";
import { hole, orderValues, type PersonalFormat, toHoles } from "../document-template.ts";
import type { RenderedDocument } from "../rendered-document.ts";
import { toXml } from "../xml.ts";

/** "SSL" is the format's historical word for TLS from the first byte. */
const SOCKET_TYPE = { tls: "SSL", starttls: "STARTTLS", plain: "plain" } satisfies Record<SocketType, string>;

const TYPE = { imap: "imap", pop3: "pop3", submission: "smtp" } satisfies Record<
  (IncomingServer | OutgoingServer)["protocol"],
  string
>;

/** What clients put the address into. `%EMAILDOMAIN%` is not among them: Evolution makes it an empty text. */
const PLACEHOLDERS = new Map([
  ["address", "%EMAILADDRESS%"],
  ["localPart", "%EMAILLOCALPART%"],
]);

/** The configuration of everybody at a domain. */
export function renderAutoconfig(settings: ServerSettings): RenderedDocument {
  return renderForDomains(settings, [settings.domain]);
}

/** The hole of {@link renderAutoconfigForMxLookup}: the domain that was asked about. */
export const ASKED_DOMAIN = "askedDomain";

/**
 * The configuration of a mail host's own domain for a domain whose MX it is (draft section 4.3). Some readers want the
 * domain that they looked up among the `domain` elements, others the host's, so both are there.
 */
export function renderAutoconfigForMxLookup(settings: ServerSettings): RenderedDocument {
  return renderForDomains(settings, [settings.domain, hole(ASKED_DOMAIN)]);
}

/**
 * The configuration of one person, at a domain with login names of its own. A name that the rule makes is left to the
 * client, as it is in everybody's: Evolution asks with an address that is none, and puts the real one in itself.
 */
export const personalAutoconfig: PersonalFormat<object> = {
  renderTemplate: (settings) =>
    renderForDomains(settings, [settings.domain], (username) => toHoles(toLoginTemplate(settings, username))),
  toValues(account, _options, names) {
    const { login: _, ...byRule } = account;
    const [own, ruled] = [toLoginNames(account), toLoginNames(byRule)];
    const values = Object.fromEntries(
      findLoginRules(account.settings).map(({ name, username }) => [
        name,
        own[name] === ruled[name] ? toPlaceholders(username) : (own[name] ?? ""),
      ]),
    );
    return orderValues(values, names);
  },
};

function renderForDomains(
  settings: ServerSettings,
  domains: readonly string[],
  toUsername = toPlaceholders,
): RenderedDocument {
  const body = toXml("UTF-8", {
    clientConfig: {
      "@version": "1.1",
      emailProvider: {
        "@id": settings.domain,
        domain: domains,
        displayName: settings.displayName,
        displayShortName: settings.displayShortName,
        incomingServer: settings.incomingServers.map((server) => toServer(server, toUsername)),
        outgoingServer: settings.outgoingServers.map((server) => toServer(server, toUsername)),
        documentation: toDocumentation(settings),
        enable: settings.enable?.map(({ visitUrl, instructions }) => ({
          "@visiturl": toAsciiUrl(visitUrl),
          instruction: instructions.map(toLocalText),
        })),
      },
      calendar: toDav("caldav", settings),
      addressbook: toDav("carddav", settings),
      ...toWebMail(settings),
      ...toOAuth2(settings),
    },
  });
  return { contentType: "text/xml; charset=utf-8", body };
}

function toPlaceholders(username: string): string {
  return fillTemplates(username, PLACEHOLDERS);
}

function toServer(server: MailServer, toUsername: (username: string) => string) {
  return {
    "@type": TYPE[server.protocol],
    hostname: server.hostname,
    port: server.port,
    socketType: SOCKET_TYPE[server.socketType],
    authentication: server.authentication,
    username: toUsername(server.username),
    ...(server.protocol === "pop3" && server.pop3 ? { pop3: toPop3(server.pop3) } : {}),
  };
}

/** The interval is an attribute on Mozilla's page of the format, and so for the one reader that has a type for it. */
function toPop3({ checkInterval, ...options }: NonNullable<IncomingServer["pop3"]>) {
  return { ...options, ...(checkInterval === undefined ? {} : { checkInterval: { "@minutes": checkInterval } }) };
}

/**
 * Outside of emailProvider, where readers of mail look for nothing, and without a user name: FairEmail takes the last one
 * of the file, wherever it stands, for the mail's. Only on demand, because hardly anybody reads it yet.
 */
function toDav(type: "caldav" | "carddav", settings: ServerSettings) {
  const service = settings.services?.[type];
  if (service?.inAutoconfig !== true) return [];
  const authentication = hasServicePassword(settings, service) ? { "@system": "http", "#": "Basic" } : "OAuth2";
  return [{ "@type": type, url: service.url, authentication }];
}

/** One element for each page, with its text in every language that follows in the settings. */
function toDocumentation({ documentation = [] }: ServerSettings) {
  const pages = Map.groupBy(documentation, ({ url }) => url);
  return [...pages].map(([url, entries]) => ({
    "@url": toAsciiUrl(url),
    descr: entries.flatMap(({ lang, text }) => (text === undefined ? [] : [toLocalText({ lang, text })])),
  }));
}

function toLocalText({ lang, text }: { readonly lang?: string | undefined; readonly text: string }) {
  return { ...(lang === undefined ? {} : { "@lang": lang }), "#": text };
}

function toWebMail(settings: ServerSettings) {
  const url = findWebmailUrl(settings);
  return url === undefined ? {} : { webMail: { loginPage: { "@url": toAsciiUrl(url) } } };
}

function toOAuth2({ oauth2 }: ServerSettings) {
  if (oauth2 === undefined) return {};
  const { issuer, scope, authorizationUrl, tokenUrl, clientId, clientSecret } = oauth2;
  return {
    oAuth2: {
      issuer: toAsciiUrl(issuer),
      scope,
      authURL: toAsciiUrl(authorizationUrl),
      tokenURL: toAsciiUrl(tokenUrl),
      ...(clientId === undefined ? {} : { clientID: clientId }),
      ...(clientSecret === undefined ? {} : { clientSecret }),
    },
  };
}
