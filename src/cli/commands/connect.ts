import type { KeyObject } from "node:crypto";
import { DnsUnavailableError } from "../../check/dns-resolver.ts";
import { discoverDomainConnect } from "../../check/domain-connect.ts";
import { type DnsRecord, toDnsRecords } from "../../formats/dns/dns-records.ts";
import { type ConnectedService, DEFAULT_SERVICE, renderConnectTemplate } from "../../formats/dns/domain-connect.ts";
import { findDomainSettings } from "../../model/address/mail-account.ts";
import { findDomain } from "../../model/domain/domain.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import { askPublic } from "../../node/probes/ask-public.ts";
import { openResolver } from "../../node/probes/resolvers.ts";
import { type Command, parseOptions } from "../command.ts";
import { KEY_NAME, readConnectKey, toConnectLink, toKeyTexts } from "../dns/connect-link.ts";
import { openSettings, refuseUnserved, SETTINGS_OPTIONS, SETTINGS_USAGE } from "../records/open-settings.ts";
import { endBy } from "../records/refuse.ts";
import { fromCallersFolder } from "../settings-file.ts";
import type { ExitCode, Terminal } from "../terminal.ts";

const HINT = "waypost connect --help";

const usage = `usage: waypost connect template | link DOMAIN [options]

Domain Connect: the owner of a domain follows a link to the DNS provider, agrees, and the records are there.

template    prints the template of the domain's provider, for DNS providers to take up
link        asks whether the domain's DNS provider has the template, and prints the link that applies it

options:
  --service ID      what the template is called (mail)
  --key FILE        an RSA key (PEM) that signs links, which some DNS providers want
  --resolver PLACE  whom to ask: an address, or an https URL for DNS over HTTPS; by default the system's resolver
  --host NAME       the name that this service is reached by; by default that of service.origin in the settings, or of --url
${SETTINGS_USAGE}

exit status: 0 printed, 1 no such domain, or its DNS provider does not take it; 2 misused or out of reach
`;

/** `waypost connect` */
export const connect: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parseOptions(args, {
      allowPositionals: true,
      options: {
        service: { type: "string", default: DEFAULT_SERVICE },
        key: { type: "string" },
        resolver: { type: "string" },
        host: { type: "string" },
        ...SETTINGS_OPTIONS,
      },
    });
    if (typeof parsed === "string") return terminal.misused(parsed, HINT);
    const { values, positionals } = parsed;
    const [action, name = "", ...more] = positionals;
    const domain = findDomain(name);
    if ((action !== "template" && action !== "link") || domain === undefined || more.length > 0)
      return terminal.misused("expected template or link, and one domain", HINT);
    if (!/^[\w.-]{1,64}$/.test(values.service))
      return terminal.misused("not a service: letters, digits, dots, hyphens", HINT);
    const key = values.key === undefined ? undefined : await readConnectKey(fromCallersFolder(values.key));
    if (key?.ok === false)
      return terminal.misused(`${values.key}: ${key.error}`, "openssl genrsa -out connect.key 2048");
    const place = await openSettings(values, terminal, HINT);
    if (typeof place === "number") return place;
    try {
      const providerId = findDomain(values.host ?? URL.parse(place.service.origin ?? "")?.hostname ?? "");
      if (providerId === undefined)
        return terminal.misused("the name of this service is not known", "give it with --host, or set service.origin");
      const found = await findDomainSettings(place.find, domain);
      if (!found.ok) return refuseUnserved(terminal, domain);
      const connected = { settings: found.value, service: { providerId, serviceId: values.service }, key: key?.value };
      const records = await toDnsRecords(found.value, { serviceHost: providerId });
      return action === "template"
        ? printTemplate(connected, records, terminal)
        : await printLink(connected, records, values.resolver, terminal);
    } catch (error) {
      if (error instanceof DnsUnavailableError)
        return terminal.misused(`DNS does not answer: ${error.message}`, "name another resolver with --resolver");
      return endBy(error, terminal);
    } finally {
      await place.close();
    }
  },
};

interface Connected {
  readonly settings: ServerSettings;
  readonly service: ConnectedService;
  readonly key: KeyObject | undefined;
}

function printTemplate(
  { settings, service, key }: Connected,
  records: readonly DnsRecord[],
  terminal: Terminal,
): ExitCode {
  const template = renderConnectTemplate(settings, records, service, key !== undefined);
  terminal.print(`${JSON.stringify(template, null, 2)}\n`);
  terminal.printHint(
    `its name among the public templates: ${service.providerId}.${service.serviceId.toLowerCase()}.json`,
  );
  for (const text of key === undefined ? [] : toKeyTexts(key))
    terminal.printHint(`publish: ${KEY_NAME}.${service.providerId}. TXT "${text}"`);
  return 0;
}

async function printLink(
  { settings: { domain }, service, key }: Connected,
  records: readonly DnsRecord[],
  place: string | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  const resolver = openResolver(place);
  if (resolver === undefined) return terminal.misused(`not a resolver: ${JSON.stringify(place)}`, HINT);
  const provider = await discoverDomainConnect(domain, service, resolver, askPublic);
  if (provider?.applyUrl !== undefined) {
    terminal.print(`${toConnectLink(provider.applyUrl, provider, domain, records, key)}\n`);
    terminal.printNote(`${domain}: ${provider.name} applies the template to whoever follows the link and agrees`);
    return 0;
  }
  terminal.printErrors(
    provider === undefined
      ? `${domain}: its DNS provider does not speak Domain Connect`
      : `${domain}: ${provider.name} does not have the template`,
  );
  terminal.printHint(
    provider?.controlPanel === undefined
      ? `type the records in: waypost dns ${domain}`
      : `type the records in at ${provider.controlPanel}: waypost dns ${domain}`,
  );
  return 1;
}
