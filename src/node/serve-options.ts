import { parseOptions } from "../cli/command.ts";
import { DIRECTORY_OPTIONS, findDirectoryPlace, type Misuse } from "../cli/directory-place.ts";
import { DEFAULT_SETTINGS, fromCallersFolder, SERVE } from "../cli/settings-file.ts";
import { err, ok, type Result } from "../model/result.ts";
import type { DirectoryPlace } from "../store/databases/open-directory.ts";
import type { Endpoint } from "./http-server.ts";
import { findInheritedSocket } from "./inherited-socket.ts";
import { parseTrustedProxies, type TrustedProxies } from "./peer.ts";

export const usage = `usage: ${SERVE} [--settings FILE] [--data DIR | --database URL] [--port N] [--host ADDRESS] [--socket PATH]
                    [--trusted-proxies LIST]

Serves a settings file on this machine, and the domains of a directory that can be changed while it runs: what the
directory says of a domain wins. A file that changes is taken over as it is served.

options:
  --settings FILE   another settings file than the settings.json of this folder
  --data DIR        the folder of the directory, made where there is none (data in this folder, or what STATE_DIRECTORY
                    names; where neither can be written, the file alone is served)
  --database URL    a directory that several machines share: postgres://user:password@host/name, or the variable
                    DATABASE_URL, which other users of the machine do not see
  --port N          the port to listen on (8787); 0 takes any that is free
  --host ADDRESS    the address to listen on (127.0.0.1)
  --socket PATH     a socket of the file system to listen on in place of a port; its group may use it
                    a socket that a service manager has opened (LISTEN_FDS) goes before all of these
  --trusted-proxies LIST
                    addresses and networks of proxies in front, such as 10.0.0.0/8,fd00::1, or the variable
                    TRUSTED_PROXIES; those on this machine need not be named

PROFILE_SIGNING_KEY and PROFILE_SIGNING_CHAIN in the environment sign Apple profiles: docs/signing.md.
ADMIN_TOKEN opens the API and the console, as tokens of the directory do: docs/access.md.
X-Forwarded-Proto, -Host and -For are believed where a trusted proxy sends them: put one with TLS in front.
SIGHUP reads the file again. SIGINT (Ctrl-C) and SIGTERM end the service when it has answered what is under way.
`;

export interface ServeOptions {
  /** Of the settings file. */
  readonly path: string;
  readonly directory: DirectoryPlace;
  /** Whether the directory was named; one that was not may be missing. */
  readonly needsDirectory: boolean;
  readonly endpoint: Endpoint;
  readonly proxies: TrustedProxies;
}

/** What is to be served where; "help" where that is asked for. */
export function parseServeOptions(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  pid: number,
): Result<ServeOptions | "help", Misuse> {
  const parsed = parseOptions(args, {
    options: {
      settings: { type: "string" },
      ...DIRECTORY_OPTIONS,
      port: { type: "string", default: "8787" },
      host: { type: "string", default: "127.0.0.1" },
      socket: { type: "string" },
      "trusted-proxies": { type: "string", default: env.TRUSTED_PROXIES ?? "" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (typeof parsed === "string") return err({ message: parsed, hint: `${SERVE} --help` });
  const { settings, port, host, socket, help } = parsed.values;
  if (help) return ok("help");
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return err({ message: `not a port: ${JSON.stringify(port)}`, hint: "--port takes a number from 0 to 65535" });
  const proxies = parseTrustedProxies(parsed.values["trusted-proxies"]);
  if (!proxies.ok)
    return err({
      message: `neither an address nor a network: ${JSON.stringify(proxies.error)}`,
      hint: "--trusted-proxies takes such as 10.0.0.0/8,fd00::1",
    });
  const directory = findDirectoryPlace(parsed.values, env, `${SERVE} --help`);
  if (!directory.ok) return directory;
  const inherited = findInheritedSocket(env, pid);
  if (!inherited.ok) return inherited;
  return ok({
    directory: directory.value.place,
    needsDirectory: directory.value.isNamed,
    path: settings === undefined ? DEFAULT_SETTINGS : fromCallersFolder(settings),
    endpoint:
      inherited.value ?? (socket === undefined ? { host, port: Number(port) } : { path: fromCallersFolder(socket) }),
    proxies: proxies.value,
  });
}
