import type { World } from "./world.ts";

/** The same world, asked each question once: many clients ask alike, and who answers is not to be asked by each of them. */
export function askedOnce(world: World): World {
  const answers = new Map<string, Promise<unknown>>();
  /** The key names the kind of question, which decides the type of the answer. */
  function once<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const known = answers.get(key) as Promise<Answer> | undefined;
    if (known !== undefined) return known;
    const asked = ask();
    answers.set(key, asked);
    return asked;
  }
  return {
    // With how long the client waits: who gives up early does not decide for who is patient.
    fetch: (request) => once(`fetch ${JSON.stringify(request)}`, () => world.fetch(request)),
    resolveMx: (name) => once(`MX ${name}`, () => world.resolveMx(name)),
    resolveSrv: (name) => once(`SRV ${name}`, () => world.resolveSrv(name)),
    resolveTxt: (name) => once(`TXT ${name}`, () => world.resolveTxt(name)),
    md5: (text) => world.md5(text),
  };
}
