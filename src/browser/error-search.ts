import { matchesSearch, toSearchWords } from "../telling/failures/failure-search.ts";
import { readHash } from "./account.ts";
import { all, get } from "./elements.ts";

/** As many are shown open as can be taken in at a glance. */
const OPEN_AT_MOST = 3;

/**
 * Filters the index of error texts as one types, and opens the entry that a link names. What is typed stays in the
 * browser; without this script the same form asks the server.
 */
export function searchErrors(): void {
  const main = get("main", HTMLElement);
  const form = get("form[data-search]", HTMLFormElement);
  const input = get("#search", HTMLInputElement);
  const hits = get("#hits", HTMLElement);
  const nothing = get("#nothing", HTMLElement);
  const textOf = (element: Element | null | undefined) => element?.textContent ?? "";
  const entries = Array.from(all<HTMLDetailsElement>("main .failure"), (entry) => {
    // Cause and cure are not searched: they hold the reader's own values.
    const [summary, programs, heading] = [
      entry.querySelector("summary"),
      entry.querySelector(".programs"),
      entry.parentElement?.querySelector("h2"),
    ].map(textOf);
    return { entry, words: toSearchWords([summary, entry.dataset.words, programs, heading].join(" ")) };
  });
  const groups = Array.from(all("main section[data-group]"), (group) => ({
    group,
    link: document.querySelector(`nav a[href="#${group.querySelector("h2")?.id}"]`)?.parentElement,
  }));
  const plural = new Intl.PluralRules(document.documentElement.lang);
  let speak: ReturnType<typeof setTimeout> | undefined;

  const count = (found: number) => {
    const { one = "", other = "" } = hits.dataset;
    return (plural.select(found) === "one" ? one : other).replace("{count}", String(found));
  };

  function filter(): void {
    const isAsking = input.value.trim() !== "";
    const asked = toSearchWords(input.value);
    const found = entries.filter(({ entry, words }) => {
      entry.hidden = isAsking && !matchesSearch(asked, words);
      return !entry.hidden;
    });
    for (const { entry } of entries) entry.open = isAsking && !entry.hidden && found.length <= OPEN_AT_MOST;
    for (const { group, link } of groups) {
      group.hidden = group.querySelector(".failure:not([hidden])") === null;
      if (link !== null && link !== undefined) link.hidden = group.hidden;
    }
    nothing.hidden = found.length > 0;
    main.classList.toggle("asking", isAsking);
    // Said once one pauses, not with every letter.
    clearTimeout(speak);
    speak = setTimeout(() => {
      hits.textContent = isAsking ? count(found.length) : "";
    }, 300);
  }

  function clear(): void {
    input.value = "";
    filter();
  }

  /** What stands after "#": the anchor of an entry, or a code that some have. */
  function findNamed() {
    const name = readHash();
    const named = entries.filter(({ entry }) => entry.id === name.toLowerCase());
    if (named.length > 0 || name.includes("@") || !/\d/.test(name) || document.getElementById(name) !== null)
      return named;
    const asked = toSearchWords(name);
    return entries.filter(({ words }) => matchesSearch(asked, words));
  }

  function openNamed(): void {
    const named = findNamed();
    const [first] = named;
    if (first === undefined) return;
    if (input.value !== "") clear();
    for (const { entry } of named) entry.open = true;
    first.entry.querySelector("summary")?.focus({ preventScroll: true });
    first.entry.scrollIntoView({ block: "start" });
  }

  input.addEventListener("input", filter);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || input.value === "") return;
    event.preventDefault();
    clear();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    filter();
  });
  addEventListener("hashchange", openNamed);
  // A browser that goes back puts in again what was typed.
  if (input.value !== "" && entries.length > 0) filter();
  openNamed();
  // Once more when the browser has gone to the anchor by itself, which takes the focus away.
  addEventListener("load", openNamed);
}
