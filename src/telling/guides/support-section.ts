/**
 * Who helps, at the end of every guide.
 * @module
 */
import { fillWords } from "../../content/language.ts";
import type { ClientId } from "../../model/client-id.ts";
import type { Block, Inlines } from "../article/article.ts";
import type { Inline } from "../article/inline.ts";
import type { Setting } from "../values/setting.ts";

const say = (said: string): Inline => ({ kind: "text", text: said });

/** Who helps; with a client, whether with this one. */
export function toSupport({ settings, language }: Setting, id: ClientId | undefined): Block[] {
  const { support } = settings;
  if (support === undefined) return [];
  const { guide: words } = language.words;
  const { name, clients = [] } = support;
  const list = new Intl.ListFormat(language.tag).format(clients.map((client) => language.clientNames[client].name));
  const isCovered = id === undefined || clients.length === 0 || clients.includes(id);
  const scope = id === undefined ? words.supportedHere : isCovered ? words.supported : words.unsupported;
  const contacts = toContactPoints({ settings, language });
  return [
    { kind: "paragraph", inlines: [say(fillWords(scope, { support: name, clients: list }))] },
    ...(contacts.length === 0 ? [] : [{ kind: "points", items: contacts } as const]),
  ];
}

/** How support is reached; nothing where that is not known. */
export function toContactPoints({ settings, language }: Pick<Setting, "settings" | "language">): Inlines[] {
  const { email, phone, url } = settings.support ?? {};
  const { supportContact } = language.words.guide;
  const contact = (label: string, shown: string | undefined, href: string): Inlines[] =>
    shown === undefined ? [] : [[say(`${label}: `), { kind: "link", text: shown, href }]];
  return [
    ...contact(supportContact.email, email, `mailto:${email}`),
    ...contact(supportContact.phone, phone, `tel:${phone?.replace(/[^+\d]/g, "")}`),
    ...contact(supportContact.url, url, url ?? ""),
  ];
}
