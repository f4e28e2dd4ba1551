import { unwatchFile, watchFile } from "node:fs";
import { openOrExplain } from "../cli/directory-place.ts";
import { SERVE, toShellWord, WAYPOST } from "../cli/settings-file.ts";
import { readKnownRoots } from "../cli/signing/known-roots.ts";
import { findSigningSecrets, printSigningProblems } from "../cli/signing/signing-secrets.ts";
import type { ExitCode, Terminal } from "../cli/terminal.ts";
import { findWarnings, parseAdminToken } from "../config.ts";
import { describeCrash } from "../http/wire/crash.ts";
import type { FindPeer } from "../http/wire/peer.ts";
import type { Settings } from "../model/settings/parse-settings.ts";
import { createProfileSigner } from "../signing/create-profile-signer.ts";
import type { ProfileSigner } from "../signing/profile-signer.ts";
import { findRootProblems, readSigningIdentity } from "../signing/signing-identity.ts";
import { within } from "../store/cache/within.ts";
import type { RequestTally } from "../store/counts/request-tally.ts";
import type { OpenDirectory } from "../store/databases/open-directory.ts";
import { StoreUnavailableError } from "../store/roles.ts";
import { type Answer, EndpointTakenError, type RunningServer, startServer } from "./http-server.ts";
import { isOfFileSystem } from "./inherited-socket.ts";
import { keepCounting } from "./keep-counting.ts";
import { type LiveApp, openLiveApp } from "./live-app.ts";
import { findConnectionLimit } from "./open-files.ts";
import { findNodePeer } from "./peer.ts";
import type { ServeOptions } from "./serve-options.ts";
import { type ProcessEvents, whenAskedToEnd } from "./signals.ts";

/** How often the settings file is looked at: a look at the file itself sees renames and links that change, too. */
const WATCH_MILLISECONDS = 1_000;

/** What an app is made of, each time that the settings file is read. */
export interface AppParts {
  readonly settings: Settings;
  readonly profileSigner: ProfileSigner;
  /** Absent where the file is all there is. */
  readonly directory: OpenDirectory | undefined;
  /** What the environment gives; absent where it gives none. */
  readonly adminToken: string | undefined;
  readonly findPeer: FindPeer;
  readonly tally: RequestTally;
  /** Aborted when the process is about to end: what nobody waits for any more is broken off. */
  readonly ending: AbortSignal;
  /** Told of whatever the operator should know while the service runs. */
  readonly warn: (line: string) => void;
  /** Told of each request of operators. */
  readonly log: (line: string) => void;
}

export interface Service {
  readonly terminal: Terminal;
  /** Where signals come from. */
  readonly events: ProcessEvents;
  readonly loadApp: () => Promise<(parts: AppParts) => { readonly fetch: Answer }>;
}

/** Serves until it is told to end. */
export async function serve(options: ServeOptions, service: Service): Promise<ExitCode> {
  const { terminal, events, loadApp } = service;
  const adminToken = parseAdminToken(events.env.ADMIN_TOKEN);
  if (!adminToken.ok) {
    terminal.printErrors(`ADMIN_TOKEN: ${adminToken.error}`);
    terminal.printHint(`or leave it out, and make a token: ${WAYPOST} token create`);
    return 2;
  }
  // Whoever sees the first answer may send a signal at once.
  const asked = whenAskedToEnd(events);
  const signer = await createSigner(terminal);
  const { path, endpoint, proxies } = options;
  const createApp = await loadApp();
  const directory = await openDirectory(options, terminal);
  if (directory === "failed") return 1;
  const findPeer = findNodePeer({ proxies, isOnSocket: isOfFileSystem(endpoint) });
  const warn = (line: string) => terminal.printWarnings(line);
  const log = (line: string) => terminal.print(`${line}\n`);
  const tally = keepCounting(directory?.counts, () => new Date());
  const ending = new AbortController();
  const parts = { directory, adminToken: adminToken.value, findPeer, tally, ending: ending.signal, warn, log };
  const app = await openLiveApp(path, (settings) => createApp({ settings, profileSigner: signer, ...parts }));
  if (!app.ok) {
    terminal.printErrors(...app.error);
    terminal.printHint(`mend these and start again; ${WAYPOST} validate checks without starting`);
    return 1;
  }
  terminal.printWarnings(...findWarnings(app.value.settings));
  const server = await start(app.value.answer, options, terminal);
  if (server === undefined) return 1;
  const stopReloading = keepLive(app.value, path, service);
  // One request's bug is not the end of all others'.
  events.on("uncaughtException", (error) =>
    terminal.printErrors(describeCrash(error instanceof Error ? error : new Error())),
  );
  const size = directory && (await orTold(describeSize(directory), terminal));
  terminal.print(
    `Waypost is ready on ${server.url} (${[describe(app.value.settings), size].filter(Boolean).join("; ")})\n`,
  );
  if (directory !== undefined && options.needsDirectory && adminToken.value === undefined)
    await orTold(tellOfFirstToken(directory, options.directory, terminal), terminal);
  await asked;
  stopReloading();
  ending.abort();
  await server.stop();
  await close(tally, directory, terminal);
  return 0;
}

/** For what was counted since it was last written. A database that is there takes a fraction of it. */
const LAST_WRITING_MILLISECONDS = 2_000;

/** A database that has stopped to answer keeps no process from ending. */
async function close(tally: RequestTally, directory: OpenDirectory | undefined, terminal: Terminal): Promise<void> {
  try {
    await within(
      LAST_WRITING_MILLISECONDS,
      tally.write().then(() => directory?.close()),
    );
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    terminal.printWarnings("the directory does not answer: what was counted in the last minute may be lost");
  }
}

/** The directory; `undefined` where nobody named one and none can be had, "failed" where one was named. */
async function openDirectory(
  { directory: place, needsDirectory }: ServeOptions,
  terminal: Terminal,
): Promise<OpenDirectory | undefined | "failed"> {
  const opened = await openOrExplain(place);
  if (opened.ok) return opened.value;
  const { where, why, hint } = opened.error;
  if (needsDirectory) {
    terminal.printErrors(`the directory ${where} cannot be opened: ${why}`);
    terminal.printHint(hint);
    return "failed";
  }
  terminal.printWarnings(`there is no directory ${where}: ${why}; the settings file alone is served`);
  terminal.printHint(hint);
  return undefined;
}

/** What is only told at start need not be known: a directory that cannot be asked then is asked again by requests. */
async function orTold<Value>(answer: Promise<Value>, terminal: Terminal): Promise<Value | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    terminal.printWarnings(`the directory: ${error.message}`);
    return undefined;
  }
}

/** Without a token the API and the console are closed to everybody. */
async function tellOfFirstToken(
  { access }: OpenDirectory,
  place: ServeOptions["directory"],
  terminal: Terminal,
): Promise<void> {
  const { items } = await access.listTokens(1);
  if (items.length > 0) return;
  // The URL may hold a password.
  const where = "folder" in place ? `--data ${toShellWord(place.folder)}` : "--database URL";
  terminal.printNote("nobody has a token yet, for the API or the console");
  terminal.printHint(`${WAYPOST} token create first --access write ${where}`);
}

/** Domains beyond are not counted one by one at each start. */
const COUNTED = 10_000;

async function describeSize(directory: OpenDirectory): Promise<string> {
  const count = await directory.countDomains({}, COUNTED);
  return `in the directory: ${count}${count === COUNTED ? " or more" : ""}`;
}

/** What is wrong with the secrets stops nothing: profiles then go out unsigned. It is told now, or when it comes to be. */
async function createSigner(terminal: Terminal): Promise<ProfileSigner> {
  let report = (_line: string): void => {};
  const secrets = findSigningSecrets(terminal.env);
  const signer = await createProfileSigner(secrets, (line) => report(line));
  const now = new Date();
  const { identity } = await readSigningIdentity(secrets);
  const ofRoot = identity === undefined ? [] : findRootProblems(identity, readKnownRoots());
  printSigningProblems([...signer.findProblems(now), ...ofRoot], terminal, true);
  // What is wrong at this moment counts as told.
  signer.isSigned(now);
  report = (line) => terminal.printWarnings(line);
  return signer;
}

async function start(
  answer: Answer,
  { endpoint }: ServeOptions,
  terminal: Terminal,
): Promise<RunningServer | undefined> {
  const limit = findConnectionLimit();
  if (limit?.isLow) {
    terminal.printWarnings(`the system lets this process hold ${limit.connections} connections; more are refused`);
    terminal.printHint("raise its limit of open files: ulimit -n, or LimitNOFILE= for systemd");
  }
  try {
    return await startServer(answer, { endpoint, ...(limit && { maxConnections: limit.connections }) });
  } catch (error) {
    terminal.printErrors(error instanceof Error ? error.message : String(error));
    if (error instanceof EndpointTakenError)
      terminal.printHint(
        "port" in endpoint
          ? `stop what uses it, or take another: ${SERVE} --port ${endpoint.port + 1}`
          : "stop what uses it, or see that its folder is ours to write to",
      );
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
