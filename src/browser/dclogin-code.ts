import { sent } from "./account.ts";
import { drawCode } from "./codes.ts";
import { toDclogin } from "./dclogin.ts";
import { get } from "./elements.ts";

/**
 * Draws Delta Chat's code while the password is typed, on the page that has a field for it: outside any form, so that
 * nothing can send it.
 */
export function drawDcloginCode(): void {
  const place = document.querySelector(".secret");
  if (place === null) return;
  const secret = get("[data-dclogin]", HTMLInputElement, place);
  const figure = get("figure", HTMLElement, place);
  const svg = get("svg", SVGElement, figure);
  const shown = get("[data-username]", HTMLElement, place);

  function draw(): void {
    const address = shown.textContent ?? "";
    const person = { ...sent, address, localPart: address.slice(0, address.lastIndexOf("@")) };
    const payload = toDclogin(secret.dataset.dclogin ?? "", person, secret.value);
    figure.hidden = payload === undefined;
    if (payload !== undefined) drawCode(svg, payload, "M");
  }

  secret.addEventListener("input", draw);
  // After the page has filled the address in.
  addEventListener("hashchange", () => setTimeout(draw));
}
