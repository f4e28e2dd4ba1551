import { BoundedMap } from "../../store/cache/bounded-map.ts";

export type HeaderFields = Readonly<Record<string, string>>;

/** Header fields in the form that a runtime sends at the least cost. */
export type ToHeaders = (fields: HeaderFields) => HeadersInit;

/** Sets kept: some kilobytes each at most. */
const KEPT = 4_000;

/**
 * Header fields that answers left with before: to make and check them for each answer anew costs workerd more than all else
 * that is ours. They are found by what they were made of, so that nothing of it can be forgotten.
 */
export class AnswerHeaders {
  readonly #sets = new BoundedMap<string, HeadersInit>(KEPT);
  readonly #toHeaders: ToHeaders;

  constructor(toHeaders: ToHeaders) {
    this.#toHeaders = toHeaders;
  }

  /** @param toFields one and the same for all answers: it is no part of what a set is found by */
  keep<Given extends Readonly<Record<keyof Given, string | boolean | undefined>>>(
    given: Given,
    more: HeaderFields,
    toFields: (given: Given, more: HeaderFields) => HeaderFields,
  ): HeadersInit {
    // Each value on a line of its own: no value of a header has one.
    let key = "";
    for (const name in given) key += `${given[name] ?? ""}\n`;
    for (const name in more) key += `${name}\n${more[name]}\n`;
    const kept = this.#sets.get(key);
    if (kept !== undefined) return kept;
    const headers = this.#toHeaders(toFields(given, more));
    this.#sets.set(key, headers);
    return headers;
  }
}
