import chromium from "@sparticuz/chromium";
import { findBrowser, THIS_MACHINE } from "./find-browser.ts";

/** Unpacks the bundled browser before there are workers: one of them would start what another one has half unpacked. */
export default async function unpackBrowser(): Promise<void> {
  if (findBrowser(THIS_MACHINE) === "bundled") await chromium.executablePath();
}
