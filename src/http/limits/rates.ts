import type { Soon } from "../../model/soon.ts";
import { RateLimit } from "./rate-limit.ts";

/** Counts so many more of `key`, and says in how many seconds it may go on; 0 is now. */
export type Rate = (key: string, count: number) => Soon<number>;

export interface Rates {
  readonly ofSource: Rate;
  readonly ofDomain: Rate;
}

/** Of one kind within a minute; `wrangler.toml` has the same numbers. docs/operations.md says why these. */
export const COSTLY_PER_MINUTE = { ofSource: 300, ofDomain: 1500 } as const;

const PERIOD_SECONDS = 60;

/** Counts nothing. */
export const NO_RATES: Rates = { ofSource: () => 0, ofDomain: () => 0 };

/** Counts in this process. */
export function ratesInMemory(now: () => Date): Rates {
  const inMemory = (perMinute: number): Rate => {
    const limit = new RateLimit(perMinute);
    return (key, count) => limit.spend(key, count, now().getTime());
  };
  return { ofSource: inMemory(COSTLY_PER_MINUTE.ofSource), ofDomain: inMemory(COSTLY_PER_MINUTE.ofDomain) };
}

/** Cloudflare's rate limiter, which counts for all that run in one of its places; it does not say when a minute began. */
export interface PlatformLimiter {
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>;
}

/** Counts where the platform does. A limiter that fails keeps nobody out. */
export function ratesOfPlatform(source: PlatformLimiter, domain: PlatformLimiter): Rates {
  return { ofSource: ofPlatform(source), ofDomain: ofPlatform(domain) };
}

function ofPlatform(limiter: PlatformLimiter): Rate {
  return async (key, count) => {
    try {
      // It counts one by one, in the memory of the machine that asks.
      for (let asked = 0; asked < count; asked += 1) if (!(await limiter.limit({ key })).success) return PERIOD_SECONDS;
    } catch {
      return 0;
    }
    return 0;
  };
}
