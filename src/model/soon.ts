/** What is mostly known already, and else will be: to wait for what is there costs a request more than to look it up. */
export type Soon<Value> = Value | Promise<Value>;

/** Goes on with a value: at once where it is known. */
export function whenKnown<Value, Next>(value: Soon<Value>, next: (value: Value) => Soon<Next>): Soon<Next> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** What is loaded when it is first wanted, and from then on there at once. A load that fails is tried again by the next who asks. */
export function later<Loaded extends object>(load: () => Promise<Loaded>): () => Soon<Loaded> {
  let kept: Soon<Loaded> | undefined;
  return () => {
    if (kept !== undefined) return kept;
    const loading = load();
    kept = loading;
    loading.then(
      (loaded) => {
        kept = loaded;
      },
      () => {
        kept = undefined;
      },
    );
    return loading;
  };
}
