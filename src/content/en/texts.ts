/**
 * All that is said in English beside the words of pages. Much, and needed by pages alone: loaded by `import()`.
 * @module
 */
export { clientNames } from "./client-names.ts";
export { searchWords } from "./failures/search-words.ts";
export { sharedFailures } from "./failures/shared-failures.ts";
export { clientGuides } from "./guides.ts";
export { webmailGuides } from "./webmail/webmail.ts";
