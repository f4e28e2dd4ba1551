import type { ClientId } from "../../model/guides/client-id.ts";
import { GuideId } from "../../model/guides/guide-id.ts";
import { findWebmailUrl } from "../../model/server-settings.ts";
import type { FindLink } from "../article/inline.ts";
import { toPageUrl } from "./page-url.ts";
import { findProfileForm, findProfileOffer, PROFILE_FORM, toProfileUrl } from "./profile-link.ts";
import type { Protocol } from "./server-pair.ts";
import type { Setting } from "./setting.ts";

/**
 * Targets of links in guides, of which the profile is for the protocol `told`. The code and the form for the profile stand on
 * the page of the guide, and nowhere else.
 */
export function toFindLink(
  setting: Setting,
  id: ClientId | undefined,
  told: Protocol | undefined,
  place: "guide" | "elsewhere",
): FindLink {
  const { settings, origin } = setting;
  const isOnPage = place === "guide" && origin === "";
  const offer = findProfileOffer(settings, id, told);
  return (target) => {
    if (target === "profile" && isOnPage && findProfileForm(settings, id, told) !== undefined)
      return { kind: "submit", form: PROFILE_FORM };
    const href = findHref(target);
    return href === undefined ? undefined : { kind: "link", href };
  };

  function findHref(target: string): string | undefined {
    if (target.startsWith("https://")) return target;
    if (target.startsWith("guide:")) return toPageUrl(setting, GuideId.parse(target.slice("guide:".length)));
    switch (target) {
      case "webmail":
        return findWebmailUrl(settings);
      case "app-password":
        return settings.twoStep?.appPasswordUrl;
      case "profile":
        return offer && toProfileUrl(offer, origin);
      case "code":
        return isOnPage ? "#code" : id && `${toPageUrl(setting, id)}#code`;
      case "errors":
        return toPageUrl(setting, "errors");
      case "support":
        return settings.support?.url;
      default:
        throw new Error(`a guide links to ${target}, which does not exist`);
    }
  }
}
