import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppError } from '../../shared/kernel/app-error.ts';

export type RateLimit = {
  /** Counts one attempt against each key; throws `rate_limited` with `retryAfterSeconds`. */
  readonly take: (key: string) => Promise<void>;
};

/** `points` attempts a key in `seconds`, counted in this process. */
export function createRateLimit(options: {
  readonly points: number;
  readonly seconds: number;
  readonly what: string;
}): RateLimit {
  const limiter = new RateLimiterMemory({ points: options.points, duration: options.seconds });
  return {
    take: async (key) => {
      try {
        await limiter.consume(key);
      } catch (cause) {
        const waitMs = readWait(cause);
        if (waitMs === null) throw cause;
        const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
        throw new AppError('rate_limited', `too many ${options.what}`, {
          hint: `Too many ${options.what}. Try again in ${wait(retryAfterSeconds)}.`,
          details: { retryAfterSeconds },
        });
      }
    },
  };
}

/** The limiter rejects with its state, not with an error. */
function readWait(cause: unknown): number | null {
  if (typeof cause !== 'object' || cause === null || !('msBeforeNext' in cause)) return null;
  return typeof cause.msBeforeNext === 'number' ? cause.msBeforeNext : null;
}

function wait(seconds: number): string {
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
