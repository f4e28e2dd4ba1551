import type { Domain } from "../../model/domain/domain.ts";
import { PROFILE_PATH } from "../profile/profile-path.ts";
import type { QrCode } from "./qr-code.ts";

/**
 * The code that takes the camera of an iPhone or iPad to a domain's profile: Apple has no scheme of its own for mail, and
 * Safari starts the installation of what it fetches. It names nobody: an address in it would be in a URL as soon as
 * somebody scans it, and the device asks for what the profile leaves out.
 */
export function toProfileCode(origin: string, domain: Domain): QrCode {
  return { payload: `${origin}${PROFILE_PATH}?domain=${domain}`, errorCorrection: "M" };
}
