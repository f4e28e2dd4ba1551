import { type Hits, LIST, OPEN_AT_MOST, type Searched, toSearch } from "../telling/failures/failure-search.ts";
import { readHash } from "./account.ts";
import { all, get } from "./elements.ts";
import { fillAgain, unfold } from "./page.ts";
import { readPage } from "./read-page.ts";

/**
 * Looks up what one types among all entries of the page, shows the best of them first, and opens the entry that a link
 * names. What is typed stays in the browser; without this script the same form asks the server.
 *
 * The page has what one chooses from. What the entries say is had from the parts of the index as soon as one is asked for,
 * by whatever way: nothing that was typed is in that request.
 */
export function searchErrors(): void {
  const answer = document.querySelector<HTMLElement>("#answer");
  // The server's answer holds what was found and no more: there the form goes on asking it.
  if (answer === null) return;
  const form = get("form[data-search]", HTMLFormElement);
  const input = get("#search", HTMLTextAreaElement);
  const hits = get("#hits", HTMLElement);
  const heading = get("h2", HTMLElement, answer);
  const nothing = get("#nothing", HTMLElement);
  const entries = Array.from(all<HTMLDetailsElement>("main .failure"), (entry) => ({ entry, place: toPlace(entry) }));
  let loading: Promise<void> | undefined;
  const groups = Array.from(all("main section[data-group]"));
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const { ignored = "", weak = "", topics = "", synonyms = "" } = form.dataset;
  const words = { ignored, weak, topics, synonyms: synonyms.split(LIST) };
  let shown: typeof entries = [];
  let search: ((asked: string) => Hits) | undefined;
  /** Whether what was typed was asked for before all was there. */
  let isAsked = false;
  let speak: ReturnType<typeof setTimeout> | undefined;

  const count = (found: number) => {
    const { one = "", other = "" } = hits.dataset;
    return (plural.select(found) === "one" ? one : other).replace("{count}", String(found));
  };

  /** Once all that the entries say is there; again, where it could not be had. */
  function load(): Promise<void> {
    loading ??= loadEntries(entries.map(({ entry }) => entry)).then(
      () => {
        search = toSearch(
          entries.map(({ entry }) => toSearched(entry)),
          words,
        );
      },
      (failure) => {
        loading = undefined;
        throw failure;
      },
    );
    return loading;
  }

  /** Without the parts, the server answers; but nothing is sent as long as one only types. */
  function show(): void {
    if (search !== undefined || input.value.trim() === "") showFound();
    else
      load().then(showFound, () => {
        if (isAsked) HTMLFormElement.prototype.submit.call(form);
      });
  }

  function showFound(): void {
    const asked = input.value.trim();
    const { found, areNearest } = asked === "" || search === undefined ? NOTHING : search(asked);
    for (const { entry, place } of shown) {
      entry.open = false;
      entry.querySelector("[data-added]")?.remove();
      place.before(entry);
    }
    shown = found.flatMap((index) => entries[index] ?? []);
    for (const [rank, { entry }] of shown.entries()) {
      addProgram(entry);
      entry.open = !areNearest && (rank === 0 || found.length <= OPEN_AT_MOST);
      answer?.append(entry);
    }
    for (const group of groups) group.hidden = asked !== "";
    const { found: title = "", nearest = "" } = answer?.dataset ?? {};
    heading.textContent = areNearest ? nearest : title;
    if (answer !== null) answer.hidden = asked === "";
    nothing.hidden = asked === "";
    // Said once one pauses, not with every letter.
    clearTimeout(speak);
    speak = setTimeout(() => {
      hits.textContent = asked === "" ? "" : areNearest ? nearest : count(found.length);
    }, 300);
  }

  function clear(): void {
    input.value = "";
    isAsked = false;
    show();
  }

  function submit(): void {
    isAsked = true;
    show();
  }

  /** What stands after "#": the anchor of an entry, or a code that some have. */
  function findNamed(): HTMLDetailsElement[] {
    const name = readHash();
    const named = entries.filter(({ entry }) => entry.id === name.toLowerCase()).map(({ entry }) => entry);
    if (named.length > 0 || name.includes("@") || !/\d/.test(name) || document.getElementById(name) !== null)
      return named;
    const { found, areNearest } = search?.(name) ?? NOTHING;
    return areNearest ? [] : found.flatMap((index) => entries[index]?.entry ?? []);
  }

  function openNamed(): void {
    if (search === undefined && mayName(readHash())) load().then(openNamed, () => undefined);
    const named = findNamed();
    const [first] = named;
    if (first === undefined) return;
    if (input.value !== "") clear();
    for (const entry of named) unfold(entry);
    first.querySelector("summary")?.focus({ preventScroll: true });
    first.scrollIntoView({ block: "start" });
  }

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
    if (event.key !== "Escape" || input.value === "") return;
    event.preventDefault();
    clear();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  // An event of an entry itself, which does not rise.
  get(".found", HTMLElement).addEventListener("toggle", () => void load().catch(() => undefined), {
    capture: true,
    once: true,
  });
  addEventListener("hashchange", openNamed);
  // A browser that goes back puts in again what was typed.
  if (input.value !== "") show();
  openNamed();
  // Once more when the browser has gone to the anchor by itself, which takes the focus away.
  addEventListener("load", openNamed);
}

const NOTHING: Hits = { found: [], areNearest: false };

/** Whether what stands after "#" may be an entry's anchor or a code. */
function mayName(name: string): boolean {
  return (
    name.startsWith("error-") || (!name.includes("@") && /\d/.test(name) && document.getElementById(name) === null)
  );
}

/** Puts into each entry what the part says of it that its link leads to. */
async function loadEntries(entries: readonly HTMLDetailsElement[]): Promise<void> {
  const links = entries.map((entry) => get("p a", HTMLAnchorElement, entry));
  const urls = new Set(links.map(({ href }) => href.split("#")[0] ?? ""));
  const parts = await Promise.all(Array.from(urls, readPage));
  for (const entry of entries) {
    const whole = parts.map((part) => part.getElementById(entry.id)).find((found) => found !== null);
    if (whole === undefined) continue;
    if (whole.dataset.words !== undefined) entry.dataset.words = whole.dataset.words;
    entry.querySelector("summary ~ p")?.remove();
    entry.append(...Array.from(all(":scope > p", whole)));
  }
  fillAgain();
}

/** Marks where an entry belongs while it is among those that were found. */
function toPlace(entry: Element): Comment {
  const place = document.createComment("");
  entry.after(place);
  return place;
}

/** The same of an entry as the service searches (`search-index.ts`): values are no part of it. */
function toSearched(entry: HTMLElement): Searched {
  const [message = "", cause = ""] = ["summary > :first-child", "p:not(.programs)"].map((selector) =>
    toWords(entry.querySelector(selector)),
  );
  const codes = Array.from(all("summary > code", entry), ({ textContent }) => textContent);
  const names = Array.from(all(".programs a", entry), ({ textContent }) => textContent);
  const words = entry.dataset.words?.split(LIST) ?? [];
  const group = findGroup(entry);
  const kind = group?.dataset.group;
  const title = group?.querySelector("h2")?.textContent ?? "";
  return {
    phrases: [message, ...codes, ...words, ...(kind === "webmail" ? names : [])],
    cause: kind === "any" ? `${cause} ${title}` : cause,
    program: kind === "program" || kind === "webmail" ? title : names.join(" "),
  };
}

function findGroup(entry: HTMLElement): HTMLElement | null {
  return entry.closest<HTMLElement>("[data-group]");
}

function toWords(element: Element | null): string {
  const copy = element?.cloneNode(true);
  if (!(copy instanceof Element)) return "";
  for (const value of Array.from(all("code, [data-when]", copy))) value.replaceWith(" ");
  return copy.textContent;
}

/** Outside of its group an entry says itself which program it is of, as the service's answer does. */
function addProgram(entry: HTMLElement): void {
  const group = findGroup(entry);
  const guide = group?.querySelector<HTMLAnchorElement>(".to-guide a");
  const title = group?.querySelector("h2")?.textContent;
  if (guide === null || guide === undefined || title === undefined || title === null) return;
  const programs = document.createElement("p");
  programs.className = "programs";
  programs.dataset.added = "";
  const link = document.createElement("a");
  link.href = guide.getAttribute("href") ?? "";
  link.textContent = title;
  programs.append(link);
  entry.querySelector("summary")?.after(programs);
}
