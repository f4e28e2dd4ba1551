import { join } from "node:path";
import { findDomainSettings } from "../../model/address/mail-account.ts";
import { isDiscoveryName } from "../../model/domain/discovery-name.ts";
import { findDomain } from "../../model/domain/domain.ts";
import { createProfileSigner } from "../../signing/create-profile-signer.ts";
import { FaultyRecordError } from "../../store/roles.ts";
import { Progress } from "../progress.ts";
import { openNames } from "../records/open-names.ts";
import type { PlaceValues } from "../records/open-records.ts";
import { openSettings, refuseUnserved, type SettingsPlace } from "../records/open-settings.ts";
import { endBy } from "../records/refuse.ts";
import { explainFileError, fromCallersFolder } from "../settings-file.ts";
import { findSigningSecrets } from "../signing/signing-secrets.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { ForeignFileError, findSiteDomain, findSites, isSite, removeSite, writeSite } from "./site-folder.ts";

export interface SiteValues extends PlaceValues {
  readonly site: string;
  /** The one that is wanted: then the folder itself is its site. */
  readonly domain?: string | undefined;
  readonly origin?: string | undefined;
  /** Tags with commas between them. */
  readonly languages?: string | undefined;
}

/** Where a site is if nobody says: at the name that mail clients ask first. */
const ORIGIN = "https://autoconfig.{domain}";

const DAY_MS = 86_400_000;

/** `waypost export --site DIR` */
export async function exportSite(values: SiteValues, terminal: Terminal, hint: string): Promise<ExitCode> {
  const { origin = ORIGIN } = values;
  if (values.site === "") return terminal.misused("--site names no folder", hint);
  if (
    URL.parse(origin.replaceAll("{domain}", "shop.example"))?.origin !== origin.replaceAll("{domain}", "shop.example")
  )
    return terminal.misused(`not an origin: ${JSON.stringify(origin)}`, "--origin https://setup.{domain}");
  const one = values.domain === undefined ? undefined : findDomain(values.domain);
  if (values.domain !== undefined && one === undefined)
    return terminal.misused(`not a domain: ${JSON.stringify(values.domain)}`, "--domain shop.example");
  const settings = await openSettings(values, terminal, hint);
  if (typeof settings === "number") return settings;
  try {
    return await writeSites(values, origin, one, settings, terminal, hint);
  } catch (error) {
    if (error instanceof ForeignFileError) {
      terminal.printErrors(`${error.path}: is there, and was not written by this command`);
      terminal.printHint("name an empty folder, or move the file away");
      return 1;
    }
    if (!(error instanceof Error && "syscall" in error)) throw error;
    terminal.printErrors(`${values.site}: ${explainFileError(error)}`);
    return 2;
  } finally {
    await settings.close();
  }
}

async function writeSites(
  values: SiteValues,
  origin: string,
  one: ReturnType<typeof findDomain>,
  { find }: SettingsPlace,
  terminal: Terminal,
  hint: string,
): Promise<ExitCode> {
  const folder = fromCallersFolder(values.site);
  // The same all day, so that what says when it was made is the same too, and is not published anew.
  const today = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
  const [{ renderSite, findSiteLanguages, LEFT_OUT }, profileSigner] = await Promise.all([
    import("../../static-site.ts"),
    createProfileSigner(findSigningSecrets(terminal.env), (line) => terminal.printWarnings(line)),
  ]);
  const languages = findSiteLanguages(values.languages);
  if (languages === undefined)
    return terminal.misused(
      `not languages: ${JSON.stringify(values.languages)}`,
      `--languages ${findSiteLanguages(undefined)}`,
    );
  const total = { files: 0, changed: 0, removed: 0 };
  const write = async (domain: NonNullable<typeof one>, target: string): Promise<boolean> => {
    const found = await findDomainSettings(find, domain);
    if (!found.ok) return false;
    const options = { origin: origin.replaceAll("{domain}", domain), now: () => today, profileSigner, languages };
    const written = await writeSite(target, domain, renderSite(found.value, options));
    for (const what of ["files", "changed", "removed"] as const) total[what] += written[what];
    return true;
  };
  let domains = 0;
  /** What was last said of them stays, as it does in the service. */
  const faulty = new Set<string>();
  if (one !== undefined) {
    const before = await findSiteDomain(folder);
    if (before !== undefined && before !== one) {
      terminal.printErrors(`${values.site}: is the site of ${before}`);
      terminal.printHint("name another folder, or that domain with --domain");
      return 1;
    }
    if (!(await write(one, folder))) {
      const removed = before === one ? await removeSite(folder) : 0;
      const status = refuseUnserved(terminal, one);
      if (removed > 0) terminal.printNote(`its site is taken away: ${removed} files were removed`);
      return status;
    }
    domains = 1;
  } else {
    if (await isSite(folder)) {
      terminal.printErrors(`${values.site}: is the site of one domain`);
      terminal.printHint("name another folder, or the domain with --domain");
      return 1;
    }
    const names = await openNames(values, terminal, hint);
    if (typeof names === "number") return names;
    const progress = new Progress(terminal);
    const served = new Set<string>();
    try {
      for await (const { domain, names: hosts } of (await names.list(undefined)).items) {
        if (!hosts.some(isDiscoveryName) || served.has(domain) || faulty.has(domain)) continue;
        try {
          if (await write(domain, join(folder, domain))) served.add(domain);
        } catch (error) {
          if (!(error instanceof FaultyRecordError)) throw error;
          endBy(error, terminal);
          faulty.add(domain);
        }
        progress.tell(() => `so far: ${served.size} domains, ${total.files} files`);
      }
    } finally {
      await names.close();
    }
    for await (const name of findSites(folder))
      if (!served.has(name) && !faulty.has(name)) total.removed += await removeSite(join(folder, name));
    domains = served.size;
  }
  for (const line of LEFT_OUT) terminal.printNote(`left out: ${line}`);
  terminal.print(
    `domains: ${domains}; files: ${total.files}, of which ${total.changed} were written; removed: ${total.removed}\n`,
  );
  return faulty.size > 0 ? 1 : 0;
}
