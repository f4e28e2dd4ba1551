import { readSettingsFile } from "../cli/settings-file.ts";
import { ok, type Result } from "../model/result.ts";
import type { Settings } from "../model/settings/parse-settings.ts";
import type { Answer } from "./http-server.ts";

/** The app that a settings file makes, made anew when the file is read again. */
export interface LiveApp {
  /** Asks the app of now. One that was replaced still answers what it has begun, and what it kept goes with it. */
  readonly answer: Answer;
  /** Reads the file again. A faulty one changes nothing: its faults are one line each. */
  reload(): Promise<Result<Settings, readonly string[]>>;
}

/** Reads the file for the first time. */
export async function openLiveApp(
  path: string,
  create: (settings: Settings) => { readonly fetch: Answer },
): Promise<Result<LiveApp & { readonly settings: Settings }, readonly string[]>> {
  const first = await readSettingsFile(path);
  if (!first.ok) return first;
  const { settings } = first.value;
  let app = create(settings);
  return ok({
    settings,
    answer: (request, connection) => app.fetch(request, connection),
    async reload() {
      const read = await readSettingsFile(path);
      if (!read.ok) return read;
      app = create(read.value.settings);
      return ok(read.value.settings);
    },
  });
}
