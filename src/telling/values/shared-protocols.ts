import { CLIENTS } from "../../content/catalogue.ts";
import type { ClientId } from "../../model/client-id.ts";
import type { ServerSettings } from "../../model/server-settings.ts";

/** The protocols that domain and client share, in the order in which they are told. */
export function sharedProtocols(
  settings: ServerSettings,
  id: ClientId,
  preferred: "imap" | "pop3" | undefined,
): readonly ("imap" | "pop3")[] {
  const shared = (["imap", "pop3"] as const).filter(
    (protocol) =>
      CLIENTS[id].protocols.includes(protocol) &&
      settings.incomingServers.some((server) => server.protocol === protocol),
  );
  return preferred === undefined || !shared.includes(preferred)
    ? shared
    : [preferred, ...shared.filter((protocol) => protocol !== preferred)];
}
