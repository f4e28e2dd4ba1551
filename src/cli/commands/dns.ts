import { DnsUnavailableError } from "../../check/dns-resolver.ts";
import { DNS_FORMS, findDnsForm } from "../../formats/dns/dns-forms.ts";
import { type Domain, findDomain } from "../../model/domain/domain.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { openResolver } from "../../node/probes/resolvers.ts";
import { type Command, parseOptions } from "../command.ts";
import { DnsPrinter } from "../dns/dns-printer.ts";
import { openReadable } from "../records/open-records.ts";
import { openSettings, SETTINGS_OPTIONS, SETTINGS_USAGE, toReadableValues } from "../records/open-settings.ts";
import { endBy } from "../records/refuse.ts";
import type { ExitCode, Terminal } from "../terminal.ts";

const HINT = "waypost dns --help";
const FORMS = Object.keys(DNS_FORMS);

const usage = `usage: waypost dns DOMAIN… [--as FORM] [--host NAME] [--without-aliases] [options]
       waypost dns --all [PREFIX] [--provider ID] [--as FORM] …

Prints the DNS records to publish for domains, each with the reason for it.

table       to type into a panel (the default)
zone        for a BIND zone file
json        as the API tells them
dnscontrol  calls for dnsconfig.js
octodns     a document for each zone's file
nsupdate    dynamic updates: waypost dns DOMAIN --as nsupdate | nsupdate -k KEY
powerdns    the body of a PATCH of PowerDNS's zone
cloudflare  the body of a POST to a zone's dns_records/batch
route53     the change batch of aws route53 change-resource-record-sets
terraform   resources of the provider hashicorp/aws

Of a domain whose mail is elsewhere: the records to remove, and what clients of the other provider need where that is known.
Of several domains, bodies stand a line each, with the domain: {"domain": …, "body": …}.

options:
  --as FORM         ${FORMS.slice(0, 5).join(", ")},
                    ${FORMS.slice(5).join(", ")}
  --all             every domain that is served, or those whose names begin with PREFIX
  --provider ID     with --all: those of one provider
  --against         ask DNS, and print only what differs: what to add, and what of ours to remove
  --resolver PLACE  with --against: whom to ask, an address such as 192.0.2.53 or 127.0.0.1:5353, or an https URL for DNS over
                    HTTPS; by default the system's resolver
  --replace         with --against: put ours in the place of aliases that lead elsewhere
  --host NAME       the name that this service is reached by; by default that of service.origin in the settings, or of --url
  --without-aliases for a domain that cannot have autoconfig and autodiscover point here
${SETTINGS_USAGE}

exit status: 0 printed, or nothing differs; 1 no such domain, or something differs; 2 misused or out of reach
`;

function parse(args: readonly string[]) {
  return parseOptions(args, {
    allowPositionals: true,
    options: {
      as: { type: "string", default: "table" },
      host: { type: "string" },
      "without-aliases": { type: "boolean", default: false },
      all: { type: "boolean", default: false },
      provider: { type: "string" },
      against: { type: "boolean", default: false },
      resolver: { type: "string" },
      replace: { type: "boolean", default: false },
      ...SETTINGS_OPTIONS,
    },
  });
}

type Values = Exclude<ReturnType<typeof parse>, string>["values"];

/** `waypost dns DOMAIN…` */
export const dns: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parse(args);
    if (typeof parsed === "string") return terminal.misused(parsed, HINT);
    const { values, positionals } = parsed;
    const form = findDnsForm(values.as);
    if (form === undefined)
      return terminal.misused(`unknown form ${JSON.stringify(values.as)}`, `--as ${FORMS.join(", ")}`);
    const named = readNames(values, positionals);
    if (!named.ok) return terminal.misused(named.error, "waypost dns shop.example, or waypost dns --all");
    if (!values.against && (values.resolver !== undefined || values.replace))
      return terminal.misused("--resolver and --replace are for --against only", HINT);
    const resolver = openResolver(values.resolver);
    if (resolver === undefined)
      return terminal.misused(
        `not a resolver: ${JSON.stringify(values.resolver)}`,
        "--resolver 192.0.2.53, or --resolver https://dns.example/dns-query",
      );
    const place = await openSettings(values, terminal, HINT);
    if (typeof place === "number") return place;
    try {
      const serviceHost = findDomain(values.host ?? URL.parse(place.service.origin ?? "")?.hostname ?? "");
      if (serviceHost === undefined)
        return terminal.misused(
          "the name of this service is not known",
          "give it with --host, or set service.origin in the settings",
        );
      const printer = new DnsPrinter({
        find: place.find,
        findEntry: (domain) => findEntry(domain, values, terminal),
        form,
        serviceHost,
        withoutAliases: values["without-aliases"],
        resolver: values.against ? resolver : undefined,
        replacesAliases: values.replace,
        terminal,
      });
      if (named.value !== "all") return await printer.printNamed(named.value);
      return await printAll(printer, values, positionals[0], terminal);
    } catch (error) {
      if (error instanceof DnsUnavailableError)
        return terminal.misused(`DNS does not answer: ${error.message}`, "name another resolver with --resolver");
      return endBy(error, terminal);
    } finally {
      await place.close();
    }
  },
};

/** The domains that are meant, if they are named. */
function readNames({ all, provider }: Values, words: readonly string[]): Result<readonly Domain[] | "all", string> {
  if (all) return words.length > 1 ? err("expected one beginning of names at most") : ok("all");
  if (provider !== undefined) return err("--provider is for --all only");
  if (words.length === 0) return err("expected a domain, or several");
  const domains = words.flatMap((word) => findDomain(word) ?? []);
  const other = words.find((word) => findDomain(word) === undefined);
  return other === undefined ? ok(domains) : err(`not a domain: ${JSON.stringify(other)}`);
}

async function printAll(
  printer: DnsPrinter,
  values: Values,
  prefix: string | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  const place = await openReadable(toReadableValues(values, terminal.env), terminal, HINT);
  if (typeof place === "number") return place;
  const { provider } = values;
  try {
    const filter = {
      state: "served",
      ...(prefix === undefined ? {} : { prefix: prefix.toLowerCase() }),
      ...(provider === undefined ? {} : { provider }),
    } as const;
    // The domain of all that are not listed has no name to publish anything at.
    for await (const { name } of place.domains.list(filter)) {
      const domain = findDomain(name);
      if (domain !== undefined) await printer.print(domain, false);
    }
    return printer.finish();
  } finally {
    await place.close();
  }
}

/** What an operator wrote of a domain, for what settings do not say. */
async function findEntry(domain: Domain, values: Values, terminal: Terminal): Promise<unknown> {
  const place = await openReadable(toReadableValues(values, terminal.env), terminal, HINT);
  if (typeof place === "number") return undefined;
  try {
    const found = await place.domains.get(domain);
    return found.ok ? found.value.body : undefined;
  } finally {
    await place.close();
  }
}
