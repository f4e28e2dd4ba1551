/**
 * A socket that a service manager has opened for us, so that connections wait while one process ends and the next starts.
 * @see https://www.freedesktop.org/software/systemd/man/latest/sd_listen_fds.html
 * @module
 */
import { readFileSync, readlinkSync } from "node:fs";
import type { Misuse } from "../cli/directory-place.ts";
import { err, ok, type Result } from "../model/result.ts";
import type { Endpoint, InheritedSocket } from "./http-server.ts";

/** After stdin, stdout and stderr. */
const FIRST_FD = 3;

/** The one that was opened for the process `pid`, if one was: what a parent was given is not meant for its children. */
export function findInheritedSocket(env: NodeJS.ProcessEnv, pid: number): Result<InheritedSocket | undefined, Misuse> {
  const { LISTEN_PID, LISTEN_FDS = "0" } = env;
  if (LISTEN_PID !== String(pid) || LISTEN_FDS === "0") return ok(undefined);
  if (LISTEN_FDS === "1") return ok({ fd: FIRST_FD });
  return err({
    message: `${LISTEN_FDS} sockets were opened for one service`,
    hint: "the unit of the socket has one ListenStream=",
  });
}

/** Whether only programs of this machine connect, as the file's mode lets them. Service managers that open sockets are Linux's. */
export function isOfFileSystem(endpoint: Endpoint): boolean {
  if (!("fd" in endpoint)) return "path" in endpoint;
  const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${endpoint.fd}`)) ?? [];
  return inode !== undefined && readFileSync("/proc/self/net/unix", "utf8").includes(` ${inode} `);
}
