import { findAccount } from "./account.ts";
import { announce } from "./announcer.ts";
import { drawCodes } from "./codes.ts";
import { addCopyButtons } from "./copy-buttons.ts";
import { all, get } from "./elements.ts";
import { fillAgain } from "./page.ts";
import { readPage } from "./read-page.ts";

/** What the service makes of a choice. */
const MADE = "main .column > section[aria-labelledby], form[data-address-form]";

/**
 * Shows link, code and answers of what is chosen as soon as it is chosen. The service makes them, of the choice alone:
 * whose they are is filled in here. Without this script, and where the service cannot be asked, a button does the same.
 */
export function followChoices(): void {
  const form = document.querySelector<HTMLFormElement>("form.choices");
  if (form === null) return;
  const button = get("button", HTMLButtonElement, form);
  let asked = 0;
  button.hidden = true;

  async function follow(choices: HTMLFormElement): Promise<void> {
    asked += 1;
    const mine = asked;
    const url = new URL(choices.action);
    url.hash = "";
    for (const field of all<HTMLSelectElement>("select, input", choices)) url.searchParams.set(field.name, field.value);
    const made = await readPage(url.href);
    // Whoever went on choosing is answered once.
    if (mine !== asked) return;
    show(made);
    history.replaceState(history.state, "", `${url.pathname}${url.search}${location.hash}`);
  }

  form.addEventListener("change", () =>
    follow(form).catch(() => {
      button.hidden = false;
    }),
  );
}

function show(made: Document): void {
  const places = [...all(MADE)];
  for (const [index, part] of [...all(MADE, made)].entries()) {
    const place = places[index];
    // Of the form for the address only where it is sent differs: what is being typed stays.
    if (part instanceof HTMLFormElement) place?.setAttribute("action", part.getAttribute("action") ?? "");
    else place?.replaceWith(part);
  }
  fillAgain();
  drawCodes(findAccount());
  addCopyButtons();
  announce(get("figure code", HTMLElement).textContent ?? "");
}
