import { readSettingsFile } from "../cli/settings-file.ts";

/**
 * Whether nothing is wrong with the settings that the Worker gets; what is, is told a line for each fault, as `waypost validate`
 * and the start of the service tell it. Nothing looks at them again in the Worker.
 */
export async function checkSettings(path: string, tell: (line: string) => void): Promise<boolean> {
  const settings = await readSettingsFile(path);
  if (settings.ok) return true;
  for (const fault of settings.error) tell(`build: error: ${fault}`);
  tell("hint: mend these and build again; npm run -s waypost -- validate checks without building");
  return false;
}
