import { announce, words } from "./announcer.ts";
import { all } from "./elements.ts";

/** Puts a button behind every value, which copies it. */
export function addCopyButtons(): void {
  for (const value of all("code[data-copy], textarea[data-copy]")) addCopyButton(value);
}

function addCopyButton(value: HTMLElement): void {
  const button = document.createElement("button");
  const { copy: word = "", copied = "", selected = "" } = words;
  const name = value.dataset.copy;
  let reset: ReturnType<typeof setTimeout> | undefined;
  button.type = "button";
  button.className = "copy";
  button.textContent = word;
  button.setAttribute("aria-label", `${word}: ${name}`);
  button.addEventListener("click", async () => {
    const done = await copy(value);
    announce(`${name}: ${done ? copied : selected}`);
    if (!done) return;
    button.textContent = copied;
    button.classList.add("done");
    clearTimeout(reset);
    reset = setTimeout(() => {
      button.textContent = word;
      button.classList.remove("done");
    }, 2000);
  });
  value.after(button);
}

async function copy(value: HTMLElement): Promise<boolean> {
  const area = value instanceof HTMLTextAreaElement ? value : undefined;
  try {
    await navigator.clipboard.writeText(area?.value ?? value.textContent ?? "");
    return true;
  } catch {
    // Pages over plain http have no clipboard: what is selected can still be copied.
    if (area === undefined) getSelection()?.selectAllChildren(value);
    else area.select();
    return document.execCommand("copy");
  }
}
