import { settingsTarget } from "../../../src/cli/import/import-target.ts";
import type { SourceText } from "../../../src/directory/import/imported.ts";
import { joinProviders } from "../../../src/directory/import/join-providers.ts";
import { readIspdb } from "../../../src/directory/import/read-ispdb.ts";
import type { ServedDomain } from "../../../src/formats/autoconfig/autoconfig-provider-reader.ts";
import type { Provider } from "../../../src/model/settings/provider.ts";
import type { DomainEntry } from "../../../src/model/settings/settings.ts";

interface ImportedSettings {
  readonly providers: Readonly<Record<string, Provider>>;
  readonly domains: Readonly<Record<string, Partial<DomainEntry>>>;
}

/** What `waypost import ispdb` makes of documents, without files. */
export async function importIspdb(files: readonly SourceText[], namedDomains: readonly ServedDomain[] = []) {
  const reading = readIspdb(files, namedDomains);
  const joined = joinProviders(reading.providers);
  let settings: ImportedSettings = { providers: {}, domains: {} };
  const target = settingsTarget(undefined, "./settings.schema.json", async (text) => {
    settings = JSON.parse(text);
    return undefined;
  });
  await target.write(joined.items);
  const refusal = await target.finish();
  if (refusal !== undefined) throw new Error(refusal.lines.join("\n"));
  return {
    settings,
    warnings: [...reading.losses, ...joined.losses].map(({ place, what }) => `${place}: ${what}`),
    failures: [...reading.failures, ...joined.failures].map(({ place, because }) => ({ name: place, because })),
  };
}
