/**
 * A domain's page as text: every server and service, and where its guides are.
 * @module
 */
import { CLIENT_IDS, CLIENTS } from "../../content/catalogue.ts";
import { fillWords } from "../../content/language.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import { TaskId } from "../../model/guides/guide-id.ts";
import { findWebmailUrl } from "../../model/server-settings.ts";
import type { Article, Block, Inlines, Section } from "../article/article.ts";
import { toPageUrl } from "../values/page-url.ts";
import { toDavTable, toServerTable } from "../values/server-tables.ts";
import type { Setting } from "../values/setting.ts";
import { findObstacle, findWay, toMinutes } from "./guide-facts.ts";
import { toNoticeBlocks } from "./notices.ts";
import { toSupport } from "./support-section.ts";
import { findTaskGuide } from "./task-article.ts";

export function toDomainArticle(setting: Setting): Article {
  const { settings, language } = setting;
  const { domainText: words, guide } = language.words;
  const section = (id: string, title: string, blocks: readonly Block[]): Section[] =>
    blocks.length === 0 ? [] : [{ id, title, blocks }];
  const points = (items: readonly Inlines[]): Block[] => (items.length === 0 ? [] : [{ kind: "points", items }]);
  const servers = [...settings.incomingServers, ...settings.outgoingServers];
  const webmail = findWebmailUrl(settings);
  return {
    title: fillWords(words.title, { domain: toUnicode(settings.domain) }),
    lead: [{ kind: "text", text: words.lead }],
    facts: [],
    sections: [
      ...section("notice", guide.notice, toNoticeBlocks(setting, "other")),
      ...section("settings", guide.settings, [
        { kind: "values", tables: servers.map((server) => toServerTable(setting, "other", server)) },
      ]),
      ...section(
        "sync",
        guide.sync,
        toDavTable(setting, true).length === 0 ? [] : [{ kind: "values", tables: toDavTable(setting, true) }],
      ),
      ...section("programs", words.programs, points(toPrograms(setting))),
      ...section("webmail", words.webmail, [
        ...(webmail === undefined
          ? []
          : [{ kind: "paragraph", inlines: [{ kind: "link", text: webmail, href: webmail }] } as const]),
        ...points(toTasks(setting)),
      ]),
      ...section("support", guide.support, toSupport(setting, undefined)),
    ],
  };
}

/** The guide of each client that is of use at the domain, and how it goes. */
function toPrograms(setting: Setting): Inlines[] {
  const { settings, language } = setting;
  const { ways } = language.words.guide;
  return CLIENT_IDS.filter((id) => findObstacle(settings, id) === undefined).map((id) => {
    const way = ways[findWay(settings, id, language.clientGuides[id])];
    const { minutes } = CLIENTS[id];
    return [
      { kind: "link", text: language.clientNames[id].name, href: toPageUrl(setting, id) },
      { kind: "text", text: ` (${way}, ${toMinutes(minutes, language)})` },
    ];
  });
}

function toTasks(setting: Setting): Inlines[] {
  return TaskId.options.flatMap((id): Inlines[] => {
    const task = findTaskGuide(setting, id);
    return task === undefined ? [] : [[{ kind: "link", text: task.title, href: toPageUrl(setting, id) }]];
  });
}
