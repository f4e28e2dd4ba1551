/**
 * Autodiscover "plain old XML", outlook schema 2006a: read by Outlook, eM Client, FairEmail, Delta Chat and others.
 *
 * Readers disagree about `Encryption`; most infer STARTTLS from the port. It is written only beside STARTTLS, where
 * Microsoft's own words ask for it (MS-OXDSCLI section 2.2.4.1.1.2.6).
 * @see https://learn.microsoft.com/exchange/client-developer/web-service-reference/pox-autodiscover-response-for-exchange
 * @module
 */
import { toDavLoginTemplate, toLoginTemplate, toPersonNames } from "../../model/address/login-names.ts";
import { needsLogin } from "../../model/authentication.ts";
import { onceFor } from "../../model/once-for.ts";
import {
  type AuthenticationWords,
  findAuthentication,
  findPreferredServers,
  isComplete,
} from "../../model/preferred-server.ts";
import type { MailServer, SocketType } from "../../model/server.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { hole, orderValues, type PersonalFormat, toHoles } from "../document-template.ts";
import type { RenderedDocument } from "../rendered-document.ts";
import { toXml } from "../xml.ts";

const RESPONSE = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
/** What an answer may be asked for as. Microsoft's web pages print https; on the wire it is http. */
export const OUTLOOK_SCHEMA = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

/** ActiveSync's schema (MS-ASCMD section 2.2.3): new Outlook asks with it as well. */
export const MOBILESYNC_SCHEMA = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006";

/** `SPA`: "secure password authentication" means NTLM. On is the default, so that off must be said. */
const SPA = {
  "password-cleartext": "off",
  NTLM: "on",
  none: "off",
  "client-IP-address": "off",
} satisfies AuthenticationWords;

const TYPE = { imap: "IMAP", pop3: "POP3", submission: "SMTP" } satisfies Record<MailServer["protocol"], string>;

/** Values are lower case: Delta Chat and Thunderbird compare exactly. */
const SECURITY = {
  tls: { SSL: "on" },
  starttls: { SSL: "on", Encryption: "TLS" },
  plain: { SSL: "off", Encryption: "None" },
} satisfies Record<SocketType, Readonly<Record<string, string>>>;

/** Whether the format has words for this service; where not, silence is the only true answer. */
export const canExpressAsPox = onceFor((settings: ServerSettings) => isComplete(findPreferredServers(settings, SPA)));

/** Where clients are sent for it. Without a certificate of its own name the path names the domain. */
export function toPoxUrl({ domain, discoveryOrigin }: ServerSettings): string {
  const base = discoveryOrigin === undefined ? `https://autodiscover.${domain}` : `${discoveryOrigin}/d/${domain}`;
  return `${base}/autodiscover/autodiscover.xml`;
}

/**
 * One server per type, IMAP first. Without `withLogin` it is the answer to a request that named nobody: it then holds
 * no user name, and the client makes one up from the address (Delta Chat asks that way).
 */
export const autodiscoverPox: PersonalFormat<{ readonly withLogin: boolean }> = {
  renderTemplate(settings, { withLogin }) {
    const { imap, pop3, submission } = findPreferredServers(settings, SPA);
    const servers = [imap, pop3, submission].filter((server) => server !== undefined);
    return toDocument({
      "@xmlns": OUTLOOK_SCHEMA,
      ...(withLogin ? { User: { DisplayName: hole("address") } } : {}),
      // FairEmail wants type and action before the first protocol.
      Account: {
        AccountType: "email",
        Action: "settings",
        Protocol: [
          ...servers.map((server) => toProtocol(settings, server, withLogin)),
          ...toDavProtocols(settings, withLogin),
        ],
      },
    });
  },
  // As it was sent: SnappyMail compares the login name with its own.
  toValues: (account, _, names) => orderValues(toPersonNames(account, "asTyped"), names),
};

function toProtocol(settings: ServerSettings, server: MailServer, withLogin: boolean) {
  const authentication = findAuthentication(server, SPA);
  const login = toHoles(toLoginTemplate(settings, server.username));
  return {
    Type: TYPE[server.protocol],
    Server: server.hostname,
    Port: server.port,
    ...(withLogin ? { LoginName: login } : {}),
    DomainRequired: "off",
    SPA: authentication === undefined ? "off" : SPA[authentication],
    ...SECURITY[server.socketType],
    AuthRequired: needsLogin(authentication) ? "on" : "off",
    ...(server.protocol === "submission" ? { UsePOPAuth: "off", SMTPLast: "off" } : {}),
  };
}

/**
 * Not Microsoft's: eM Client reads calendars and contacts so, with the URL for a server; others skip the types. After the
 * mail's protocols, because some readers count.
 */
function toDavProtocols(settings: ServerSettings, withLogin: boolean) {
  return (["caldav", "carddav"] as const).flatMap((name) => {
    const url = settings.services?.[name]?.url;
    if (url === undefined) return [];
    const login = toHoles(toDavLoginTemplate(settings, name));
    return [{ Type: DAV_TYPE[name], Server: url, ...(withLogin ? { LoginName: login } : {}), DomainRequired: "off" }];
  });
}

const DAV_TYPE = { caldav: "CalDAV", carddav: "CardDAV" } as const;

/** Where ActiveSync is spoken. Only for settings that offer it. */
export const autodiscoverMobileSync: PersonalFormat<object> = {
  renderTemplate({ services }) {
    const url = services?.activesync?.url;
    return toDocument({
      "@xmlns": MOBILESYNC_SCHEMA,
      Culture: "en:us",
      User: { EMailAddress: hole("address") },
      Action: { Settings: { Server: { Type: "MobileSync", Url: url, Name: url } } },
    });
  },
  toValues: ({ address }, _, names) => orderValues({ address: address.asTyped }, names),
};

/** Error codes of MS-OXDSCLI; the answer that carries one has status 200. */
const ERROR_MESSAGE = {
  600: "Invalid request",
  601: "The requested schema is not served for this mailbox",
} as const;

/**
 * An error in the schema that was asked for.
 * @param now the format wants the time of day at which it went wrong, in UTC to seven places
 */
export function renderAutodiscoverError(
  code: keyof typeof ERROR_MESSAGE,
  now: Date,
  schema: string | undefined = undefined,
): RenderedDocument {
  const time = `${now.toISOString().slice(11, 23)}0000`;
  return toDocument({
    ...(schema === MOBILESYNC_SCHEMA ? { "@xmlns": MOBILESYNC_SCHEMA } : {}),
    Error: { "@Time": time, "@Id": "0", ErrorCode: code, Message: ERROR_MESSAGE[code], DebugData: "" },
  });
}

function toDocument(response: object): RenderedDocument {
  const body = toXml("utf-8", { Autodiscover: { "@xmlns": RESPONSE, Response: response } });
  return { contentType: "text/xml; charset=utf-8", body };
}
