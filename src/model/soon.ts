/** What is mostly known already, and else will be: to wait for what is there costs a request more than to look it up. */
export type Soon<Value> = Value | Promise<Value>;

/** Goes on with a value: at once where it is known. */
export function whenKnown<Value, Next>(value: Soon<Value>, next: (value: Value) => Soon<Next>): Soon<Next> {
  return value instanceof Promise ? value.then(next) : next(value);
}
