import { ENGLISH } from "./languages.ts";

/** What every page wants to know, for who asked for no language by name. */
export const ENGLISH_PAGE = { language: ENGLISH, query: "", origin: "https://setup.hosting.example" } as const;
