/**
 * What is answered for domains, wherever it is decided: by a settings file, by a directory over one, by a service that runs.
 * @module
 */
import { existsSync } from "node:fs";
import * as z from "zod";
import { toLoginKey } from "../../model/address/login.ts";
import type { FindLogin, FindSettings } from "../../model/address/mail-account.ts";
import type { Domain } from "../../model/domain/domain.ts";
import { type FoundSettings, isSettings, isValidAt, type ServerSettings } from "../../model/server-settings.ts";
import { stateOf } from "../../model/settings/domain-state.ts";
import type { Settings } from "../../model/settings/parse-settings.ts";
import { DomainEntry, ProviderEntry, WILDCARD } from "../../model/settings/settings.ts";
import { ToldSettings } from "../../model/told-settings.ts";
import { directoryReader } from "../../store/cache/directory-reader.ts";
import { memoryStore } from "../../store/databases/memory.ts";
import type { DomainName } from "../../store/records.ts";
import { FaultyRecordError, type FoundDomain } from "../../store/roles.ts";
import { findDirectoryPlace } from "../directory-place.ts";
import { parseMoment } from "../moment.ts";
import { DEFAULT_SETTINGS, fromCallersFolder, readSettingsFile } from "../settings-file.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { NO_SETTINGS } from "./directory-records.ts";
import { openNamed, PLACE_OPTIONS, PLACE_USAGE, type PlaceValues, readFloor } from "./open-records.ts";
import { PlaceError } from "./records.ts";
import { type Api, isDone, openApi, parseAnswer, toPlaceError } from "./service-api.ts";

/** As `parseArgs` wants them. */
export const SETTINGS_OPTIONS = { ...PLACE_OPTIONS, at: { type: "string" } } as const;

export const SETTINGS_USAGE = `${PLACE_USAGE}
  --at TIME         as it is then, by the planned changes: 2027-01-31 or 2027-01-31T03:00:00+01:00; else as it is now

With --settings FILE alone, that file is asked; without any of these, the directory where there is one, over settings.json.`;

export interface SettingsPlace {
  readonly find: FindSettings;
  /** What a directory says of login names. */
  readonly findLogin?: FindLogin;
  /** How the service is reached from outside. */
  readonly service: Settings["service"];
  /** The moment that is meant. */
  readonly at: Date;
  close(): Promise<void>;
}

/** Where settings can be asked for; else the command has ended, and what was wrong is told. */
export async function openSettings(
  values: PlaceValues & { readonly at?: string | undefined },
  terminal: Terminal,
  hint: string,
): Promise<SettingsPlace | ExitCode> {
  const now = new Date();
  const at = values.at === undefined ? now : parseMoment(values.at);
  if (at === undefined)
    return terminal.misused(`not a time: ${JSON.stringify(values.at)}`, "--at 2027-01-31, or 2027-01-31T03:00:00Z");
  if (values.url !== undefined) return openServiceSettings(values.url, values, { at, now }, terminal, hint);
  if (isFileAlone(values, terminal.env)) {
    const path = values.settings === undefined ? DEFAULT_SETTINGS : fromCallersFolder(values.settings);
    const read = await readSettingsFile(path);
    if (!read.ok) {
      terminal.printErrors(...read.error);
      terminal.printHint("mend these, or name another file with --settings");
      return 2;
    }
    const { settings } = read.value;
    return { find: memoryStore(settings, () => at).find, service: settings.service, at, close: async () => {} };
  }
  const opened = await openNamed(values, terminal, hint, "look");
  if (typeof opened === "number") return opened;
  const { directory, floor = NO_SETTINGS } = opened;
  const ask = directoryReader(
    directory,
    () => floor,
    () => at,
  );
  return {
    find: naming(async (domain) => (await ask(domain)).answer),
    findLogin: (address) => directory.logins.findLogin(address.domain, toLoginKey(address)),
    service: floor.service,
    at,
    close: directory.close,
  };
}

/** Of many domains it must be told which one is faulty; the service's log is told of none. */
function naming(find: FindSettings): FindSettings {
  return async (domain) => {
    try {
      return await find(domain);
    } catch (error) {
      if (!(error instanceof FaultyRecordError)) throw error;
      throw new FaultyRecordError(`${domain}: ${error.message}`, { cause: error });
    }
  };
}

/** What a domain is told of that has no settings where they were looked for. */
export function refuseUnserved(terminal: Terminal, domain: Domain): ExitCode {
  terminal.printErrors(`${domain} is not served`);
  terminal.printHint("look elsewhere with --settings, --data, --database or --url, or add it: waypost domain --help");
  return 1;
}

/** The same place for those who list records: the file that is asked alone is named. */
export function toReadableValues(values: PlaceValues, env: NodeJS.ProcessEnv): PlaceValues {
  const { url, settings = DEFAULT_SETTINGS } = values;
  return url === undefined && isFileAlone(values, env) ? { settings } : values;
}

/** A directory that nobody named is asked where there is one, as the service does. */
export function isFileAlone({ data, database, settings }: PlaceValues, env: NodeJS.ProcessEnv): boolean {
  if (data !== undefined || database !== undefined) return false;
  if (settings !== undefined) return true;
  const found = findDirectoryPlace({}, env, "");
  if (!found.ok || found.value.isNamed) return false;
  const { place } = found.value;
  return "folder" in place && !existsSync(place.folder);
}

/** The one that is meant, and when the command began. */
interface Moments {
  readonly at: Date;
  readonly now: Date;
}

async function openServiceSettings(
  url: string,
  { data, database, settings }: PlaceValues,
  moments: Moments,
  terminal: Terminal,
  hint: string,
): Promise<SettingsPlace | ExitCode> {
  if (data !== undefined || database !== undefined)
    return terminal.misused("there is one place: --url, or a directory of this machine", hint);
  const api = openApi(url, terminal.env.WAYPOST_TOKEN ?? "");
  if (!api.ok) return terminal.misused(api.error.message, api.error.hint);
  const read = settings === undefined ? undefined : await readFloor(settings);
  if (read?.ok === false) {
    terminal.printErrors(...read.error);
    return 2;
  }
  const floor = read?.value ?? NO_SETTINGS;
  return {
    find: naming(askService(api.value, floor, moments)),
    service: { origin: new URL(url).origin, ...floor.service },
    at: moments.at,
    close: async () => {},
  };
}

const DomainAnswer = z.looseObject({ revision: z.int(), entry: DomainEntry, settings: ToldSettings.optional() });
const ProviderAnswer = z.looseObject({ revision: z.int(), entry: ProviderEntry });

/** Records by the API, resolved here as the service resolves them: so that any moment can be asked for. */
function askService(api: Api, floor: Settings, { at, now }: Moments): FindSettings {
  return async (domain) => {
    const names: readonly DomainName[] = floor.domains.has(domain) ? [domain] : [domain, WILDCARD];
    for (const name of names) {
      const answer = await read(api, `/domains/${name}`, DomainAnswer);
      if (answer === undefined) continue;
      const { revision, entry } = answer;
      // Proof: a service tells host names as the domains that it made of them.
      const settings = answer.settings as ServerSettings | undefined;
      const id = entry.provider;
      const ofProvider = await read(api, `/providers/${id}`, ProviderAnswer);
      if (ofProvider === undefined && !floor.providers.has(id) && stateOf(entry) === "served")
        return asTold(settings, id);
      const provider = ofProvider && {
        id,
        provider: ofProvider.entry,
        revision: ofProvider.revision,
        body: ofProvider.entry,
      };
      return resolve({ domain: { name, entry, state: stateOf(entry), revision, body: entry }, provider }, settings);
    }
    return resolve(undefined);

    async function resolve(found: FoundDomain | undefined, told?: ServerSettings): Promise<FoundSettings> {
      const ask = directoryReader(
        { findDomain: async () => found },
        () => floor,
        () => at,
      );
      const { answer } = await ask(domain);
      // Of which names have certificates its own settings decide.
      const discoveryOrigin = told?.discoveryOrigin;
      return isSettings(answer) && discoveryOrigin !== undefined ? { ...answer, discoveryOrigin } : answer;
    }
  };

  /** What the service's own settings file has is known here for now alone, and of named domains. */
  function asTold(settings: ServerSettings | undefined, provider: string): ServerSettings {
    if (settings !== undefined && at >= now && isValidAt(settings, () => at)) return settings;
    throw new PlaceError(`the provider ${provider} is in the service's own settings file: name that with --settings`);
  }
}

async function read<Schema extends z.ZodType>(
  api: Api,
  path: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  const answer = await api.ask("GET", path);
  if (answer.status === 404) return undefined;
  if (!isDone(answer)) throw toPlaceError(answer);
  return parseAnswer(schema, answer);
}
