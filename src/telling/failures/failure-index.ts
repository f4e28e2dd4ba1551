/**
 * The index of error texts of one domain: all that can go wrong there in any program, each told once.
 * @module
 */
import { CLIENT_IDS } from "../../content/catalogue.ts";
import type { Failure } from "../../content/guide.ts";
import { fillWords } from "../../content/language.ts";
import { toUnicode } from "../../model/domain/domain.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import { TaskId } from "../../model/guides/guide-id.ts";
import type { ErrorPart } from "../../model/guides/guide-path.ts";
import { formatList } from "../../model/intl.ts";
import type { Article, ArticleFailure, Block, Inlines } from "../article/article.ts";
import { toPlainText } from "../article/inline.ts";
import { type Teller, toTeller } from "../article/teller.ts";
import { findObstacle } from "../guides/guide-facts.ts";
import { toNoticeBlocks } from "../guides/notices.ts";
import { toSupport } from "../guides/support-section.ts";
import { findTaskGuide } from "../guides/task-article.ts";
import { toPageUrl } from "../values/page-url.ts";
import { findPairs } from "../values/server-pair.ts";
import type { Setting } from "../values/setting.ts";
import { toFailure } from "./failure-article.ts";

/** The failures of one program, or of one kind. */
export interface IndexGroup {
  readonly id: string;
  /** Whose its failures are: of any program, of several that the entries name, of one, or webmail's. */
  readonly kind: "any" | "several" | "program" | "webmail";
  readonly title: string;
  readonly intro: Inlines | undefined;
  /** The guide that the failures belong to. */
  readonly guide: { readonly href: string; readonly text: string } | undefined;
  readonly entries: readonly IndexEntry[];
}

export interface IndexEntry {
  readonly failure: ArticleFailure;
  /** By what it is found besides its message and the codes that are shown: words, or a sentence of the program's. */
  readonly words: readonly string[];
  /** The guides that it belongs to; none where that is the group's. */
  readonly programs: readonly { readonly href: string; readonly text: string }[];
}

/** As it is collected, before equal ones are told as one. */
interface Told extends IndexEntry {
  readonly id: ClientId;
  /** The same for failures that read the same. */
  readonly key: string;
}

/** Those that belong to no program first, then those of several, then one program after the other, and webmail. */
export function toFailureIndex(setting: Setting): IndexGroup[] {
  const { language } = setting;
  const words = language.words.errors;
  const toGuide = (id: ClientId) => ({ href: toPageUrl(setting, id), text: language.clientNames[id].name });
  const general = toTellerOf(setting, undefined);
  const told = CLIENT_IDS.filter((id) => isOfUse(setting, id)).flatMap((id) => {
    const teller = toTellerOf(setting, id);
    return tellAll(language.clientGuides[id].failures, teller).map(
      (entry): Told => ({ ...entry, id, key: toKey(entry) }),
    );
  });
  const byKey = Map.groupBy(told, ({ key }) => key);
  const isShared = ({ key }: Told) => new Set(byKey.get(key)?.map(({ id }) => id)).size > 1;
  const shared = [...byKey.values()].flatMap(([first, ...others]) =>
    first !== undefined && isShared(first)
      ? [{ ...first, programs: [...new Set([first, ...others].map(({ id }) => id))].map(toGuide) }]
      : [],
  );
  const groups: IndexGroup[] = [
    ...language.sharedFailures.map(({ title, intro, failures }, index) => ({
      id: `group-${index + 1}`,
      kind: "any" as const,
      title: general.tellPlain(title),
      intro: intro === undefined ? undefined : general.tell(intro),
      guide: undefined,
      entries: tellAll(failures, general),
    })),
    { id: "group-several", kind: "several", title: words.several, intro: undefined, guide: undefined, entries: shared },
    ...CLIENT_IDS.map((id) => ({
      id: `group-${id}`,
      kind: "program" as const,
      title: language.clientNames[id].name,
      intro: undefined,
      guide: { href: toPageUrl(setting, id), text: fillWords(words.guide, { client: language.clientNames[id].name }) },
      entries: told.filter((entry) => entry.id === id && !isShared(entry)),
    })),
    {
      id: "group-webmail",
      kind: "webmail",
      title: words.webmail,
      intro: undefined,
      guide: undefined,
      entries: tellTasks(setting, general),
    },
  ];
  return withOwnIds(groups.filter(({ entries }) => entries.length > 0));
}

/** In which part of the index a group is told in full. */
export function partOf({ kind }: IndexGroup): ErrorPart {
  return kind === "program" ? "errors/programs" : "errors/general";
}

/** The index as text, to be pasted into an answer. */
export function toErrorsArticle(setting: Setting, groups: readonly IndexGroup[]): Article {
  const { settings, language } = setting;
  const { errors, guide } = language.words;
  const support = toSupport(setting, undefined);
  const notices = toNoticeBlocks(setting, "other");
  return {
    title: fillWords(errors.title, { domain: toUnicode(settings.domain) }),
    lead: [{ kind: "text", text: errors.lead }],
    facts: [],
    sections: [
      ...(notices.length === 0 ? [] : [{ id: "notice", title: guide.notice, blocks: notices }]),
      ...groups.map(({ id, title, intro, guide: own, entries }) => ({
        id,
        title,
        blocks: [
          ...(intro === undefined ? [] : [{ kind: "paragraph", inlines: intro } as const]),
          { kind: "failures", failures: entries.map(withPrograms) },
          ...(own === undefined ? [] : [{ kind: "paragraph", inlines: [{ kind: "link", ...own }] } as const]),
        ] satisfies Block[],
      })),
      ...(support.length === 0 ? [] : [{ id: "support", title: guide.support, blocks: support }]),
    ],
  };

  /** Text has no place for the programs beside the message: they stand before the cause. */
  function withPrograms({ failure, programs }: IndexEntry): ArticleFailure {
    if (programs.length === 0) return failure;
    const names = formatList(
      language.tag,
      programs.map(({ text }) => text),
    );
    const said = `${fillWords(errors.programs, { programs: names })} `;
    return { ...failure, cause: [{ kind: "text", text: said }, ...failure.cause] };
  }
}

/** A program that cannot be used at a domain fails in no other way; an old one may still be in use. */
function isOfUse({ settings }: Setting, id: ClientId): boolean {
  const obstacle = findObstacle(settings, id);
  return obstacle === undefined || obstacle === "discontinued";
}

function toTellerOf(setting: Setting, id: ClientId | undefined): Teller {
  return toTeller(setting, id, findPairs(setting.settings, id ?? "other")[0], "elsewhere");
}

function tellAll(failures: readonly Failure[], teller: Teller): IndexEntry[] {
  return failures.filter(teller.applies).map((failure) => {
    const told = toFailure(failure, teller);
    const message = toPlainText(told.message).replace(/[.:]$/, "");
    const words = (failure.codes ?? []).filter((code) => code !== message && !told.codes.includes(code));
    return { failure: told, words, programs: [] };
  });
}

/** What goes wrong in webmail, each with the guide to what was being done. */
function tellTasks(setting: Setting, teller: Teller): IndexEntry[] {
  const told = TaskId.options.flatMap((id) => {
    const guide = findTaskGuide(setting, id);
    const href = toPageUrl(setting, id);
    const programs = guide === undefined ? [] : [{ href, text: teller.tellPlain(guide.title) }];
    return tellAll(guide?.failures ?? [], teller).map((entry) => ({ ...entry, programs }));
  });
  return [...Map.groupBy(told, toKey).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, programs: [first, ...others].flatMap(({ programs }) => programs) }],
  );
}

function toKey({ failure: { message, cause, cure } }: IndexEntry): string {
  return JSON.stringify([message, cause, cure]);
}

/** An anchor is made of a code or a message, which several programs may have: all but the first add whose it is. */
function withOwnIds(groups: readonly IndexGroup[]): IndexGroup[] {
  const taken = new Set<string>();
  const take = (id: string): string => {
    let own = id;
    for (let number = 2; taken.has(own); number += 1) own = `${id}-${number}`;
    taken.add(own);
    return own;
  };
  return groups.map((group) => ({
    ...group,
    entries: group.entries.map(({ failure, words, programs }) => {
      const { id } = failure;
      const own = take(taken.has(id) ? `${id}-${group.id.replace(/^group-/, "")}` : id);
      return { failure: { ...failure, id: own }, words, programs };
    }),
  }));
}
