import type { ServedDomain } from "../../formats/autoconfig/autoconfig-provider-reader.ts";
import { parseAutoconfig } from "../../formats/autoconfig/autoconfig-reader.ts";
import { formatWarning } from "../../formats/xml-reading.ts";
import {
  checkImported,
  type ImportedProvider,
  type ImportFailure,
  type Loss,
  type Reading,
  type SourceText,
} from "./imported.ts";

/**
 * The providers of clientConfig documents, as the ISPDB has them: mostly one in each.
 * @param namedDomains whom providers are for that name no domain themselves
 */
export function readIspdb(files: readonly SourceText[], namedDomains: readonly ServedDomain[] = []): Reading {
  const providers: ImportedProvider[] = [];
  const losses: Loss[] = [];
  const failures: ImportFailure[] = [];
  for (const { name, text } of files) {
    const document = parseAutoconfig(text, namedDomains);
    for (const { because, reason } of document.faults)
      failures.push({ place: name, because, isWithoutDomain: reason === "domain_missing" });
    losses.push(...document.warnings.map((warning) => ({ place: name, what: formatWarning(warning) })));
    for (const { id, domains, provider } of document.providers) {
      const checked = checkImported(provider, domains);
      if (checked.ok) providers.push({ source: name, id, domains, ...checked.value });
      else failures.push({ place: name, because: checked.error, isWithoutDomain: false });
    }
  }
  return { providers, losses, failures };
}
