/*
 * Filters the index of error texts as one types, and opens the entry that a link names. What is typed stays in the
 * browser; without this script the same form asks the server.
 */

/** The rules of src/telling/failures/failure-search.ts. */
globalThis.toSearchWords = (text) => {
  const words =
    text
      .slice(0, 2000)
      .normalize("NFKD")
      .slice(0, 2000)
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .split(/\s/)
      .filter((part) => part.lastIndexOf("@") < 1)
      .join(" ")
      .match(/(?<!\d)\d+(?:\.\d+)+|[\p{L}\p{N}]+/gu) ?? [];
  const bare = words.map((word) => word.replace(/^0x/, "")).filter((word) => word !== "");
  return [...new Set(bare)].slice(0, 100);
};
globalThis.matchesSearch = (asked, entry) => {
  const isKnown = (word) => entry.some((other) => other.startsWith(word));
  const isCode = (word) => /^(?=.*\d)[0-9a-f]{8}$|^[245]\.\d{1,3}\.\d{1,3}$/.test(word);
  if (asked.some((word) => isCode(word) && entry.includes(word))) return true;
  const needed = asked.length > 5 ? Math.ceil(asked.length * 0.7) : asked.length;
  return asked.filter(isKnown).length >= needed;
};

/** Runs on the page alone: tests take the rule above without one. */
if (globalThis.document !== undefined) {
  const form = document.querySelector("form[data-search]");
  const input = form.elements.search;
  const hits = document.getElementById("hits");
  const nothing = document.getElementById("nothing");
  const textOf = (element) => element?.textContent ?? "";
  const entries = Array.from(document.querySelectorAll("main .failure"), (entry) => ({
    entry,
    // Cause and cure are not searched: they hold the reader's own values.
    words: toSearchWords(
      [
        textOf(entry.querySelector("summary")),
        entry.dataset.words ?? "",
        textOf(entry.querySelector(".programs")),
        textOf(entry.parentElement.querySelector("h2")),
      ].join(" "),
    ),
  }));
  const groups = document.querySelectorAll("main section[data-group]");
  const plural = new Intl.PluralRules(document.documentElement.lang);
  /** As many are shown open as can be taken in at a glance. */
  const OPEN_AT_MOST = 3;
  let speak;

  const count = (found) =>
    (plural.select(found) === "one" ? hits.dataset.one : hits.dataset.other).replace("{count}", found);

  function filter() {
    const query = input.value;
    const isAsking = query.trim() !== "";
    const asked = toSearchWords(query);
    const found = entries.filter(({ entry, words }) => {
      entry.hidden = isAsking && !matchesSearch(asked, words);
      return !entry.hidden;
    });
    for (const { entry } of entries) entry.open = isAsking && !entry.hidden && found.length <= OPEN_AT_MOST;
    for (const group of groups) {
      group.hidden = group.querySelector(".failure:not([hidden])") === null;
      const link = document.querySelector(`nav a[href="#${group.querySelector("h2").id}"]`);
      if (link !== null) link.parentElement.hidden = group.hidden;
    }
    nothing.hidden = found.length > 0;
    document.querySelector("main").classList.toggle("asking", isAsking);
    // Said once one pauses, not with every letter.
    clearTimeout(speak);
    speak = setTimeout(() => {
      hits.textContent = isAsking ? count(found.length) : "";
    }, 300);
  }

  function clear() {
    input.value = "";
    filter();
  }

  /** What stands after "#": the anchor of an entry, or a code that some have. */
  function findNamed() {
    let name = "";
    try {
      name = decodeURIComponent(location.hash.slice(1));
    } catch {
      // Not UTF-8, and so no name of ours.
    }
    const named = entries.filter(({ entry }) => entry.id === name.toLowerCase());
    if (named.length > 0 || name.includes("@") || !/\d/.test(name) || document.getElementById(name) !== null)
      return named;
    const asked = toSearchWords(name);
    return entries.filter(({ words }) => matchesSearch(asked, words));
  }

  function openNamed() {
    const named = findNamed();
    if (named.length === 0) return;
    if (input.value !== "") clear();
    for (const { entry } of named) entry.open = true;
    const [{ entry }] = named;
    entry.querySelector("summary").focus({ preventScroll: true });
    entry.scrollIntoView({ block: "start" });
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
