/**
 * The same function, which works its answer out once for each object: for what follows from settings alone, say, which a store
 * gives as the same object until something changes. Whatever it is given must never change.
 */
export function onceFor<Key extends object, Value extends NonNullable<unknown>>(
  find: (key: Key) => Value,
): (key: Key) => Value {
  const found = new WeakMap<Key, Value>();
  return (key) => {
    const known = found.get(key);
    if (known !== undefined) return known;
    const value = find(key);
    found.set(key, value);
    return value;
  };
}
