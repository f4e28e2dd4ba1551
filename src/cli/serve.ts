import { parseArgs } from "node:util";
import { createProfileSigner } from "../signing/profile-signer.ts";
import type { SigningSecrets } from "../signing/signing-identity.ts";
import type { SigningProblem } from "../signing/signing-problem.ts";
import { parseOrExplain } from "./command.ts";
import { DEFAULT_SETTINGS, fromCallersFolder, readSettingsFile } from "./settings-file.ts";
import { findSigningSecrets, printSigningProblems } from "./signing-secrets.ts";
import { Terminal } from "./terminal.ts";
import { PortTakenError, type RunningWorker, startWorkerd } from "./workerd.ts";

const usage = `usage: npm start [-- [--settings FILE] [--port N] [--host NAME]]

Serves a settings file with the shipped Worker, on this machine.

options:
  --settings FILE   another settings file than the settings.json of this folder
  --port N          the port to listen on (8787); 0 takes any that is free
  --host ADDRESS    the address to listen on (127.0.0.1)

PROFILE_SIGNING_KEY and PROFILE_SIGNING_CHAIN in the environment sign Apple profiles: docs/signing.md.
X-Forwarded-Proto is believed: put a proxy with TLS in front, and let nobody else reach this port.
SIGINT (Ctrl-C) and SIGTERM end it.
`;

const terminal = new Terminal(process);
process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const parsed = parseOrExplain(() =>
    parseArgs({
      args,
      options: {
        settings: { type: "string" },
        port: { type: "string", default: "8787" },
        host: { type: "string", default: "127.0.0.1" },
        help: { type: "boolean", short: "h", default: false },
      },
    }),
  );
  if (typeof parsed === "string") return terminal.misused(parsed, "npm start -- --help");
  const { settings, port, host, help } = parsed.values;
  if (help) {
    terminal.print(usage);
    return 0;
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return terminal.misused(`not a port: ${JSON.stringify(port)}`, "--port takes a number from 0 to 65535");
  const path = settings === undefined ? DEFAULT_SETTINGS : fromCallersFolder(settings);
  const read = await readSettingsFile(path);
  if (!read.ok) {
    terminal.printErrors(...read.error);
    terminal.printHint("mend these and start again; npm run -s waypost -- validate checks without starting");
    return 1;
  }
  const secrets = findSigningSecrets(process.env);
  printSigningProblems(await findSigningProblems(secrets), terminal, true);
  const worker = await start(read.value.text, secrets, host, Number(port));
  if (worker === undefined) return 1;
  const { domains, wildcard } = read.value.settings;
  terminal.print(
    `Waypost is ready on ${worker.url} (domains: ${domains.size}${wildcard === undefined ? "" : " and any other"})\n`,
  );
  return untilEnded(worker);
}

/** All that is wrong with the secrets now; none of it stops the service. */
async function findSigningProblems(secrets: SigningSecrets): Promise<readonly SigningProblem[]> {
  return (await createProfileSigner(secrets, () => {})).findProblems(new Date());
}

async function start(
  settings: string,
  { key, chain }: SigningSecrets,
  host: string,
  port: number,
): Promise<RunningWorker | undefined> {
  try {
    const bindings = { SETTINGS: settings, TRUST_FORWARDED_HEADERS: "true" };
    const secrets = {
      ...(key === undefined ? {} : { PROFILE_SIGNING_KEY: key }),
      ...(chain === undefined ? {} : { PROFILE_SIGNING_CHAIN: chain }),
    };
    const worker = await startWorkerd({ bindings, secrets, host, port });
    const health = await fetch(new URL("/healthz", worker.url));
    if (health.ok) return worker;
    await worker.stop();
    terminal.printErrors(`the service started but is not healthy: status ${health.status}`);
  } catch (error) {
    terminal.printErrors(error instanceof Error ? error.message : String(error));
    if (error instanceof PortTakenError)
      terminal.printHint(`stop what uses it, or take another: npm start -- --port ${port + 1}`);
  }
  return undefined;
}

/** Ends with the first signal, with workerd, or with whoever started us: npm's shell may be killed without a word. */
async function untilEnded(worker: RunningWorker): Promise<number> {
  const parent = process.ppid;
  const asked = new Promise<"asked">((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => done("asked"));
    setInterval(() => process.ppid !== parent && done("asked"), 500).unref();
  });
  const ended = await Promise.race([asked, worker.exited.then(() => "died" as const)]);
  if (ended === "asked") {
    await worker.stop();
    return 0;
  }
  terminal.printErrors("workerd ended by itself");
  terminal.printHint("its last words stand above");
  return 1;
}
