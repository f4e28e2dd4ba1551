import { later, type Soon, whenKnown } from "../../model/soon.ts";

/** An answer whose modules are loaded when it is first asked for; from then on nothing is waited for. */
export function laterAnswer<Asked extends readonly unknown[]>(
  load: () => Promise<(...asked: Asked) => Soon<Response>>,
): (...asked: Asked) => Soon<Response> {
  const loaded = later(load);
  return (...asked) => whenKnown(loaded(), (answer) => answer(...asked));
}
