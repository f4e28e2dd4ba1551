interface Entry<Value> {
  readonly value: Value;
  readonly weight: number;
  /** Whether it was asked for since it was put in, or since it last was the oldest. */
  isAsked: boolean;
}

/**
 * A map whose entries weigh at most `limit` together. The oldest make room, but one that was asked for gets a second chance
 * as the youngest ("CLOCK"): almost who was asked for longest ago, and asking moves nothing.
 */
export class BoundedMap<Key, Value> {
  readonly #entries = new Map<Key, Entry<Value>>();
  readonly #limit: number;
  readonly #weigh: (value: Value) => number;
  #weight = 0;

  /** Without `weigh`, every entry weighs 1. */
  constructor(limit: number, weigh: (value: Value) => number = () => 1) {
    this.#limit = limit;
    this.#weigh = weigh;
  }

  get(key: Key): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    entry.isAsked = true;
    return entry.value;
  }

  /** What weighs more than the limit by itself is not kept. */
  set(key: Key, value: Value): void {
    this.delete(key);
    const weight = this.#weigh(value);
    if (weight > this.#limit) return;
    this.#makeRoom(weight);
    this.#entries.set(key, { value, weight, isAsked: false });
    this.#weight += weight;
  }

  delete(key: Key): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined && this.#entries.delete(key)) this.#weight -= entry.weight;
  }

  #makeRoom(weight: number): void {
    // A Map iterates in order of insertion, and comes to what was inserted meanwhile at the end.
    for (const [key, entry] of this.#entries) {
      if (this.#weight + weight <= this.#limit) return;
      this.delete(key);
      if (!entry.isAsked) continue;
      entry.isAsked = false;
      this.#entries.set(key, entry);
      this.#weight += entry.weight;
    }
  }
}
