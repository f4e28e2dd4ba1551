import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { bundleWorker } from "../../../src/build/bundle.ts";
import { DATA_FILE } from "../../../src/build/data-modules.ts";
import { checkLog } from "./log-lines.ts";

export interface WorkerdOptions {
  /** The Worker's source; the product's own unless told otherwise. */
  readonly entry?: string;
  /** Where that is built already; else it is built, which takes some seconds. */
  readonly built?: string;
  /** Text bindings of the Worker, by name. */
  readonly bindings?: Readonly<Record<string, string>>;
  /** The same for what must not be written to a file: they reach workerd by its environment. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Lets it connect to this machine and to private networks too, and has it trust these authorities alone. */
  readonly inward?: { readonly authorities: readonly string[] } | undefined;
  /** Proxies on loopback that its bindings of these names send requests through, by `host:port`. */
  readonly proxies?: Readonly<Record<string, string>>;
  readonly host: string;
  /** 0 takes any port that is free. */
  readonly port: number;
}

export interface RunningWorker {
  readonly url: string;
  readonly pid: number;
  /** Rejects where something is in its log that must not be. */
  stop(): Promise<void>;
  /** Settles when the process ends, however it does. */
  readonly exited: Promise<void>;
}

/** Where the npm package put the binary; CommonJS without types, so each loader would import it in another way. */
const WORKERD: string = createRequire(import.meta.url)("workerd").default;

/** The port is in use, or may not be used. */
class PortTakenError extends Error {}

/**
 * Runs the shipped bundle on workerd itself, as Cloudflare does: no development proxy that would rewrite `Location`,
 * log paths with addresses in them, or cost more than the work. Rejects when the Worker does not start.
 */
export async function startWorkerd({
  entry = "src/index.ts",
  built,
  bindings = {},
  secrets = {},
  inward,
  proxies = {},
  host,
  port,
}: WorkerdOptions): Promise<RunningWorker> {
  // mkdtemp's folder is ours alone (mode 0700), and stays: whoever deleted and made it again could be overtaken by another user.
  const folder = await mkdtemp(join(tmpdir(), "waypost-"));
  const bundle = join(folder, "worker");
  if (built === undefined) await bundleWorker(bundle, entry);
  else await cp(built, bundle, { recursive: true });
  // Beside the modules, because capnp embeds files by their path from the configuration.
  const config = join(bundle, "config.capnp");
  await writeFile(
    config,
    await toCapnp(
      bundle,
      `${basename(entry, ".ts")}.mjs`,
      { bindings, secrets, inward, proxies },
      `${host.includes(":") ? `[${host}]` : host}:${port}`,
    ),
  );
  // The fourth stream is where workerd says which port it listens on.
  const child = spawn(WORKERD, ["serve", config, "--control-fd=3"], {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    env: { ...process.env, ...secrets },
  });
  const exited = new Promise<void>((done) => child.once("exit", () => done())).then(() =>
    rm(folder, { recursive: true, force: true }),
  );
  let complaints = "";
  // By `stdio` above: the types know the first three streams only.
  const [, stdout, stderr, control] = child.stdio as unknown as [null, Readable, Readable, Readable];
  stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints = (complaints + text).slice(-20_000);
  });
  // A process that listens has said all that belongs to its start; from then on its words are the log.
  const listening = await Promise.race([findListeningPort(control), exited.then(() => undefined)]);
  if (listening === undefined || child.pid === undefined) {
    await exited;
    if (/Address already in use|Permission denied/.test(complaints))
      throw new PortTakenError(`port ${port} cannot be used`);
    throw new Error(complaints.trim() || "workerd ended without a word");
  }
  let log = "";
  for (const stream of [stdout, stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      process.stderr.write(text);
    });
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${listening}`,
    pid: child.pid,
    exited,
    async stop() {
      child.kill("SIGTERM");
      await exited;
      checkLog(log);
    },
  };
}

/** workerd writes one JSON message a line; `undefined` when it ends before it listens. */
async function findListeningPort(control: Readable): Promise<number | undefined> {
  let text = "";
  for await (const chunk of control) {
    text += String(chunk);
    const match = /"event":"listen"[^}]*"port":(\d+)/.exec(text);
    if (match !== null) {
      control.resume();
      return Number(match[1]);
    }
  }
  return undefined;
}

/** The service as a workerd configuration. */
async function toCapnp(
  bundle: string,
  main: string,
  {
    bindings,
    secrets,
    inward,
    proxies,
  }: Required<Pick<WorkerdOptions, "bindings" | "secrets" | "proxies">> & Pick<WorkerdOptions, "inward">,
  address: string,
): Promise<string> {
  const { compatibilityDate, compatibilityFlags } = await readCompatibility();
  const files = (await readdir(bundle)).filter((name) => findModuleType(name) !== undefined);
  // The entry comes first.
  const modules = files
    .toSorted((a, b) => Number(b === main) - Number(a === main))
    .map((name) => `(name = ${quote(name)}, ${findModuleType(name)} = embed ${quote(name)})`);
  const texts = Object.entries(bindings).map(([name, text]) => `(name = ${quote(name)}, text = ${quote(text)})`);
  const names = Object.keys(secrets).map((name) => `(name = ${quote(name)}, fromEnvironment = ${quote(name)})`);
  const internet =
    inward === undefined
      ? []
      : [
          `(name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustedCertificates = [${inward.authorities.map(quote).join(", ")}])))`,
        ];
  const others = Object.entries(proxies);
  const behind = others.map(
    ([name, place]) => `(name = ${quote(name)}, external = (address = ${quote(place)}, http = (style = proxy)))`,
  );
  const services = others.map(([name]) => `(name = ${quote(name)}, service = ${quote(name)})`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    compatibilityDate = ${quote(compatibilityDate)},
    compatibilityFlags = [${compatibilityFlags.map(quote).join(", ")}],
    modules = [${modules.join(", ")}],
    bindings = [${[...texts, ...names, ...services].join(", ")}],
  )), ${[...internet, ...behind].join(", ")}],
  sockets = [(name = "http", address = ${quote(address)}, http = (), service = "main")],
);
`;
}

/** What wrangler uploads a file as; nothing where it leaves it out (`[[rules]]` in wrangler.toml). */
export function findModuleType(name: string): "esModule" | "data" | undefined {
  if (name.endsWith(".mjs")) return "esModule";
  return name.endsWith(DATA_FILE) ? "data" : undefined;
}

/** What wrangler.toml says of the runtime, in Miniflare's words. */
export async function readCompatibility(): Promise<{ compatibilityDate: string; compatibilityFlags: string[] }> {
  const wrangler = await readFile(resolve(import.meta.dirname, "../../../wrangler.toml"), "utf8");
  const date = /^compatibility_date\s*=\s*"([\d-]+)"/m.exec(wrangler)?.[1] ?? "";
  const flags = /^compatibility_flags\s*=\s*(\[.*\])/m.exec(wrangler)?.[1] ?? "[]";
  return { compatibilityDate: date, compatibilityFlags: JSON.parse(flags) };
}

/** Cap'n Proto's text strings take C's escapes; what is not ASCII goes as its UTF-8 bytes. */
function quote(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c
      ? `\\x${byte.toString(16).padStart(2, "0")}`
      : String.fromCharCode(byte),
  );
  return `"${bytes.join("")}"`;
}
