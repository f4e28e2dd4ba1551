import { ENGLISH } from "../../../src/content/language.ts";
import type { ProfileOptions } from "../../../src/formats/profile/mobileconfig.ts";

/** What the service takes where a request says nothing, but for `differing`. */
export function profileOptions(differing: Partial<ProfileOptions> = {}): ProfileOptions {
  return {
    protocol: undefined,
    name: undefined,
    include: ["mail", "calendars", "contacts"],
    words: ENGLISH.words.profile,
    lang: ENGLISH.tag,
    ...differing,
  };
}
