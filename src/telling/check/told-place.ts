import { ENGLISH, fillWords } from "../../content/language.ts";
import type { FleetKind } from "../../model/finding-kind.ts";

interface FoundPlace {
  readonly kind: FleetKind;
  readonly place: string;
  readonly values: Readonly<Record<string, string>>;
}

/** What was found in a check of all domains, for operators. */
export function tellPlace({ kind, place, values }: FoundPlace): string {
  const words = kind === "settingsFaulty" ? FAULTY : ENGLISH.words.check.findings[kind].found;
  return fillWords(words, { place, ...values });
}

/** No page of one domain's check says this: such a domain has none. */
const FAULTY = "{place} was not checked: {because}.";
