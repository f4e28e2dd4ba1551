/**
 * Every guide by its id: what it tells at a domain, or that it does not apply there.
 * @module
 */
import { CLIENTS, type Platform } from "../content/catalogue.ts";
import { ClientId } from "../model/client-id.ts";
import type { GuideId } from "../model/guide-id.ts";
import type { Article } from "./article.ts";
import { toGuideArticle } from "./guide-article.ts";
import type { Setting } from "./guide-values.ts";

export function findClientId(id: GuideId): ClientId | undefined {
  return ClientId.options.find((client) => client === id);
}

/** Where the program runs that a guide is about; the provider's own side is on the web. */
export function findPlatforms(id: GuideId): readonly Platform[] {
  const client = findClientId(id);
  return client === undefined ? [] : CLIENTS[client].platforms;
}

export function toArticle(setting: Setting, id: GuideId, protocol: "imap" | "pop3" | undefined): Article {
  const client = findClientId(id);
  const guide = client && setting.language.clientGuides[client];
  if (client !== undefined && guide !== undefined) return toGuideArticle(setting, client, guide, protocol);
  throw new Error(`no guide ${id}`);
}
