/**
 * What can be asked of a profile: the fields of a query or a form, the options of a command line.
 * @module
 */
import * as z from "zod";
import type { ServerSettings } from "../../model/server-settings.ts";
import { text } from "../../model/text.ts";
import { findOfferedParts, PROFILE_PARTS, type ProfilePart } from "./profile-payloads.ts";

/** ActiveSync is for those who ask for it: it would bring the same mail, calendars and contacts a second time. */
export const DEFAULT_PARTS: readonly ProfilePart[] = ["mail", "calendars", "contacts"];

/** `mail,calendars`, in one value or in several: a form sends each ticked box as one. */
const Include = z
  .array(z.string())
  .transform((values) =>
    values
      .flatMap((value) => value.split(","))
      .map((item) => item.trim().toLowerCase())
      .filter((item) => item !== ""),
  )
  .pipe(z.array(z.enum(PROFILE_PARTS)))
  .transform((parts) => ({
    /** Whether anybody chose; else it is what most people want. */
    isChosen: parts.length > 0,
    parts: parts.length === 0 ? DEFAULT_PARTS : PROFILE_PARTS.filter((part) => parts.includes(part)),
  }));

/** Nothing but blanks, seen or not, is no name: the device then asks. */
const Name = z
  .string()
  .transform((name) => (/^[\s\p{Cf}]*$/u.test(name) ? undefined : name.trim()))
  .pipe(text(100).optional());

export const ProfileRequest = z.object({
  name: Name.optional(),
  protocol: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(["imap", "pop3"]))
    .optional(),
  include: Include,
});
export type ProfileRequest = z.infer<typeof ProfileRequest>;

/** Why a domain has no such profile: its mail cannot be told, or nothing of what was chosen is offered but `others`. */
export type ProfileRefusal =
  | { readonly reason: "not_expressible" }
  | { readonly reason: "not_offered"; readonly others: readonly ProfilePart[] };

/** What was chosen and is not offered is left out, while anything remains. */
export function findRefusal(
  settings: ServerSettings,
  { name, protocol, include: { parts, isChosen } }: ProfileRequest,
): ProfileRefusal | undefined {
  const options = { name, protocol };
  // Whoever says nothing wants mail, and whoever names a protocol wants no profile without it.
  const needsMail = !isChosen || (protocol !== undefined && parts.includes("mail"));
  const offered = findOfferedParts(settings, parts, options);
  if (needsMail && !offered.includes("mail")) return { reason: "not_expressible" };
  if (offered.length > 0) return undefined;
  const others = findOfferedParts(settings, PROFILE_PARTS, options);
  return others.length === 0 ? { reason: "not_expressible" } : { reason: "not_offered", others };
}
