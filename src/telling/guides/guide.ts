/**
 * Every guide that is told in steps, by its id: one for each client, one for each task on the provider's own side, and the
 * one that has all of it.
 * @module
 */
import { CLIENTS, type Platform } from "../../content/catalogue.ts";
import { ClientId } from "../../model/guides/client-id.ts";
import { TaskId } from "../../model/guides/guide-id.ts";
import type { Article } from "../article/article.ts";
import { withGlosses } from "../article/glosses.ts";
import type { Setting } from "../values/setting.ts";
import { toEmailGuideArticle } from "./email-guide-article.ts";
import { toGuideArticle } from "./guide-article.ts";
import { toTaskArticle } from "./task-article.ts";

export type SteppedGuideId = ClientId | TaskId | "email-guide";

export const STEPPED_GUIDE_IDS: readonly SteppedGuideId[] = [...ClientId.options, ...TaskId.options, "email-guide"];

export function isClientId(id: SteppedGuideId): id is ClientId {
  return ClientId.safeParse(id).success;
}

/** Where the program runs that a guide is about; the provider's own side is on the web. */
export function findPlatforms(id: SteppedGuideId): readonly Platform[] {
  return isClientId(id) ? CLIENTS[id].platforms : [];
}

/** What the guide tells at a domain, or that it does not apply there. */
export function toArticle(setting: Setting, id: SteppedGuideId, protocol: "imap" | "pop3" | undefined): Article {
  // Other programs call their accounts so.
  const profiles = !isClientId(id) || CLIENTS[id].discovers === "profile";
  return withGlosses(tell(setting, id, protocol), setting.language.words, { profiles });
}

function tell(setting: Setting, id: SteppedGuideId, protocol: "imap" | "pop3" | undefined): Article {
  if (id === "email-guide") return toEmailGuideArticle(setting);
  return isClientId(id) ? toGuideArticle(setting, id, protocol) : toTaskArticle(setting, id);
}
