/**
 * What makes the console handier; each page works without.
 * @module
 */
import { announce } from "./announcer.ts";
import { addCopyButtons } from "./copy-buttons.ts";
import { all } from "./elements.ts";

/** How long somebody has to stop typing for what is typed to be asked for. */
const PAUSE_MILLISECONDS = 200;

export function openConsole(): void {
  addCopyButtons();
  for (const form of all<HTMLFormElement>("form[data-search]")) searchAsTyped(form);
  for (const tabs of all("[data-preview]")) previewAsTyped(tabs);
  forgetDone();
  // Whoever sent something that has to be mended begins there.
  document.getElementById("faults")?.focus();
}

/** What was done is said once: loaded again later, the page would say so of what may be otherwise by then. */
function forgetDone(): void {
  const url = new URL(location.href);
  if (!url.searchParams.has("done")) return;
  url.searchParams.delete("done");
  history.replaceState(history.state, "", url);
}

/** Takes what the form finds from the page that it would lead to. */
function searchAsTyped(form: HTMLFormElement): void {
  const target = form.dataset.search ?? "";
  let asked: AbortController | undefined;
  const search = async () => {
    asked?.abort();
    asked = new AbortController();
    const typed = [...new FormData(form)].flatMap(([name, value]) => (value === "" ? [] : [[name, String(value)]]));
    const query = new URLSearchParams(typed).toString();
    const url = query === "" ? form.action : `${form.action}?${query}`;
    try {
      const response = await fetch(url, { signal: asked.signal });
      if (!response.ok || response.redirected) return location.assign(url);
      const found = new DOMParser().parseFromString(await response.text(), "text/html").querySelector(target);
      const shown = document.querySelector(target);
      if (found === null || shown === null) return;
      shown.replaceWith(found);
      history.replaceState(history.state, "", url);
      announce(found.querySelector("h2")?.textContent ?? "");
    } catch (error) {
      // Somebody typed on, or the network is gone: the button still asks.
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    }
    return undefined;
  };
  form.addEventListener("input", afterPause(search));
}

/** Asks again for the document that was asked for last, whenever what is typed changes. */
function previewAsTyped(tabs: HTMLElement): void {
  let last: HTMLButtonElement | undefined;
  const buttons = [...all<HTMLButtonElement>("button", tabs)];
  const [first] = buttons;
  const form = first?.form;
  if (first === undefined || form === null || form === undefined) return;
  form.addEventListener("submit", ({ submitter }) => {
    if (!(submitter instanceof HTMLButtonElement) || !buttons.includes(submitter)) return;
    last = submitter;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button === last));
    renewFrame(submitter.formTarget);
  });
  form.addEventListener(
    "input",
    afterPause(() => form.requestSubmit(last ?? first)),
  );
  form.requestSubmit(first);
}

/** In a frame of its own a document takes no place in the browser's history, where each keystroke would be one. */
function renewFrame(name: string): void {
  for (const frame of all<HTMLIFrameElement>(`iframe[name="${name}"]`)) frame.replaceWith(frame.cloneNode());
}

function afterPause(run: () => unknown): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE_MILLISECONDS);
  };
}
