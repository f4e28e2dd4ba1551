import { all } from "./elements.ts";

/** Puts what is meant for the visitor's own device first, where there is such. The page is the same for everybody, and hides nothing. */
export function putOwnDeviceFirst(): void {
  const own = document.querySelector(`[data-platform="${findDevice(navigator)}"]`);
  if (own === null) return;
  const groups = [...all<HTMLDetailsElement>("[data-platform]")];
  for (const group of groups) group.open = group === own;
  groups[0]?.before(own);
  for (const mark of all("[data-best]", own)) mark.hidden = false;
}

/** An iPad says that it is a Mac, which has no touch screen; Android says that it is Linux; a Chromebook is none of these. */
function findDevice({ userAgent, maxTouchPoints }: Navigator): string | undefined {
  const devices = [
    ["ios", /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes("Macintosh") && maxTouchPoints > 0)],
    ["android", userAgent.includes("Android")],
    ["windows", userAgent.includes("Windows")],
    ["mac", userAgent.includes("Macintosh")],
    ["linux", userAgent.includes("Linux")],
  ] as const;
  return devices.find(([, isIt]) => isIt)?.[0];
}
