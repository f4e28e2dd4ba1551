/**
 * The Apple profile as pages offer it: where it is, and what is in it.
 * @module
 */
import { findOfferedParts, type ProfilePart } from "../../formats/profile/profile-payloads.ts";
import type { ClientId } from "../../model/client-id.ts";
import type { ServerSettings } from "../../model/server-settings.ts";

/** What a program of Apple's has use for; the others' pages speak of the profile that has it all. */
const PARTS: Readonly<Partial<Record<ClientId, readonly ProfilePart[]>>> = {
  "apple-calendar-contacts": ["calendars", "contacts"],
};

export interface ProfileOffer {
  readonly path: "/profiles/apple.mobileconfig";
  /** Its fields besides the address: `domain`, and `include` where not all is wanted. */
  readonly fields: Readonly<Record<string, string>>;
}

/** `undefined` where the domain has no profile that helps. */
export function findProfileOffer(settings: ServerSettings, id: ClientId | undefined): ProfileOffer | undefined {
  const parts = id && PARTS[id];
  const wanted = parts ?? ["mail"];
  if (findOfferedParts(settings, wanted, { protocol: undefined, name: undefined }).length === 0) return undefined;
  return {
    path: "/profiles/apple.mobileconfig",
    fields: { domain: settings.domain, ...(parts === undefined ? {} : { include: parts.join(",") }) },
  };
}

/** The offer as a link that names nobody: the device asks for the address. */
export function toProfileUrl({ path, fields }: ProfileOffer, origin: string): string {
  const query = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
  return `${origin}${path}?${query.join("&")}`;
}
