import { StoreUnavailableError } from "../roles.ts";

/** What comes within so many milliseconds; else the directory counts as one that cannot be asked. */
export async function within<Value>(milliseconds: number, answer: Promise<Value>): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new StoreUnavailableError("the directory takes too long")), milliseconds);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
