/**
 * The names that need certificates, wherever domains are: in a settings file, in a directory over one, in a service that runs.
 * @module
 */
import * as z from "zod";
import { type CertificateList, listCertificates } from "../../directory/views/certificate-list.ts";
import { NamesMark } from "../../directory/views/names-mark.ts";
import { Domain } from "../../model/domain/domain-schema.ts";
import { DEFAULT_SETTINGS, fromCallersFolder, readSettingsFile } from "../settings-file.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { NO_SETTINGS } from "./directory-records.ts";
import { openNamed, type PlaceValues } from "./open-records.ts";
import { isFileAlone } from "./open-settings.ts";
import { PlaceError } from "./records.ts";
import { type Api, isDone, openApi, parseAnswer, toPlaceError } from "./service-api.ts";

export interface NamesPlace {
  list(since: NamesMark | undefined): Promise<CertificateList>;
  close(): Promise<void>;
}

/** As history has it. */
const ACTOR = { name: "command", provider: undefined };
const now = () => new Date();

/** Where names can be asked for; else the command has ended, and what was wrong is told. */
export async function openNames(values: PlaceValues, terminal: Terminal, hint: string): Promise<NamesPlace | ExitCode> {
  const { url, settings, data, database } = values;
  if (url !== undefined) {
    if ([settings, data, database].some((value) => value !== undefined))
      return terminal.misused("there is one place: --url, or a directory of this machine", hint);
    const api = openApi(url, terminal.env.WAYPOST_TOKEN ?? "");
    if (!api.ok) return terminal.misused(api.error.message, api.error.hint);
    return { list: (since) => askService(api.value, since), close: async () => {} };
  }
  if (isFileAlone(values, terminal.env)) {
    const read = await readSettingsFile(settings === undefined ? DEFAULT_SETTINGS : fromCallersFolder(settings));
    if (!read.ok) {
      terminal.printErrors(...read.error);
      terminal.printHint("mend these, or name another file with --settings");
      return 2;
    }
    const options = { directory: undefined, floor: read.value.settings, now };
    return { list: (since) => listCertificates(ACTOR, options, since), close: async () => {} };
  }
  const opened = await openNamed(values, terminal, hint, "look");
  if (typeof opened === "number") return opened;
  const { directory, floor = NO_SETTINGS } = opened;
  return {
    list: (since) => listCertificates(ACTOR, { directory, floor, now }, since),
    close: () => directory.close(),
  };
}

/** A million domains take the service some time. */
const PATIENCE_MS = 15 * 60_000;
const Line = z.looseObject({ domain: Domain, names: z.array(z.string()) });
const LastLine = z.looseObject({
  mark: NamesMark,
  whole: z.boolean(),
  certificatesOnlyFor: z.array(z.string()).optional(),
});

async function askService(api: Api, since: NamesMark | undefined): Promise<CertificateList> {
  const answer = await api.ask("GET", since === undefined ? "/names" : `/names?since=${since}`, {
    timeoutMs: PATIENCE_MS,
  });
  if (!isDone(answer)) throw toPlaceError(answer);
  const end = answer.text.lastIndexOf("\n", answer.text.length - 2) + 1;
  if (!answer.text.endsWith("\n")) throw new PlaceError("the service's answer broke off");
  const { mark, whole: isWhole, certificatesOnlyFor } = parseAnswer(LastLine, { text: answer.text.slice(end) });
  return { mark, isWhole, certificatesOnlyFor, items: toItems(answer.text, end) };
}

async function* toItems(text: string, end: number) {
  for (let start = 0; start < end; ) {
    const stop = text.indexOf("\n", start);
    yield parseAnswer(Line, { text: text.slice(start, stop) });
    start = stop + 1;
  }
}
