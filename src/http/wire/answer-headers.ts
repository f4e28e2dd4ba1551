import { BoundedMap } from "../../store/cache/bounded-map.ts";

export type HeaderFields = Readonly<Record<string, string>>;

/** Status and header fields in the form that a runtime takes at the least cost. */
export type ToInit = (status: number, fields: HeaderFields) => ResponseInit;

/** Sets kept: some kilobytes each at most. */
const KEPT = 4_000;

/**
 * Status and header fields that answers left with before: to make and check them for each answer anew costs workerd more than
 * all else that is ours. They are found by what they were made of, so that nothing of it can be forgotten.
 */
export class AnswerHeaders {
  readonly #sets = new BoundedMap<string, ResponseInit>(KEPT);
  readonly #toInit: ToInit;

  constructor(toInit: ToInit) {
    this.#toInit = toInit;
  }

  /**
   * @param toFields it is no part of what a set is found by: where another makes answers of the same status, no `given` of one is
   * given to the other
   */
  keep<Given extends Readonly<Record<keyof Given, string | number | boolean | undefined>>>(
    status: number,
    given: Given,
    more: HeaderFields,
    toFields: (given: Given, more: HeaderFields) => HeaderFields,
  ): ResponseInit {
    // Each value on a line of its own: no value of a header has one.
    let key = `${status}\n`;
    for (const name in given) key += `${given[name] ?? ""}\n`;
    for (const name in more) key += `${name}\n${more[name]}\n`;
    const kept = this.#sets.get(key);
    if (kept !== undefined) return kept;
    const init = this.#toInit(status, toFields(given, more));
    this.#sets.set(key, init);
    return init;
  }
}
