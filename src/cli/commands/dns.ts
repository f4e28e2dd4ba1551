import { parseArgs } from "node:util";
import { findLeftOut, toChanges } from "../../formats/dns/dns-changes.ts";
import { DNS_FORMS, type DnsForm, findDnsForm, renderDnsForm } from "../../formats/dns/dns-forms.ts";
import { toDnsRecords } from "../../formats/dns/dns-records.ts";
import { type Domain, findDomain } from "../../model/domain.ts";
import { findDomainSettings, type LookupError } from "../../model/mail-account.ts";
import { err, ok, type Result } from "../../model/result.ts";
import { type Command, parseOrExplain } from "../command.ts";
import { openReadable } from "../records/open-records.ts";
import {
  openSettings,
  SETTINGS_OPTIONS,
  SETTINGS_USAGE,
  type SettingsPlace,
  toReadableValues,
} from "../records/open-settings.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { endBy } from "./records-command.ts";

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

Of several domains, bodies stand a line each, with the domain: {"domain": …, "body": …}.

options:
  --as FORM         ${FORMS.slice(0, 5).join(", ")},
                    ${FORMS.slice(5).join(", ")}
  --all             every domain that is served, or those whose names begin with PREFIX
  --provider ID     with --all: those of one provider
  --host NAME       the name that this service is reached by; by default that of service.origin in the settings, or of --url
  --without-aliases for a domain that cannot have autoconfig and autodiscover point here
${SETTINGS_USAGE}

exit status: 0 printed, 1 no such domain, 2 misused or out of reach
`;

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      as: { type: "string", default: "table" },
      host: { type: "string" },
      "without-aliases": { type: "boolean", default: false },
      all: { type: "boolean", default: false },
      provider: { type: "string" },
      ...SETTINGS_OPTIONS,
    },
  });
}

type Values = ReturnType<typeof parse>["values"];

/** `waypost dns DOMAIN…` */
export const dns: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parseOrExplain(() => parse(args));
    if (typeof parsed === "string") return terminal.misused(parsed, HINT);
    const { values, positionals } = parsed;
    const form = findDnsForm(values.as);
    if (form === undefined)
      return terminal.misused(`unknown form ${JSON.stringify(values.as)}`, `--as ${FORMS.join(", ")}`);
    const named = readNames(values, positionals);
    if (!named.ok) return terminal.misused(named.error, "waypost dns shop.example, or waypost dns --all");
    const place = await openSettings(values, terminal, HINT);
    if (typeof place === "number") return place;
    try {
      const serviceHost = findDomain(values.host ?? URL.parse(place.service.origin ?? "")?.hostname ?? "");
      if (serviceHost === undefined)
        return terminal.misused(
          "the name of this service is not known",
          "give it with --host, or set service.origin in the settings",
        );
      const printer = new Printer(place, { serviceHost, withoutAliases: values["without-aliases"] }, form, terminal);
      if (named.value !== "all") return await printer.printNamed(named.value);
      return await printAll(printer, values, positionals[0], terminal);
    } catch (error) {
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
  const domains = words.flatMap((word) => findDomain(word) ?? []);
  return domains.length === words.length && domains.length > 0 ? ok(domains) : err("expected a domain, or several");
}

async function printAll(
  printer: Printer,
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

/** Prints domain after domain, as they come. */
class Printer {
  #status: ExitCode = 0;
  readonly #place: SettingsPlace;
  readonly #options: { readonly serviceHost: Domain; readonly withoutAliases: boolean };
  readonly #form: DnsForm;
  readonly #terminal: Terminal;
  readonly #leftOut: Domain[] = [];
  #isBegun = false;

  constructor(
    place: SettingsPlace,
    options: { readonly serviceHost: Domain; readonly withoutAliases: boolean },
    form: DnsForm,
    terminal: Terminal,
  ) {
    this.#place = place;
    this.#options = options;
    this.#form = form;
    this.#terminal = terminal;
  }

  async printNamed(domains: readonly Domain[]): Promise<ExitCode> {
    for (const domain of domains) await this.print(domain, domains.length === 1);
    return this.finish();
  }

  async print(domain: Domain, isOnlyOne: boolean): Promise<void> {
    const found = await findDomainSettings(this.#place.find, domain);
    if (!found.ok) {
      this.#explain(domain, found.error);
      return;
    }
    const changes = toChanges(domain, await toDnsRecords(found.value, this.#options));
    const form = this.#form;
    if (!this.#isBegun && form.kind === "text" && form.head !== undefined) this.#terminal.print(form.head);
    this.#isBegun = true;
    this.#terminal.print(renderDnsForm(form, changes, isOnlyOne));
    if (form.writesSets && findLeftOut(changes).length > 0) this.#leftOut.push(domain);
  }

  /** Tells once for all what was not printed; what the command ends with. */
  finish(): ExitCode {
    const [first, ...others] = this.#leftOut;
    if (first !== undefined)
      this.#terminal.printWarnings(
        `${first}${others.length > 0 ? ` and ${others.length} more` : ""}: left out TXT of the domain's own name: this form would replace what else stands there, such as SPF`,
      );
    return this.#status;
  }

  #explain(domain: Domain, error: LookupError): void {
    this.#status = 1;
    const why =
      error.reason === "mail_elsewhere"
        ? "the mail of this domain is elsewhere"
        : error.reason === "domain_suspended"
          ? "this domain is suspended"
          : "the settings have no such domain";
    this.#terminal.printErrors(`${domain}: ${why}`);
    this.#terminal.printHint("publish nothing that points here, or add the domain under domains");
  }
}
