import { type CheckOptions, type CheckReport, checkDomain } from "../../check/check-domain.ts";
import { checkElsewhere } from "../../check/check-elsewhere.ts";
import { ENGLISH } from "../../content/language.ts";
import { findDomainSettings } from "../../model/address/mail-account.ts";
import { findDomain } from "../../model/domain/domain.ts";
import { createNodeProbes } from "../../node/probes/node-probes.ts";
import { findResolver } from "../../node/probes/resolvers.ts";
import { toCheckBody } from "../../telling/check/check-body.ts";
import { tellFinding, tellGood, toSupportText } from "../../telling/check/told-check.ts";
import { type Command, parseOptions, readOneDomain } from "../command.ts";
import { openSettings, refuseUnserved, SETTINGS_OPTIONS, SETTINGS_USAGE } from "../records/open-settings.ts";
import { endBy } from "../records/refuse.ts";

const HINT = "waypost check --help";

const usage = `usage: waypost check DOMAIN [--json] [options]
       waypost check --all [--stop] [--webhook URL] [--at-once NUMBER] [--json] [options]

Looks at a domain as mail clients see it: its records in DNS, every URL that they ask, with its certificate, and the mail
servers; compares all of it with the settings; and prints what is wrong, which clients that breaks, and what mends it.

With --all each served domain of a directory is checked, with few connections at a time to each host and network; those
that wait are in the directory, so that whoever is stopped goes on where it was. What is printed then is for a mail: what
got worse since the time before, domains that still lead to a server of old, and certificates that end.

options:
  --json            print the same as an object, as the API has it
  --at-once NUMBER  with --all: how many domains are checked at the same time, 8 unless said
  --webhook URL     with --all: send the object there too, by POST
  --stop            with --all: what still waits is not checked, by whoever works on it
  --resolver PLACE  whom to ask for DNS: an address such as 192.0.2.53 or 127.0.0.1:5353, or an https URL for DNS over HTTPS; by
                    default the system's resolver
  --allow-private   connect to loopback and to private networks too, where the mail never leaves the house
  --host NAME       the name that this service is reached by; by default that of service.origin in the settings, or of --url
${SETTINGS_USAGE}

exit status: 0 no client is kept from its mail, 1 one is, or there is no such domain; 2 misused or out of reach. With --all, 1
is a domain that got worse
`;

/** `waypost check DOMAIN` */
export const check: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parseOptions(args, {
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        all: { type: "boolean", default: false },
        stop: { type: "boolean", default: false },
        webhook: { type: "string" },
        "at-once": { type: "string" },
        resolver: { type: "string" },
        "allow-private": { type: "boolean", default: false },
        host: { type: "string" },
        ...SETTINGS_OPTIONS,
      },
    });
    if (typeof parsed === "string") return terminal.misused(parsed, HINT);
    const { values, positionals } = parsed;
    if (values.all) {
      if (positionals.length > 0) return terminal.misused("--all is for all domains, and takes none", HINT);
      const { checkAll } = await import("./check-all.ts");
      return checkAll(values, terminal);
    }
    if (values.stop || values.webhook !== undefined || values["at-once"] !== undefined)
      return terminal.misused("--stop, --webhook and --at-once are for --all only", HINT);
    const named = readOneDomain(positionals);
    if (!named.ok) return terminal.misused(named.error, "waypost check shop.example");
    const domain = named.value;
    const resolver = values.resolver === undefined ? undefined : findResolver(values.resolver);
    if (resolver === undefined && values.resolver !== undefined)
      return terminal.misused(
        `not a resolver: ${JSON.stringify(values.resolver)}`,
        "--resolver 192.0.2.53, or --resolver https://dns.example/dns-query",
      );
    const place = await openSettings(values, terminal, HINT);
    if (typeof place === "number") return place;
    try {
      const found = await findDomainSettings(place.find, domain);
      const elsewhere = !found.ok && found.error.reason === "mail_elsewhere" ? found.error.mailElsewhere : undefined;
      if (!found.ok && elsewhere === undefined) return refuseUnserved(terminal, domain);
      const host = values.host === undefined ? undefined : findDomain(values.host);
      const serviceOrigin = host === undefined ? place.service.origin : `https://${host}`;
      if (serviceOrigin === undefined)
        return terminal.misused(
          "the name of this service is not known",
          "give it with --host, or set service.origin in the settings",
        );
      const options: CheckOptions = {
        probes: createNodeProbes({ resolver }),
        serviceOrigin,
        now: () => new Date(),
        allowPrivate: values["allow-private"],
      };
      const report = found.ok
        ? await checkDomain(found.value, options)
        : await checkElsewhere({ domain, mailElsewhere: elsewhere ?? "" }, options);
      terminal.print(values.json ? `${JSON.stringify(toCheckBody(report, ENGLISH), undefined, 2)}\n` : toText(report));
      return report.state === "error" ? 1 : 0;
    } catch (error) {
      return endBy(error, terminal);
    } finally {
      await place.close();
    }
  },
};

function toText({ domain, findings, good, clients, milliseconds, isComplete, unseen }: CheckReport): string {
  const { check: words } = ENGLISH.words;
  const told = findings.map((finding) => tellFinding(finding, domain, ENGLISH));
  const states = Map.groupBy(clients, ({ state }) => state);
  return [
    `${domain}: ${told.length === 0 ? words.isGood : countBySeverity(told)} (${(milliseconds / 1000).toFixed(1)} s)`,
    ...(isComplete ? [] : [words.incomplete]),
    ...unseen.map((what) => words.unseen[what]),
    ...told.flatMap((finding) => [
      "",
      `${words.severities[finding.severity]}: ${toSupportText(finding, ENGLISH).replaceAll("\n", "\n  ")}`,
    ]),
    ...(clients.length === 0 ? [] : ["", `${words.clients}:`]),
    ...(["right", "other", "nothing"] as const).flatMap((state) => {
      const of = states.get(state) ?? [];
      return of.length === 0 ? [] : [`  ${words.clientStates[state]}: ${of.map(({ client }) => client).join(", ")}`];
    }),
    ...(good.length === 0 ? [] : ["", `${words.well}:`, ...good.map((one) => `  ${tellGood(one, ENGLISH)}`)]),
    "",
  ].join("\n");
}

function countBySeverity(findings: readonly { readonly severity: "error" | "warning" | "note" }[]): string {
  const counts = Map.groupBy(findings, ({ severity }) => severity);
  return (["error", "warning", "note"] as const)
    .flatMap((severity) => {
      const count = counts.get(severity)?.length ?? 0;
      return count === 0 ? [] : [`${count} ${severity}${count === 1 ? "" : "s"}`];
    })
    .join(", ");
}
