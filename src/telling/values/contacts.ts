import type { Setting } from "./setting.ts";

export interface Contact {
  readonly label: string;
  readonly text: string;
  readonly url: string;
}

/** How support is reached; nothing where that is not known. */
export function toContacts({ settings, language }: Pick<Setting, "settings" | "language">): Contact[] {
  const { email, phone, url } = settings.support ?? {};
  const words = language.words.guide.supportContact;
  const contact = (label: string, text: string | undefined, to: (text: string) => string): Contact[] =>
    text === undefined ? [] : [{ label, text, url: to(text) }];
  return [
    ...contact(words.email, email, (text) => `mailto:${text}`),
    ...contact(words.phone, phone, (text) => `tel:${text.replace(/[^+\d]/g, "")}`),
    ...contact(words.url, url, (text) => text),
  ];
}
