/**
 * The programs that a domain can be set up in, by the device that they run on: best ways first. The page's script moves
 * the group of the visitor's device to the top, so that one page serves all.
 * @module
 */

import { CLIENT_IDS, CLIENTS, isForMail, type Platform } from "../../content/catalogue.ts";
import type { ClientMark } from "../../content/client-marks.ts";
import { fillCount, fillWords } from "../../content/language.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import { toTeller } from "../../telling/article/teller.ts";
import { findObstacle, findVerdict, findWay, toMinutes } from "../../telling/guides/guide-facts.ts";
import { toPageUrl } from "../../telling/values/page-url.ts";
import { findPairs } from "../../telling/values/server-pair.ts";
import type { Setting } from "../../telling/values/setting.ts";
import { toClientMark } from "../frame/client-mark.ts";
import { type HandOver, toHandOver } from "./hand-over.ts";

export interface Program {
  readonly mark: ClientMark;
  readonly name: string;
  readonly url: string;
  /** How it goes and how long it takes, or why not. */
  readonly facts: string;
  /** Whether it goes without typing settings. */
  readonly isQuick: boolean;
  /** Who helps with it. */
  readonly supported: string | undefined;
}

interface BestProgram extends Program {
  readonly verdict: string;
  /** What can be done at once. */
  readonly handOver: HandOver | undefined;
}

export interface ProgramGroup {
  readonly platform: Platform;
  readonly icon: string;
  readonly heading: string;
  readonly count: string;
  readonly best: BestProgram | undefined;
  readonly programs: readonly Program[];
}

const ICONS = {
  windows: "computer",
  mac: "computer",
  ios: "device",
  android: "device",
  linux: "computer",
} as const satisfies Record<Platform, string>;
const PLATFORMS: readonly Platform[] = ["windows", "mac", "ios", "android", "linux"];

/** In the order in which a group shows them, by how a program comes by the settings. */
const WAYS = { profile: 0, automatic: 1, perhaps: 2, manual: 3, none: 4 } as const;

/** Made for servers of its own, as its guide says: not what somebody looks for who asks for a mail program. */
const FOR_EXPERTS: ReadonlySet<ClientId> = new Set(["deltachat"]);

/** `origin` is where codes lead that go on with another device. */
export function toProgramGroups(setting: Setting, origin: string, isProfileSigned: boolean): ProgramGroup[] {
  return PLATFORMS.map((platform) => {
    const [first, ...others] = findPrograms(setting, platform);
    // Calendars are the best of no device's mail.
    const isBest =
      first !== undefined && isForMail(CLIENTS[first]) && findObstacle(setting.settings, first) === undefined;
    const best = isBest ? toBest(setting, first, origin, isProfileSigned) : undefined;
    const rest = sortForChoice(setting, first === undefined || isBest ? others : [first, ...others]);
    const { counts } = setting.language.words.domain.programs;
    const count = rest.length + (isBest ? 1 : 0);
    return {
      platform,
      icon: ICONS[platform],
      heading: setting.language.words.platforms[platform],
      count: fillCount(setting.language, counts, count),
      best,
      programs: rest.map((id) => toProgram(setting, id)),
    };
  });
}

/** Those of use first, then by way, support and time; what is for calendars alone stands where there are some. */
function findPrograms({ settings, language }: Setting, platform: Platform): ClientId[] {
  const supported = settings.support?.clients ?? [];
  const rank = (id: ClientId): readonly number[] => [
    CLIENTS[id].discontinued ? 1 : 0,
    findObstacle(settings, id) === undefined ? 0 : 1,
    isForMail(CLIENTS[id]) ? 0 : 1,
    FOR_EXPERTS.has(id) ? 1 : 0,
    WAYS[findWay(settings, id, language.clientGuides[id])],
    supported.includes(id) ? 0 : 1,
    CLIENTS[id].minutes,
  ];
  return CLIENT_IDS.filter(
    (id) =>
      id !== "other" &&
      CLIENTS[id].platforms.includes(platform) &&
      (isForMail(CLIENTS[id]) || findObstacle(settings, id) === undefined),
  ).toSorted((one, other) => compare(rank(one), rank(other)));
}

/** Whoever looks for the program that is there looks for the best known first: ways do not matter then. */
function sortForChoice({ settings }: Setting, ids: readonly ClientId[]): ClientId[] {
  const rank = (id: ClientId): readonly number[] => [
    CLIENTS[id].discontinued ? 1 : 0,
    findObstacle(settings, id) === undefined ? 0 : 1,
    FOR_EXPERTS.has(id) ? 1 : 0,
    CLIENT_IDS.indexOf(id),
  ];
  return ids.toSorted((one, other) => compare(rank(one), rank(other)));
}

/** What is set up on none of the reader's devices: a group of its own, so that the usual choice stays short. */
export function toElsewhere(setting: Setting): readonly Program[] {
  return CLIENT_IDS.filter(
    (id) => CLIENTS[id].platforms.length === 0 && findObstacle(setting.settings, id) === undefined,
  ).map((id) => toProgram(setting, id));
}

function compare(one: readonly number[], other: readonly number[]): number {
  return one.map((value, index) => value - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

export function toProgram(setting: Setting, id: ClientId): Program {
  const { settings, language } = setting;
  const { guide, domain } = language.words;
  const { support } = settings;
  const obstacle = findObstacle(settings, id);
  const way = findWay(settings, id, language.clientGuides[id]);
  const facts =
    obstacle === "discontinued"
      ? [domain.programs.discontinued]
      : obstacle === "imap"
        ? [fillWords(domain.programs.imapOnly, { domain: toUnicode(settings.domain) })]
        : way === "none"
          ? [guide.ways.none]
          : [
              ...(isForMail(CLIENTS[id]) ? [] : [domain.programs.calendars]),
              guide.ways[way],
              // In one line: a tile is narrow.
              toMinutes(CLIENTS[id].minutes, language).replaceAll(" ", "\u{A0}"),
            ];
  return {
    mark: toClientMark(id),
    name: language.clientNames[id].name,
    url: toPageUrl(setting, id),
    facts: facts.join(" · "),
    isQuick: way === "profile" || way === "automatic",
    supported:
      support?.clients?.includes(id) === true
        ? fillWords(domain.programs.supported, { support: support.name })
        : undefined,
  };
}

function toBest(setting: Setting, id: ClientId, origin: string, isProfileSigned: boolean): BestProgram {
  const { settings, language } = setting;
  const { tellPlain } = toTeller(setting, id, findPairs(settings, id)[0]);
  return {
    ...toProgram(setting, id),
    verdict: tellPlain(findVerdict(settings, id, language.clientGuides[id])),
    handOver: toHandOver(setting, id, origin, isProfileSigned),
  };
}
