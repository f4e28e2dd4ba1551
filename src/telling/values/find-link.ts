import type { ClientId } from "../../model/client-id.ts";
import { findWebmailUrl } from "../../model/server-settings.ts";
import type { FindLink } from "../article/inline.ts";
import { findProfileOffer, toProfileUrl } from "./profile-link.ts";
import type { Setting } from "./setting.ts";

/** Targets of links in guides. */
export function toFindLink({ settings, origin, query }: Setting, id: ClientId | undefined): FindLink {
  const offer = findProfileOffer(settings, id);
  const place = `${origin}/guides/${settings.domain}`;
  return (target) => {
    if (target.startsWith("https://")) return target;
    if (target.startsWith("guide:")) return `${place}/${target.slice("guide:".length)}${query}`;
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
        return `${place}/errors${query}`;
      case "support":
        return settings.support?.url;
      default:
        throw new Error(`a guide links to ${target}, which does not exist`);
    }
  };
}
