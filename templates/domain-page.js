/*
 * Puts what is meant for the visitor's own device first. The page is the same for everybody, and hides nothing.
 */
{
  const { userAgent, maxTouchPoints } = navigator;
  // An iPad says that it is a Mac, which has no touch screen; Android says that it is Linux; a Chromebook is none of these.
  const DEVICES = [
    ["ios", /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 0)],
    ["android", /Android/.test(userAgent)],
    ["windows", /Windows/.test(userAgent)],
    ["mac", /Macintosh/.test(userAgent)],
    ["linux", /Linux/.test(userAgent)],
  ];
  const [device] = DEVICES.find(([, isIt]) => isIt) ?? [];
  const own = document.querySelector(`[data-platform="${device}"]`);
  if (own !== null) {
    const groups = document.querySelectorAll("[data-platform]");
    for (const group of groups) group.open = group === own;
    groups[0].before(own);
    for (const mark of own.querySelectorAll("[data-best]")) mark.hidden = false;
  }
}
