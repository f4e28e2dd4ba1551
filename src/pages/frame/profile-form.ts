/**
 * The form that sends for the Apple profile, with or without an address: a button, and folded below it what one may choose.
 * @module
 */
import profileForm from "../../../templates/parts/profile-form.eta";
import { PROFILE_FORM, type ProfileOffer } from "../../telling/values/profile-link.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { templates } from "./templates.ts";

declare module "./templates.ts" {
  interface Views {
    "@profile-form": {
      readonly profile: ProfileForm;
      readonly known: boolean;
      readonly address: string;
    };
  }
}

templates.load("@profile-form", profileForm);

/** What `templates/parts/profile-form.eta` prints, whoever it is for. */
export type ProfileForm = ReturnType<typeof toProfileForm>;

/** With `note`, what the device will say of the profile stands below the button. */
export function toProfileForm(
  { settings, language, query }: Pick<Setting, "settings" | "language" | "query">,
  offer: ProfileOffer,
  { text, note, id = PROFILE_FORM }: { readonly text: string; readonly note?: string; readonly id?: string },
) {
  const { guide, profile } = language.words;
  return {
    id,
    action: offer.path,
    domain: settings.domain,
    protocol: offer.fields.protocol,
    lang: query === "" ? undefined : language.tag,
    text,
    note,
    choose: guide.profile.choose,
    name: guide.profile.name,
    legend: guide.profile.parts,
    parts: offer.parts.map(({ part, isWanted }) => ({ part, isWanted, text: profile.names[part] })),
  };
}
