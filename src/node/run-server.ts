import { unwatchFile, watchFile } from "node:fs";
import { findSigningSecrets, printSigningProblems } from "../cli/signing-secrets.ts";
import type { ExitCode, Terminal } from "../cli/terminal.ts";
import { findWarnings } from "../config.ts";
import { describeCrash } from "../http/wire/crash.ts";
import type { Settings } from "../model/settings/parse-settings.ts";
import { createProfileSigner, type ProfileSigner } from "../signing/profile-signer.ts";
import { type Answer, PortTakenError, type RunningServer, startServer } from "./http-server.ts";
import { type LiveApp, openLiveApp } from "./live-app.ts";
import { findConnectionLimit } from "./open-files.ts";
import { parseServeOptions, type ServeOptions, usage } from "./serve-options.ts";
import { type ProcessEvents, whenAskedToEnd } from "./signals.ts";

/** How often the settings file is looked at: a look at the file itself sees renames and links that change, too. */
const WATCH_MILLISECONDS = 1_000;

export interface Service {
  readonly terminal: Terminal;
  /** Where signals come from. */
  readonly events: ProcessEvents;
  readonly createApp: (settings: Settings, profileSigner: ProfileSigner) => { readonly fetch: Answer };
}

/** Serves until it is told to end. */
export async function runServer(args: readonly string[], service: Service): Promise<ExitCode> {
  const { terminal, events, createApp } = service;
  const options = parseServeOptions(args);
  if (!options.ok) return terminal.misused(options.error.message, options.error.hint);
  if (options.value === "help") {
    terminal.print(usage);
    return 0;
  }
  // Whoever sees the first answer may send a signal at once.
  const asked = whenAskedToEnd(events);
  const signer = await createSigner(terminal);
  const { path } = options.value;
  const app = await openLiveApp(path, (settings) => createApp(settings, signer));
  if (!app.ok) {
    terminal.printErrors(...app.error);
    terminal.printHint("mend these and start again; npm run -s waypost -- validate checks without starting");
    return 1;
  }
  terminal.printWarnings(...findWarnings(app.value.settings));
  const server = await start(app.value.answer, options.value, terminal);
  if (server === undefined) return 1;
  const stopReloading = keepLive(app.value, path, service);
  // One request's bug is not the end of all others'.
  events.on("uncaughtException", (error) =>
    terminal.printErrors(describeCrash(error instanceof Error ? error : new Error())),
  );
  terminal.print(`Waypost is ready on ${server.url} (${describe(app.value.settings)})\n`);
  await asked;
  stopReloading();
  await server.stop();
  return 0;
}

/** What is wrong with the secrets stops nothing: profiles then go out unsigned. It is told now, or when it comes to be. */
async function createSigner(terminal: Terminal): Promise<ProfileSigner> {
  let report = (_line: string): void => {};
  const signer = await createProfileSigner(findSigningSecrets(terminal.env), (line) => report(line));
  const now = new Date();
  printSigningProblems(signer.findProblems(now), terminal, true);
  // What is wrong at this moment counts as told.
  signer.isSigned(now);
  report = (line) => terminal.printWarnings(line);
  return signer;
}

async function start(
  answer: Answer,
  { host, port }: ServeOptions,
  terminal: Terminal,
): Promise<RunningServer | undefined> {
  const limit = findConnectionLimit();
  if (limit?.isLow) {
    terminal.printWarnings(`the system lets this process hold ${limit.connections} connections; more are refused`);
    terminal.printHint("raise its limit of open files: ulimit -n, or LimitNOFILE= for systemd");
  }
  try {
    return await startServer(answer, { host, port, ...(limit && { maxConnections: limit.connections }) });
  } catch (error) {
    terminal.printErrors(error instanceof Error ? error.message : String(error));
    if (error instanceof PortTakenError)
      terminal.printHint(`stop what uses it, or take another: npm start -- --port ${port + 1}`);
    return undefined;
  }
}

/** Reads the file again when it changes and on SIGHUP, one reading at a time; gives what ends that. */
function keepLive(app: LiveApp, path: string, { terminal, events }: Service): () => void {
  let reading = Promise.resolve();
  const reload = () => {
    reading = reading.then(async () => {
      const read = await app.reload();
      if (read.ok) {
        terminal.printWarnings(...findWarnings(read.value));
        terminal.print(`Waypost has read ${path} again (${describe(read.value)})\n`);
      } else {
        terminal.printErrors(...read.error);
        terminal.printHint("the settings from before stay in force");
      }
    });
  };
  watchFile(path, { interval: WATCH_MILLISECONDS, persistent: false }, (now, before) => {
    if (now.mtimeMs !== before.mtimeMs || now.ino !== before.ino || now.size !== before.size) reload();
  });
  events.on("SIGHUP", reload);
  return () => {
    unwatchFile(path);
    events.off("SIGHUP", reload);
  };
}

function describe({ domains, wildcard }: Settings): string {
  return `domains: ${domains.size}${wildcard === undefined ? "" : " and any other"}`;
}
