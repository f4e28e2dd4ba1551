import type { Page } from "playwright-core";

/** Hosts, ports, addresses and labels in English that stand on the page in the wrong order, by where their first and last signs are. */
export const findTurnedValues = (page: Page) =>
  page.evaluate<
    string[]
  >(`Array.from(document.querySelectorAll("code, kbd, .url, input[inputmode=email], [data-username]"))
    .filter((value) => value.checkVisibility() && /^[\\x20-\\x7e]+$/.test(value.value ?? value.textContent))
    .flatMap((value) => {
      if (value.value !== undefined) return getComputedStyle(value).direction === "ltr" ? [] : [value.outerHTML];
      const texts = document.createTreeWalker(value, NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (texts.nextNode()) if (texts.currentNode.data.trim() !== "") nodes.push(texts.currentNode);
      const place = (node, index) => {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        return range.getBoundingClientRect();
      };
      const [first, last] = [nodes[0], nodes.at(-1)];
      if (first === undefined) return [];
      const [from, to] = [place(first, 0), place(last, last.data.trimEnd().length - 1)];
      // On one line the first sign is left of the last; what goes on below it starts anew.
      return from.top === to.top && from.left > to.left ? [value.textContent] : [];
    })`);
