/**
 * Who helps, at the end of every guide.
 * @module
 */
import { fillWords, toLeading } from "../../content/language.ts";
import type { ClientId } from "../../model/guides/client-id.ts";
import { formatList } from "../../model/intl.ts";
import type { Block, Inlines } from "../article/article.ts";
import type { Inline } from "../article/inline.ts";
import { toContacts } from "../values/contacts.ts";
import type { Setting } from "../values/setting.ts";

const say = (said: string): Inline => ({ kind: "text", text: said });

/** Who helps; with a client, whether with this one. */
export function toSupport({ settings, language }: Setting, id: ClientId | undefined): Block[] {
  const { support } = settings;
  if (support === undefined) return [];
  const { guide: words } = language.words;
  const { name, clients = [] } = support;
  const list = formatList(
    language.tag,
    clients.map((client) => language.clientNames[client].name),
  );
  const isCovered = id === undefined || clients.length === 0 || clients.includes(id);
  const scope = id === undefined ? words.supportedHere : isCovered ? words.supported : words.unsupported;
  const contacts = toContactPoints({ settings, language });
  return [
    { kind: "paragraph", inlines: [say(fillWords(scope, { support: name, clients: list }))] },
    ...(contacts.length === 0 ? [] : [{ kind: "points", items: contacts } as const]),
  ];
}

/** How support is reached, as points. */
export function toContactPoints(setting: Pick<Setting, "settings" | "language">): Inlines[] {
  return toContacts(setting).map(({ label, text, url }) => [
    say(`${toLeading(setting.language.words, label)} `),
    { kind: "link", text, href: url },
  ]);
}
