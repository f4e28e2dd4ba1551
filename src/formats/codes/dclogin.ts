/**
 * What Delta Chat's login code says of a service, all but the person and the password. The code itself holds the
 * password, so `src/browser/dclogin.ts` makes it in the browser: nothing here, and no route, ever sees one.
 * @see https://github.com/deltachat/interface/blob/main/uri-schemes.md
 * @module
 */
import { toLoginTemplate } from "../../model/address/login-names.ts";
import type { MailServer, SocketType } from "../../model/server.ts";
import type { ServerSettings } from "../../model/server-settings.ts";

const SOCKET_TYPE = { tls: "ssl", starttls: "starttls", plain: undefined } as const satisfies Record<
  SocketType,
  string | undefined
>;

/**
 * Names and values of the code's parameters, as JSON, with `{address}` and `{localPart}` in user names. `undefined` where
 * the app cannot get in with a password, by IMAP, over TLS.
 */
export function toDcloginTemplate(settings: ServerSettings): string | undefined {
  const { incomingServers, outgoingServers } = settings;
  const imap = incomingServers.find((server) => server.protocol === "imap" && isUsable(server));
  const smtp = outgoingServers.find(isUsable);
  if (imap === undefined || smtp === undefined) return undefined;
  return JSON.stringify([...toParameters(settings, "i", imap), ...toParameters(settings, "s", smtp)]);
}

function isUsable({ socketType, authentication }: MailServer): boolean {
  return SOCKET_TYPE[socketType] !== undefined && authentication.includes("password-cleartext");
}

function toParameters(
  settings: ServerSettings,
  prefix: "i" | "s",
  server: MailServer,
): [name: string, value: string | number][] {
  const { hostname, port, socketType } = server;
  const username = toLoginTemplate(settings, server.username);
  return [
    [`${prefix}h`, hostname],
    [`${prefix}p`, port],
    [`${prefix}s`, SOCKET_TYPE[socketType] ?? ""],
    // Without it the app logs in with the address.
    ...(username === "{address}" ? [] : [[`${prefix}u`, username] satisfies [string, string]]),
  ];
}
