import { parseArgs } from "node:util";
import { renderDnsJson, renderDnsTable, renderZone, toDnsRecords } from "../../formats/dns/dns-records.ts";
import { type Domain, findDomain } from "../../model/domain.ts";
import { findDomainSettings } from "../../model/mail-account.ts";
import { type Command, parseOrExplain } from "../command.ts";
import { openSettings, SETTINGS_OPTIONS, SETTINGS_USAGE, type SettingsPlace } from "../records/open-settings.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { endBy } from "./records-command.ts";

const usage = `usage: waypost dns DOMAIN [--as table|zone|json] [--host NAME] [--without-aliases] [options]

Prints the DNS records to publish for a domain, each with the reason for it.

options:
  --as FORM         table to type into a panel (the default), zone for a BIND zone file, or json
  --host NAME       the name that this service is reached by; by default that of service.origin in the settings, or of --url
  --without-aliases for a domain that cannot have autoconfig and autodiscover point here
${SETTINGS_USAGE}

exit status: 0 printed, 1 no such domain, 2 misused or out of reach
`;

/** `waypost dns DOMAIN` */
export const dns: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parseOrExplain(() =>
      parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          as: { type: "string", default: "table" },
          host: { type: "string" },
          "without-aliases": { type: "boolean", default: false },
          ...SETTINGS_OPTIONS,
        },
      }),
    );
    if (typeof parsed === "string") return terminal.misused(parsed, "waypost dns --help");
    const { values, positionals } = parsed;
    const domain = findDomain(positionals[0] ?? "");
    if (domain === undefined || positionals.length !== 1)
      return terminal.misused("expected one domain", "waypost dns shop.example");
    if (!["table", "zone", "json"].includes(values.as))
      return terminal.misused(`unknown form ${JSON.stringify(values.as)}`, "--as table, --as zone or --as json");
    const place = await openSettings(values, terminal, "waypost dns --help");
    if (typeof place === "number") return place;
    try {
      return await print(domain, place, values, terminal);
    } catch (error) {
      return endBy(error, terminal);
    } finally {
      await place.close();
    }
  },
};

async function print(
  domain: Domain,
  { find, service }: SettingsPlace,
  {
    as,
    host,
    "without-aliases": withoutAliases,
  }: { as: string; host?: string | undefined; "without-aliases": boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const serviceHost = findDomain(host ?? URL.parse(service.origin ?? "")?.hostname ?? "");
  if (serviceHost === undefined)
    return terminal.misused(
      "the name of this service is not known",
      "give it with --host, or set service.origin in the settings",
    );
  const found = await findDomainSettings(find, domain);
  if (!found.ok) {
    terminal.printErrors(
      found.error.reason === "mail_elsewhere"
        ? "the mail of this domain is elsewhere"
        : found.error.reason === "domain_suspended"
          ? "this domain is suspended"
          : "the settings have no such domain",
    );
    terminal.printHint("publish nothing that points here, or add the domain under domains");
    return 1;
  }
  const records = await toDnsRecords(found.value, { serviceHost, withoutAliases });
  const { body } =
    as === "zone"
      ? renderZone(domain, records)
      : as === "json"
        ? renderDnsJson(domain, records)
        : renderDnsTable(records);
  terminal.print(body);
  return 0;
}
