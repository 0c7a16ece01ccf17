/**
 * How many shape requests each device holds open. One desktop gone wrong, or a script with its token, must not take the
 * places and the memory of the others. A request is open until its answer was taken, so that slow readers count, too.
 */
import { AppError } from '../../shared/kernel/app-error.ts';
import { SYNCED_TABLE_NAMES } from '../../shared/schema/registry.ts';

/**
 * A desktop holds one request a table. After a lost connection the old ones may be noticed later than the new ones come;
 * beside them there are short questions of the tables that stay silent.
 */
export const OPEN_REQUESTS_PER_DEVICE = 4 * SYNCED_TABLE_NAMES.length;
const RETRY_AFTER_SECONDS = 5;

export type OpenRequests = {
  /**
   * Answers with what `answer` answers, and counts it against `device` until its body was read or `gone` aborts.
   * Throws `rate_limited` while the device has too many open.
   */
  readonly hold: (device: string, gone: AbortSignal, answer: () => Promise<Response>) => Promise<Response>;
  /** Requests open now, of all devices. */
  readonly count: () => number;
  /** Requests that were turned away. */
  readonly refused: () => number;
};

export function createOpenRequests(limit = OPEN_REQUESTS_PER_DEVICE): OpenRequests {
  const open = new Map<string, number>();
  let refused = 0;

  function take(device: string): () => void {
    const held = open.get(device) ?? 0;
    if (held >= limit) {
      refused += 1;
      throw new AppError('rate_limited', `${held} shape requests open`, {
        hint: `This device holds ${held} requests open at once, more than it needs. It tries again in a moment.`,
        details: { retryAfterSeconds: RETRY_AFTER_SECONDS },
      });
    }
    open.set(device, held + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      const left = (open.get(device) ?? 1) - 1;
      if (left > 0) open.set(device, left);
      else open.delete(device);
    };
  }

  return {
    hold: async (device, gone, answer) => {
      const release = take(device);
      gone.addEventListener('abort', release, { once: true });
      if (gone.aborted) release();
      try {
        return whenRead(await answer(), release);
      } catch (cause) {
        release();
        throw cause;
      }
    },
    count: () => open.values().reduce((sum, held) => sum + held, 0),
    refused: () => refused,
  };
}

/** The same answer; `done` is called when its body ended, failed or was given up. */
function whenRead(response: Response, done: () => void): Response {
  if (response.body === null) {
    done();
    return response;
  }
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: async (controller) => {
        try {
          const next = await reader.read();
          if (!next.done) return controller.enqueue(next.value);
          controller.close();
        } catch (cause) {
          controller.error(cause);
        }
        done();
      },
      cancel: async (reason) => {
        done();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { status: response.status, headers: response.headers });
}
