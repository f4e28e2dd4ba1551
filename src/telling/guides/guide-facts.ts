/**
 * What is said of a guide before it begins: whether it applies, how it goes, how long it takes.
 * @module
 */
import { CLIENTS, isForMail, type Review } from "../../content/catalogue.ts";
import type { ClientGuide, Path } from "../../content/guide.ts";
import { fillCount, fillWords, type Language } from "../../content/language.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import { formatDate } from "../../model/intl.ts";
import { hasPasswordLogin, type ServerSettings } from "../../model/server-settings.ts";
import type { Fact } from "../article/article.ts";
import { holds, toConditions } from "../values/conditions.ts";
import { findProfileOffer } from "../values/profile-link.ts";
import { findPairs, needsUnknownOAuth2, type Protocol } from "../values/server-pair.ts";
import type { Setting } from "../values/setting.ts";

/** How a client comes by the settings of a domain. */
export type Way = "automatic" | "perhaps" | "profile" | "manual" | "none";

/** Why a client is of no use at a domain. */
export type Obstacle = "imap" | "login" | "calendars" | "activesync" | "discontinued";

export function findObstacle(settings: ServerSettings, id: ClientId): Obstacle | undefined {
  if (CLIENTS[id].discontinued) return "discontinued";
  if (isForMail(CLIENTS[id])) {
    if (findPairs(settings, id).length === 0) return "imap";
    // Some program may have what none of those does that have a guide of their own.
    return id !== "other" && needsUnknownOAuth2(settings) ? "login" : undefined;
  }
  const { caldav, carddav, activesync } = settings.services ?? {};
  if (caldav !== undefined || carddav !== undefined) return undefined;
  return activesync === undefined ? "calendars" : "activesync";
}

/** The same in words, with what to do instead. What is no longer made says so in its guide. */
export function toWhyNot({ settings, language }: Setting, id: ClientId, obstacle: Exclude<Obstacle, "discontinued">) {
  const { appliesNot, otherwise } = language.words.guide;
  const domain = toUnicode(settings.domain);
  const why = fillWords(appliesNot[obstacle], { client: language.clientNames[id].name, domain });
  const hasWebmail = settings.webmail !== undefined;
  const then = {
    imap: hasWebmail ? otherwise.programOrWebmail : otherwise.program,
    login: hasWebmail ? otherwise.webmail : undefined,
    calendars: undefined,
    activesync: undefined,
  }[obstacle];
  return then === undefined ? why : `${why} ${then}`;
}

/** What to know where a password opens nothing, and the program may do without. */
export function toLoginNotice({ settings, language }: Setting, id: ClientId): string | undefined {
  if (hasPasswordLogin(settings)) return undefined;
  const { known, unknown } = language.words.guide.oauth2;
  const values = { client: language.clientNames[id].name, domain: toUnicode(settings.domain) };
  if (needsUnknownOAuth2(settings)) return fillWords(unknown, values);
  return CLIENTS[id].oauth2 === undefined ? fillWords(known, values) : undefined;
}

/** Where domain and client have both protocols, by the `preferred` one. */
export function findWay(settings: ServerSettings, id: ClientId, guide: ClientGuide, preferred?: Protocol): Way {
  if (findObstacle(settings, id) !== undefined) return "none";
  const { discovers } = CLIENTS[id];
  if (discovers === "profile") {
    const told = findPairs(settings, id, preferred)[0]?.incoming?.protocol;
    return findProfileOffer(settings, id, told) === undefined ? "manual" : "profile";
  }
  if (!hasQuickWay(settings, id, guide, preferred)) return "manual";
  if (discovers === "perhaps") return "perhaps";
  return discovers === "autoconfig" || discovers === "autodiscover" ? "automatic" : "manual";
}

/** What the guide says in one sentence: how it goes at the domain. */
export function findVerdict(settings: ServerSettings, id: ClientId, guide: ClientGuide): string {
  return hasQuickWay(settings, id, guide) ? guide.verdict : (guide.verdictByHand ?? guide.verdict);
}

/** Whether an address is enough, or a profile: who scans a code has the settings from the page. */
function hasQuickWay(settings: ServerSettings, id: ClientId, guide: ClientGuide, preferred?: Protocol): boolean {
  return findQuickPaths(settings, id, guide, preferred).some((path) => path.when?.includes("code") !== true);
}

/**
 * The ways on which nobody types servers. Programs and codes take the first protocol that there is, so with another one
 * preferred there are none; a profile brings the one that is asked for.
 */
export function findQuickPaths(
  settings: ServerSettings,
  id: ClientId,
  guide: ClientGuide,
  preferred?: Protocol,
): readonly Path[] {
  const [taken] = findPairs(settings, id);
  const [told] = findPairs(settings, id, preferred);
  if (CLIENTS[id].discovers !== "profile" && told?.incoming?.protocol !== taken?.incoming?.protocol) return [];
  const conditions = toConditions(settings, id, told);
  return (guide.automatic ?? []).filter((path) => holds(path, conditions));
}

export function toFacts(
  { settings, language }: Setting,
  id: ClientId,
  guide: ClientGuide,
  preferred?: Protocol,
): Fact[] {
  const { guide: words } = language.words;
  const { minutes, reviewed } = CLIENTS[id];
  const { versions } = language.clientNames[id];
  const way = findWay(settings, id, guide, preferred);
  const takes = { text: toMinutes(minutes, language), isGood: true, isFirst: true } as const;
  return [
    ...(way === "none" ? [] : [takes]),
    // What has ended says so in its first sentence.
    ...(CLIENTS[id].discontinued
      ? []
      : [{ text: words.ways[way], isGood: way === "automatic" || way === "profile", isFirst: true } as const]),
    ...(versions === "" ? [] : [{ text: versions, isGood: false }]),
    { text: toReviewed(reviewed, language), isGood: false },
  ];
}

/** A number of minutes, as the language counts them. */
export function toMinutes(count: number, language: Language): string {
  return fillCount(language, language.words.guide.minutes, count);
}

/** Where the labels were seen and when, as far as that is known. */
function toReviewed(review: Review, { tag, words }: Language): string {
  const said = words.guide.reviewed[review.in];
  if (review.in === "nowhere") return said;
  const [year, month] = review.of.split("-").map(Number);
  const first = Date.UTC(year ?? 0, (month ?? 1) - 1);
  const inMonth = month === undefined ? {} : ({ month: "long" } as const);
  return fillWords(said, { date: formatDate(tag, first, { ...inMonth, year: "numeric", timeZone: "UTC" }) });
}
