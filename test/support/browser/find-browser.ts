import { existsSync } from "node:fs";
import { win32 } from "node:path";

/** What of a machine says where its browser is. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(path: string): boolean;
}

export const THIS_MACHINE: Machine = {
  platform: process.platform,
  arch: process.arch,
  env: process.env,
  exists: existsSync,
};

/**
 * The Chrome or Chromium to test with: the one that CHROME_PATH names, else the bundled one, which is for Linux on x64, else an
 * installed one; `undefined` where there is none.
 */
export function findBrowser({ platform, arch, env, exists }: Machine): string | "bundled" | undefined {
  if (env.CHROME_PATH) return env.CHROME_PATH;
  if (platform === "linux" && arch === "x64") return "bundled";
  return usualPlaces(platform, env).find(exists);
}

function usualPlaces(platform: NodeJS.Platform, env: Machine["env"]): string[] {
  if (platform === "darwin")
    return ["", env.HOME ?? ""].flatMap((home) =>
      ["Google Chrome", "Chromium"].map((name) => `${home}/Applications/${name}.app/Contents/MacOS/${name}`),
    );
  if (platform === "win32")
    return [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].flatMap((folder) =>
      folder === undefined
        ? []
        : ["Google\\Chrome", "Chromium"].map((name) => win32.join(folder, name, "Application", "chrome.exe")),
    );
  return ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"]
    .map((name) => `/usr/bin/${name}`)
    .concat("/snap/bin/chromium");
}
