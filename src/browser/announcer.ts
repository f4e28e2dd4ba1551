import { get } from "./elements.ts";

const announcer = get("#announcer", HTMLElement);

/** What the page's script says, in the visitor's language. */
export const words = announcer.dataset;

/** Has screen readers read a text out. */
export function announce(text: string): void {
  announcer.textContent = "";
  // A region that is emptied and filled at once is not read out a second time.
  setTimeout(() => {
    announcer.textContent = text;
  }, 50);
}
