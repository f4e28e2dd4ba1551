import { Domain } from "../../../src/model/domain/domain-schema.ts";
import { findSettings } from "../../../src/model/resolving/find-settings.ts";
import { isSettings, type ServerSettings } from "../../../src/model/server-settings.ts";
import { formatFault } from "../../../src/model/settings/fault.ts";
import { parseSettings } from "../../../src/model/settings/parse-settings.ts";

export const IMAP = {
  protocol: "imap",
  hostname: "imap.hosting.example",
  port: 993,
  socketType: "tls",
  authentication: ["password-cleartext"],
};
export const SUBMISSION = { ...IMAP, protocol: "submission", hostname: "smtp.hosting.example", port: 465 };

/** Settings of `shop.example` with one server of each kind, but for `differing` members of its provider. */
export function smallSettings(differing: Readonly<Record<string, unknown>> = {}): ServerSettings {
  const provider = {
    displayName: "Hosting",
    displayShortName: "Hosting",
    incomingServers: [IMAP],
    outgoingServers: [SUBMISSION],
    ...differing,
  };
  const settings = parseSettings({ providers: { p: provider }, domains: { "shop.example": { provider: "p" } } });
  if (!settings.ok) throw new Error(settings.error.map(formatFault).join("\n"));
  const found = findSettings(settings.value, Domain.parse("shop.example"), new Date(0));
  if (!isSettings(found)) throw new Error("shop.example is not served");
  return found;
}
