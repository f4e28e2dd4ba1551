import { BoundedMap } from "../../store/cache/bounded-map.ts";

export type HeaderFields = Readonly<Record<string, string>>;

/** Header fields in the form that a runtime sends at the least cost. */
export type ToHeaders = (fields: HeaderFields) => HeadersInit;

/** Sets kept: some kilobytes each at most. */
const KEPT = 4_000;

/**
 * Header fields that answers left with before: to make and check them for each answer anew costs workerd more than all else
 * that is ours. The key is made of all that a set is made of.
 */
export class AnswerHeaders {
  readonly #sets = new BoundedMap<string, HeadersInit>(KEPT);
  readonly #toHeaders: ToHeaders;

  constructor(toHeaders: ToHeaders) {
    this.#toHeaders = toHeaders;
  }

  keep(key: string, toFields: () => HeaderFields): HeadersInit {
    const kept = this.#sets.get(key);
    if (kept !== undefined) return kept;
    const headers = this.#toHeaders(toFields());
    this.#sets.set(key, headers);
    return headers;
  }
}
