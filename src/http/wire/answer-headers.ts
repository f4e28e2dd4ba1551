import { BoundedMap } from "../../model/bounded-map.ts";

export type HeaderFields = Readonly<Record<string, string>>;

/** One object for all that have no more than what is always there, since that is told at one look. */
export const NO_FIELDS: HeaderFields = {};

/** Status and header fields in the form that a runtime takes at the least cost. */
export type ToInit = (status: number, fields: HeaderFields) => ResponseInit;

type Given = readonly (string | number | boolean | undefined)[];

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
  keep<Values extends Given>(
    by: string,
    status: number,
    given: Values,
    more: HeaderFields,
    toFields: (given: Values, more: HeaderFields) => HeaderFields,
  ): ResponseInit {
    const sets = this.#sets.get(by) ?? [];
    for (const set of sets)
      if (set.status === status && set.toFields === toFields && isSame(set.given, given) && hasSame(set.more, more))
        return set.init;
    const init = this.#toInit(status, toFields(given, more));
    const all = [{ status, given, more, toFields, init }, ...sets.slice(0, KEPT_OF_ONE - 1)];
    this.#sets.set(by, all);
    return init;
  }
}

/** Lists, because engines compare objects of many shapes by names that they look up anew. */
function isSame(one: Given, other: Given): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false;
  return true;
}

function hasSame(one: HeaderFields, other: HeaderFields): boolean {
  return one === other || (hasAll(one, other) && hasAll(other, one));
}

/** Whether `one` has all the values of `other`. */
function hasAll(one: HeaderFields, other: HeaderFields): boolean {
  for (const name in other) if (one[name] !== other[name]) return false;
  return true;
}
