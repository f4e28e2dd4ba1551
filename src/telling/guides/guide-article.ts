/**
 * The guide of one client at one domain.
 * @module
 */
import { CLIENTS, type Client } from "../../content/catalogue.ts";
import type { ClientGuide, Paragraph } from "../../content/guide.ts";
import { fillWords, type Words } from "../../content/language.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import type { Article, Block, Inlines, Section } from "../article/article.ts";
import type { Inline } from "../article/inline.ts";
import { type Drawing, toParagraphs, toPaths, toTeller } from "../article/teller.ts";
import { toFailures } from "../failures/failure-article.ts";
import { findPairs, type Protocol, type ServerPair } from "../values/server-pair.ts";
import { toDavTable, toServerTable, toServerTables } from "../values/server-tables.ts";
import type { Setting } from "../values/setting.ts";
import { findObstacle, findQuickPaths, findVerdict, toFacts, toWhyNot } from "./guide-facts.ts";
import { toNoticeBlocks } from "./notices.ts";
import { toDifferences } from "./other-protocol.ts";
import { toSupport } from "./support-section.ts";

/** Everything that the guide tells; `preferred` is told first where domain and client have both. */
export function toGuideArticle(setting: Setting, id: ClientId, preferred: Protocol | undefined): Article {
  const { settings, language } = setting;
  const guide = language.clientGuides[id];
  const client = CLIENTS[id];
  const words = language.words.guide;
  const pairs = findPairs(settings, id, preferred);
  const teller = toTeller(setting, id, pairs[0]);
  const obstacle = findObstacle(settings, id);
  // Nothing is told of a program that is of no use here; who had one that ended may have it still.
  const isOfUse = obstacle === undefined || obstacle === "discontinued";
  const drawing = { layout: client.layout, words, passwordNote: toPasswordNote(setting) };
  const section = (name: SectionName, blocks: readonly Block[], title = words[name]): Section[] =>
    blocks.length === 0 ? [] : [{ id: name, title, blocks, ...(RARE.has(name) ? { isRare: true } : {}) }];
  const paragraphs = (name: keyof ClientGuide & SectionName, told: readonly Paragraph[] = []) =>
    section(name, toParagraphs(told, teller));
  const quick = findQuickPaths(settings, id, guide, preferred);
  const automatic = toPaths(quick, teller, drawing, pairs[0]?.incoming?.protocol);
  const ways =
    obstacle === undefined
      ? [
          ...toBefore(section("before", toParagraphs(guide.before ?? [], teller)), client),
          ...section("automatic", automatic),
          // Before what differs with another protocol.
          ...section("settings", toSettings(setting, id, guide, pairs)),
          ...section(
            "manual",
            toManual(setting, id, guide, pairs, { ...drawing, isOnlyWay: automatic.length === 0 }),
            automatic.length === 0 ? words.manualOnly : words.manual,
          ),
          ...paragraphs("check", guide.check),
          ...paragraphs("sync", guide.sync),
          ...paragraphs("aliases", guide.aliases),
        ]
      : [];
  return {
    title: language.clientNames[id].heading ?? fillWords(words.heading, { client: language.clientNames[id].name }),
    lead: isOfUse ? toLead() : [text(toWhyNot(setting, id, obstacle))],
    facts: toFacts(setting, id, guide, preferred),
    sections: [
      // A guide with an obstacle begins with that.
      ...section("notice", obstacle === undefined ? toNoticeBlocks(setting, id) : []),
      ...section(
        "recognise",
        isOfUse ? toParagraphs(guide.recognise ?? [], teller) : [],
        client.platforms.length === 0 ? words.meant : words.recognise,
      ),
      ...ways,
      ...paragraphs("change", obstacle === undefined ? guide.change : undefined),
      ...(obstacle === "discontinued"
        ? section("instead", toParagraphs(guide.remove ?? [], teller))
        : paragraphs("remove", isOfUse ? guide.remove : undefined)),
      ...(isOfUse
        ? [...section("failures", toFailures(guide.failures, teller)), ...paragraphs("privacy", guide.privacy)]
        : []),
      ...section("support", toSupport(setting, id)),
    ],
  };

  function toLead(): Inlines {
    // Whoever gave the address alone would have the other protocol.
    const isQuickWayLost = quick.length === 0 && findQuickPaths(settings, id, guide).length > 0;
    if (isQuickWayLost) return [text(fillWords(words.pop3ByHand, { client: language.clientNames[id].name }))];
    return teller.tell(findVerdict(settings, id, guide));
  }
}

/** What is set up in no program of the reader's asks for much at first, and is found by what it shows. */
function toBefore(sections: readonly Section[], { platforms }: Client): Section[] {
  return sections.map((section) => (platforms.length === 0 ? { ...section, isRare: true } : section));
}

type SectionName =
  | "notice"
  | "recognise"
  | "before"
  | "automatic"
  | "manual"
  | "settings"
  | "check"
  | "sync"
  | "aliases"
  | "change"
  | "remove"
  | "instead"
  | "failures"
  | "privacy"
  | "support";

const RARE: ReadonlySet<SectionName> = new Set(["recognise", "sync", "aliases", "change", "remove", "privacy"]);

const text = (said: string): Inline => ({ kind: "text", text: said });

/** Said where the password is typed, and nowhere before. */
function toPasswordNote({ settings, language }: Setting): Inlines | undefined {
  const { appPassword, appPasswordLink } = language.words.guide;
  if (settings.twoStep === undefined) return undefined;
  return [text(`${appPassword} `), { kind: "link", text: appPasswordLink, href: settings.twoStep.appPasswordUrl }];
}

function toManual(
  setting: Setting,
  id: ClientId,
  guide: ClientGuide,
  [first, ...others]: readonly ServerPair[],
  drawing: Drawing & { readonly words: Words["guide"]; readonly isOnlyWay: boolean },
): Block[] {
  const { words } = drawing;
  const teller = toTeller(setting, id, first);
  const told = toPaths(guide.manual ?? [], teller, drawing, first?.incoming?.protocol);
  if (told.length === 0) return [];
  const intro: Block[] = drawing.isOnlyWay ? [] : [{ kind: "paragraph", inlines: [text(words.manualIntro)] }];
  const more = others.flatMap(({ incoming, outgoing }): Block[] => {
    if (incoming === undefined) return [];
    const { protocol } = incoming;
    const other = { teller: toTeller(setting, id, { incoming, outgoing }), protocol };
    const title = fillWords(words.withProtocol, { protocol: protocol.toUpperCase() });
    const differences = toDifferences(guide, { teller, protocol: first?.incoming?.protocol ?? "imap" }, other, drawing);
    const explained = [words.protocols[protocol], ...(differences.length === 0 ? [] : [words.differs])];
    const table = toServerTable(setting, id, incoming);
    const blocks: Block[] = [
      ...explained.map((said): Block => ({ kind: "paragraph", inlines: [text(said)] })),
      ...differences,
      { kind: "values", tables: [table] },
    ];
    return [{ kind: "more", title, blocks }];
  });
  return [...intro, ...told, ...more];
}

/** The values of the first protocol; those of another stand with what else differs. */
function toSettings(setting: Setting, id: ClientId, guide: ClientGuide, pairs: readonly ServerPair[]): Block[] {
  const { protocols } = CLIENTS[id];
  const told = guide.manual === undefined ? pairs : pairs.slice(0, 1);
  const speaksDav = protocols.some((protocol) => protocol === "calendars" || protocol === "contacts");
  const tables = speaksDav ? toDavTable(setting, false) : toServerTables(setting, id, told);
  return tables.length === 0 ? [] : [{ kind: "values", tables }];
}
