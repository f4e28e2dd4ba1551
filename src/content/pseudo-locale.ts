/**
 * Languages for trying pages out. English with accents, in which every text that comes from the tables looks different from
 * one that does not, and is longer, as German would be; and English in Arabic letters, which is read from the right.
 * @module
 */
import { mapTexts } from "./map-texts.ts";

const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from("aeiouycnszAEIOUYCNSZ", (letter, index) => [letter, Array.from("áéíóúýçñšžÁÉÍÓÚÝÇÑŠŽ")[index] ?? letter]),
);

/** What is not translated: labels of programs, values, literal text, targets of links. */
const KEPT = /(\[[^[\]]*\]|\{[^{}]*\}|`[^`]*`|<[^|<>]*\||https?:\S+)/;

const ARABIC: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from("abcdefghijklmnopqrstuvwxyz", (letter, index) => [letter, "ابثدثفغهيجكلمنوپقرستعوخكيز"[index] ?? letter]),
);

/** Every text in a table, however deep, with its marks left alone. */
export function toPseudoLocale<Content>(content: Content, change: (text: string) => string): Content {
  return mapTexts(content, {
    text: change,
    plural: (forms) => ({ ...forms, one: change(forms.one), other: change(forms.other) }),
  });
}

export function toAccents(text: string): string {
  return changeLetters(text, (letter) => ACCENTED[letter]);
}

export function toRightToLeft(text: string): string {
  return changeLetters(text, (letter) => ARABIC[letter.toLowerCase()]);
}

function changeLetters(text: string, change: (letter: string) => string | undefined): string {
  return text
    .split(KEPT)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[a-zA-Z]/g, (letter) => change(letter) ?? letter)))
    .join("");
}
