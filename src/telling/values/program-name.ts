import type { Words } from "../../content/language.ts";

/** What a simulated program is called in the reader's language; most are called the same in all. */
export function tellProgram(name: string, { simulation }: Pick<Words, "simulation">): string {
  const told: Readonly<Record<string, string>> = simulation.programs;
  return told[name] ?? name;
}
