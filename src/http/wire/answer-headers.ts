import { BoundedMap } from "../../store/cache/bounded-map.ts";

export type HeaderFields = Readonly<Record<string, string>>;

/** Status and header fields in the form that a runtime takes at the least cost. */
export type ToInit = (status: number, fields: HeaderFields) => ResponseInit;

type Given = Readonly<Record<string, string | number | boolean | undefined>>;

interface KeptSet {
  readonly status: number;
  readonly given: Given;
  readonly more: HeaderFields;
  readonly toFields: object;
  readonly init: ResponseInit;
}

/** Sets kept: some kilobytes each at most. */
const KEPT = 4_000;
/** Of them those that are looked up by one text: they differ in how long they may be kept, say. */
const KEPT_OF_ONE = 16;

/**
 * Status and header fields that answers left with before: to make and check them for each answer anew costs workerd more than
 * all else that is ours. They are found by all that they were made of, so that nothing of it can be forgotten.
 */
export class AnswerHeaders {
  readonly #sets = new BoundedMap<string, KeptSet[]>(KEPT, (sets) => sets.length);
  readonly #toInit: ToInit;

  constructor(toInit: ToInit) {
    this.#toInit = toInit;
  }

  /**
   * @param by what is looked up: of the values a text that few sets share. To put all of them together takes longer than to compare them
   */
  keep<Values extends Readonly<Record<keyof Values, Given[string]>>>(
    by: string,
    status: number,
    given: Values,
    more: HeaderFields,
    toFields: (given: Values, more: HeaderFields) => HeaderFields,
  ): ResponseInit {
    const sets = this.#sets.get(by) ?? [];
    for (const set of sets)
      if (set.status === status && set.toFields === toFields && isSame(set.given, given) && isSame(set.more, more))
        return set.init;
    const init = this.#toInit(status, toFields(given, more));
    const all = [{ status, given, more, toFields, init }, ...sets.slice(0, KEPT_OF_ONE - 1)];
    this.#sets.set(by, all);
    return init;
  }
}

function isSame(one: Given, other: Given): boolean {
  return one === other || (hasAll(one, other) && hasAll(other, one));
}

/** Whether `one` has all the values of `other`. */
function hasAll(one: Given, other: Given): boolean {
  for (const name in other) if (one[name] !== other[name]) return false;
  return true;
}
