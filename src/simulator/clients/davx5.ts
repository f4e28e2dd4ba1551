/**
 * DAVx⁵ with "Login with email address".
 * @see bitfireAT/davx5-ose (August 2026) core/src/main/kotlin/at/bitfire/davdroid/servicedetection/DavResourceFinder.kt
 * @module
 */
import type { Client } from "../client.ts";
import { findDav } from "../reading/dav.ts";

export const davx5: Client = {
  id: "davx5",
  name: "DAVx⁵",
  seeks: "calendars and contacts",
  source: "bitfireAT/davx5-ose 4.5, August 2026",
  simulate: (session) => findDav(session, "PROPFIND"),
};
