import { type Language, loadLanguage } from "../../../src/content/language.ts";

/** Languages with all their texts, as pages have them. */
export const ENGLISH: Language = await loadLanguage("en");
export const PSEUDO: Language = await loadLanguage("en-XA");
