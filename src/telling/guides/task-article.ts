/**
 * A guide about the provider's own side: what is done in its web mail, by product and generation.
 * @module
 */
import type { TaskGuide } from "../../content/guide.ts";
import { fillWords } from "../../content/language.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import type { TaskId } from "../../model/guides/guide-id.ts";
import type { Article, Block, Section } from "../article/article.ts";
import { toParagraphs, toPaths, toTeller } from "../article/teller.ts";
import { toFailures } from "../failures/failure-article.ts";
import { findPairs } from "../values/server-pair.ts";
import type { Setting } from "../values/setting.ts";
import { toMinutes } from "./guide-facts.ts";
import { toSupport } from "./support-section.ts";

/** What the product's own guide says; the general one where the product has none; nothing without webmail. */
export function findTaskGuide({ settings, language }: Setting, id: TaskId): TaskGuide | undefined {
  const { webmail } = settings;
  if (webmail === undefined) return undefined;
  const { product, generation } = webmail;
  return language.webmailGuides[product][generation][id] ?? language.webmailGuides.other[generation][id];
}

/** Its first step is what people come for. */
const toRare = (section: Section): Section => ({ ...section, isRare: true });

export function toTaskArticle(setting: Setting, id: TaskId): Article {
  const { settings, language } = setting;
  const { guide: words, task: taskWords } = language.words;
  const guide = findTaskGuide(setting, id);
  const support = toSupport(setting, undefined);
  const section = (name: string, title: string, blocks: readonly Block[]): Section[] =>
    blocks.length === 0 ? [] : [{ id: name, title, blocks }];
  if (guide === undefined)
    return {
      title: taskWords.titles[id],
      lead: [{ kind: "text", text: fillWords(taskWords.appliesNot, { domain: toUnicode(settings.domain) }) }],
      facts: [{ text: words.ways.none, isGood: false, isFirst: true }],
      sections: section("support", words.support, support),
    };
  const [pair] = findPairs(settings, "other");
  const teller = toTeller(setting, undefined, pair);
  const drawing = { layout: "web-page", words } as const;
  return {
    title: teller.tellPlain(guide.title),
    lead: teller.tell(guide.verdict),
    facts: [{ text: toMinutes(guide.minutes, language), isGood: true, isFirst: true }],
    sections: [
      ...section("before", words.before, toParagraphs(guide.before ?? [], teller)).map(toRare),
      ...section("manual", words.manualOnly, toPaths(guide.paths, teller, drawing, pair?.incoming?.protocol)),
      ...(guide.notes ?? []).flatMap(({ title, paragraphs }, index) =>
        section(`note-${index + 1}`, teller.tellPlain(title), toParagraphs(paragraphs, teller)),
      ),
      ...section("failures", words.failures, toFailures(guide.failures, teller)),
      ...section("support", words.support, support),
    ],
  };
}
