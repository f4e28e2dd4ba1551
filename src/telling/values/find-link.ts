import type { ClientId } from "../../model/client-id.ts";
import { GuideId } from "../../model/guide-id.ts";
import { findWebmailUrl } from "../../model/server-settings.ts";
import type { FindLink } from "../article/inline.ts";
import { toPageUrl } from "./page-url.ts";
import { findProfileOffer, toProfileUrl } from "./profile-link.ts";
import type { Setting } from "./setting.ts";

/** Targets of links in guides. */
export function toFindLink(setting: Setting, id: ClientId | undefined): FindLink {
  const { settings, origin } = setting;
  const offer = findProfileOffer(settings, id);
  return (target) => {
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
        return origin === "" ? "#code" : undefined;
      case "errors":
        return toPageUrl(setting, "errors");
      case "support":
        return settings.support?.url;
      default:
        throw new Error(`a guide links to ${target}, which does not exist`);
    }
  };
}
