import { type CertificatePlan, planCertificates } from "../../directory/views/plan/certificate-plan.ts";
import { groupFindings, toPlanBody } from "../../directory/views/plan/told-plan.ts";
import { findDomainSettings } from "../../model/address/mail-account.ts";
import { type Command, parseOptions, readOneDomain } from "../command.ts";
import { openSettings, refuseUnserved, SETTINGS_OPTIONS, SETTINGS_USAGE } from "../records/open-settings.ts";
import { endBy } from "../records/refuse.ts";

const HINT = "waypost plan --help";

const usage = `usage: waypost plan DOMAIN [--json] [options]

Prints which names of a domain need certificates, by which ways they are had and what that takes, and which mail clients go
without each: as simulated clients do with what this service answers for the domain.

options:
  --json            print the same as an object, as the API has it
${SETTINGS_USAGE}

exit status: 0 printed, 1 no such domain, 2 misused or out of reach
`;

/** `waypost plan DOMAIN` */
export const plan: Command = {
  usage,
  async run(args, terminal) {
    const parsed = parseOptions(args, {
      allowPositionals: true,
      options: { json: { type: "boolean", default: false }, ...SETTINGS_OPTIONS },
    });
    if (typeof parsed === "string") return terminal.misused(parsed, HINT);
    const { values, positionals } = parsed;
    const named = readOneDomain(positionals);
    if (!named.ok) return terminal.misused(named.error, "waypost plan shop.example");
    const domain = named.value;
    const place = await openSettings(values, terminal, HINT);
    if (typeof place === "number") return place;
    try {
      const found = await findDomainSettings(place.find, domain);
      if (!found.ok) return refuseUnserved(terminal, domain);
      const planned = await planCertificates(found.value, place.service.origin ?? `https://setup.${domain}`);
      terminal.print(values.json ? `${JSON.stringify(toPlanBody(planned), undefined, 2)}\n` : toText(planned));
      return 0;
    } catch (error) {
      return endBy(error, terminal);
    } finally {
      await place.close();
    }
  },
};

function toText({ domain, hasCertificates, clients, names, without, ways, limits, knownAt }: CertificatePlan): string {
  const toRows = (findings: typeof clients) =>
    groupFindings(findings).map((group) => `  ${group.finding}: ${group.clients.join("; ")}`);
  return [
    hasCertificates
      ? `Names of ${domain} that need certificates, and what clients do if one has none:`
      : `Names of ${domain} that would need certificates (the settings do without), and what clients do if one has none:`,
    ...names.flatMap(({ name, changes }) => [
      "",
      name,
      ...(changes.length === 0 ? ["  no client notices"] : toRows(changes)),
    ]),
    "",
    `Ways, and what they take (as known in ${knownAt}):`,
    ...ways.map(
      ({ id, certificates, monthlyDollars, note }) =>
        `  ${id.padEnd(12)}${certificates} ${certificates === 1 ? "certificate " : "certificates"}  ${monthlyDollars.toFixed(2)} USD a month  ${note}`,
    ),
    ...limits.map((limit) => `  ${limit}`),
    "",
    "With a certificate for each name:",
    ...toRows(clients),
    "",
    "With none, by service.certificatesOnlyFor:",
    ...toRows(without),
    "",
  ].join("\n");
}
