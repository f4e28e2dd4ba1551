import { all } from "./elements.ts";
import { findDevice } from "./find-device.ts";

/** Puts what is meant for the visitor's own device first, where there is such. The page is the same for everybody, and hides nothing. */
export function putOwnDeviceFirst(): void {
  const own = document.querySelector(`[data-platform="${findDevice(navigator)}"]`);
  if (own === null) return;
  const groups = [...all<HTMLDetailsElement>("[data-platform]")];
  for (const group of groups) group.open = group === own;
  groups[0]?.before(own);
  for (const mark of all("[data-best]", own)) mark.hidden = false;
}

/**
 * Says whether the program of a guide runs on the visitor's own device: on any other a code that leads to the right one stands
 * in the place of what can be done there alone. Where nobody knows, styles go by the kind of pointer.
 */
export function markOwnDevice(): void {
  const device = findDevice(navigator);
  const isTouched = matchMedia("(hover: none) and (pointer: coarse)").matches;
  // A phone that was told to ask for pages as a computer does says that it is one.
  if (device === undefined || (isTouched && device !== "ios" && device !== "android")) return;
  for (const place of all("[data-runs-on]"))
    place.dataset.own = place.dataset.runsOn?.split(" ").includes(device) === true ? "yes" : "no";
}

/** Unfolds what has room beside the rest. */
export function unfoldWide(): void {
  if (!matchMedia("(min-width: 64rem)").matches) return;
  for (const folded of all<HTMLDetailsElement>("details[data-open-wide]")) folded.open = true;
}
