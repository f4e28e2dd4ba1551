import type { AutoconfigProvider } from "../../../src/formats/autoconfig/autoconfig-provider-reader.ts";
import { type AutoconfigDocument, parseAutoconfig } from "../../../src/formats/autoconfig/autoconfig-reader.ts";

export const IMAP = `<incomingServer type="imap">
  <hostname>imap.example.com</hostname><port>993</port><socketType>SSL</socketType>
  <authentication>password-cleartext</authentication><username>%EMAILADDRESS%</username>
</incomingServer>`;
export const SMTP = IMAP.replaceAll("incomingServer", "outgoingServer")
  .replaceAll("imap", "smtp")
  .replace("993", "465");
const NAMES = "<displayName>Example</displayName><displayShortName>Ex</displayShortName>";

/** A document that leaves nothing to tell, with `inside` in its provider and `outside` at its root. */
export function toDocument({ inside = "", outside = "", servers = IMAP + SMTP, names = NAMES } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1"><emailProvider id="example.com"><domain>example.com</domain>${names}
${servers}${inside}</emailProvider>${outside}</clientConfig>`;
}

/** What a document of one provider says that can be read. */
export function good(xml: string): AutoconfigProvider & Pick<AutoconfigDocument, "warnings"> {
  const { providers, warnings, faults } = parseAutoconfig(xml);
  const [provider] = providers;
  if (provider === undefined || faults.length > 0) throw new Error(JSON.stringify(faults));
  return { ...provider, warnings };
}
