/**
 * The guide of one client at one domain.
 * @module
 */
import { CLIENTS } from "../../content/catalogue.ts";
import type { ClientGuide, Paragraph } from "../../content/guide.ts";
import { fillWords } from "../../content/language.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import { findWebmailUrl } from "../../model/server-settings.ts";
import type { Article, Block, Inlines, Section } from "../article/article.ts";
import type { Inline } from "../article/inline.ts";
import { type Teller, toParagraphs, toPaths, toTeller } from "../article/teller.ts";
import { toFailures } from "../failures/failure-article.ts";
import { findPairs, hasPasswordLogin, type Protocol, type ServerPair } from "../values/server-pair.ts";
import { toDavTable, toServerTables } from "../values/server-tables.ts";
import { toServersChange } from "../values/servers-change.ts";
import type { Setting } from "../values/setting.ts";
import { findObstacle, type Obstacle, toFacts } from "./guide-facts.ts";
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
  const drawing = { layout: client.layout, words };
  const section = (name: SectionName, blocks: readonly Block[], title = words[name]): Section[] =>
    blocks.length === 0 ? [] : [{ id: name, title, blocks }];
  const paragraphs = (name: keyof ClientGuide & SectionName, told: readonly Paragraph[] = []) =>
    section(name, toParagraphs(told, teller));
  const ways =
    obstacle === undefined
      ? [
          ...section("before", toBefore(setting, guide, teller)),
          ...section("automatic", toPaths(guide.automatic ?? [], teller, drawing, pairs[0]?.incoming?.protocol)),
          ...section(
            "manual",
            toManual(setting, id, guide, pairs),
            guide.automatic === undefined ? words.manualOnly : words.manual,
          ),
          ...section("settings", toSettings(setting, id, pairs)),
          ...paragraphs("check", guide.check),
          ...paragraphs("sync", guide.sync),
          ...paragraphs("aliases", guide.aliases),
        ]
      : [];
  return {
    title: language.clientNames[id].heading ?? fillWords(words.heading, { client: language.clientNames[id].name }),
    lead: teller.tell(guide.verdict),
    facts: toFacts(setting, id, guide),
    sections: [
      ...section("notice", toNotices(setting, id, obstacle)),
      ...section(
        "recognise",
        toParagraphs(guide.recognise ?? [], teller),
        client.platforms.length === 0 ? words.meant : words.recognise,
      ),
      ...ways,
      ...paragraphs("change", obstacle === undefined ? guide.change : undefined),
      ...section(
        "remove",
        toParagraphs(guide.remove ?? [], teller),
        obstacle === "discontinued" ? words.instead : words.remove,
      ),
      ...section("failures", toFailures(guide.failures, teller)),
      ...paragraphs("privacy", guide.privacy),
      ...section("support", toSupport(setting, id)),
    ],
  };
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
  | "failures"
  | "privacy"
  | "support";

const text = (said: string): Inline => ({ kind: "text", text: said });

function toNotices(setting: Setting, id: ClientId, obstacle: Obstacle | undefined): Block[] {
  const { settings, language } = setting;
  const { appliesNot } = language.words.guide;
  const values = { client: language.clientNames[id].name, domain: toUnicode(settings.domain) };
  const notice = (said: string): Block => ({ kind: "notice", inlines: [text(fillWords(said, values))] });
  if (obstacle !== undefined) return [notice(appliesNot[obstacle])];
  const change = toServersChange(setting);
  return [
    ...(change === undefined ? [] : [notice(change)]),
    ...(CLIENTS[id].oauth2 === undefined && !hasPasswordLogin(settings) ? [notice(appliesNot.login)] : []),
  ];
}

function toBefore({ settings, language }: Setting, guide: ClientGuide, { tell, applies }: Teller): Block[] {
  const { guide: words } = language.words;
  const webmail = findWebmailUrl(settings);
  const items: Inlines[] = [
    [text(words.yourAddress)],
    settings.twoStep === undefined
      ? [text(words.yourPassword)]
      : [
          text(`${words.yourPassword} ${words.appPassword} `),
          { kind: "link", text: words.appPasswordLink, href: settings.twoStep.appPasswordUrl },
        ],
    ...(webmail === undefined
      ? []
      : [[text(`${words.testLogin} `), { kind: "link", text: words.webmail, href: webmail } as const]]),
    ...(guide.before ?? []).filter(applies).map(({ text: told }) => tell(told)),
  ];
  return [{ kind: "points", items }];
}

function toManual(setting: Setting, id: ClientId, guide: ClientGuide, pairs: readonly ServerPair[]): Block[] {
  const { words } = setting.language;
  const { layout } = CLIENTS[id];
  const [first, ...others] = (pairs.length === 0 ? [undefined] : pairs).map((pair): Block[] =>
    toPaths(guide.manual ?? [], toTeller(setting, id, pair), { layout, words: words.guide }, pair?.incoming?.protocol),
  );
  if (first === undefined || first.length === 0) return [];
  const intro: Block[] =
    guide.automatic === undefined ? [] : [{ kind: "paragraph", inlines: [text(words.guide.manualIntro)] }];
  const more = others.map((blocks, index): Block => {
    const protocol = pairs[index + 1]?.incoming?.protocol ?? "pop3";
    const explained: Block = { kind: "paragraph", inlines: [text(words.guide.protocols[protocol])] };
    const title = fillWords(words.guide.withProtocol, { protocol: protocol.toUpperCase() });
    return { kind: "more", title, blocks: [explained, ...blocks] };
  });
  return [...intro, ...first, ...more];
}

function toSettings(setting: Setting, id: ClientId, pairs: readonly ServerPair[]): Block[] {
  const { protocols } = CLIENTS[id];
  const speaksDav = protocols.some((protocol) => protocol === "calendars" || protocol === "contacts");
  const tables = speaksDav ? toDavTable(setting) : toServerTables(setting, id, pairs);
  return tables.length === 0 ? [] : [{ kind: "values", tables }];
}
