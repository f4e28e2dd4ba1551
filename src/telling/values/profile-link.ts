/**
 * The Apple profile as pages offer it: where it is, and what is in it.
 * @module
 */
import { CLIENTS } from "../../content/catalogue.ts";
import { PROFILE_PATH } from "../../formats/profile/profile-path.ts";
import { findOfferedParts, PROFILE_PARTS, type ProfilePart } from "../../formats/profile/profile-payloads.ts";
import { DEFAULT_PARTS } from "../../formats/profile/profile-request.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import type { ServerSettings } from "../../model/server-settings.ts";
import type { Protocol } from "./server-pair.ts";

/** What a program of Apple's has use for; the others' pages speak of the profile that has it all. */
const PARTS: Readonly<Partial<Record<ClientId, readonly ProfilePart[]>>> = {
  "apple-calendar-contacts": ["calendars", "contacts"],
};

/** The id of the form on a guide's page that sends for the profile. */
export const PROFILE_FORM = "profile";

export interface ProfileOffer {
  readonly path: typeof PROFILE_PATH;
  /** Its fields besides the address: `domain`, `include` where not all is wanted, and `protocol` where that is POP3. */
  readonly fields: Readonly<Record<string, string>>;
  /** All that the domain's profile can have, and what the program has use for. */
  readonly parts: readonly { readonly part: ProfilePart; readonly isWanted: boolean }[];
}

/** With mail by the protocol `told`; `undefined` where the domain has no profile that helps. */
export function findProfileOffer(
  settings: ServerSettings,
  id: ClientId | undefined,
  told?: Protocol,
): ProfileOffer | undefined {
  const parts = id && PARTS[id];
  // IMAP is what a profile takes unasked.
  const protocol = told === "pop3" ? told : undefined;
  const options = { protocol, name: undefined };
  const offered = findOfferedParts(settings, parts ?? ["mail"], options);
  if (offered.length === 0) return undefined;
  return {
    path: PROFILE_PATH,
    fields: {
      domain: settings.domain,
      ...(parts === undefined ? {} : { include: offered.join(",") }),
      ...(protocol === undefined ? {} : { protocol }),
    },
    parts: findOfferedParts(settings, PROFILE_PARTS, options).map((part) => ({
      part,
      isWanted: (parts ?? DEFAULT_PARTS).includes(part),
    })),
  };
}

/** What the guide's own page has a form for: in Apple's programs the profile is the quick way. */
export function findProfileForm(
  settings: ServerSettings,
  id: ClientId | undefined,
  told: Protocol | undefined,
): ProfileOffer | undefined {
  return id !== undefined && CLIENTS[id].discovers === "profile" ? findProfileOffer(settings, id, told) : undefined;
}

/** The offer as a link that names nobody: the device asks for the address. */
export function toProfileUrl({ path, fields }: ProfileOffer, origin: string): string {
  const query = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
  return `${origin}${path}?${query.join("&")}`;
}
