import type { Authentication, MailServer } from "./server.ts";

/** Whether a user proves by a password who it is. */
export function isPassword(method: Authentication): boolean {
  return method === "password-cleartext" || method === "password-encrypted" || method === "NTLM";
}

/** Whether anything is asked of the user; some outgoing servers know their users by where they connect from. */
export function needsLogin(method: Authentication | undefined): boolean {
  return method !== "none" && method !== "client-IP-address";
}

/** Whether a server has a way in by which it asks who somebody is. */
export function asksForLogin({ authentication }: Pick<MailServer, "authentication">): boolean {
  return authentication.some(needsLogin);
}
