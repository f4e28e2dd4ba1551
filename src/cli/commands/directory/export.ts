import { formatLine } from "../../../directory/import/read-ndjson.ts";
import { isObject } from "../../../model/resolving/merge-patch.ts";
import type { Settings } from "../../../model/settings/parse-settings.ts";
import { type Command, parseOptions } from "../../command.ts";
import { openReadable, PLACE_OPTIONS, PLACE_USAGE, readFloor } from "../../records/open-records.ts";
import type { ReadablePlace } from "../../records/records.ts";
import { endBy } from "../../records/refuse.ts";
import type { ExitCode, Terminal } from "../../terminal.ts";

const HINT = "waypost export --help";

/** `waypost export` */
export const exportCommand: Command = {
  usage: `usage: waypost export [--as lines|settings] [options]
       waypost export --site DIR [--domain NAME] [--origin URL] [--languages TAGS] [options]

Prints all providers and domains: as lines of JSON, which waypost import ndjson and the API's bulk take, or as a settings
file that the service starts with.

With --site it writes what mail clients and people are told as files instead, for a server that knows nothing but files: a
site for each domain, in a folder of its name, or with --domain one alone, in DIR itself. Written again, it changes what
differs and takes away what it wrote and is not told any more; it touches no other file. It says what it leaves out.

options:
  --as FORM         lines (the default) or settings
  --site DIR        write sites into this folder
  --domain NAME     of this domain alone
  --origin URL      where a domain's site is, by default https://autoconfig.{domain}
  --languages TAGS  what pages are written in beside English, such as de,es; by default all that visitors are offered
${PLACE_USAGE}

With --settings FILE alone, that file is printed.

exit status: 0 done, 1 a file is in the way or the domain is not served, 2 misused or out of reach
`,
  run: runExport,
};

async function runExport(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const parsed = parseOptions(args, {
    options: {
      ...PLACE_OPTIONS,
      as: { type: "string" },
      site: { type: "string" },
      domain: { type: "string" },
      origin: { type: "string" },
      languages: { type: "string" },
    },
  });
  if (typeof parsed === "string") return terminal.misused(parsed, HINT);
  const { as = "lines", site, ...rest } = parsed.values;
  if (site !== undefined) {
    if (parsed.values.as !== undefined) return terminal.misused("--as is not for a site", HINT);
    const { exportSite } = await import("../../site/export-site.ts");
    return exportSite({ ...rest, site }, terminal, HINT).catch((error: unknown) => endBy(error, terminal));
  }
  const { domain, origin, languages, ...values } = rest;
  if ([domain, origin, languages].some((value) => value !== undefined))
    return terminal.misused("--domain, --origin and --languages are for a site", "waypost export --site DIR");
  if (as !== "lines" && as !== "settings")
    return terminal.misused(`unknown form ${JSON.stringify(as)}`, "--as lines or --as settings");
  const place = await openReadable(values, terminal, HINT);
  if (typeof place === "number") return place;
  try {
    if (as === "lines") for await (const line of toLines(place)) terminal.print(line);
    else {
      const floor = place.kind === "service" ? undefined : await readFloor(values.settings);
      const leaveOut = (what: string) => terminal.printNote(`left out: ${what}`);
      if (place.kind === "service") leaveOut("service, which stands in the service's own settings file");
      for await (const part of toSettings(place, floor?.ok ? floor.value : undefined, leaveOut)) terminal.print(part);
    }
    return 0;
  } catch (error) {
    return endBy(error, terminal);
  } finally {
    await place.close();
  }
}

/** Providers first: domains need them where the lines are read. */
async function* toLines({ providers, domains, logins }: ReadablePlace): AsyncGenerator<string> {
  for await (const { name, body } of providers.list({})) yield formatLine({ kind: "provider", name, body });
  for await (const { name, body } of domains.list({})) yield formatLine({ kind: "domain", name, body });
  for await (const { address, ...entry } of logins({})) yield formatLine({ kind: "login", name: address, body: entry });
}

/** The parts of one file, as they are read. Providers of the service's own file come along where domains use them. */
async function* toSettings(
  { providers, domains }: ReadablePlace,
  floor: Settings | undefined,
  leaveOut: (what: string) => void,
): AsyncGenerator<string> {
  yield "{\n";
  if (floor?.service.origin !== undefined) yield `  "service": ${JSON.stringify(floor.service)},\n`;
  yield '  "domains": {';
  const used = new Set<string>();
  let separator = "\n";
  for await (const { name, body } of domains.list({})) {
    if (isObject(body)) used.add(String(body.provider));
    yield `${separator}    ${JSON.stringify(name)}: ${JSON.stringify(body)}`;
    separator = ",\n";
  }
  yield '\n  },\n  "providers": {';
  separator = "\n";
  for await (const { name, body } of providers.list({})) {
    used.delete(name);
    yield `${separator}    ${JSON.stringify(name)}: ${JSON.stringify(body)}`;
    separator = ",\n";
  }
  for (const [id, provider] of floor?.providers ?? []) {
    if (!used.delete(id)) continue;
    yield `${separator}    ${JSON.stringify(id)}: ${JSON.stringify(provider)}`;
    separator = ",\n";
  }
  yield "\n  }\n}\n";
  for (const id of used) leaveOut(`the provider ${id}, which is not in the directory`);
}
