/**
 * What is to be known before a program is set up: that servers will be others, what a program must be able to do, and what
 * must be switched on before any can log in.
 * @module
 */
import { toLeading } from "../../content/language.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import type { Block } from "../article/article.ts";
import type { Inline } from "../article/inline.ts";
import { inLanguage } from "../values/in-language.ts";
import { toServersChange } from "../values/servers-change.ts";
import type { Setting } from "../values/setting.ts";
import { toLoginNotice } from "./guide-facts.ts";

export interface Notice {
  readonly heading: string;
  /** In another language than the page's where they say so. */
  readonly paragraphs: readonly { readonly text: string; readonly lang?: string | undefined }[];
  /** Where it is done, of what has to be done. */
  readonly link: { readonly url: string; readonly text: string } | undefined;
}

/** All of it for one client, as a page tells it that has a heading for each. */
export function toNotices(setting: Setting, id: ClientId): Notice[] {
  const { settings, language } = setting;
  const { domain: words, guide, serversChange } = language.words;
  const told = [
    { heading: serversChange.heading, text: toServersChange(setting) },
    { heading: guide.notice, text: toLoginNotice(setting, id) },
  ].flatMap(({ heading, text }): Notice[] =>
    text === undefined ? [] : [{ heading, paragraphs: [{ text }], link: undefined }],
  );
  const needed = (settings.enable ?? []).map(({ visitUrl, instructions }) => ({
    heading: words.enable.heading,
    paragraphs: inLanguage(instructions, language.tag),
    link: { url: visitUrl, text: words.enable.link },
  }));
  return [...told, ...needed];
}

/** The same as a section's blocks. */
export function toNoticeBlocks(setting: Setting, id: ClientId): Block[] {
  return toNotices(setting, id).map(({ heading, paragraphs, link }) => {
    const told = paragraphs.flatMap((said, index): Inline[] => [
      ...(index === 0 ? [] : [{ kind: "text", text: " " } as const]),
      { kind: "text", ...said },
    ]);
    if (link === undefined) return { kind: "notice", inlines: told };
    const inlines: Inline[] = [
      { kind: "text", text: `${toLeading(setting.language.words, heading)} ` },
      ...told,
      ...(told.length === 0 ? [] : [{ kind: "text", text: " · " } as const]),
      { kind: "link", text: link.text, href: link.url },
    ];
    return { kind: "notice", inlines };
  });
}
