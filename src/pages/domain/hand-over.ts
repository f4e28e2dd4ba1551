/**
 * What a phone or computer can do at once, without a guide: install the profile, get the app, open it with the address.
 * @module
 */
import { fillWords } from "../../content/language.ts";
import { toDavx5Template } from "../../formats/codes/davx5.ts";
import { toProfileCode } from "../../formats/codes/profile-link.ts";
import { renderQrMarkup } from "../../formats/codes/qr-code.ts";
import { asksForLogin } from "../../model/authentication.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import { formatList } from "../../model/intl.ts";
import type { Inlines } from "../../telling/article/article.ts";
import { toTeller } from "../../telling/article/teller.ts";
import { findProfileOffer } from "../../telling/values/profile-link.ts";
import { findPair } from "../../telling/values/server-pair.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { type ProfileForm, toProfileForm } from "../frame/profile-form.ts";

/** What `templates/parts/hand-over.eta` prints. */
export interface HandOver {
  /** Sent for with the address where it is known. */
  readonly profile?: ProfileForm;
  /** What stands in the profile's place on a computer: a code that takes it to the device. */
  readonly elsewhere?: { readonly svg: string; readonly text: string };
  readonly store?: { readonly url: string; readonly text: string };
  /** What comes next on the screen. */
  readonly steps: readonly Inlines[];
  readonly notes: readonly string[];
  /** DAVx⁵'s link; the page's script makes it, because an address is in it. */
  readonly davx5?: { readonly text: Inlines; readonly from: string; readonly open: string; readonly note: string };
}

/** Thunderbird for Android in Google's store. */
const STORE = "https://play.google.com/store/apps/details?id=net.thunderbird.android";

export function toHandOver(
  setting: Setting,
  id: ClientId,
  origin: string,
  isProfileSigned: boolean,
): HandOver | undefined {
  switch (id) {
    case "apple-mail-ios": {
      const handOver = toProfile(setting, id, "ios", isProfileSigned);
      return handOver && { ...handOver, elsewhere: toProfileElsewhere(setting, origin) };
    }
    case "apple-mail-macos":
      return toProfile(setting, id, "mac", isProfileSigned);
    case "thunderbird-android":
      return toThunderbird(setting, id);
    default:
      return undefined;
  }
}

function toProfile(
  setting: Setting,
  id: ClientId,
  device: "ios" | "mac",
  isProfileSigned: boolean,
): HandOver | undefined {
  const { settings, language } = setting;
  const offer = findProfileOffer(settings, id);
  if (offer === undefined) return undefined;
  const { handOver, profile } = language.words;
  const { install, steps } = handOver[device];
  const { tell } = toTeller(setting, id, undefined);
  const held = offer.parts.filter(({ isWanted }) => isWanted);
  const parts = formatList(
    language.tag,
    held.map(({ part }) => profile.parts[part]),
  );
  return {
    profile: toProfileForm(setting, offer, { text: install, id: `profile-${device}` }),
    steps: steps.map(tell),
    notes: [isProfileSigned ? handOver.signed : handOver.unsigned, fillWords(handOver.holds, { parts })],
  };
}

function toProfileElsewhere({ settings, language }: Setting, origin: string) {
  const title = fillWords(language.words.qrCodes.profile, { domain: toUnicode(settings.domain) });
  const svg = renderQrMarkup(toProfileCode(origin, settings.domain), title);
  return { svg, text: language.words.guide.hand.profile.text };
}

function toThunderbird(setting: Setting, id: ClientId): HandOver | undefined {
  const { settings, language } = setting;
  const { android, davx5 } = language.words.handOver;
  const pair = findPair(settings, "imap");
  // By an address alone it finds IMAP and nothing else, and no server that asks for no login.
  if (pair === undefined || !asksForLogin(pair.outgoing)) return undefined;
  const { tell } = toTeller(setting, id, pair);
  const from = toDavx5Template(settings);
  return {
    store: { url: STORE, text: android.install },
    steps: android.steps.map(tell),
    notes: [],
    ...(from === undefined ? {} : { davx5: { text: tell(davx5.text), from, open: davx5.open, note: davx5.note } }),
  };
}
